#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx rom makes a ROM with the expected content and order, and gopx can extract it."""

import re

import support
from support import BOTH, ROOT, sha256

LINE = re.compile(r'^(\d+): 8086:([0-9a-f]{4}), class 000000, (\d+) bytes, UEFI driver for x64, '
                  r'(\d+) bytes at (0x[0-9a-f]+), sha256 [0-9a-f]{64}(, last)?$', re.M)
UNTESTED = 'never tested on real hardware'


class Rom(support.Case):
    def drivers(self, *words):
        """Make a ROM. Returns the lines of --list, and the messages."""
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

    def test_no_input_is_replaced(self):
        image = self.write('a.bin', BOTH.read_bytes())
        (self.folder / 'link').symlink_to('a.bin')
        for words in (('rom', '--from', 'a.bin'), ('rom', '--from', BOTH, '--assign', 'link'),
                      ('opregion', '--vbt', 'a.bin'), ('vbt', '--fix-checksum', 'a.bin')):
            self.refused(*words, '--force', '-o', 'a.bin', says='a.bin: is an input file itself')
        self.assertEqual(image.read_bytes(), BOTH.read_bytes())

    def test_ids(self):
        lines, _ = self.drivers('--device', '8086:3e9b')
        self.assertEqual({line[1] for line in lines}, {'3e9b'})
        lines, _ = self.drivers()
        self.assertEqual({line[1] for line in lines}, {'ffff'})

    def test_device_chooses(self):
        """gopx chooses the driver for the device's generation. The order of the drivers in the
        image does not matter."""
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
        self.assertIn('driver: the first of 6 that are equally good; --device chooses', made.err)

    def test_a_driver_for_a_card_is_refused(self):
        image = ROOT / 'fixtures/good-choice-cards.bin'
        self.gopx('rom', '--from', image, '-o', 'a.rom')
        self.gopx('extract', '--gop', '--all', '-o', '.', image)
        processor, card = 'IntelGopDriver.efi', 'IntelGopDriver-2.efi'
        self.assertTrue((self.folder / 'a.rom').read_bytes().endswith(
            (self.folder / processor).read_bytes()))
        for words in (['--gop', card], ['--from', image, '--device', '56a0']):
            done = self.gopx('rom', *words, '-o', 'b.rom', expect=1)
            self.assertIn('for graphics cards (DG2)', done.err)
            self.assertFalse((self.folder / 'b.rom').exists())
        made = self.gopx('rom', '--gop', card, '-o', 'b.rom', '--force')
        self.assertIn('for graphics cards (DG2)', made.err)

    def test_a_driver_for_other_devices_is_refused(self):
        self.gopx('extract', '--gop', '-o', '.', ROOT / 'fixtures/good-choice-misfit.bin')
        done = self.gopx('rom', '--gop', 'IntelGopDriver.efi', '--device', '3e9b',
                         '-o', 'a.rom', expect=1)
        self.assertIn('the driver does not list 8086:3e9b (Coffee Lake', done.err)
        made = self.gopx('rom', '--gop', 'IntelGopDriver.efi', '--device', '3e9b', '-o',
                         'a.rom', '--force')
        self.assertIn('the driver does not list 8086:3e9b', made.err)
        made = self.gopx('rom', '--gop', 'IntelGopDriver.efi', '--device', '9a49', '-o',
                         'b.rom')
        self.assertNotIn('does not list', made.err)

    def test_a_table_for_others_is_told(self):
        said = 'no table here is for the platforms of the driver 17.0.1077'
        image = ROOT / 'fixtures/good-choice-misfit.bin'
        self.assertIn(said, self.gopx('rom', '--from', image, '-o', 'a.rom').err)
        self.assertIn(said, self.gopx('extract', '-o', '.', image).err)

    def test_a_table_of_anything(self):
        """--vbt of gopx rom and gopx opregion accepts a table, a table with bytes after it, an
        image, and an OpRegion."""
        self.gopx('extract', '--vbt', '--trim', '-o', '.', BOTH)
        table = (self.folder / 'Vbt.bin').read_bytes()
        self.write('padded', table + b'\xff' * 0x10000)
        self.gopx('opregion', '--vbt', 'padded', '-o', 'region')
        made = set()
        for name in ('Vbt.bin', 'padded', 'region', BOTH):
            lines, _ = self.drivers('--vbt', name)
            self.assertEqual(len(lines), 3)
            made.add(sha256((self.folder / 'a.rom').read_bytes()))
        self.assertEqual(len(made), 1)
        self.write('text', b'no table' * 0x4000)
        for command in ('rom', 'opregion'):
            words = ('--from', BOTH) if command == 'rom' else ()
            done = self.gopx(command, *words, '--vbt', 'text', '-o', 'b', expect=1)
            self.assertIn('text: no video BIOS table in this image', done.err)
            self.assertIn('text: read: 128 KiB', done.err)
            self.assertNotIn('large', done.err)

    def test_bridge_of_the_host(self):
        """The driver 9.0.1084 does not start on a 400-series board."""
        for bridge, says in (('0xa30d', None), ('0xa3c8', 'driver 9.0.1084 does not start with '
                             'this host\'s LPC bridge 8086:a3c8: drivers since 9.0.1096')):
            for path, text in (('02.0/vendor', '0x8086'), ('02.0/device', '0x3e9b'),
                               ('1f.0/device', bridge)):
                path = self.folder / f'host/sys/bus/pci/devices/0000:00:{path}'
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text + '\n')
            _, said = self.drivers('--device', 'auto', '--sysroot', 'host')
            if says:
                self.assertIn(says, said)
            else:
                self.assertNotIn('LPC', said)

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

    def test_how_to_try_it(self):
        done = self.gopx('rom', '--from', BOTH, '--device', '3e9b', '-o', 'a.rom')
        self.assertIn('gopx try --rom a.rom --device 8086:3e9b\n', done.err)
        done = self.gopx('rom', '--from', BOTH, '-o', 'b.rom')
        self.assertNotIn('gopx try', done.err)

    def test_one_task(self):
        says = 'one of --from, --gop, --list and --extract'
        self.refused('rom', '-o', 'a.rom', says=says)
        self.refused('rom', '--from', BOTH, '--list', 'a.rom', says=says)
        self.refused('rom', '--from', BOTH, says='give the output file')
        self.refused('rom', '--list', 'a.rom', '-o', 'x', says='--list writes no file')
        for task in ('--list', '--extract'):
            for more in (['--vbt', BOTH], ['--assign', 'none'], ['--lid', 'unsupported']):
                self.refused('rom', task, 'a.rom', *more, says='omit --vbt, --assign and --lid')
        self.refused('rom', '--from', BOTH, '-o', 'a.rom', BOTH,
                     says='give files by options only')


if __name__ == '__main__':
    support.main()
