#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Compares the complete JSON of gopx vbt for ten tables with a record.

usage: tables_test.py [--update] GOPX SOURCE

tables.golden has one line for each of these objects of the JSON: the table without its fields; the
fields of the table and of each output; the fields of the third panel, of the third MIPI
configuration and of the third set of compression parameters. For all other panels, configurations
and sets, it has only a hash of the line.
"""

import difflib
import hashlib
import json
import pathlib
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).with_name('tables.golden')
FIXTURES = ('good-vbt-full.bin', 'good-vbt-laptop.bin')
SHOWN = 2


def line(name, value):
    return f'{name} {json.dumps(value)}'


def lines_of(table):
    fields = table.pop('fields')
    yield line(table['signature'], table)
    yield line('fields', fields['table'])
    for output in fields['outputs']:
        yield line(output['owner'], output)
    for group in ('panels', 'mipi', 'dsc'):
        for i, item in enumerate(fields[group]):
            text = line(item['owner'], item)
            if i != SHOWN:
                text = f'{item["owner"]} sha256 {hashlib.sha256(text.encode()).hexdigest()[:16]}'
            yield text


def today(gopx, source):
    found = []
    for name in FIXTURES:
        done = subprocess.run([gopx, 'vbt', '--json', pathlib.Path(source, 'fixtures', name)],
                              capture_output=True, check=True)
        for table in json.loads(done.stdout)['tables']:
            found += lines_of(table)
    return found


def main():
    *options, gopx, source = sys.argv[1:]
    lines = [f'{text}\n' for text in today(gopx, source)]
    if '--update' in options:
        GOLDEN.write_text(''.join(lines), encoding='utf-8')
    recorded = GOLDEN.read_text(encoding='utf-8').splitlines(True)
    sys.stdout.writelines(difflib.unified_diff(recorded, lines, GOLDEN.name, 'today', n=0))
    print(f'{len(lines)} lines')
    return int(lines != recorded or not lines)


if __name__ == '__main__':
    sys.exit(main())
