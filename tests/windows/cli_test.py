#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The tests of the command with gopx.exe under wine: cli_test.py [NAME...]

The file left_out lists the tests that do not run, with reasons. An entry is one test or, with
'*', all tests of a class or a file."""

import fnmatch
import importlib
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, os.path.join(os.environ['GOPX_SOURCE'], 'tests', 'cli'))


class AtOnce(unittest.TextTestResult):
    """Shows each fault when it is found, because a run takes long."""

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.stream.writeln(f'\n{test.id()}: {self.failures[-1][1]}')

    def addError(self, test, err):
        super().addError(test, err)
        self.stream.writeln(f'\n{test.id()}: {self.errors[-1][1]}')


def left_out():
    """Pairs of a pattern and a reason."""
    lines = (HERE / 'left_out').read_text().splitlines()
    return [line.split(None, 1) for line in lines if line and line[0] != '#']


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def main():
    names = sys.argv[1:] or [path.name.removesuffix('_test.py')
                             for path in sorted((HERE.parent / 'cli').glob('*_test.py'))]
    rules, used = left_out(), set()
    chosen = unittest.TestSuite()
    for name in names:
        whole = next((rule for rule in rules if rule[0] == f'{name}.*'), None)
        if whole:
            print(f'left out: {name}: {whole[1]}')
            continue
        module = importlib.import_module(f'{name}_test')
        for test in tests_of(unittest.defaultTestLoader.loadTestsFromModule(module)):
            path = test.id().replace('_test.', '.', 1)
            rule = next((r for r in rules if fnmatch.fnmatchcase(path, r[0])), None)
            if rule:
                used.add(rule[0])
                print(f'left out: {path}: {rule[1]}')
            else:
                chosen.addTest(test)
        for rule in rules:
            if rule[0].startswith(f'{name}.') and rule[0] not in used:
                sys.exit(f'left_out: no test is called {rule[0]}')
    done = unittest.TextTestRunner(verbosity=1, resultclass=AtOnce).run(chosen)
    sys.exit(not done.wasSuccessful())


main()
