#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx rom: what goes into a ROM, in which order, and that it comes out again."""

import re

import support
from support import BOTH, ROOT, sha256

LINE = re.compile(r'^(\d+): 8086:([0-9a-f]{4}), class 000000, (\d+) bytes, UEFI driver for x64, '
                  r'(\d+) bytes at (0x[0-9a-f]+), sha256 [0-9a-f]{64}(, last)?$', re.M)
UNTESTED = 'never tested on real hardware'


class Rom(support.Case):
    def drivers(self, *words):
        """Make a ROM; its lines of --list, and what was said."""
        made = self.gopx('rom', '--from', BOTH, '-o', 'a.rom', '--force', *words)
        lines = LINE.findall(self.gopx('rom', '--list', 'a.rom').out.decode())
        self.assertEqual([line[0] for line in lines],
                         [str(i + 1) for i in range(len(lines))])
        self.assertEqual([bool(line[5]) for line in lines],
                         [False] * (len(lines) - 1) + [True])
        self.assertEqual(sum(int(line[2]) for line in lines),
                         (self.folder / 'a.rom').stat().st_size)
        return lines, made.err

    def test_three_drivers(self):
        lines, said = self.drivers()
        self.assertEqual(len(lines), 3)
        self.assertIn(UNTESTED, said)
        self.gopx('rom', '--extract', 'a.rom', '-o', 'out')
        self.gopx('extract', '--gop', '-o', 'out', BOTH)
        self.assertEqual((self.folder / 'out/Driver-3.efi').read_bytes(),
                         (self.folder / 'out/IntelGopDriver.efi').read_bytes())

    def test_assign_is_left_out(self):
        lines, said = self.drivers('--assign', 'none')
        self.assertEqual(len(lines), 2)
        self.assertIn('contains no IGD assignment driver', said)
        self.assertNotIn(UNTESTED, said)

    def test_assign_is_replaced(self):
        self.gopx('extract', '--gop', '-o', '.', BOTH)
        lines, said = self.drivers('--assign', 'IntelGopDriver.efi')
        self.assertEqual(len(lines), 3)
        self.assertEqual(lines[0][3], lines[2][3])
        self.assertNotIn('IGD assignment', said)
        self.write('text', b'not a driver')
        self.refused('rom', '--from', BOTH, '-o', 'b.rom', '--assign', 'text',
                     says='text: not a UEFI driver for x64')

    def test_ids(self):
        lines, _ = self.drivers('--device', '8086:3e9b')
        self.assertEqual({line[1] for line in lines}, {'3e9b'})
        lines, _ = self.drivers()
        self.assertEqual({line[1] for line in lines}, {'ffff'})

    def test_device_chooses(self):
        """The driver of the generation is taken, whichever comes first."""
        image = ROOT / 'fixtures/good-choice-generations.bin'
        sums = set()
        for device in ('3e9b', '46d1'):
            self.gopx('extract', '--gop', '--device', device, '-o', device, image)
            driver = (self.folder / device / 'IntelGopDriver.efi').read_bytes()
            self.gopx('rom', '--from', image, '--device', device, '-o', 'a.rom', '--force')
            self.assertTrue((self.folder / 'a.rom').read_bytes().endswith(driver))
            sums.add(sha256(driver))
        self.assertEqual(len(sums), 2)
        made = self.gopx('rom', '--from', image, '-o', 'a.rom', '--force')
        self.assertIn('driver: the first of 6 that are equal; --device chooses', made.err)

    def test_no_driver_for_the_device(self):
        done = self.gopx('rom', '--from', BOTH, '--device', '46d4', '-o', 'a.rom', expect=1)
        self.assertIn('no Intel graphics driver for 8086:46d4 (Alder Lake-N', done.err)
        self.assertEqual(self.names(), [])

    def test_lid(self):
        self.drivers('--lid', 'open')
        first = (self.folder / 'a.rom').read_bytes()
        self.drivers('--lid', 'unsupported')
        second = (self.folder / 'a.rom').read_bytes()
        differ = [i for i, pair in enumerate(zip(first, second)) if pair[0] != pair[1]]
        self.assertEqual(differ, [first.index(b'GOPX-VBT-SLOT-1') + 24])

    def test_one_task(self):
        says = 'one of --from, --gop, --list and --extract'
        self.refused('rom', '-o', 'a.rom', says=says)
        self.refused('rom', '--from', BOTH, '--list', 'a.rom', says=says)
        self.refused('rom', '--from', BOTH, says='where to?')
        self.refused('rom', '--from', BOTH, '-o', 'a.rom', BOTH, says='takes no FILE')


if __name__ == '__main__':
    support.main()
