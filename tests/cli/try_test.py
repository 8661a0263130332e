#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx try runs the driver of tests/try ($GOPX_TRY_DRIVER)."""

import json
import os
import pathlib
import re
import struct
import unittest
import zlib

import support
from hosts import Host
from support import BOTH

DRIVER = pathlib.Path(os.environ.get('GOPX_TRY_DRIVER', ''))
DEVICE = ('--device', '8086:3e9b')
MARKER = b'GOPX-TRY-TEST-1\0'
GOOD, WANTS_BRIDGE, NO_OUTPUT = range(3)
DIVIDES = 13
WIDTH, HEIGHT = 640, 480

VALIDATOR = support.validator('try')


def behaving(behaviour):
    driver = bytearray(DRIVER.read_bytes())
    at = driver.index(MARKER) + len(MARKER)
    driver[at:at + 4] = struct.pack('<I', behaviour)
    return bytes(driver)


def edid(width, height):
    """Return the EDID of a display of this size at 60 Hz."""
    e = bytearray(128)
    e[:8] = b'\0' + b'\xff' * 6 + b'\0'
    e[8:10], e[18:20], e[20] = b'\x1e\x18', b'\1\4', 0xa5
    e[38:54] = b'\1' * 16
    clock = (width + 160) * (height + 30) * 60 // 10000
    struct.pack_into('<H', e, 54, clock)
    e[56:62] = bytes([width & 255, 160, width >> 8 << 4, height & 255, 30, height >> 8 << 4])
    e[127] = -sum(e) & 255
    return bytes(e)


