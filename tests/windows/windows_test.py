#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What Windows has of its own: its paths, its locks, its line ends, what it lacks."""

import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['GOPX_SOURCE'], 'tests', 'cli'))

import support  # noqa: E402
from support import BOTH, sha256  # noqa: E402

EXE = os.environ['GOPX_EXE']
HELPER = os.environ.get('GOPX_HELPER')
GOP, VBT = 'IntelGopDriver.efi', 'Vbt.bin'


def in_windows(path):
    """wine shows all of this machine as drive Z:."""
    return 'Z:' + str(path).replace('/', '\\')


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
        self.assertIn(f'{out}\\{GOP}', done.err)

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
        self.refused('rom', '--from', 'a.bin', '--force', '-o',
                     in_windows(self.folder / 'A.BIN'), says='is the input firmware')
        self.assertEqual(sha256((self.folder / 'a.bin').read_bytes()),
                         sha256(BOTH.read_bytes()))

    def test_bytes_of_standard_output(self):
        """No '\\n' becomes '\\r\\n', and nothing else is added."""
        self.gopx('extract', '--vbt', BOTH)
        done = self.gopx('extract', '--vbt', '-o', '-', BOTH)
        self.assertEqual(done.out, (self.folder / VBT).read_bytes())
        self.assertNotIn(b'\r', self.gopx('tree', BOTH).out)

    def test_standard_input(self):
        done = self.gopx('scan', '--json', '-', input=BOTH.read_bytes())
        self.assertIn(b'"gop"', done.out)


class InUse(support.Case):
    """Another program has a file open, and shares nothing."""

    def setUp(self):
        super().setUp()
        if not HELPER:
            self.skipTest('GOPX_HELPER names no program that holds files')

    def hold(self, name):
        holder = subprocess.Popen(['/usr/lib/wine/wine64', HELPER, 'hold', name],
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
        """All or none: the first file was replaced already, and comes back."""
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
    """What this system lacks, in a sentence of the command that needs it."""

    def test_version(self):
        done = self.gopx('--version', '--verbose')
        self.assertIn('sandbox: not in this build', done.lines)
        self.assertIn('host: gopx reads it on Linux only', done.out.decode())

    def test_commands(self):
        for words, says in ((('doctor',), 'on Linux only'),
                            (('scan', '--host'), 'on Linux only'),
                            (('rom', '--device', 'auto', '--from', BOTH, '-o', 'x'),
                             'on Linux only'),
                            (('try', '--gop', BOTH, '--device', '8086:3e9b'), 'libunicorn')):
            self.refused(*words, says=says)


class Console(support.Case):
    def setUp(self):
        super().setUp()
        if not HELPER:
            self.skipTest('GOPX_HELPER names no program that makes consoles')

    def test_dropped_file(self):
        """What Explorer does: one argument, a console of its own; a key ends it."""
        (self.folder / 'some where').mkdir()
        shutil.copy(BOTH, self.folder / 'some where' / 'a bios.bin')
        done = subprocess.run(
            ['/usr/lib/wine/wine64', HELPER, 'drop', in_windows(EXE),
             in_windows(self.folder / 'some where' / 'a bios.bin')],
            cwd='/', stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        if done.returncode == 77:
            self.skipTest('wine opens no console here')
        self.assertEqual(done.stdout.split(), [b'waits', b'0'], done)
        self.assertEqual(self.names('some where'), [GOP, VBT, 'a bios.bin'])

    def test_interrupt(self):
        """Interrupted while it waits for its input: no folder is left."""
        done = subprocess.run(
            ['/usr/lib/wine/wine64', HELPER, 'interrupt', in_windows(EXE),
             in_windows(self.folder / 'out')],
            cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        if done.returncode == 77:
            self.skipTest('wine opens no console here')
        self.assertEqual(done.stdout.split(), [b'made', b'c000013a'], done)
        self.assertEqual(self.names(), [])


if __name__ == '__main__':
    assert pathlib.Path(EXE).is_file()
    support.main()
