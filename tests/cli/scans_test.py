#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx scans several files: it keeps their order, needs little memory, and shows a progress
line."""

import json
import os
import re
import subprocess

import support
from support import BOTH, FIXTURES

SLOW = os.environ['GOPX_SLOW_PROGRAM']
TOLD = re.compile(rb'gopx: (\d+) of (\d+) scanned, \d+ s')
SUMMARY = re.compile(rb'gopx: \d+ files?: [^\r\n]*\r\n')
TAKEN_BACK = b'\r\x1b[K'
# With the thread sanitizer, do not test a single thread, because it has no data races.
THREADS = (2, 8) if 'TSAN_OPTIONS' in os.environ else (1, 2, 8)


class Same(support.Case):
    """The results are the same with any number of threads."""

    def same(self, *args):
        runs = [self.gopx(*args, '--threads', str(n), expect=None) for n in THREADS]
        for other in runs[1:]:
            self.assertEqual(other.out, runs[0].out)
            self.assertEqual(other.err, runs[0].err)
            self.assertEqual(other.status, runs[0].status)
        return runs[0]

    def test_all_fixtures(self):
        empty = self.write('empty', b'')
        files = FIXTURES + ['missing', empty] + FIXTURES[:5]
        for args in (['scan'], ['scan', '--json'], ['scan', '--strict'], ['tree', '--json'],
                     ['search', '--json', '--text', 'Intel']):
            with self.subTest(args):
                done = self.same(*args, *files)
                self.assertEqual(done.status, 2)
                self.assertIn(f'gopx: {empty}: is empty\n', done.err)
                if '--json' in args:
                    self.assertEqual(len(done.lines), len(files) - 2)

    def test_one(self):
        self.same('scan', '--json', BOTH)


class Order(support.Case):
    def slow(self, *args, ms=300, **options):
        return self.gopx(*args, '--no-sandbox', program=SLOW,
                         env={'GOPX_SLOW': str(ms), 'TERM': 'xterm'}, **options)

    def test_the_first_is_first(self):
        files = [self.write(f'{i}.bin', BOTH.read_bytes()) for i in range(6)]
        done = self.slow('scan', '--json', '--threads', '4', *files)
        names = re.findall(r'"file": ?"[^"]*?(\d)\.bin"', done.out.decode())
        self.assertEqual(names, [str(i) for i in range(6)])

    def test_files_that_change_during_the_scan(self):
        """gopx scans the bytes that it read, even if the file changes later."""
        good = self.scan(BOTH)['findings']
        for change in (lambda file: file.truncate(0),
                       lambda file: file.write(b'\xff' * BOTH.stat().st_size),
                       lambda file: file.write(b'\xff' * (BOTH.stat().st_size << 4))):
            path = self.write('changes', BOTH.read_bytes())
            process = self.start('scan', '--json', '--no-sandbox', 'changes', program=SLOW,
                                 env={'GOPX_SLOW': '500', 'GOPX_SLOW_SAYS': 'read\n'})
            self.assertEqual(process.stderr.readline(), b'read\n')
            with open(path, 'r+b') as file:
                change(file)
            out, err = process.communicate()
            self.assertEqual(process.returncode, 0, err)
            self.assertEqual(json.loads(out)['findings'], good)

    def test_memory_is_bounded(self):
        # While the first scan runs, gopx may hold two images for each thread in memory, and the
        # image that it prints.
        for threads in (1, 2, 4):
            with self.subTest(threads):
                done = self.slow('scan', '--threads', str(threads), *[BOTH] * 60)
                most = int(re.search(r'images at a time: (\d+)', done.err)[1])
                self.assertLessEqual(most, 2 * threads + 1 if threads > 1 else 1)
                self.assertGreaterEqual(most, threads)


class Progress(support.Case):
    """Progress is shown only on a terminal."""

    def told(self, *args, ms=900, term='xterm', out='file', expect=0):
        """Return what a terminal shows while gopx scans. 'out' selects where the results go: to a
        file, to the terminal or to a pipe."""
        ours, theirs = self.terminal()
        with open(self.folder / 'results', 'wb') as results:
            process = self.start('scan', '--no-sandbox', '-v', *args, program=SLOW,
                                 stderr=theirs, stdout={'file': results, 'tty': theirs,
                                                        'pipe': subprocess.PIPE}[out],
                                 env={'GOPX_SLOW': str(ms), 'TERM': term})
        theirs.close()
        shown = support.shown_on(ours)
        process.communicate()
        self.assertEqual(process.returncode, expect)
        # Return the messages without the summary.
        return SUMMARY.sub(b'', shown.split(b'images at a time')[0])

    def test_who_waits_is_told(self):
        for out in ('file', 'tty'):
            shown = self.told(BOTH, BOTH, '--threads', '1', out=out)
            self.assertEqual(TOLD.search(shown).groups(), (b'0', b'2'))
            self.assertIn(TAKEN_BACK, shown[shown.rindex(b' scanned, '):])

    def test_how_long_it_takes(self):
        shown = self.told(*[BOTH] * 400, '--threads', '2')
        self.assertRegex(shown, rb'\d+ of 400 scanned, \d+ s, \d+\.\d/s, \d+ s left')

    def test_files_of_a_list(self):
        self.write('list', f'{BOTH}\n'.encode() * 3)
        self.assertEqual(TOLD.search(self.told('--files-from', 'list'))[2], b'3')

    def test_one_image(self):
        self.assertEqual(TOLD.search(self.told(BOTH)).groups(), (b'0', b'1'))

    def test_who_does_not_wait_is_not(self):
        self.assertEqual(self.told(BOTH, BOTH, ms=0), b'')

    def test_who_does_not_want_it_is_not(self):
        self.assertEqual(self.told(BOTH, '--no-progress'), b'')
        self.assertEqual(self.told(BOTH, term='dumb'), b'')

    def test_a_pager_has_the_terminal_to_itself(self):
        self.assertEqual(self.told(BOTH, BOTH, out='pipe'), b'')

    def test_messages_are_lines_of_their_own(self):
        noise = self.write('noise', b'nothing')
        shown = self.told('--threads', '1', BOTH, noise, expect=1)
        self.assertRegex(shown, TOLD)
        message = shown.index(b'gopx: ' + os.fsencode(noise))
        self.assertTrue(shown[:message].endswith(TAKEN_BACK), shown)

    def test_no_terminal(self):
        done = self.gopx('scan', '--no-sandbox', BOTH, program=SLOW,
                         env={'GOPX_SLOW': '900', 'TERM': 'xterm'})
        self.assertEqual(done.err, 'images at a time: 1\n')


if __name__ == '__main__':
    support.main()
