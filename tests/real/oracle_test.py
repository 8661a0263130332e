#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Fixtures: our PE32 and TE bodies are UEFIExtract's, wherever it opens the file.

usage: oracle_test.py LIST_BODIES FIXTURES
"""

import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent
SKIPPED = 77


def main():
    paths = sorted(pathlib.Path(sys.argv[2]).glob('*.bin'))
    if not paths or not oracle.available():
        print('skipped: no fixtures' if not paths else 'skipped: no UEFIExtract')
        return SKIPPED
    listed = oracle.load_listed(HERE / 'oracle-differences.json')
    failures, compared, closed, bodies = oracle.compare(sys.argv[1], paths, listed)
    for line in failures:
        print('wrong: ' + line)
    if closed:
        print('UEFIExtract cannot open: ' + ' '.join(closed))
    print(f'{len(compared)} of {len(paths)} fixtures compared, {bodies} bodies, '
          f'{len(listed)} differences listed')
    return 1 if failures or not bodies else 0


if __name__ == '__main__':
    sys.exit(main())
