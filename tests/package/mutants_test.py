#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Each line of tests/mutants names a check that is in the sources: mutants_test.py SOURCE

scripts/mutate refuses a line that names no check. It needs libclang, so the ordinary tests do not
run it; this test compares text instead.
"""

import pathlib
import re
import sys

OTHER = {'<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '=='}
COMPARISON = re.compile(r'(?<![-<>=!])(<=|>=|==|!=|<(?!<)|>(?!>))')
LINE = re.compile(r'(?P<file>\S+) (?P<function>\w+): (?P<kind>negate|off by one|drop): '
                  r'(?P<change>.*?)(?: #(?P<number>\d+))?$')


def squeeze(text):
    text = re.sub(r'/\*.*?\*/|//[^\n]*', '', text, flags=re.S)
    return re.sub(r'\s+', '', text)


def body_of(source, function):
    """Return the text of a function without comments and spaces, or None."""
    found = re.search(rf'^(?!\s)[^\n;]*\b{function}\((?:[^;{{}}])*\{{.*?^\}}', source, re.S | re.M)
    return squeeze(found.group()) if found else None


def originals(change):
    """Return the texts that the check may have without the change."""
    if part := re.fullmatch(r'no "(?P<what>.*?)" in (?P<whole>.*)', change):
        return [squeeze(part['whole'])]
    if part := re.fullmatch(r'no "(?P<whole>.*)"', change):
        return [squeeze(part['whole'])]
    if part := re.fullmatch(r'!\((?P<whole>.*)\)', change):
        return [squeeze(part['whole'])]
    change = squeeze(change)
    return [change[:at.start()] + OTHER[at.group()] + change[at.end():]
            for at in COMPARISON.finditer(change)]


def fault_of(root, line):
    """Return what is wrong with a line, or None."""
    part = LINE.fullmatch(line)
    if not part:
        return 'is not a line that scripts/mutate prints'
    path = root / part['file']
    if not path.is_file():
        return 'the file does not exist'
    body = body_of(path.read_text(), part['function'])
    if body is None:
        return 'the file does not have the function'
    there = max((body.count(text) for text in originals(part['change'])), default=0)
    return None if there >= int(part['number'] or 1) else 'the function does not have the check'


def main():
    root = pathlib.Path(sys.argv[1])
    lines = [line for line in (root / 'tests/mutants').read_text().splitlines()
             if line and not line.startswith('#')]
    faults = [f'{line}: {fault}' for line in lines if (fault := fault_of(root, line))]
    print(*faults, sep='\n')
    # An empty list would pass.
    sys.exit(bool(faults) or len(lines) < 100)


if __name__ == '__main__':
    main()
