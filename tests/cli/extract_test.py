#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx extract writes the expected files, and does not change other files."""

import json
import os
import resource
import signal
import subprocess

import support
from support import BOTH, DAMAGED, ROOT, sha256

GOP, VBT = 'IntelGopDriver.efi', 'Vbt.bin'

NEXT = ('gopx: next, for a guest: gopx rom --gop out/IntelGopDriver.efi --vbt '
        'out/Vbt.bin -o igd.rom\n')


class Extract(support.Case):
    def setUp(self):
        super().setUp()
        found = self.scan(BOTH)['findings']
        self.gop, self.vbt = (next(f for f in found if f['kind'] == kind and f['best'])
                              for kind in ('gop', 'vbt'))

    def sum_of(self, name):
        return sha256((self.folder / name).read_bytes())

    def assert_both(self, folder='.', trim=''):
        self.assertEqual(self.names(folder), [GOP, VBT])
        self.assertEqual(self.sum_of(f'{folder}/{GOP}'), self.gop[trim + 'sha256'])
        self.assertEqual(self.sum_of(f'{folder}/{VBT}'), self.vbt[trim + 'sha256'])

    def test_both(self):
        done = self.gopx('extract', BOTH)
        self.assert_both()
        self.assertEqual(done.lines, [
            f'{GOP}: {self.gop["size"]} bytes, sha256 {self.gop["sha256"]}',
            f'{VBT}: {self.vbt["size"]} bytes, sha256 {self.vbt["sha256"]}'])

    def test_both_asked_for(self):
        self.gopx('extract', '--gop', '--vbt', BOTH)
        self.assert_both()

    def test_one(self):
        self.gopx('extract', '--gop', BOTH)
        self.assertEqual(self.names(), [GOP])
        self.gopx('extract', '--vbt', BOTH)
        self.assert_both()

    def test_folder_is_made(self):
        for option in (['-o', 'out'], ['-oout2'], ['--output=out3/'], ['--output', 'out4']):
            done = self.gopx('extract', BOTH, *option)
            folder = option[-1].removeprefix('-o').removeprefix('--output=')
            self.assert_both(folder)
            self.assertTrue(done.lines[0].startswith(f'{folder.rstrip("/")}/{GOP}: '))

    def test_parents_are_not_made(self):
        self.refused('extract', '-o', 'a/b', BOTH, says='a/b: cannot create the folder')
        self.assertEqual(self.names(), [])

    def test_folder_through_a_link(self):
        (self.folder / 'real').mkdir()
        (self.folder / 'link').symlink_to('real')
        self.gopx('extract', '-o', 'link', BOTH)
        self.assert_both('real')

    def test_folder_that_is_a_file(self):
        self.write('f', b'mine')
        self.refused('extract', '-o', 'f', BOTH, says='f: is not a folder')
        self.assertEqual((self.folder / 'f').read_bytes(), b'mine')

    def test_no_folder_is_left_behind(self):
        self.refused('extract', '-o', 'out', 'no.bin', says='no.bin: cannot open')
        self.write('none', b'no firmware at all')
        self.gopx('extract', '-o', 'out', 'none', expect=1)
        self.assertEqual(self.names(), ['none'])

    def test_nothing_found(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('extract', 'none', expect=1)
        self.assertEqual(done.out, b'')
        self.assertEqual(done.err.splitlines(),
                         ['gopx: none: read: 18 bytes, not firmware of a known kind',
                          'gopx: none: no Intel graphics driver in this image',
                          'gopx: none: no video BIOS table in this image'])
        done = self.gopx('extract', '--vbt', 'none', expect=1)
        self.assertNotIn('driver', done.err)

    def test_one_of_two_found(self):
        self.gopx('extract', '--vbt', BOTH)
        (self.folder / VBT).rename(self.folder / 'table')
        done = self.gopx('extract', 'table', expect=1)
        self.assertEqual(self.names(), [VBT, 'table'])
        self.assertEqual(done.err, 'gopx: table: no Intel graphics driver in this image\n')
        self.gopx('extract', '--vbt', '--force', 'table')
        self.gopx('extract', '--gop', BOTH)
        done = self.gopx('extract', '-o', 'out', GOP, expect=1)
        self.assertEqual(self.names('out'), [GOP])
        self.assertEqual(done.err, f'gopx: {GOP}: no video BIOS table in this image\n')

    def test_existing_files_stay(self):
        for name, other in ((GOP, VBT), (VBT, GOP)):
            self.write(name, b'mine')
            self.refused('extract', BOTH, says=f'{name}: already exists; --force')
            self.assertEqual(self.names(), [name])
            self.assertEqual((self.folder / name).read_bytes(), b'mine')
            self.gopx('extract', '--gop' if name == VBT else '--vbt', BOTH)
            (self.folder / other).unlink()
            (self.folder / name).unlink()

    def test_force(self):
        self.write(GOP, b'old')
        self.gopx('extract', '--force', BOTH)
        self.assert_both()
        self.gopx('extract', '--force', BOTH)
        self.assert_both()

    def test_links_are_not_followed(self):
        target = self.write('target', b'mine')
        for link in (target, self.folder / 'nowhere'):
            (self.folder / VBT).symlink_to(link)
            self.refused('extract', '--vbt', BOTH, says='already exists')
            self.gopx('extract', '--vbt', '--force', BOTH)
            self.assertFalse((self.folder / VBT).is_symlink())
            self.assertEqual(target.read_bytes(), b'mine')
            self.assertEqual(self.names(), [VBT, 'target'])
            (self.folder / VBT).unlink()

    def test_folder_in_the_way(self):
        (self.folder / VBT).mkdir()
        self.refused('extract', '--force', BOTH, says=f'{VBT}: cannot write: exists and is')
        self.assertEqual(self.names(), [VBT])

    def test_input_may_be_replaced(self):
        self.write(VBT, BOTH.read_bytes())
        self.gopx('extract', '--force', VBT)
        self.assert_both()

    def test_folder_without_permission(self):
        self.require_nobody()
        (self.folder / 'out').mkdir(mode=0o555)
        self.refused('extract', '-o', 'out', BOTH, says='Permission denied',
                     preexec_fn=support.as_nobody)
        self.assertEqual(self.names('out'), [])

    def test_no_room(self):
        # Limit the size of files, so that write() fails in the middle of a file, as on a full disk.
        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
        self.write(VBT, b'mine')
        self.refused('extract', '--force', BOTH, says='cannot write: File too large',
                     preexec_fn=small_files)
        self.assertEqual(self.names(), [VBT])
        self.assertEqual((self.folder / VBT).read_bytes(), b'mine')

    def test_no_room_for_the_second(self):
        # The table fits, but not the driver after it: gopx must write neither of them.
        limit = (self.vbt['size'] + self.gop['size']) // 2
        self.assertNotEqual(self.vbt['size'], self.gop['size'])
        self.refused('extract', BOTH, says='cannot write: File too large',
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                                           (limit, limit)))
        self.assertEqual(self.names(), [])

    def on_full_disk(self, script):
        """Run a script while a file system of 20 KiB is mounted at 'out', and return its output."""
        alone = ['unshare', '-m'] if os.getuid() == 0 else ['unshare', '-rm']
        if subprocess.run([*alone, 'true'], stderr=subprocess.DEVNULL, check=False).returncode:
            self.skipTest('no mounts are allowed here')
        (self.folder / 'out').mkdir()
        return subprocess.run(
            [*alone, 'sh', '-ec', 'mount -t tmpfs -o size=20k none out\n' + script, 'sh',
             support.GOPX, BOTH], cwd=self.folder, stdout=subprocess.PIPE,
            check=True).stdout.decode()

    def test_full_disk(self):
        self.assertLess(self.vbt['size'], 20 << 10)
        self.assertGreater(self.gop['size'], 20 << 10)
        told = self.on_full_disk('"$1" extract -o out "$2" 2>&1 || echo "exit $?"; ls -A out')
        self.assertEqual(told, f'gopx: out/{GOP}: cannot write: No space left on device\n'
                         'exit 2\n')

    def test_full_disk_keeps_what_was_there(self):
        told = self.on_full_disk(f'echo old >out/{GOP}; echo old >out/{VBT}\n'
                                 '"$1" extract --force -o out "$2" 2>&1 || echo "exit $?"\n'
                                 'ls -A out; cat out/*')
        self.assertEqual(told, f'gopx: out/{GOP}: cannot write: No space left on device\n'
                         f'exit 2\n{GOP}\n{VBT}\nold\nold\n')

    def test_names_of_temporary_files_may_be_taken(self):
        def plant():
            (self.folder / f'.gopx-{os.getpid()}-0.tmp').symlink_to('target')
        target = self.write('target', b'mine')
        self.gopx('extract', BOTH, preexec_fn=plant)
        self.assertEqual(target.read_bytes(), b'mine')
        self.assertEqual(len(self.names()), 4)

    def test_force_keeps_who_may_read(self):
        for before, after in ((0o600, 0o600), (0o664, 0o664), (0o755, 0o644), (0o440, 0o440)):
            self.write(VBT, b'old').chmod(before)
            self.gopx('extract', '--force', '--vbt', BOTH,
                      preexec_fn=lambda: os.umask(0o022))
            self.assertEqual((self.folder / VBT).stat().st_mode & 0o7777, after)
            self.assertEqual(self.names(), [VBT])
            os.remove(self.folder / VBT)

    def test_umask(self):
        self.gopx('extract', BOTH, preexec_fn=lambda: os.umask(0o027))
        self.assertEqual({(self.folder / n).stat().st_mode & 0o777 for n in self.names()},
                         {0o640})

    def test_trim(self):
        self.gopx('extract', '--trim', BOTH)
        self.assert_both(trim='trimmed_')

    def test_standard_output(self):
        for option in (['-o', '-'], ['-o-'], ['--stdout'], ['--stdout', '-o', '-']):
            done = self.gopx('extract', '--gop', *option, BOTH)
            self.assertEqual(sha256(done.out), self.gop['sha256'])
        done = self.gopx('extract', '--vbt', '--trim', '--stdout', BOTH)
        self.assertEqual(sha256(done.out), self.vbt['trimmed_sha256'])
        self.assertEqual(self.names(), [])

    def test_standard_output_takes_one(self):
        self.refused('extract', '-o', '-', BOTH, says='give --gop or --vbt')
        self.refused('extract', '--gop', '--vbt', '--stdout', BOTH, says='give --gop or')
        for more in (['--all'], ['--json'], ['-o', 'out']):
            self.refused('extract', '--gop', '--stdout', *more, BOTH,
                         says='cannot be combined with DIR')

    def test_standard_output_of_nothing(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('extract', '--gop', '-o', '-', 'none', expect=1)
        self.assertEqual(done.out, b'')
        self.assertIn('none: no Intel graphics driver', done.err)

    def test_standard_input(self):
        self.gopx('extract', '-', input=BOTH.read_bytes())
        self.assert_both()

    def test_json(self):
        done = self.gopx('extract', '--json', '-o', 'out', BOTH)
        told = json.loads(done.out)
        self.assertEqual(list(told), ['schema', 'file', 'complete', 'written', 'missing',
                                      'diagnostics'])
        self.assertEqual(told['schema'], 'gopx-extract/1')
        self.assertEqual(told['missing'], [])
        self.assertEqual(told['written'], [
            {'kind': f['kind'], 'best': True, 'confidence': f['confidence'],
             'member': None, 'path': f'out/{name}', 'size': f['size'], 'sha256': f['sha256']}
            for f, name in ((self.gop, GOP), (self.vbt, VBT))])

    def test_json_of_nothing(self):
        self.write('none', b'no firmware at all')
        told = json.loads(self.gopx('extract', '--json', '--gop', 'none', expect=1).out)
        self.assertEqual((told['written'], told['missing']), ([], ['gop']))
        self.write(GOP, b'mine')
        self.refused('extract', '--json', BOTH, says='already exists')


class Renames(support.Case):
    """Disks that fail, and file systems without support for the flags of renameat2()."""

    def extract(self, *args, expect=None, **variables):
        """Run gopx extract with the functions of renames.c instead of the C library's."""
        env = {'LD_PRELOAD': os.environ['GOPX_RENAMES'],
               'ASAN_OPTIONS': 'verify_asan_link_order=0'} | variables
        return self.gopx('extract', BOTH, *args, env=env, expect=expect,
                         preexec_fn=support.interruptible)

    def contents(self):
        return {name: (self.folder / name).read_bytes() for name in self.names()}

    def test_all_or_none_on_new_files(self):
        for call in ('1', '2'):
            done = self.extract(RENAME_FAILS=call)
            self.assertEqual(done.status, 2)
            self.assertIn('cannot write: Input/output error', done.err)
            self.assertEqual(self.names(), [])
        self.assertEqual(self.extract(RENAME_FAILS='3').status, 0)

    def test_all_or_none_on_old_files(self):
        self.write(GOP, b'old driver')
        self.write(VBT, b'old table')
        before = self.contents()
        # gopx renames each file in two steps. The first call fails because the old file exists.
        # The second call swaps the new file and the old one.
        for call in ('1', '2', '3', '4'):
            self.assertEqual(self.extract('--force', RENAME_FAILS=call).status, 2)
            self.assertEqual(self.contents(), before)
        self.assertEqual(self.extract('--force', RENAME_FAILS='5').status, 0)
        self.assertNotIn(b'old table', self.contents().values())
        self.assertEqual(self.names(), [GOP, VBT])

    def test_without_flags(self):
        self.assertEqual(self.extract(RENAME_FLAGS='no').status, 0)
        self.assertEqual(self.names(), [GOP, VBT])
        whole = self.contents()
        self.assertEqual(self.extract(RENAME_FLAGS='no').status, 2)
        self.write(VBT, b'old table')
        self.assertEqual(self.extract('--force', RENAME_FLAGS='no').status, 0)
        self.assertEqual(self.contents(), whole)

    def test_without_flags_on_a_failing_disk(self):
        for call in ('1', '2'):
            self.assertEqual(self.extract(RENAME_FLAGS='no', RENAME_FAILS=call).status, 2)
            self.assertEqual(self.names(), [])

    def test_a_file_that_comes_meanwhile_stays(self):
        done = self.extract('--gop', expect=2, RENAME_RACES='yes')
        self.assertIn(f'{GOP}: cannot write: File exists', done.err)
        self.assertEqual(self.contents(), {GOP: b''})

    def test_an_interrupt_waits(self):
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGALRM):
            with self.subTest(number):
                self.write(GOP, b'old driver')
                self.extract('--force', expect=-number, RENAME_INTERRUPTED=str(int(number)))
                self.assertEqual(self.names(), [GOP, VBT])
                self.assertNotIn(b'old driver', self.contents().values())

    def test_written_before_renamed(self):
        # After a crash of the machine, each file must be complete or missing.
        done = self.extract(expect=0, CALLS_TOLD='yes')
        calls = [line for line in done.err.splitlines() if line.startswith('call: ')]
        self.assertEqual(calls, [f'call: {call}' for call in (
            'fsync file', 'fsync file', 'rename', 'rename', 'fsync folder')])

    def test_disk_that_fails_late(self):
        for name in (GOP, VBT):
            self.write(name, b'mine')
        before = self.contents()
        for fault in ({'SYNC_FAILS': '1'}, {'SYNC_FAILS': '2'}, {'CLOSE_FAILS': 'yes'}):
            with self.subTest(fault):
                done = self.extract('--force', expect=2, **fault)
                self.assertIn('cannot write: Input/output error', done.err)
                self.assertEqual(self.contents(), before)

    def test_what_cannot_be_put_back_is_named(self):
        self.write(GOP, b'old driver')
        self.write(VBT, b'old table')
        done = self.extract('--force', RENAME_FLAGS='no', RENAME_FAILS='2')
        self.assertEqual(done.status, 2)
        self.assertIn(f'gopx: {GOP}: the new file is in place, and the old one is lost', done.err)
        self.assertEqual(self.names(), [GOP, VBT])
        self.assertEqual((self.folder / VBT).read_bytes(), b'old table')


