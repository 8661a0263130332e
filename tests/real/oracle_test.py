#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx and UEFIExtract find the same section bodies in all fixtures that UEFIExtract opens.

No fixture may crash UEFIExtract.

usage: oracle_test.py LIST_BODIES FIXTURES
"""

import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent
# UEFIExtract refuses these fixtures, does not end, or prints nothing.
CLOSED = ('bad-capsule-too-long.bin', 'bad-flash-region-beyond-file.bin',
          'bad-flash-regions-overlap.bin', 'good-empty.bin',
          'good-quirk-43-nested-lzma.bin', 'good-quirk-44-nested-plain.bin')


if __name__ == '__main__':
    sys.exit(oracle.run(sys.argv[1],
                        {path.name: path for path in pathlib.Path(sys.argv[2]).glob('*.bin')},
                        HERE / 'oracle-differences.json', must_open=True,
                        closed_to_them=CLOSED, made_with='A62'))
