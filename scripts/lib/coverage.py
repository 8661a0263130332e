#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Counts the lines and branches of lib/ that a coverage build has run: coverage.py SOURCE BUILD LEAST

Lists each line that did not run, and fails if less than LEAST percent of the lines ran.
"""

import collections
import json
import pathlib
import subprocess
import sys


def units(build):
    """Yields gcov's data of each object; a source file may be compiled into two objects."""
    data = sorted(map(str, (build / 'lib').rglob('*.gcda')))
    for at in range(0, len(data), 50):
        told = subprocess.run(['gcov', '--json-format', '--stdout', '--branch-probabilities',
                               *data[at:at + 50]], cwd=build, check=True,
                              stdout=subprocess.PIPE).stdout
        for line in told.splitlines():
            unit = json.loads(line)
            for file in unit['files']:
                yield pathlib.Path(unit['current_working_directory'], file['file']), file


def collect(source, build):
    """Return the counts of the lines, {file: {line: count}}, and of the branches, {file: {(line,
    number of the branch): count}}."""
    lines = collections.defaultdict(collections.Counter)
    branches = collections.defaultdict(collections.Counter)
    for path, file in units(build):
        path = path.resolve()
        if source / 'lib' not in path.parents:
            continue
        name = str(path.relative_to(source))
        for line in file['lines']:
            lines[name][line['line_number']] += line['count']
            for i, branch in enumerate(line['branches']):
                branches[name][line['line_number'], i] += branch['count']
    return lines, branches


def run(counts):
    return sum(count > 0 for count in counts.values())


def percent(part, all_of_it):
    return 100 * part / all_of_it


def show(source, lines):
    for name in sorted(lines):
        text = (source / name).read_text().splitlines()
        for number in sorted(lines[name]):
            if not lines[name][number]:
                print(f'{name}:{number}: {text[number - 1].strip()}')


def main():
    source, build, least = (pathlib.Path(sys.argv[1]).resolve(),
                            pathlib.Path(sys.argv[2]).resolve(), float(sys.argv[3]))
    lines, branches = collect(source, build)
    if not lines:
        sys.exit('coverage.py: nothing of lib/ was run')
    show(source, lines)
    ran, total = (sum(map(f, lines.values())) for f in (run, len))
    taken, ways = (sum(map(f, branches.values())) for f in (run, len))
    print(f'lines: {ran} of {total}, {percent(ran, total):.2f} %; '
          f'branches: {taken} of {ways}, {percent(taken, ways):.2f} %')
    sys.exit(percent(ran, total) < least)


if __name__ == '__main__':
    main()
