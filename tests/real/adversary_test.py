#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scans the composed images in $GOPX_FIELD/adversary, and compares the results with the recorded
answers.

adversary-differences.json lists known differences: {image: {what, reason}}. An entry whose
difference does not occur is a failure, so old entries must be removed.

usage: adversary_test.py GOPX [PART-OF-A-FILE-NAME]
"""

import json
import os
import pathlib
import sys

import adversary
import scanner

HERE = pathlib.Path(__file__).parent
SKIPPED = 77


def judge(file, found, known):
    """Return a line with the errors of one image, or None."""
    entry = known.get(file)
    if entry and sorted(entry['what']) == sorted(found) and entry['reason']:
        return None
    if entry and not found:
        return f'{file}: right now: remove it from adversary-differences.json'
    if entry:
        return f'{file}: {", ".join(found)}; known is {", ".join(entry["what"])}'
    return f'{file}: {", ".join(found)}' if found else None


def run(scan, root, truth, known, part=''):
    files = sorted(file for file in truth if part in file)
    failures = [f'{file}: no such image: remove it from adversary-differences.json'
                for file in known if file not in truth]
    for file, result in zip(files, scan.scan_all(root / file for file in files)):
        line = judge(file, adversary.differences(truth[file], result), known)
        if line:
            failures.append(line)
    for line in failures:
        print(line)
    print(f'{len(files)} images, {sum(file in known for file in files)} known to differ, '
          f'{len(failures)} failures')
    return 1 if failures else 0


def main():
    root = pathlib.Path(os.environ.get('GOPX_FIELD', '')) / 'adversary'
    if not os.environ.get('GOPX_FIELD') or not root.is_dir():
        print('skipped: no field material')
        return SKIPPED
    truth = json.loads((root / 'TRUTH.json').read_text(encoding='utf-8'))
    known = json.loads((HERE / 'adversary-differences.json').read_text(encoding='utf-8'))
    part = sys.argv[2] if len(sys.argv) > 2 else ''
    return run(scanner.Scanner([sys.argv[1], 'scan', '--json', '--no-progress']), root,
               truth, known, part)


if __name__ == '__main__':
    sys.exit(main())
