#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""--device chooses a driver and a table, and gopx reports the reasons."""

import json

import support
from support import BOTH, ROOT, sha256

GENERATIONS = ROOT / 'fixtures' / 'good-choice-generations.bin'
TIE = ROOT / 'fixtures' / 'good-choice-tie.bin'
UNKNOWN = ROOT / 'fixtures' / 'good-choice-unknown-name.bin'

NEXT = ('gopx: next, for a guest: gopx rom --gop IntelGopDriver.efi --vbt Vbt.bin '
        '-o igd.rom\n')
TRY = ('gopx: or try it without the GPU first: gopx try --gop IntelGopDriver.efi --vbt Vbt.bin '
       '--device 8086:{}\n')
LISTED = 'it supports the device'
NAMED = 'its name stands for the platform of the device'

# For each device: its platform, the version of the chosen driver, the chosen table, the table's
# panel, and the reason for choosing this table.
PAIRS = {
    '8086:0416': ('HSW', '5.0.1025', '$VBT HASWELL', 'SYN_PANEL', NAMED),
    '8086:1616': ('BDW', '5.0.1025', '$VBT HASWELL', 'SYN_PANEL', NAMED),
    '8086:5916': ('KBL', '9.0.1080', '$VBT SKYLAKE', 'SYN_PANEL',
                  'it was made for the UEFI driver'),
    '8086:3e9b': ('CFL', '9.0.1109', '$VBT SKYLAKE', 'SYN_PANEL',
                  'it was made for the UEFI driver'),
    '8086:9bc5': ('CML', '9.0.1109', '$VBT SKYLAKE', 'SYN_PANEL',
                  'it was made for the UEFI driver'),
    '8086:4e71': ('JSL', '18.0.1037', '$VBT JASPERLAKE', 'SYN_PANEL', NAMED),
    '8086:9a49': ('TGL', '17.0.1077', '$VBT TIGERLAKE', 'SYN_PANEL', 'it names a panel'),
    '8086:4680': ('ADL-S', '17.0.1077', '$VBT TIGERLAKE', 'SYN_PANEL',
                  'it names a panel'),
    '8086:46a6': ('ADL-P', '21.0.1066', '$VBT ALDERLAKE-P', 'SYN_PANEL', NAMED),
    '8086:46d1': ('ADL-N', '21.0.1066', '$VBT ALDERLAKE-P', 'SYN_PANEL', NAMED),
}


def best(image, kind):
    found = [f for f in image['findings'] if f['kind'] == kind and f['best']]
    return found[0] if found else None


