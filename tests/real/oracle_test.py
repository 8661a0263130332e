#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Fixtures: our section bodies are UEFIExtract's, wherever it opens the file.

usage: oracle_test.py LIST_BODIES FIXTURES
"""

import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent


if __name__ == '__main__':
    sys.exit(oracle.run(sys.argv[1],
                        {path.name: path for path in pathlib.Path(sys.argv[2]).glob('*.bin')},
                        HERE / 'oracle-differences.json'))
