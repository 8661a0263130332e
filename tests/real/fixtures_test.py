#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scans the fixtures, and compares the findings with the drivers and tables of their recipes.

fixtures/EXPECTED.json has one entry for each fixture:

  {file, gop: [{sha256, size, trimmed_sha256, trimmed_size, machine}],
   vbt: [{sha256, size, trimmed_sha256, trimmed_size, origin}], note, notes: [{sha256, size, code}]}

It is a list of these entries, or an object with the file names as keys. The scan must give the same
value for every field, and no other finding. If an entry has no 'notes', there must be no note.

usage: fixtures_test.py GOPX FIXTURES
"""

import hashlib
import json
import pathlib
import sys

import scanner

KINDS = ('gop', 'vbt')


def load_expected(path):
    expected = json.loads(path.read_text(encoding='utf-8'))
    if isinstance(expected, dict):
        expected = [dict(entry, file=file) for file, entry in expected.items()]
    by_file = {entry['file']: entry for entry in expected}
    if len(by_file) != len(expected):
        raise ValueError(f'{path}: a file twice')
    return by_file


def describe(fields):
    return ' '.join(f'{key}={str(value)[:12]}' for key, value in sorted(fields.items()))


def compare_kind(kind, expected, findings):
    """Return lines about missing and additional findings of one kind."""
    left = [f for f in findings if f['kind'] == kind]
    for fields in expected:
        match = [f for f in left if all(f.get(k) == v for k, v in fields.items())]
        if match:
            left.remove(match[0])
        else:
            yield f'{kind} missing: {describe(fields)}'
    for f in left:
        yield f'{kind} extra: ' + describe(
            {key: f.get(key) for key in ('sha256', 'size', 'trimmed_sha256', 'trimmed_size',
                                         'machine', 'origin') if f.get(key) is not None})


def compare(entry, scan, data):
    if scan.fatal:
        return [scan.fatal]
    if scan.refused:
        return [f'{kind} missing' for kind in KINDS if entry[kind]]
    if any('that this build cannot open' in note['text'] for note in scan.notes):
        return []   # an archive, in a build without libarchive
    wrong = []
    for kind in KINDS:
        wrong += compare_kind(kind, entry[kind], scan.findings)
    wrong += compare_kind('note', entry.get('notes', []), scan.notes)
    wrong += [f'kind {f["kind"]}' for f in scan.findings if f['kind'] not in KINDS]
    if scan.object['sha256'] != hashlib.sha256(data).hexdigest():
        wrong.append('the SHA-256 of another file')
    if scan.exit != (0 if scan.findings else 1):
        wrong.append(f'exit {scan.exit} with {len(scan.findings)} findings')
    return wrong


def run(scan, folder, print_line=print):
    expected = load_expected(folder / 'EXPECTED.json')
    present = {path.name for path in folder.glob('*.bin')}
    failures = [f'{file}: not in EXPECTED.json' for file in sorted(present - set(expected))]
    failures += [f'{file}: no such file' for file in sorted(set(expected) - present)]
    files = sorted(present & set(expected))
    right = 0
    for file, result in zip(files, scan.scan_all(folder / file for file in files)):
        wrong = compare(expected[file], result, (folder / file).read_bytes())
        right += not wrong
        if wrong:
            failures.append(f'{file}: ' + '; '.join(wrong))
    for line in failures:
        print_line('wrong: ' + line)
    print_line(f'{right} of {len(files)} fixtures right')
    return 1 if failures or not files else 0


def main():
    return run(scanner.Scanner([sys.argv[1], 'scan', '--json']), pathlib.Path(sys.argv[2]))


if __name__ == '__main__':
    sys.exit(main())