def pixels(png):
    """Return (width, height, rows of RGB) of a PNG with 8 bits per colour and no row filters."""
    assert png[:8] == b'\x89PNG\r\n\x1a\n'
    at, data, size = 8, b'', None
    while at < len(png):
        length, kind = struct.unpack_from('>I4s', png, at)
        body = png[at + 8:at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack_from('>I', png, at + 8 + length)[0]
        if kind == b'IHDR':
            size = struct.unpack('>II', body[:8])
            assert body[8:] == bytes([8, 2, 0, 0, 0]), body
        data += body if kind == b'IDAT' else b''
        at += 12 + length
    raw, line = zlib.decompress(data), 1 + 3 * size[0]
    rows = [raw[i:i + line] for i in range(0, len(raw), line)]
    assert all(row[0] == 0 for row in rows)
    return size[0], size[1], [row[1:] for row in rows]


class Try(support.Case):
    def setUp(self):
        super().setUp()
        self.write('vbt.bin', self.table())
        self.write('good.efi', behaving(GOOD))
        self.write('picky.efi', behaving(WANTS_BRIDGE))

    def table(self):
        """Return the best table of a fixture."""
        self.gopx('extract', '--vbt', '--force', '-o', 'out', BOTH)
        return next((self.folder / 'out').iterdir()).read_bytes()

    def pair(self, *args, driver='good.efi', expect=0):
        return self.gopx('try', '--gop', driver, '--vbt', 'vbt.bin', *DEVICE, *args,
                         expect=expect)

    def json(self, *args, **options):
        """The JSON objects."""
        done = self.pair('--json', *args, **options)
        found = [json.loads(line) for line in done.lines]
        for o in found:
            VALIDATOR.validate(o)
        return found

    # ---- driver, table, device ----------------------------------------------------------

    def test_a_pair(self):
        done = self.pair()
        self.assertEqual(done.lines[0], 'gives a picture')
        self.assertIn(b'\nmodes    640x480\n', done.out)
        self.assertIn(b'\nasks     for the table, the lid\n', done.out)
        self.assertIn(b'8086:a304 (as on boards of this generation): read and accepted',
                      done.out)
        self.assertEqual(done.err, '')

    def test_json(self):
        [o] = self.json()
        self.assertEqual(o['verdict'], 'lights-up')
        self.assertEqual(o['device'], '8086:3e9b')
        self.assertEqual(o['modes'], [{'width': WIDTH, 'height': HEIGHT}])
        self.assertTrue(o['asked_table'] and o['asked_lid'] and o['read_bridge'])
        self.assertFalse(o['asked_dock'])
        self.assertEqual(o['driver']['sha256'], support.sha256(behaving(GOOD)))
        self.assertEqual(o['picture']['width'], WIDTH)

    def test_image(self):
        self.write('bios.bin', bytes(4096) + behaving(GOOD) + bytes(4096) +
                   (self.folder / 'vbt.bin').read_bytes())
        done = self.gopx('try', '--from', 'bios.bin', *DEVICE)
        self.assertEqual(done.lines[0], 'gives a picture')
        done = self.gopx('try', '--from', 'bios.bin', '--device', '8086:0116', expect=1)
        self.assertIn('no Intel graphics driver for the device', done.err)
        done = self.gopx('try', '--from', 'good.efi', *DEVICE, expect=1)
        self.assertIn('no video BIOS table', done.err)
        done = self.gopx('try', '--from', 'good.efi', '--vbt', 'vbt.bin', *DEVICE)
        self.assertEqual(done.lines[0], 'gives a picture')

    def test_all(self):
        table = (self.folder / 'vbt.bin').read_bytes()
        self.write('bios.bin', behaving(GOOD) + bytes(4096) + table + bytes(4096) +
                   behaving(NO_OUTPUT))
        done = self.gopx('try', '--from', 'bios.bin', '--all', *DEVICE)
        results = [re.split('  +', line)[-1] for line in done.lines[1:]]
        self.assertEqual(results.count('gives a picture'), len(results) // 2, done)
        self.assertEqual(sum('no display' in r for r in results), len(results) // 2, done)
        self.assertGreaterEqual(len(results), 2)
        many = self.gopx('try', '--from', 'bios.bin', '--all', '--json', *DEVICE)
        self.assertEqual(len(many.lines), len(results))
        done = self.gopx('try', '--from', 'good.efi', '--all', *DEVICE, expect=1)
        self.assertIn('no video BIOS table', done.err)

    def test_nothing_to_run(self):
        """Before the verdict, gopx says what it has read. It names the file that is wrong."""
        self.write('cut.bin', (support.ROOT / 'fixtures/good-spi-laptop.bin').read_bytes()[:20000])
        for words in ((), ('--all',)):
            done = self.gopx('try', '--from', 'cut.bin', *words, *DEVICE, expect=1)
            self.assertIn('gopx: cut.bin: incomplete: ', done.err)
            self.assertIn('gopx: cut.bin: read: ', done.err)
        done = self.gopx('try', '--gop', 'good.efi', '--vbt', 'good.efi', *DEVICE, expect=1)
        self.assertIn('gopx: good.efi: not a video BIOS table', done.err)
        self.write('text', b'no table\n' * 4000)
        done = self.gopx('try', '--gop', 'good.efi', '--vbt', 'text', *DEVICE, expect=1)
        self.assertEqual(done.err, 'gopx: text: not a video BIOS table: no $VBT header, or the '
                         'table is cut off\n')
        done = self.gopx('try', '--from', 'vbt.bin', '--all', *DEVICE, expect=1)
        self.assertIn('no Intel graphics driver', done.err)

    def test_rom(self):
        self.gopx('rom', '--gop', 'good.efi', '--vbt', 'vbt.bin', '-o', 'a.rom')
        done = self.gopx('try', '--rom', 'a.rom', *DEVICE)
        self.assertEqual(done.lines[0], 'gives a picture')
        done = self.gopx('try', '--rom', 'vbt.bin', *DEVICE, expect=1)
        self.assertIn('no option ROM with a UEFI driver', done.err)

    def test_doctor(self):
        """gopx doctor tries a ROM with the GPU and the LPC bridge of the host. The verdict depends
        on both."""
        self.gopx('rom', '--gop', 'picky.efi', '--vbt', 'vbt.bin', '-o', 'a.rom')
        for device, bridge, says in (('3e9b', 'a31f', 'ok try'), ('3e9b', '2918', '2918'),
                                     ('3ea5', 'a31f', 'does not support this device')):
            Host(self.folder / device / bridge, device, bridge)
            done = self.gopx('doctor', '--sysroot', f'{device}/{bridge}', '--rom', 'a.rom',
                             '--json', expect=0 if says == 'ok try' else 1)
            checks = {c['code']: c for c in json.loads(done.out)['checks']}
            check = checks['try']
            self.assertIn(says, f"{check['verdict']} try {check['text']}")
        self.refused('doctor', '--sysroot', '3e9b/a31f', '--rom', 'vbt.bin',
                     says='no option ROM with a UEFI driver')

    def test_ovmf(self):
        code = pathlib.Path('/usr/share/OVMF/OVMF_CODE_4M.fd')
        if not code.exists():
            self.skipTest('no OVMF here (Debian: ovmf)')
        self.gopx('inject', '--gop', 'good.efi', '--vbt', 'vbt.bin', '-o', 'code.fd', code)
        done = self.gopx('try', '--ovmf', 'code.fd', *DEVICE)
        self.assertEqual(done.lines[0], 'gives a picture')
        done = self.gopx('try', '--ovmf', code, *DEVICE, expect=1)
        self.assertIn('gopx inject', done.err)

    # ---- the bridge -----------------------------------------------------------------

    def test_machines(self):
        for machine, what in (('q35', 'the LPC bridge 8086:2918'),
                              ('i440fx', 'the missing LPC bridge')):
            done = self.pair('--machine', machine, driver='picky.efi', expect=1)
            text = ' '.join(done.out.decode().split())
            self.assertTrue(text.startswith(f'gives up on {what} before it sets up the GPU'),
                            text)
            self.assertIn('i440fx with x-igd-lpc=on', text)
            self.assertIn('read and not accepted', text)
        self.pair('--machine', 'board', driver='picky.efi')
        self.pair('--machine', 'q35')

    def test_bridge_by_id(self):
        self.pair('--lpc', '8086:a31f', driver='picky.efi')
        self.pair('--lpc', '8086:a320', driver='picky.efi', expect=1)
        self.pair('--lpc', 'none', driver='picky.efi', expect=1)
        [o] = self.json('--lpc', 'none', driver='picky.efi', expect=1)
        self.assertEqual((o['verdict'], o['bridge']), ('refuses-bridge', None))

    def test_bridge_of_the_host(self):
        bridge = self.folder / 'root' / 'sys/bus/pci/devices/0000:00:1f.0'
        bridge.mkdir(parents=True)
        (bridge / 'vendor').write_text('0x8086\n')
        (bridge / 'device').write_text('0xa31f\n')
        auto = ('--sysroot', 'root', '--lpc', 'auto')
        [o] = self.json(*auto, driver='picky.efi')
        self.assertEqual(o['bridge'], '8086:a31f')
        (bridge / 'device').write_text('0x2918\n')
        self.json(*auto, driver='picky.efi', expect=1)
        self.refused('try', '--gop', 'good.efi', '--vbt', 'vbt.bin', *DEVICE, '--sysroot',
                     'nowhere', '--lpc', 'auto', says='gopx cannot read a bridge at 00:1f.0')

    def test_sweeps(self):
        done = self.pair('--sweep', 'lpc', driver='picky.efi')
        self.assertEqual(done.out, b'a300-a31f\n')
        done = self.pair('--sweep', 'devices')
        self.assertEqual(done.out, b'3e92 3e98 3e9b\n')
        [o] = self.json('--sweep', 'devices')
        self.assertEqual((o['sweep'], o['read'], o['accepted'][0]),
                         ('devices', True, '3e92-3e92'))

    # ---- the display, the lid, the picture --------------------------------------------

    def test_edid(self):
        self.write('monitor.bin', edid(1280, 720))
        self.assertIn(b'EDID as given', self.pair('--edid', 'monitor.bin').out)
        broken = bytearray(edid(1280, 720))
        broken[60] ^= 1
        for bad, says in ((b'x' * 128, 'not an EDID'), (edid(800, 600)[:127], 'not an EDID'),
                          (broken, 'checksum')):
            self.write('bad.bin', bad)
            self.refused('try', '--gop', 'good.efi', '--vbt', 'vbt.bin', *DEVICE, '--edid',
                         'bad.bin', says=says)

    def test_lid(self):
        for lid in ('open', 'unsupported'):
            self.pair('--lid', lid)

    def test_picture(self):
        self.pair('--png', 'a.png')
        png = (self.folder / 'a.png').read_bytes()
        width, height, rows = pixels(png)
        self.assertEqual((width, height), (WIDTH, HEIGHT))
        row = rows[20]
        bars = [row[3 * x:3 * x + 3] for x in range(WIDTH // 16, WIDTH, WIDTH // 8)]
        self.assertEqual(bars, [bytes.fromhex(c) for c in (
            'ffffff', 'ffff00', '00ffff', '00ff00', 'ff00ff', 'ff0000', '0000ff', '202020')])
        self.refused('try', '--gop', 'good.efi', '--vbt', 'vbt.bin', *DEVICE, '--json', '--png',
                     'a.png', says='exists')
        self.pair('--png', 'a.png', '--force')
        self.write('blind.efi', behaving(NO_OUTPUT))
        self.pair('--png', 'b.png', driver='blind.efi', expect=1)
        self.assertNotIn('b.png', self.names())

    def test_trace(self):
        lines = self.pair('--trace').lines
        order = ['service  InstallProtocolInterface PlatformGopPolicy', 'policy   GetVbtData',
                 'policy   GetPlatformLidStatus', 'config   read  00:1f.0 +000 a3048086 by CF8',
                 'register write 070008 80000000', 'gives a picture']
        self.assertEqual(sorted(map(lines.index, order)), list(map(lines.index, order)))

    # ---- errors -----------------------------------------------------------

    def test_reasons(self):
        self.write('divides.efi', behaving(DIVIDES))
        done = self.pair(driver='divides.efi', expect=1)
        self.assertEqual(done.lines[0], 'in its entry point it divides by zero')
        self.write('blind.efi', behaving(NO_OUTPUT))
        done = self.pair(driver='blind.efi', expect=1)
        self.assertIn('no display', done.lines[0])
        done = self.gopx('try', '--gop', 'good.efi', '--vbt', 'vbt.bin', '--device',
                         '8086:0116', expect=1)
        self.assertEqual(done.lines[0], 'does not support this device')
        done = self.gopx('try', '--gop', 'good.efi', *DEVICE, expect=1)
        self.assertIn('none (--vbt gives one)', done.out.decode())
        done = self.gopx('try', '--gop', 'good.efi', '--vbt', 'good.efi', *DEVICE, expect=1)
        self.assertIn('not a video BIOS table', done.err)
        self.write('text.efi', b'no program')
        done = self.pair(driver='text.efi', expect=1)
        self.assertIn('cannot be loaded', done.lines[0])

    def test_usage(self):
        pair = ('try', '--gop', 'good.efi', '--vbt', 'vbt.bin')
        self.refused(*pair, says='give the device')
        self.refused(*pair, '--device', '1002:3e9b', says="not Intel's")
        self.refused('try', *DEVICE, says='one of --from')
        self.refused(*pair, *DEVICE, '--rom', 'a.rom', says='one of --from')
        self.refused('try', '--rom', 'a.rom', '--vbt', 'vbt.bin', *DEVICE, says='omit --vbt')
        self.refused(*pair, *DEVICE, '--all', says='--all needs --from')
        self.refused('try', '--from', 'x', *DEVICE, '--all', '--trace',
                     says='--all cannot be combined')
        self.refused(*pair, *DEVICE, '--trace', '--json', says='with --json')
        self.refused(*pair, *DEVICE, '--lpc', 'none', '--machine', 'q35',
                     says='give --lpc or --machine')
        self.refused(*pair, *DEVICE, '--lpc', 'bridge', says='takes a PCI id')
        self.refused(*pair, *DEVICE, 'more.bin', says='give files by options')


class Without(support.Case):
    def test_says_so(self):
        done = self.gopx('try', '--gop', 'a', '--vbt', 'b', *DEVICE, expect=2)
        self.assertIn('built without the emulator', done.err)


if __name__ == '__main__':
    # Run the class Try in a build with the emulator, and the class Without in other builds.
    if DRIVER.name:
        del Without
    else:
        del Try
    support.main()