class All(support.Case):
    """An image with two drivers and seven tables."""

    def setUp(self):
        super().setUp()
        self.image = self.write('several', b''.join(
            (ROOT / 'fixtures' / name).read_bytes()
            for name in ('good-gop-two.bin', 'good-vbt-generations.bin')))
        found = self.scan('several')['findings']
        self.expected = {}
        for kind, stem, suffix in (('gop', 'IntelGopDriver', '.efi'), ('vbt', 'Vbt', '.bin')):
            of_kind = sorted((f for f in found if f['kind'] == kind),
                             key=lambda f: not f['best'])
            for i, finding in enumerate(of_kind):
                self.expected[f'{stem}{f"-{i + 1}" if i else ""}{suffix}'] = finding['sha256']

    def sums(self):
        return {path.name: sha256(path.read_bytes())
                for path in (self.folder / 'out').iterdir()}

    def test_all(self):
        done = self.gopx('extract', '--all', '-o', 'out', 'several')
        self.assertEqual(sorted(self.expected), sorted(
            ['IntelGopDriver.efi', 'IntelGopDriver-2.efi', 'Vbt.bin'] +
            [f'Vbt-{i}.bin' for i in range(2, 8)]))
        self.assertEqual(self.sums(), self.expected)
        self.assertEqual(len(done.lines), 9)
        self.assertEqual(done.err, NEXT)

    def test_all_of_one_kind(self):
        self.gopx('extract', '--all', '--gop', '-o', 'out', 'several')
        self.assertEqual(self.names('out'), ['IntelGopDriver-2.efi', GOP])

    def test_best_alone_and_says_so(self):
        done = self.gopx('extract', '-o', 'out', 'several')
        self.assertEqual(self.sums(), {n: self.expected[n] for n in (GOP, VBT)})
        self.assertEqual(done.err.splitlines(), [
            'gopx: several: IntelGopDriver.efi: the best of 2, the first of equally good ones; '
            '--all writes all of them',
            'gopx: several: Vbt.bin: the best of 7, because its name stands for a platform of '
            'the driver; --all writes all of them', NEXT.rstrip()])

    def test_the_next_step_works(self):
        done = self.gopx('extract', '-o', 'out', BOTH)
        step, = (line for line in done.err.splitlines() if 'next, for a guest: ' in line)
        self.gopx('rom', *step.split('gopx rom ')[1].split())
        self.assertIn('igd.rom', self.names())
        self.assertNotIn('next', self.gopx('extract', '--gop', '-o', 'one', BOTH).err)
        self.assertNotIn('next', self.gopx('extract', '--json', '-o', 'two', BOTH).err)

    def test_one_in_the_way_of_all(self):
        (self.folder / 'out').mkdir()
        self.write('out/Vbt-7.bin', b'mine')
        self.refused('extract', '--all', '-o', 'out', 'several',
                     says='out/Vbt-7.bin: already exists')
        self.assertEqual(self.names('out'), ['Vbt-7.bin'])


