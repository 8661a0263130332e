#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Sessions with the command, recorded and played again.

usage: golden_test.py [--update] GOPX SOURCE

A session is a file of this folder: lines that begin with "$ gopx" are run in SOURCE, and
what they print, with standard error, and the status they exit with stand below.
--update records them anew: the difference is for people to look at.
"""

import difflib
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PROMPT = '$ gopx '


def play(gopx, source, session):
    """The session as it goes today."""
    lines = []
    for line in session.splitlines():
        if not line.startswith(PROMPT):
            continue
        done = subprocess.run([gopx, *shlex.split(line[len(PROMPT):])], cwd=source,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120, check=False)
        lines += [line, *done.stdout.decode().splitlines(), f'[exit {done.returncode}]', '']
    return '\n'.join(lines)


def main(arguments):
    update = arguments[:1] == ['--update']
    gopx, source = arguments[update:]
    wrong = 0
    sessions = sorted(HERE.glob('*.session'))
    for path in sessions:
        recorded = path.read_text(encoding='utf-8')
        today = play(gopx, source, recorded)
        if update:
            path.write_text(today, encoding='utf-8')
        elif today != recorded:
            wrong += 1
            sys.stdout.writelines(difflib.unified_diff(
                recorded.splitlines(True), today.splitlines(True), path.name, 'today'))
    print(f'{len(sessions) - wrong} of {len(sessions)} sessions as recorded')
    return 1 if wrong or not sessions else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
