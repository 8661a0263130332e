#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""libarchive is loaded only if it is needed, and the result does not depend on that."""

import json
import os
import signal
import time
import unittest

import support
from support import BOTH, ROOT

COMPROMISED = os.environ['GOPX_COMPROMISED']
LOADS = os.environ['GOPX_LOADS_LIBARCHIVE'] == '1'
ARCHIVES = [path for path in support.FIXTURES if '-zip' in path.name or '-7z' in path.name
            or '-lha' in path.name or '-gzip' in path.name]
DENIED = ('Operation not permitted', 'Permission denied')


class Archives(support.Case):
    def waiting(self, name):
        """Return the number of a command that waits at the start of its scan."""
        process = self.start('scan', name, program=COMPROMISED, env={'GOPX_ATTEMPT': 'wait'})
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        while True:
            with open(f'/proc/{process.pid}/status', encoding='ascii') as file:
                if 'Seccomp:\t2' in file.read():
                    return process.pid
            time.sleep(0.01)

    def libraries(self, name):
        with open(f'/proc/{self.waiting(name)}/maps', encoding='utf-8') as file:
            return file.read()

    def answers(self, name, *args):
        """Return what a command prints about a file, without the name of the file."""
        done = self.gopx(*args, name, expect=None)
        return done.status, done.out.replace(name.encode(), b''), done.err.replace(name, '')

    @unittest.skipUnless(LOADS, 'this build contains libarchive, or has none')
    def test_what_is_loaded(self):
        for name, loaded in (('image.rom', False), ('image.zip', True), ('image.7Z', True)):
            self.write(name, BOTH.read_bytes())
            self.assertEqual('libarchive' in self.libraries(name), loaded, name)

    def test_the_name_decides_nothing(self):
        self.assertGreaterEqual(len(ARCHIVES), 8)
        for path in [*ARCHIVES, BOTH]:
            self.write('a.rom', path.read_bytes())
            self.write('a.zip', path.read_bytes())
            guessed = self.answers('a.zip', 'scan', '--json')
            self.assertEqual(self.answers('a.rom', 'scan', '--json'), guessed, path.name)
            if 'good' in path.name:
                self.assertTrue(json.loads(guessed[1])['findings'], path.name)

    def test_every_command(self):
        archive = (ROOT / 'fixtures' / 'good-zip.bin').read_bytes()
        self.write('a.rom', archive)
        self.write('a.zip', archive)
        for args in (['scan'], ['tree'], ['map'], ['vbt'], ['search', '--text', 'Intel'],
                     ['extract', '--gop', '-o', '-'], ['scan', '--max-work', '1']):
            self.assertEqual(self.answers('a.rom', *args), self.answers('a.zip', *args), args)
        for command in ('extract', 'unpack'):
            for name in ('a.rom', 'a.zip'):
                self.gopx(command, '-o', f'{command}-{name}', name, expect=None)
            self.assertEqual(self.content(f'{command}-a.rom'), self.content(f'{command}-a.zip'))
            self.assertTrue(self.content(f'{command}-a.rom'))

    def content(self, folder):
        return {str(path.relative_to(self.folder / folder)): path.read_bytes()
                for path in (self.folder / folder).rglob('*') if path.is_file()}

    def test_a_parent_that_ignores_its_children(self):
        self.write('a.rom', (ROOT / 'fixtures' / 'unsupported-zip-encrypted.bin').read_bytes())
        expected = self.gopx('scan', 'a.rom', expect=None).status
        self.assertNotEqual(expected, 0)
        self.gopx('scan', 'a.rom', expect=expected,
                  preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))

    def test_a_pipe_is_read_once(self):
        archive = (ROOT / 'fixtures' / 'good-zip.bin').read_bytes()
        for name in ('-', '/dev/stdin'):
            done = self.gopx('scan', '--json', name, input=archive)
            self.assertTrue(json.loads(done.out)['findings'], name)

    @unittest.skipUnless(LOADS, 'this build contains libarchive, or has none')
    def test_the_second_process_is_in_the_sandbox(self):
        self.write('secret', b'mine')
        self.write('a.rom', (ROOT / 'fixtures' / 'good-zip.bin').read_bytes())
        done = self.gopx('scan', 'a.rom', program=COMPROMISED, expect=None,
                         env={'GOPX_ATTEMPT': 'write'})
        tries = [line for line in done.err.splitlines() if line.startswith('attempt: ')]
        self.assertEqual(len(tries), 2)
        for line in tries:
            self.assertIn(line.removeprefix('attempt: '), DENIED)

    @unittest.skipUnless(LOADS, 'this build contains libarchive, or has none')
    def test_the_second_process_does_not_stay(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            self.write('image.rom', BOTH.read_bytes())
            first = self.waiting('image.rom')
            with open(f'/proc/{first}/task/{first}/children', encoding='ascii') as file:
                seconds = file.read().split()
            self.assertEqual(len(seconds), 1)
            os.kill(first, number)
            while os.path.exists(f'/proc/{seconds[0]}/exe') and is_alive(seconds[0]):
                time.sleep(0.002)


def is_alive(process):
    """False if the process has ended. No other process may have collected its status."""
    try:
        with open(f'/proc/{process}/stat', encoding='ascii') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except FileNotFoundError:
        return False


if __name__ == '__main__':
    support.main()
