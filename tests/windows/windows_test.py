#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Tests of Windows' features: paths, locks, line ends, missing functions."""

import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['GOPX_SOURCE'], 'tests', 'cli'))

import support  # noqa: E402
from support import BOTH, sha256  # noqa: E402

EXE = os.environ['GOPX_EXE']
HELPER = os.environ.get('GOPX_HELPER')
WINE = '/usr/lib/wine/wine64'
GOP, VBT = 'IntelGopDriver.efi', 'Vbt.bin'


def in_windows(path):
    """In wine, drive Z: is the root folder of this machine."""
    return 'Z:' + str(path).replace('/', '\\')


def read_some(terminal):
    """Returns b'' at the end."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b''


def plain(shown):
    return re.sub(r'\x1b\[[0-9;?]*[A-Za-z]', '', shown.decode(errors='replace'))


class Paths(support.Case):
    def assert_both(self, folder):
        self.assertEqual(self.names(folder), [GOP, VBT])
        self.assertEqual((self.folder / folder / VBT).stat().st_size, 2048)

    def test_names_beyond_ascii(self):
        name = 'Firmwäre für München 日本 😀.bin'
        shutil.copy(BOTH, self.folder / name)
        done = self.gopx('scan', name)
        self.assertTrue(done.out.decode().startswith(f'{name}: 64 KiB'), done)
        self.gopx('extract', '-o', 'Aus gabe é', name)
        self.assert_both('Aus gabe é')

    def test_drive_letter(self):
        shutil.copy(BOTH, self.folder / 'a b.bin')
        out = in_windows(self.folder / 'out')
        done = self.gopx('extract', '-o', out, in_windows(self.folder / 'a b.bin'))
        self.assert_both('out')
        self.assertTrue(done.lines[0].startswith(f'{out}\\{GOP}: '), done)

    def test_long_path(self):
        parts = ['a' * 100, 'b' * 100, 'c' * 100]
        folder = self.folder.joinpath(*parts)
        folder.mkdir(parents=True)
        shutil.copy(BOTH, folder / 'bios.bin')
        self.gopx('extract', '-o', in_windows(folder / 'out'),
                  in_windows(folder / 'bios.bin'))
        self.assert_both(folder / 'out')
        self.gopx('extract', '-o', os.path.join(*parts, 'out2'),
                  os.path.join(*parts, 'bios.bin'))
        self.assert_both(folder / 'out2')
        done = self.gopx('scan', '--json', '-r', '.', expect=None)
        self.assertIn(b'bios.bin', done.out)

    def test_one_file_with_a_path(self):
        (self.folder / 'sub').mkdir()
        for path in (in_windows(self.folder / 'x.efi'), 'sub\\y.efi', '.\\z.rom'):
            self.gopx('rom', '--from', BOTH, '-o', path)
        self.assertEqual(self.names(), ['sub', 'x.efi', 'z.rom'])
        self.assertEqual(self.names('sub'), ['y.efi'])

    def test_wildcards(self):
        for name in ('one.bin', 'two.bin', 'three.txt'):
            shutil.copy(BOTH, self.folder / name)
        done = self.gopx('scan', '--json', '*.bin')
        self.assertEqual(len(done.lines), 2)

    def test_not_utf16(self):
        self.refused('scan', 'no\\such.bin', says='cannot open: No such file')


class Output(support.Case):
    def test_names_of_devices(self):
        for name in ('nul', 'aux', 'x.', 'x '):
            self.refused('rom', '--from', BOTH, '-o', name,
                         says=f'{name}: cannot write: Invalid argument')
        self.assertEqual(self.names(), [])

    def test_existing_files_stay(self):
        self.write(VBT, b'mine')
        self.refused('extract', BOTH, says='already exists; --force replaces it')
        self.assertEqual(self.names(), [VBT])
        self.assertEqual((self.folder / VBT).read_bytes(), b'mine')
        self.gopx('extract', '--force', BOTH)
        self.assertEqual(self.names(), [GOP, VBT])
        self.assertEqual((self.folder / VBT).stat().st_size, 2048)

    def test_names_without_case(self):
        self.write('vbt.BIN', b'mine')
        self.refused('extract', '--vbt', BOTH, says='already exists')
        self.assertEqual(self.names(), ['vbt.BIN'])

    def test_read_only_folder(self):
        self.refused('extract', '-o', '/sys/kernel', BOTH, says='Permission denied')

    def test_folder_that_cannot_be_made(self):
        self.refused('extract', '-o', 'no\\out', BOTH,
                     says='no\\out: cannot create the folder: No such file')

    def test_no_folder_is_left(self):
        self.write('none', b'no firmware at all')
        self.gopx('extract', '-o', 'out', 'none', expect=1)
        self.assertEqual(self.names(), ['none'])

    def test_the_input_is_not_replaced(self):
        shutil.copy(BOTH, self.folder / 'a.bin')
        self.refused('inject', 'a.bin', '--from', BOTH, '--force', '-o',
                     in_windows(self.folder / 'A.BIN'), says='is an input file itself')
        self.assertEqual(sha256((self.folder / 'a.bin').read_bytes()),
                         sha256(BOTH.read_bytes()))

    def test_bytes_of_standard_output(self):
        """The output has no added '\\r' and no other changes."""
        self.gopx('extract', '--vbt', BOTH)
        done = self.gopx('extract', '--vbt', '-o', '-', BOTH)
        self.assertEqual(done.out, (self.folder / VBT).read_bytes())
        self.assertNotIn(b'\r', self.gopx('tree', BOTH).out)

    def test_standard_input(self):
        done = self.gopx('scan', '--json', '-', input=BOTH.read_bytes())
        self.assertIn(b'"gop"', done.out)


class InUse(support.Case):
    """Another program has opened an output file and does not share it."""

    def setUp(self):
        super().setUp()
        if not HELPER:
            self.skipTest('GOPX_HELPER names no program that holds files')

    def hold(self, name):
        holder = subprocess.Popen([WINE, HELPER, 'hold', name],
                                  cwd=self.folder, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        self.addCleanup(holder.stdout.close)
        self.addCleanup(holder.wait)
        self.addCleanup(holder.stdin.close)
        self.assertEqual(holder.stdout.readline().strip(), b'held')

    def test_input(self):
        shutil.copy(BOTH, self.folder / 'a.bin')
        self.hold('a.bin')
        self.refused('scan', 'a.bin', says='cannot open: another program has it open')

    def test_output(self):
        """gopx replaces all files or none. Here it replaces the first file, fails to replace the
        second one, and then restores the first one."""
        self.write(GOP, b'mine')
        self.write(VBT, b'held')
        self.hold(VBT)
        self.refused('extract', '--force', BOTH,
                     says=f'{VBT}: cannot write: another program has it open')
        self.assertEqual(self.names(), [GOP, VBT])
        self.assertEqual((self.folder / GOP).read_bytes(), b'mine')


class Lists(support.Case):
    def test_lines_of_windows(self):
        for name in ('one.bin', 'two.bin'):
            shutil.copy(BOTH, self.folder / name)
        self.write('list', b'one.bin\r\ntwo.bin\r\n')
        done = self.gopx('scan', '--json', '--files-from', 'list')
        self.assertEqual(len(done.lines), 2)
        done = self.gopx('scan', '--json', '--files-from', '-',
                         input=b'one.bin\r\ntwo.bin\r\n')
        self.assertEqual(len(done.lines), 2)


class Lacking(support.Case):
    """If Windows lacks a function that a command needs, the command reports this in a sentence."""

    def test_version(self):
        done = self.gopx('--version', '--verbose')
        self.assertIn('sandbox: not in this build', done.lines)
        self.assertIn('host: gopx reads it on Linux only', done.out.decode())

    def test_commands(self):
        for words, says in ((('doctor',), 'on Linux only'),
                            (('rom', '--device', 'auto', '--from', BOTH, '-o', 'x'),
                             'on Linux only'),
                            (('try', '--gop', BOTH, '--device', '8086:3e9b'), 'libunicorn')):
            self.refused(*words, says=says)
        self.assertIn('on Linux only', self.gopx('scan', '--host', expect=1).err)


class Console(support.Case):
    """In a terminal, wine starts a program in a new console, as Windows' Explorer does."""

    def in_console(self, *words, answer=None):
        """Return the output of the program without control sequences, and its exit status. When the
        program prints 'answer', press a key."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execv(WINE, [WINE, *words])
        shown, typed = b'', False
        while piece := read_some(terminal):
            shown += piece
            if answer and not typed and answer in plain(shown):
                os.write(terminal, b'a')
                typed = True
        os.close(terminal)
        return plain(shown), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def test_dropped_file(self):
        """The only argument is a file, as if it was dropped on gopx.exe: gopx extracts from it, and
        waits for a key."""
        (self.folder / 'some where').mkdir()
        shutil.copy(BOTH, self.folder / 'some where' / 'a bios.bin')
        shown, status = self.in_console(
            EXE, in_windows(self.folder / 'some where' / 'a bios.bin'),
            answer='Press a key to close this window.')
        self.assertIn('Press a key', shown)
        self.assertEqual(status, 0)
        self.assertEqual(self.names('some where'), [GOP, VBT, 'a bios.bin'])

    def test_interrupt(self):
        """If gopx is interrupted while it waits for input, it leaves no folder."""
        if not HELPER:
            self.skipTest('GOPX_HELPER names no program that interrupts')
        shown, _ = self.in_console(HELPER, 'interrupt', in_windows(EXE),
                                   in_windows(self.folder / 'out'))
        self.assertEqual(shown.split(), ['made', 'c000013a'])
        self.assertEqual(self.names(), [])


if __name__ == '__main__':
    assert pathlib.Path(EXE).is_file()
    support.main()
