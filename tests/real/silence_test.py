#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx scan says something about the content of every file in $GOPX_FIELD.

For each file, it must print a finding or a note. If there is none, a line before the result must
describe what it has read.

usage: silence_test.py GOPX
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

SKIPPED = 77


def silent(gopx, path):
    """Return the error in the answer for one file, or None."""
    run = subprocess.run([gopx, 'scan', '--no-progress', str(path)], capture_output=True,
                         stdin=subprocess.DEVNULL)
    lines = run.stderr.decode('utf-8').splitlines()
    if run.returncode not in (0, 1):
        return f'exit {run.returncode}'
    if run.returncode == 0:
        return None if run.stdout else 'exit 0 and no finding'
    if len(lines) < 2 or ': read: ' not in lines[-2]:
        return 'no line before the result describes what was read'
    return None


def main():
    folder = os.environ.get('GOPX_FIELD', '')
    if not folder or not os.path.isdir(folder):
        print('skipped: no field material')
        return SKIPPED
    files = sorted(path for path in pathlib.Path(folder).rglob('*')
                   if path.is_file() and path.stat().st_size)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        wrong = [(path, what) for path, what in
                 zip(files, pool.map(lambda path: silent(sys.argv[1], path), files)) if what]
    for path, what in wrong:
        print(f'wrong: {path}: {what}')
    print(f'{len(files) - len(wrong)} of {len(files)} files answered')
    return 1 if wrong or not files else 0


if __name__ == '__main__':
    sys.exit(main())
