#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx vbt prints reports on tables, changes their fields, and corrects their checksums."""

import json
import os

import jsonschema

import support
from support import BOTH, ROOT, sha256

FIXTURES = sorted((ROOT / 'fixtures').glob('*.bin'))
SCHEMA = json.loads((ROOT / 'doc' / 'gopx-vbt.schema.json').read_text())
BAD_SUM = ROOT / 'fixtures' / 'good-vbt-bad-checksum.bin'
SIZES = ROOT / 'fixtures' / 'good-vbt-header-sizes.bin'
GENERATIONS = ROOT / 'fixtures' / 'good-choice-generations.bin'
MAILBOX = ROOT / 'fixtures' / 'good-opregion-mailbox.bin'
LAPTOP = ROOT / 'fixtures' / 'good-vbt-laptop.bin'
NOTHING = ROOT / 'fixtures' / 'good-no-igpu.bin'

HEADER = {'version': 100, 'header_size': 48, 'bdb_offset': 48}


class Vbt(support.Case):
    def tables(self, path, *args, expect=0):
        done = self.gopx('vbt', '--json', *args, path, expect=expect)
        return json.loads(done.out)['tables']

    def test_every_fixture_keeps_to_the_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        validator = jsonschema.Draft202012Validator(SCHEMA)
        paths = [path for path in FIXTURES if path.stat().st_size]
        lines = self.gopx('vbt', '--json', *paths, expect=1).lines
        self.assertEqual(len(lines), len(paths))
        tables = 0
        for path, line in zip(paths, lines):
            with self.subTest(path.name):
                image = json.loads(line)
                validator.validate(image)
                self.assertEqual(list(image), list(SCHEMA['required']))
                for table in image['tables']:
                    self.assertEqual(list(table), SCHEMA['$defs']['table']['required'])
                    tables += 1
        self.assertGreater(tables, 40)

    def test_tells_what_is_inside(self):
        table, = self.tables(MAILBOX)
        self.assertEqual(table['path'], 'image/opregion/vbt')
        self.assertEqual(table['offset'], 0x400)
        self.assertEqual({key: table[key] for key in HEADER}, HEADER)
        self.assertEqual([b['id'] for b in table['blocks']], [254, 1, 2, 40, 41, 42])
        at = 48 + 22
        for block in table['blocks']:
            self.assertEqual((block['offset'], block['cut']), (at, False))
            at += 3 + block['size']
        self.assertEqual(at, table['vbt_size'])
        self.assertEqual([(d['connector'], d['kind'], d['port'], d['internal'])
                          for d in table['devices']],
                         [('LFP1', 'eDP', 'DP-A', True),
                          ('EFP1', 'HDMI or DVI', 'HDMI-B', False),
                          ('EFP2', 'DisplayPort', 'DP-C', False),
                          ('EFP3', 'DisplayPort or HDMI', 'DP-D', False)])
        panel = table['panel']
        self.assertEqual((panel['type'], panel['name'], panel['pnp_id'], panel['named']),
                         (2, 'SYN_PANEL', 'SKI1002', True))
        self.assertEqual(panel['timing'], {
            'block': 42, 'clock_khz': 138500, 'hactive': 1920, 'htotal': 2080,
            'vactive': 1080, 'vtotal': 1111, 'hfront': 48, 'hsync': 32, 'vfront': 3,
            'vsync': 5, 'hsync_positive': False, 'vsync_positive': False, 'width_mm': 0,
            'height_mm': 0})
        self.assertIsNone(panel['edp'])

    def test_what_a_header_says_of_itself_matters_not(self):
        tables = self.tables(SIZES)
        self.assertEqual([table['header_size'] for table in tables], [32, 0xffff])
        for table in json.loads(self.gopx('scan', '--json', SIZES).out)['findings']:
            self.assertIn('its header states a size that no known table has',
                          table['reasons'])

    def test_panels(self):
        by_name = {}
        for table in self.tables(GENERATIONS):
            by_name.setdefault(table['signature'], []).append(table['panel'])
        reference, named = by_name['$VBT TIGERLAKE']
        self.assertEqual((reference['named'], reference['pnp_id']), (False, 'MS_0003'))
        self.assertEqual(named['timing']['block'], 58)
        self.assertEqual((named['timing']['hactive'], named['timing']['vactive']),
                         (1366, 768))
        self.assertEqual(named['edp'], {
            'lanes': 2, 'link_rate_mbps': 2700, 'bits_per_pixel': 24,
            'power_100us': [2000, 10, 2000, 500, 5002]})
        self.assertEqual(by_name['$VBT JASPERLAKE'][0]['timing']['block'], 42)

    def test_text_tells_what_json_tells(self):
        text = ' '.join(self.gopx('vbt', GENERATIONS).out.decode().split())
        verbose = ' '.join(self.gopx('vbt', '-v', GENERATIONS).out.decode().split())
        for table in self.tables(GENERATIONS):
            self.assertIn(f'{table["signature"]}, {table["vbt_size"]} bytes', text)
            for device in table['devices']:
                self.assertIn(f'{device["connector"]} {device["kind"]} on {device["port"]}',
                              text)
            self.assertIn('blocks ' + ' '.join(str(b['id']) for b in table['blocks']), text)
            for block in table['blocks']:
                self.assertIn(f'{block["id"]} at 0x{block["offset"]:04x}, {block["size"]} '
                              f'bytes: {block["name"]}', verbose)
        self.assertIn('VBT default panel: SYN_PANEL, PnP SKI1002, 1366x768', text)
        self.assertIn("LFP_PanelName, PnP MS_0003, 1024x768 (a reference board's)", text)
        self.assertIn('1366x768 of 1526x790, 72.300 MHz, 59.97 Hz (block 58)', text)
        self.assertIn('modeline 72.300 1366 1366 1366 1526 768 768 768 790 -hsync -vsync in '
                      'block 42: 138.500 1920 1968 2000 2080 1080 1083 1088 1111 -hsync '
                      '-vsync; Linux takes block 58', text)
        self.assertIn('timing (block 58, taken) 72.300', verbose)
        self.assertIn('up to 2 lanes, 2.70 Gbit/s, 24 bits a pixel', text)
        self.assertIn('T11+T12 500.2 ms', text)

    def test_device(self):
        best, = [t for t in self.tables(GENERATIONS, '--device', '9a49') if t['best']]
        self.assertEqual((best['signature'], best['panel']['named']),
                         ('$VBT TIGERLAKE', True))
        done = self.gopx('vbt', '--device', '8a52', GENERATIONS, expect=1)
        self.assertIn('no video BIOS table for 8086:8a52 (Ice Lake', done.err)

    def test_nothing_there(self):
        done = self.gopx('vbt', NOTHING, expect=1)
        self.assertEqual((done.out, done.err),
                         (b'', f'gopx: {NOTHING}: read: 64 KiB flash image, 3 volumes, '
                          '26 pieces, all opened\n'
                          f'gopx: {NOTHING}: no video BIOS table in this image\n'))
        self.assertEqual(self.tables(NOTHING, expect=1), [])
        self.gopx('vbt', NOTHING, MAILBOX, expect=1)
        self.gopx('vbt', 'not-there', MAILBOX, expect=2)

    def test_table_outside_of_the_dump(self):
        for name, says in (('not-in-dump', '0x2000 bytes after its start, not in this'),
                           ('in-memory', 'is at 0x7b000000 in memory, not in this dump')):
            done = self.gopx('vbt', ROOT / f'fixtures/good-opregion-{name}.bin', expect=1)
            self.assertIn(says, done.err)

    def test_tables_that_no_board_has(self):
        for name, mark, says in (
                ('good-vbt-headless', 'headless', 'no output is in use'),
                ('good-vbt-generated', 'generated', 'general features only'),
                ('good-vbt-virtual', 'virtual', 'made up by GVT-g'),
                ('good-opregion-headless', 'headless', 'no output is in use'),
                ('good-opregion-generated', 'generated', 'general features only'),
                ('good-vbt-bare', None, '')):
            path = ROOT / 'fixtures' / f'{name}.bin'
            table, = self.tables(path)
            self.assertEqual(table['mark'], mark)
            self.assertIn(says, self.gopx('vbt', path).out.decode())

    def test_tables_are_refused_with_the_reason(self):
        table = (ROOT / 'fixtures' / 'good-vbt-headless.bin').read_bytes()
        for data, says in (
                (table[:47], 'its header of 48 bytes is cut off; Linux refuses it'),
                (table[:24] + b'\xff' + table[25:48], 'more bytes than are here; Linux'),
                (table[:28] + b'\xff' + table[29:], 'begins outside of it; Linux refuses'),
                (table[:48] + b'X' + table[49:], 'no BIOS data block where it states one'),
                (table[:68] + b'\xff' + table[69:], 'more bytes than it has; Linux refuses'),
                (table[:66] + b'\x10' + table[67:], 'data block overlap')):
            self.write('refused.bin', data)
            done = self.gopx('vbt', 'refused.bin', expect=1)
            self.assertIn('it starts as a video BIOS table (VBT), but ', done.err)
            self.assertIn(says, done.err)
        done = self.gopx('vbt', ROOT / 'fixtures' / 'bad-opregion-refused.bin', expect=1)
        self.assertIn('mailbox 4 starts like a table, but its BIOS data block states more',
                      done.err)
        self.gopx('vbt', ROOT / 'fixtures' / 'good-miss-vbt-headless-between.bin', expect=1)

    # ---- changes

    def test_a_field_is_set(self):
        done = self.gopx('vbt', '--set', 'EFP1.port=DP-D', '--set', 'panel.pnp-id=AUO193C',
                         '-o', 'out.bin', LAPTOP)
        data = (self.folder / 'out.bin').read_bytes()
        self.assertEqual(done.lines, [
            'panel2.pnp-id: SKI1002 -> AUO193C', 'EFP1.port: DP-B -> DP-D',
            f'out.bin: {len(data)} bytes, sha256 {sha256(data)}'])
        table, = self.tables('out.bin')
        self.assertTrue(table['checksum_ok'])
        self.assertEqual(table['devices'][1]['port'], 'DP-D')
        self.assertEqual(table['fields']['panels'][2]['pnp-id'], 'AUO193C')
        done = self.gopx('vbt', '--diff', LAPTOP, 'out.bin', expect=1)
        self.assertEqual(done.lines[-1], 'EFP1.port: DP-B -> DP-D')
        self.assertEqual(self.gopx('vbt', '--diff', LAPTOP, LAPTOP).out, b'')

    def test_tables_in_images_and_opregions_are_changed(self):
        for path in (MAILBOX, GENERATIONS):
            name = f'{path.stem}.vbt'
            self.gopx('vbt', '--headless', '-o', name, path)
            self.assertEqual(self.tables(name)[0]['mark'], 'headless')
        done = self.gopx('vbt', '--set', 'EFP1.type=none', '-o', '-', LAPTOP)
        self.assertEqual(len(done.out), LAPTOP.stat().st_size)

    def test_outputs_are_exchanged(self):
        done = self.gopx('vbt', '--swap', 'EFP1,EFP2', '-o', 'out.bin', LAPTOP)
        self.assertIn('EFP2.ddc-pin: 4 -> 5', done.lines)
        self.refused('vbt', '--swap', 'EFP1', '-o', 'no.bin', LAPTOP, says='two outputs')
        self.refused('vbt', '--swap', 'EFP1,EFP9', '-o', 'no.bin', LAPTOP,
                     says='the table has no EFP9; it has LFP1, EFP1, EFP2, EFP3')

    def test_an_edid_describes_a_panel(self):
        edid = bytearray(128)
        edid[:18] = b'\0' + 6 * b'\xff' + b'\0\x06\xaf\x3c\x19' + bytes(4) + b'\x07\x1e'
        edid[54:72] = bytes.fromhex('1a3680a070381f403020350034c010000000')
        edid[127] = -sum(edid) & 0xff
        self.write('panel.edid', bytes(edid))
        self.gopx('vbt', '--edid', 'panel.edid', '--edid-panel', 'panel5', '-o', 'out.bin',
                  LAPTOP)
        panel = self.tables('out.bin')[0]['fields']['panels'][5]
        self.assertEqual((panel['pnp-id'], panel['dtd-width-mm'], panel['dtd-modeline']),
                         ('AUO193C', 308, '138.500 1920 1968 2000 2080 1080 1083 1088 1111 '
                                          '-hsync -vsync'))
        self.write('panel.edid', bytes(128))
        self.refused('vbt', '--edid', 'panel.edid', '-o', 'no.bin', LAPTOP,
                     says='this is not an EDID')

    def test_what_cannot_be_set_is_refused(self):
        for change, says in (
                ('EFP1.port=DP-Z', 'port can be: HDMI-A, HDMI-B,'),
                ('EFP1.nothing=1', 'there is no field nothing'),
                ('port=DP-A', 'write EFP1.port'),
                ('LFP1.handle=1', 'handle cannot be changed'),
                ('panel.timing=1', 'a timing is a modeline'),
                ('panel2.max-rate-kbps=1', 'of BDB version 170, does not have'),
                ('panel2.t8-us=150', 'in steps of 100'),
                ('panel-type', '--set takes FIELD=VALUE')):
            self.refused('vbt', '--set', change, '-o', 'no.bin', LAPTOP, says=says)
        self.assertNotIn('no.bin', self.names())

    def test_fields_are_listed(self):
        listed = json.loads(self.gopx('vbt', '--list-fields', '--json').out)
        text = self.gopx('vbt', '--list-fields').out.decode()
        for field in listed:
            self.assertIn(f'{field["name"]}: {field["help"]}\n', text)
        port = next(f for f in listed if f['name'] == 'port' and f['since'] == 155)
        self.assertEqual((port['group'], port['block']), ('output', 2))
        self.assertIn('HDMI-A, HDMI-B', port['allowed'])

    # ---- --fix-checksum

    def test_checksum_is_mended(self):
        table, = self.tables(BAD_SUM)
        self.assertFalse(table['checksum_ok'])
        done = self.gopx('vbt', '--fix-checksum', '-o', 'out.bin', BAD_SUM)
        data = (self.folder / 'out.bin').read_bytes()
        self.assertEqual(done.lines, [
            f'out.bin: {table["size"]} bytes, sha256 {sha256(data)}, checksum '
            f'0x{table["checksum_right"]:02x} instead of 0x{table["checksum"]:02x}'])
        self.assertEqual(sum(data[:table['vbt_size']]) % 256, 0)
        self.assertEqual(data[26], table['checksum_right'])
        was = data[:26] + bytes([table['checksum']]) + data[27:]
        self.assertEqual(sha256(was), table['sha256'])
        self.assertTrue(self.tables('out.bin')[0]['checksum_ok'])
        done = self.gopx('vbt', '--fix-checksum', '-o', 'again.bin', 'out.bin')
        self.assertIn('which was right', done.lines[0])
        self.assertEqual((self.folder / 'again.bin').read_bytes(), data)

    def test_to_standard_output(self):
        data = self.gopx('vbt', '--fix-checksum', '-o', '-', BAD_SUM).out
        self.assertEqual(sum(data[:self.tables(BAD_SUM)[0]['vbt_size']]) % 256, 0)

    def test_existing_files_are_kept(self):
        self.write('out.bin', b'precious')
        self.gopx('vbt', '--fix-checksum', '-o', 'out.bin', BAD_SUM, expect=2)
        self.assertEqual((self.folder / 'out.bin').read_bytes(), b'precious')
        os.symlink('out.bin', self.folder / 'link')
        self.gopx('vbt', '--fix-checksum', '--force', '-o', 'link', BAD_SUM)
        self.assertEqual((self.folder / 'out.bin').read_bytes(), b'precious')
        self.assertFalse((self.folder / 'link').is_symlink())
        (self.folder / 'sub').mkdir()
        self.gopx('vbt', '--fix-checksum', '-o', 'sub/out.bin', BAD_SUM)
        self.assertEqual(self.names('sub'), ['out.bin'])
        for name in ('sub/', 'a' * 256):
            self.refused('vbt', '--fix-checksum', '-o', name, BAD_SUM,
                         says='is not the name of a file')
        self.gopx('vbt', '--fix-checksum', '-o', 'none.bin', NOTHING, expect=1)
        self.assertNotIn('none.bin', self.names())

    def test_usage(self):
        for args, says in (
                ((), 'give a FILE'),
                (('-o', 'out', BOTH), 'need --fix-checksum'),
                (('--force', BOTH), 'need --fix-checksum'),
                (('--fix-checksum', BOTH), 'needs an output file'),
                (('--headless', BOTH), 'needs an output file'),
                (('--headless', '--fix-checksum', '-o', 'out', BOTH), 'omit --fix-checksum'),
                (('--diff', BOTH), '--diff takes two FILEs'),
                (('--edid-panel', 'panel1', BOTH), 'needs --edid'),
                (('--list-fields', BOTH), 'takes no FILE'),
                *((('--list-fields', *more), '--list-fields cannot be combined with')
                  for more in (['--set', 'EFP1.lanes=4'], ['--edid', 'x'], ['--swap', 'LFP1,EFP1'],
                               ['--headless'], ['--fix-checksum'], ['--diff'], ['-o', 'out'],
                               ['--edid-panel', 'panel0'], ['--force'])),
                (('--fix-checksum', '-o', 'out', BOTH, BOTH), 'exactly one FILE'),
                (('--fix-checksum', '-o', 'out', '--json', BOTH), 'combined with --json')):
            self.refused('vbt', *args, says=says)
        self.assertEqual(self.names(), [])


if __name__ == '__main__':
    support.main()
