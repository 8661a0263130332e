#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# check-style must accept a correct tree, and report each line that breaks one of its rules.
# The test makes a file for each line, and checks all files in two runs, because starting the tools
# takes most of the time.
set -eu
source=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0
licence='/* SPDX-License-Identifier: BSD-2-Clause */'

good=$tree/good bad=$tree/bad count=0
: >"$tree/expected"
for folder in "$good" "$bad"; do
	mkdir -p "$folder"
	cp "$source/.clang-format" "$folder/"
done

# put TREE FILE LINE: makes a file whose third line is LINE. The file is in the folder of FILE, and
# its name is a number and the name of FILE. Sets $file to its path.
put() {
	count=$((count + 1))
	file=${2%/*}/$count-${2##*/}
	mkdir -p "$1/${2%/*}"
	case $2 in
	*.mjs) printf '%s\n' '// SPDX-License-Identifier: BSD-2-Clause' '// the file tried' "$3" ;;
	*) printf '%s\n' "$licence" '/* the file tried */' "$3" ;;
	esac >"$1/$file"
}

good() {
	put "$good" "$1" "$2"
}

# bad FILE LINE REASON [NUMBER]: expects a report for line NUMBER (3 by default), with REASON in it.
bad() {
	put "$bad" "$1" "$2"
	printf '%s\n' "$file:${4:-3}:.*$3" >>"$tree/expected"
}

# lines COUNT TEXT: prints the text COUNT times.
lines() {
	yes "$2" | head -n "$1"
}

good lib/format/a.c 'uint64_t off = 0; /* packed size */'
good lib/format/a.c 'struct gx_span packed;'
good lib/base/a.c 'const uint8_t *p = s.ptr + off;'
good lib/base/a.c 'bool same = a->b.c.ptr == n->area.ptr;'
good lib/format/a.c 'bool same = a->b.c.ptr == n->area.ptr;'
good cli/a.c 'int n = printf("%d", 1);'
good cli/io/a.c 'FILE *f = fopen(path, "r");'
good lib/base/a.c '#if defined(__x86_64__)
#endif'
good cli/scan/driver.c 'bool b = scanned_open(&image, path);'
good lib/format/a.c 'json_t *t = json_boolean(true);'
good lib/format/a.c 'struct a a = { f(b, c), true, false };'
good web/a.mjs 'cell.textContent = finding.name;'
good lib/format/a.c "/* Over the limit: a table. */
$(lines 450 'int a;')"

bad web/a.mjs 'cell.innerHTML = finding.name;' 'textContent'
bad web/a.mjs 'await fetch("x");' 'leaves'
bad web/a.mjs 'let a; ' 'blanks'
bad tests/unit/a.c '	tcase_set_timeout(tc, 60);' 'GOPX_TEST_SECONDS is the limit'
if command -v clang-format-14 >/dev/null; then
	bad lib/format/a.c 'int  a;' 'clang-format'
fi
bad lib/format/a.c '/* TODO */' 'issue'
bad lib/format/a.c '	    name; /* a long comment */' 'breaks its declaration'
bad lib/format/a.c 'int a = f(b, true);' 'several arguments'
bad lib/format/a.c 'int a = f(b, g(c), false, d);' 'several arguments'
bad cli/cmd/scan/a.c 'int a = f(true, b);' 'several arguments'
bad lib/format/a.c '/* the table behind it */' 'plain words'
bad lib/format/a.c '/* the sum is mended */' 'plain words'
bad cli/cmd/scan/a.c '/* the user is told */' 'plain words'
bad lib/format/a.c 'struct __attribute__((packed)) a;' 'packed'
bad lib/base/a.h '#pragma pack(1)' 'packed'
bad lib/format/a.c 'void *a = memcpy(b, s.ptr, 4);' 'gx_span_copy'
bad lib/format/a.c 'const uint8_t *p = s.ptr + off;' 'gx_span_sub'
bad lib/format/a.c 'const uint8_t *p = s->ptr++;' 'gx_span_sub'
bad lib/format/a.c 'uint8_t p = s.ptr[3];' 'gx_span_sub'
bad lib/format/a.c 'const uint8_t *p = off + s.ptr;' 'gx_span_sub'
bad lib/format/a.c 'struct dos *h = (struct dos *)s.ptr;' 'a reader'
bad lib/format/a.c 'uint32_t v = *(const uint32_t *)p;' 'a reader'
bad lib/format/a.c 'int n = printf("%d", 1);' 'library'
bad lib/format/a.c 'char *home = getenv("HOME");' 'library'
bad cli/cmd/scan/a.c 'FILE *f = fopen(path, "r");' 'calls the operating system'
bad cli/io/a.c '#ifdef _WIN32
#endif' 'no #ifdef'
bad lib/base/a.c '#if defined(__linux__)
#endif' 'no #ifdef'
bad cli/words/a.c 'bool b = isatty(1);' 'calls the operating system'
bad cli/cmd/scan/a.c 'bool b = scanned_open(&image, path);' 'the driver'
bad cli/cmd/scan/a.c 'sandbox_enter(NULL, 1);' 'the driver'
bad lib/format/a.c 'int a; ' 'blanks'
bad lib/format/a.c 'int a(void)
{
'"$(lines 61 '	b();')"'
}' '60 lines'
bad lib/format/a.c "$(lines 450 'int a;')" 'over 400 lines' 401
for first in '' '/* Copyright */'; do
	bad lib/format/a.c 'int a;' 'the first line is the licence' 1
	{ echo "$first"; echo '/* a.c - the licence is missing */'; } >"$bad/$file"
done

"$source/scripts/check-style" "$good" || { echo "refused: the lines above"; failed=1; }
if "$source/scripts/check-style" "$bad" >"$tree/named"; then
	echo "let through: everything"
	failed=1
fi
while read -r line; do
	grep -q "^$line" "$tree/named" && continue
	file=${line%%:*}
	echo "not reported: $line: $(sed -n 3p "$bad/$file"): $(grep "^$file:" "$tree/named" || :)"
	failed=1
done <"$tree/expected"

exit "$failed"