class Remarks(support.Case):
    def test_te_image(self):
        done = self.gopx('extract', '--gop', ROOT / 'fixtures' / 'good-gop-te.bin')
        self.assertIn(f'{GOP}: is a TE image, which cannot be loaded', done.err)

    def test_likely(self):
        image = ROOT / 'fixtures' / 'good-gop-likely-no-name.bin'
        done = self.gopx('extract', '--gop', image)
        self.assertIn(f'{GOP}: likely, not certain', done.err)
        self.assertNotIn('certain', self.gopx('extract', '--gop', '--force', BOTH).err)

    def test_the_member_is_named(self):
        """A file for coreboot's file system (CBFS)."""
        done = self.gopx('extract', '--gop', '--json', ROOT / 'fixtures/good-cbfs.bin')
        self.assertEqual([f['member'] for f in json.loads(done.out)['written']],
                         ['fallback/payload'])
        done = self.gopx('extract', '--gop', '--force', ROOT / 'fixtures/good-cbfs.bin')
        self.assertIn(f'{GOP}: from fallback/payload', done.err)

    def test_strict(self):
        self.gopx('extract', '--gop', '--strict', BOTH)
        done = self.gopx('extract', '--gop', '--strict', '--force', DAMAGED, expect=3)
        self.assertIn('damage: ', done.err)
        self.assertEqual(self.names(), [GOP])
        self.gopx('extract', '--gop', '--force', DAMAGED)
        # In a damaged image, gopx cannot be sure that there is no table, so --strict reports the
        # damage.
        self.gopx('extract', '--force', DAMAGED, expect=1)
        self.gopx('extract', '--strict', '--force', DAMAGED, expect=3)


if __name__ == '__main__':
    support.main()
