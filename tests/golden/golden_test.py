#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs recorded sessions with the command again, and compares the output.

usage: golden_test.py [--update] GOPX SOURCE

A session is a file in this folder. The test runs its lines that begin with "$ gopx" in a folder
with the fixtures and the hosts of tests/cli/hosts.py. Each line is followed by its output, with
standard error, and the exit status. --update records these again: check the differences.
"""

import difflib
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / 'cli'))

import hosts  # pylint: disable=wrong-import-position

PROMPT = '$ gopx '


def play(gopx, folder, session):
    """Return the session with the current output."""
    lines = []
    for line in session.splitlines():
        if not line.startswith(PROMPT):
            continue
        done = subprocess.run([gopx, *shlex.split(line[len(PROMPT):])], cwd=folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        lines += [line, *done.stdout.decode().splitlines(), f'[exit {done.returncode}]', '']
    return '\n'.join(lines)


def main(arguments):
    update = arguments[:1] == ['--update']
    gopx, source = arguments[update:]
    wrong = 0
    sessions = sorted(HERE.glob('*.session'))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / 'fixtures').symlink_to(pathlib.Path(source, 'fixtures').resolve())
        hosts.make_all(folder / 'hosts')
        for path in sessions:
            recorded = path.read_text(encoding='utf-8')
            today = play(str(pathlib.Path(gopx).resolve()), folder, recorded)
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
