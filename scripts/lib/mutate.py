# SPDX-License-Identifier: BSD-2-Clause
"""Breaks the checks of lib/base, lib/codec and lib/format one at a time, and lists the broken
checks that no test notices. scripts/mutate calls this program; see doc/mutation.md."""

import argparse
import collections
import concurrent.futures
import hashlib
import importlib
import json
import os
import pathlib
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time

FOLDERS = ('lib/base', 'lib/codec', 'lib/format')
OTHERS = '/machine/'  # these files are for single systems: not all of them compile here
SHARE = 95  # the tests must find this percentage of the mutants
MEMORY = 4 << 30  # the bytes that a test of a broken library may allocate
# As in CI, undefined behaviour is a failure. AddressSanitizer is off, because it would make the
# tests four times as slow.
FLAGS = '-O1 -g1 -fsanitize=undefined -fsanitize-undefined-trap-on-error'
# The lines of "ninja -t targets" with the test programs.
PROGRAMS = r'^(tests/test_\w+|tests/answers/answers_\w+|tests/property/properties): '
# By default, the tests with these names in ctest are run.
TESTS = r'^answers\.|^unit\.test_([a-vx-z]|wi)|^property\.tree$'


def options():
    parser = argparse.ArgumentParser(
        prog='scripts/mutate',
        description='Changes one check of lib/base, lib/codec or lib/format at a time, runs the '
        'tests, and lists the changes (mutants) that no test finds. Mutants that a test found in '
        'an earlier run are not tried again, so a stopped run can be continued.')
    parser.add_argument('--sample', type=int, metavar='N', default=0,
                        help='try N random mutants, a third of them from each folder '
                        '(default: all mutants)')
    parser.add_argument('--seed', type=int, metavar='S', default=1,
                        help='seed of the random choice (default: 1)')
    parser.add_argument('--jobs', type=int, metavar='J', default=os.cpu_count(),
                        help='run J tests at a time (default: the number of processors)')
    parser.add_argument('--tests', metavar='REGEX', default=TESTS,
                        help='run only the tests whose names match (default: the quick tests)')
    parser.add_argument('--list', action='store_true',
                        help='print the mutants, and run no test')
    parser.add_argument('--again', action='store_true',
                        help='also try the mutants that a test found in an earlier run')
    parser.add_argument('file', nargs='*', help='try only the mutants of these source files')
    return parser.parse_args()


def run(argv, **more):
    done = subprocess.run(argv, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, **more)
    if done.returncode:
        sys.exit(f'mutate: {shlex.join(argv)}:\n{done.stdout[-4000:]}')
    return done.stdout


class Tree:
    """A copy of the sources that contains all mutants, and the build of this copy."""

    def __init__(self, root, place):
        self.root, self.place = root, place
        self.tree, self.build = place / 'tree', place / 'tree/build/mutants'
        self.mutants = []
        self.maker = importlib.import_module('mutants')  # needs libclang, --help does not

    def copy(self):
        """Update the copy. Write only changed files, so that ninja builds only these again."""
        names = run(['git', '-C', str(self.root), 'ls-files', '-co', '--exclude-standard'])
        names = [name for name in names.splitlines() if (self.root / name).is_file()]
        made = {name: (self.root / name).read_bytes() for name in names}
        mutated = self.mutated(made)
        made.update(mutated)
        made['CMakeLists.txt'] += (
            'set_source_files_properties({} DIRECTORY lib tests PROPERTIES\n'
            '  COMPILE_OPTIONS "-w;-include;{}")\n'.format(
                ' '.join(str(self.tree / name) for name in mutated),
                self.place / 'mutants.h')).encode()
        for name, data in made.items():
            path = self.tree / name
            if not path.exists() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                shutil.copymode(self.root / name, path)

    def mutated(self, files):
        sources = {}
        for name in files:
            if name.startswith(FOLDERS) and name.endswith('.c') and OTHERS not in name:
                sources[name] = self.maker.Source(self.root / name, name, self.number_of)
        seen = set()

        def source_of(cursor):
            name = os.path.relpath(os.path.realpath(cursor.location.file.name), self.root)
            key = name, cursor.extent.start.offset
            if name not in sources or key in seen:
                return None
            seen.add(key)
            return sources[name]

        resources = run(['clang-14', '-print-resource-dir']).strip()
        flags = ['-resource-dir', resources, f'-I{self.root}/lib', f'-I{self.root}/include',
                 '-std=gnu11']
        for name in sorted(sources):
            self.maker.mutate_unit(source_of, self.root / name, flags)
        return {name: source.result() for name, source in sources.items() if source.edits}

    def number_of(self, mutant):
        self.mutants.append(mutant)
        return len(self.mutants) - 1

    def make(self, wanted):
        self.place.mkdir(parents=True, exist_ok=True)
        self.copy()
        count = {'count': len(self.mutants)}
        for name, text in (('mutants.h', self.maker.HEADER), ('mutants.c', self.maker.SOURCE)):
            path = self.place / name
            if not path.exists() or path.read_text() != text % count:
                path.write_text(text % count)
        linked = self.place / 'mutants.o'
        run(['cc', '-O1', '-fPIC', '-c', str(self.place / 'mutants.c'), '-o', str(linked)])
        # Configure each time, to find new tests.
        run(['cmake', '-S', str(self.tree), '-B', str(self.build), '--preset', 'test',
             '-DGOPX_SANITIZE=', f'-DCMAKE_C_FLAGS_DEBUG={FLAGS}',
             f'-DCMAKE_EXE_LINKER_FLAGS={linked}', f'-DCMAKE_SHARED_LINKER_FLAGS={linked}'])
        programs = run(['ninja', '-C', str(self.build), '-t', 'targets', 'all'])
        run(['ninja', '-k', '0', '-C', str(self.build), *re.findall(PROGRAMS, programs, re.M)])
        everything = json.loads(run(['ctest', '--test-dir', str(self.build), '-R', wanted,
                                     '--show-only=json-v1']))['tests']
        return {t['name']: t for test in everything for t in parts_of(test)}


