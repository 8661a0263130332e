#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx inject refuses these inputs, and writes nothing."""

import support
from support import BOTH, ROOT

GUEST = ROOT / 'fixtures' / 'good-guest-firmware.bin'


class Inject(support.Case):
    def test_one_task(self):
        says = 'one of --from, --gop, --remove and --list'
        self.refused('inject', BOTH, says=says)
        self.refused('inject', '--remove', '--list', BOTH, says=says)
        self.refused('inject', '--remove', '--from', BOTH, BOTH, says=says)
        self.refused('inject', '--from', BOTH, '--gop', 'x', '-o', 'y', BOTH,
                     says='or --gop FILE')
        self.refused('inject', '--from', BOTH, '-o', 'y', says='give one OVMF file')
        self.refused('inject', '--from', BOTH, BOTH, says='give the output file')
        self.refused('inject', '--list', '-o', 'y', BOTH, says='--list writes no file')
        for task in (['--list'], ['--remove', '-o', 'y']):
            for more in (['--vbt', BOTH], ['--assign', 'none'], ['--lid', 'unsupported']):
                self.refused('inject', *task, *more, BOTH,
                             says='omit --vbt, --assign and --lid')

    def test_no_ovmf(self):
        self.refused('inject', '--from', BOTH, '-o', 'new.fd', BOTH,
                     says='not an x64 OVMF code image that gopx understands')
        self.assertEqual(self.names(), [])

    def test_qcow2(self):
        """Fedora's OVMF is a qcow2 file. The offset of a volume in this file is not its offset in
        flash."""
        self.write('a.qcow2', b'QFI\xfb' + bytes(0xfffc) + BOTH.read_bytes())
        self.refused('inject', '--from', BOTH, '-o', 'new.fd', 'a.qcow2',
                     says='a qcow2 file; convert it first')
        self.assertEqual(self.names(), ['a.qcow2'])

    def test_progress(self):
        for quiet in ([], ['--no-progress']):
            ours, theirs = self.terminal()
            with open(self.folder / 'told', 'wb') as told:
                self.gopx('inject', *quiet, '--force', '--from', BOTH, '-o', 'new.fd', GUEST,
                          stdout=told, stderr=theirs, env={'TERM': 'xterm'})
            theirs.close()
            self.assertEqual(b'packing 100%' in support.shown_on(ours), not quiet)

    def test_never_in_place(self):
        path = self.write('a.fd', BOTH.read_bytes())
        (self.folder / 'b.fd').symlink_to('a.fd')
        self.refused('inject', '--from', BOTH, '--force', '-o', 'b.fd', 'a.fd',
                     says='is an input file itself')
        self.assertEqual(path.read_bytes(), BOTH.read_bytes())

    def test_nothing_there(self):
        for task in (['--list'], ['--remove', '-o', 'new.fd']):
            done = self.gopx('inject', *task, BOTH, expect=1)
            self.assertIn('nothing was injected into it', done.err)
        self.assertEqual(self.names(), [])

    def test_a_driver_for_other_devices_is_refused(self):
        self.gopx('extract', '--gop', '-o', '.', ROOT / 'fixtures/good-choice-misfit.bin')
        words = ['inject', '--gop', 'IntelGopDriver.efi', '--device']
        done = self.gopx(*words, '3e9b', '-o', 'a.fd', GUEST, expect=1)
        self.assertIn('the driver does not list 8086:3e9b (Coffee Lake', done.err)
        self.assertFalse((self.folder / 'a.fd').exists())
        made = self.gopx(*words, '3e9b', '-o', 'a.fd', '--force', GUEST)
        self.assertIn('the driver does not list 8086:3e9b', made.err)
        made = self.gopx(*words, '9a49', '-o', 'b.fd', GUEST)
        self.assertNotIn('does not list', made.err)

    def test_no_driver(self):
        self.write('text', b'not a driver')
        self.refused('inject', '--gop', 'text', '-o', 'new.fd', BOTH,
                     says='not a UEFI driver for x64')


if __name__ == '__main__':
    support.main()
