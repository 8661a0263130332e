#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs the tests of the command with gopx.exe under wine: cli_test.py [NAME...]

The file left_out lists tests that do not run here, with reasons. An entry is one test or, with '*',
all tests of a class or a file."""

import fnmatch
import importlib
import os
import pathlib
import signal
import sys
import time
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, os.path.join(os.environ['GOPX_SOURCE'], 'tests', 'cli'))

import support  # noqa: E402

SECONDS = int(os.environ.get('GOPX_CASE_SECONDS', 3600))


class AtOnce(unittest.TextTestResult):
    """Prints each failure immediately, because a run takes long. Ends a test that hangs."""

    running = []  # the processes of the running test

    def startTest(self, test):
        super().startTest(test)
        self.started = time.monotonic()
        signal.alarm(SECONDS)

    def stopTest(self, test):
        signal.alarm(0)
        for process in self.running:
            if process.poll() is None:
                process.kill()
        self.running.clear()
        self.stream.writeln(f' {test.id()} {time.monotonic() - self.started:.0f} s')
        self.stream.flush()
        super().stopTest(test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.stream.writeln(f'\n{test.id()}: {self.failures[-1][1]}')

    def addError(self, test, err):
        super().addError(test, err)
        self.stream.writeln(f'\n{test.id()}: {self.errors[-1][1]}')


def too_long(*_):
    raise TimeoutError(f'not within {SECONDS} seconds')


def remember(start):
    def started(*args, **options):
        process = start(*args, **options)
        AtOnce.running.append(process)
        return process
    return started


def left_out():
    """Return pairs of a pattern and a reason."""
    lines = (HERE / 'left_out').read_text().splitlines()
    return [line.split(None, 1) for line in lines if line and line[0] != '#']


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def main():
    signal.signal(signal.SIGALRM, too_long)
    support.Case.start = remember(support.Case.start)
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
    print(f'{chosen.countTestCases()} tests', flush=True)
    done = unittest.TextTestRunner(verbosity=1, resultclass=AtOnce).run(chosen)
    sys.exit(not done.wasSuccessful())


main()