def parts_of(test):
    """Split a test of recorded answers by subject, because few subjects reach a given mutant."""
    if not test['name'].startswith('answers.'):
        return [test]
    subjects = re.findall('^(.*): [0-9]+ tried', pathlib.Path(test['command'][1]).read_text('utf-8'),
                          re.M)
    return [{**test, 'name': f'{test["name"]}, {subject}',
             'command': [*test['command'], '--only', subject]} for subject in subjects]


class Tests:
    """The tests: for each test, the mutants that it reaches, and its processor time."""

    def __init__(self, tree, tests):
        self.tests, self.place, self.count = tests, tree.place, len(tree.mutants)
        self.seconds, self.reached = {}, collections.defaultdict(set)

    def measure(self, name):
        """Record the time of the test, and the mutants that it reaches."""
        noted = self.place / f'reached.{re.sub("[^a-z0-9]+", "-", name)}'
        noted.write_bytes(bytes(self.count))
        good, seconds = self.run(name, {'GOPX_MUTANTS_REACHED': str(noted)}, 600)
        if not good:
            sys.exit(f'mutate: {name} fails without a mutant')
        self.seconds[name] = seconds
        for number, byte in enumerate(noted.read_bytes()):
            if byte:
                self.reached[number].add(name)
        noted.unlink()

    def run(self, name, environment, seconds):
        """Run a test; return whether it passes, and its processor time in seconds.

        'seconds' limits the processor time. The elapsed time may be much longer.
        """
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        where = {p['name']: p['value'] for p in self.tests[name].get('properties', [])}
        process = subprocess.Popen(
            self.tests[name]['command'], cwd=where.get('WORKING_DIRECTORY'), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=limit,
            env={**os.environ, 'CK_FORK': 'no', **environment})
        end = time.monotonic() + 60 + 30 * seconds
        done, status, used = 0, 1, None
        while not done and time.monotonic() < end:
            time.sleep(0.01)
            done, status, used = os.wait4(process.pid, os.WNOHANG)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        if not done:
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        return done != 0 and status == 0, used.ru_utime + used.ru_stime

    def rank(self, name):
        return not name.startswith('answers.'), self.seconds[name]

    def finder(self, number):
        """Return the name of the first test that fails with this mutant, or None.

        Tests of recorded answers run first, because they find most mutants. Quick tests run before
        slow tests.
        """
        for name in sorted(self.reached[number], key=self.rank):
            limit = int(2 + 5 * self.seconds[name])
            if not self.run(name, {'GOPX_MUTANT': str(number)}, limit)[0]:
                return name
        return None


