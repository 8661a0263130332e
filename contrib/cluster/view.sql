-- SPDX-License-Identifier: BSD-2-Clause
-- From lines of 'gopx scan --json' to a table of answers and a view of what was found.

-- Incomplete lines of an interrupted run are ignored; if a file has two lines, the last one counts.
CREATE TABLE answer AS
    SELECT text, json_extract(text, '$.file') AS file, json_extract(text, '$.sha256') AS sha256,
           json_extract(text, '$.size') AS size
    FROM (SELECT text, rowid AS number FROM line WHERE json_valid(text))
    WHERE json_extract(text, '$.schema') = 'gopx-scan/1'
    GROUP BY file HAVING number = max(number);
DROP TABLE line;
CREATE INDEX answer_file ON answer (file);

-- The vendor is the first folder after those that all files have in common.
CREATE TABLE common AS
    WITH RECURSIVE
        ends(first, last) AS (SELECT min(file), max(file) FROM answer),
        prefix(len) AS (
            SELECT 0
            UNION ALL
            SELECT len + 1 FROM prefix, ends
            WHERE len < length(first) AND substr(first, 1, len + 1) = substr(last, 1, len + 1))
    SELECT coalesce(max(len), 0) AS len FROM prefix, ends
    WHERE len = 0 OR substr(first, len, 1) = '/';

CREATE VIEW finding AS
    SELECT answer.file AS file,
           CASE WHEN instr(substr(answer.file, common.len + 1), '/') THEN
                substr(substr(answer.file, common.len + 1), 1,
                       instr(substr(answer.file, common.len + 1), '/') - 1) END AS vendor,
           json_extract(f.value, '$.kind') AS kind,
           json_extract(f.value, '$.best') AS best,
           json_extract(f.value, '$.version') AS version,
           json_extract(f.value, '$.signature') AS signature,
           json_extract(f.value, '$.bdb_version') AS bdb_version,
           json_extract(f.value, '$.size') AS size,
           json_extract(f.value, '$.sha256') AS sha256
    FROM answer, common, json_each(answer.text, '$.findings') AS f;