class Device(support.Case):
    def pair(self, device, path=GENERATIONS, expect=0):
        image = self.scan(path, expect, '--device', device)
        return image, best(image, 'gop'), best(image, 'vbt')

    def test_pairs(self):
        for device, (code, version, signature, panel, decided) in PAIRS.items():
            with self.subTest(device):
                image, gop, vbt = self.pair(device)
                self.assertEqual(image['device']['id'], device)
                self.assertEqual(image['device']['platform']['code'], code)
                self.assertEqual((gop['version'], gop['decided']), (version, LISTED))
                self.assertIn({'id': device, 'platform': code}, gop['devices'])
                self.assertEqual((vbt['signature'], vbt['origin'], vbt['panel'],
                                  vbt['decided']), (signature, 'gop', panel, decided))
                self.assertIn(code, [p['code'] for p in vbt['platforms']])
                self.assertTrue(gop['for_device'] and vbt['for_device'])
                self.assertFalse(gop['tied'] or vbt['tied'])

    def test_text_tells_what_decided(self):
        text = ' '.join(self.gopx('scan', '-v', '--device', '9a49', GENERATIONS)
                        .out.decode().split())
        self.assertIn('for 8086:9a49 (Tiger Lake: Core, 11th generation (mobile)) '
                      'driver 17.0.1077 at 0x', text)
        self.assertIn(f', because {LISTED} table $VBT TIGERLAKE at 0x', text)
        self.assertIn(', because it names a panel ', text)

    def test_no_driver_for_it(self):
        for device, title in (('8a52', '8086:8a52 (Ice Lake: Core, 10th generation (G))'),
                              ('10de:1c03', '10de:1c03'), ('8086:ffff', '8086:ffff')):
            with self.subTest(device):
                image, gop, vbt = self.pair(device, expect=1)
                self.assertIsNone(gop)
                done = self.gopx('scan', '--device', device, GENERATIONS, expect=1)
                self.assertIn(f'no driver for {title} in this image', done.err)
                self.assertIn(f'driver   none for {title[:9]}', done.out.decode())
                done = self.gopx('extract', '--gop', '--device', device, GENERATIONS,
                                 expect=1)
                self.assertIn(f'no driver for {title} in this image, 6 for other devices',
                              done.err)
                self.assertEqual(self.names(), [])

    def test_extract(self):
        _, gop, vbt = self.pair('46a6')
        done = self.gopx('extract', '--device', '46a6', GENERATIONS)
        self.assertEqual(self.names(), ['IntelGopDriver.efi', 'Vbt.bin'])
        for name, finding in zip(self.names(), (gop, vbt)):
            self.assertEqual(sha256((self.folder / name).read_bytes()), finding['sha256'])
        self.assertEqual(done.err, NEXT + TRY.format('46a6'))

    def test_extract_all_for_it(self):
        done = self.gopx('extract', '--all', '--device', '4680', GENERATIONS)
        self.assertEqual(self.names(), ['IntelGopDriver.efi', 'Vbt-2.bin', 'Vbt.bin'])
        self.assertEqual(done.err, NEXT + TRY.format('4680'))

    def test_extract_says_what_decided(self):
        done = self.gopx('extract', '--vbt', '--device', '4680', GENERATIONS)
        self.assertIn('Vbt.bin: the best of 2, because it names a panel; --all', done.err)
        done = self.gopx('extract', '--force', '--vbt', GENERATIONS)
        self.assertIn('Vbt.bin: the best of 7, because its name stands for a platform of '
                      'the driver; --all', done.err)

    def test_tie_is_shown(self):
        for args in ((), ('--device', '3e9b')):
            image = self.scan(TIE, 0, *args)
            self.assertTrue(all(f['tied'] for f in image['findings']))
            self.assertEqual([f['best'] for f in image['findings']],
                             [True, True, False, False])
            self.assertEqual({f['decided'] for f in image['findings']}, {None})
            text = ' '.join(self.gopx('scan', '-v', *args, TIE).out.decode().split())
            self.assertEqual(text.count('equal to 1 other; it is the first in the image'),
                             4 if args else 2)

    def test_name_that_tells_nothing(self):
        _, gop, vbt = self.pair('5916', UNKNOWN)
        self.assertEqual(vbt['signature'], '$VBT SOMETHING')
        self.assertEqual(vbt['platforms'], [])
        self.assertEqual(vbt['decided'], 'it is the only one')
        self.assertEqual(gop['decided'], LISTED)
        text = self.gopx('scan', '-v', UNKNOWN).out.decode()
        self.assertIn('unknown: its name stands for no platform', text)
        self.assertIn('VBT default panel: chosen by EDID', text)

    def test_without_device(self):
        image = self.scan(BOTH)
        self.assertIsNone(image['device'])
        self.assertFalse(any(f['for_device'] for f in image['findings']))
        self.assertEqual(best(image, 'gop')['decided'], 'it is the only one')

    def test_forms_of_an_id(self):
        for text in ('8086:3e9b', '3e9b', '8086:3E9B', '3E9b', '0x3e9b', '0x8086:0X3E9B'):
            image, gop, _ = self.pair(text)
            self.assertEqual(image['device']['id'], '8086:3e9b')
        for text in ('', ':', '8086:', ':3e9b', '3e9b0', '0x3e9', '8086:3e9b:', '0', '0x',
                     '8086-3e9b', '3e9', 'g000', '00:02.0', '8086:0000', '0:3e9b'):
            self.refused('scan', '--device', text, BOTH, says='is not a PCI id')

    def host(self, vendor='0x8086\n', device='0x9a49\n'):
        folder = self.folder / 'root/sys/bus/pci/devices/0000:00:02.0'
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (('vendor', vendor), ('device', device)):
            if text is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_text(text)
        return 'root'

    def test_device_of_the_host(self):
        root = self.host()
        done = self.gopx('scan', '--json', '--device', 'auto', '--sysroot', root,
                         GENERATIONS)
        image = json.loads(done.out)
        self.assertEqual(image['device']['id'], '8086:9a49')
        self.assertEqual(best(image, 'gop')['version'], '17.0.1077')
        self.gopx('extract', '-o', 'out', '--device=auto', f'--sysroot={root}/',
                  GENERATIONS)
        self.assertEqual(self.names('out'), ['IntelGopDriver.efi', 'Vbt.bin'])

    def test_host_without_such_graphics(self):
        for vendor, device, says in (
                ('0x1002\n', '0x9a49\n', '0000:00:02.0 of this machine is 1002:9a49, not Intel\'s'),
                ('8086\n', '0x9a49\n', 'vendor does not hold a number'),
                ('0x8086\n', '0x12345\n', 'device does not hold a number'),
                ('0x8086\n', '', 'device does not hold a number'),
                ('0x8086\n', None, 'device: No such file or directory'),
                (None, None, 'vendor: No such file or directory')):
            with self.subTest(says):
                self.refused('scan', '--device', 'auto', '--sysroot',
                             self.host(vendor, device), BOTH, says=says)


if __name__ == '__main__':
    support.main()