def keys_of(all_mutants):
    """Return a name for each mutant. The name stays the same if other lines of the file change."""
    seen = collections.Counter()
    for mutant in all_mutants:
        key = f'{mutant.file} {mutant.function}: {mutant.kind}: {mutant.change}'
        seen[key] += 1
        yield key if seen[key] == 1 else f'{key} #{seen[key]}'


def read_equivalent(root):
    path = root / 'tests/mutants'
    lines = path.read_text('utf-8').splitlines() if path.exists() else []
    return {line for line in lines if line.startswith('lib/')}


def draw(numbers, all_mutants, count, seed):
    if not count:
        return numbers
    chance, drawn = random.Random(seed), []
    for position, folder in enumerate(FOLDERS):
        inside = [n for n in numbers if all_mutants[n].file.startswith(folder + '/')]
        share = (count + position) // len(FOLDERS)
        drawn += chance.sample(inside, min(share, len(inside)))
    return sorted(drawn)


class Answers:
    """The mutants that tests found in earlier runs. They are tried again if their file changes."""

    def __init__(self, tree, again):
        self.path = tree.place / 'answers'
        self.digest = {m.file: hashlib.sha256((tree.root / m.file).read_bytes()).hexdigest()[:16]
                       for m in tree.mutants}
        if again or not self.path.exists():
            self.path.write_text('', 'utf-8')
        lines = (line.split('\t') for line in self.path.read_text('utf-8').splitlines())
        self.known = {(digest, key) for digest, key, _ in lines}

    def has(self, mutant, key):
        return (self.digest[mutant.file], key) in self.known

    def note(self, mutant, key, by):
        self.known.add((self.digest[mutant.file], key))
        with self.path.open('a', encoding='utf-8') as out:
            out.write(f'{self.digest[mutant.file]}\t{key}\t{by}\n')


def ask(numbers, tree, keys, answers, tests, pool):
    """Try the mutants. Return the number of tried and of found mutants for each folder."""
    def answer(number):
        mutant, key = tree.mutants[number], keys[number]
        if not answers.has(mutant, key):
            by = tests.finder(number)
            if by:
                answers.note(mutant, key, by)
            else:
                met = '' if tests.reached[number] else '  (no test reaches it)'
                print(f'{key}  (line {mutant.line}){met}', flush=True)
        return '/'.join(mutant.file.split('/')[:2]), answers.has(mutant, key)

    totals, found = collections.Counter(), collections.Counter()
    for folder, good in pool.map(answer, numbers):
        totals[folder] += 1
        found[folder] += good
    return totals, found


def main():
    wanted, root = options(), pathlib.Path(__file__).resolve().parents[2]
    place = pathlib.Path(os.environ.get('GOPX_MUTANTS') or root / 'build/mutate').resolve()
    tree = Tree(root, place)
    start = time.monotonic()
    if wanted.list:
        tree.mutated({p.relative_to(root).as_posix(): b'' for f in FOLDERS
                      for p in (root / f).rglob('*.c')})
    else:
        found_tests = tree.make(wanted.tests)
    keys = list(keys_of(tree.mutants))
    equivalent = read_equivalent(root)
    for line in equivalent.difference(keys):
        sys.exit(f'tests/mutants: no such mutant: {line}')
    numbers = [n for n, m in enumerate(tree.mutants) if keys[n] not in equivalent
               and (not wanted.file or m.file in wanted.file)]
    drawn = draw(numbers, tree.mutants, wanted.sample, wanted.seed)
    if wanted.list:
        print(*(keys[n] for n in drawn), sep='\n')
        return
    answers, tests = Answers(tree, wanted.again), Tests(tree, found_tests)
    with concurrent.futures.ThreadPoolExecutor(wanted.jobs) as pool:
        list(pool.map(tests.measure, found_tests))
        print(f'{len(tree.mutants)} mutants, {len(found_tests)} tests of '
              f'{sum(tests.seconds.values()):.0f} seconds; ready after '
              f'{time.monotonic() - start:.0f} seconds', flush=True)
        totals, found = ask(drawn, tree, keys, answers, tests, pool)
    for folder in sorted(totals):
        print(f'{folder}: {found[folder]} of {totals[folder]} found')
    total, killed = sum(totals.values()), sum(found.values())
    share = 100 * killed / total if total else 100
    print(f'{killed} of {total} found, {share:.1f} %; '
          f'not tried, because no test can find them: {len(equivalent)}')
    sys.exit(0 if share >= SHARE else 1)


if __name__ == '__main__':
    main()
