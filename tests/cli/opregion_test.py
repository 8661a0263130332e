#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx opregion makes an OpRegion with the table, and gopx scan finds the table in it."""

import json
import struct

import support
from support import BOTH, ROOT


class Opregion(support.Case):
    def made(self, *words):
        self.gopx('opregion', *words, '-o', 'opregion.bin')
        (scan,) = [json.loads(self.gopx('scan', '--json', 'opregion.bin').out)]
        (table,) = scan['findings']
        return (self.folder / 'opregion.bin').read_bytes(), table

    def test_small_table(self):
        self.gopx('extract', '--vbt', '--trim', '-o', '.', BOTH)
        table = (self.folder / 'Vbt.bin').read_bytes()
        region, found = self.made('--vbt', 'Vbt.bin')
        self.assertEqual(len(region), 0x2000)
        self.assertEqual(region[:16], b'IntelGraphicsMem')
        self.assertEqual(region[0x400:0x400 + len(table)], table)
        self.assertEqual(struct.unpack_from('<I', region, 0x14), (0x02000000,))
        self.assertEqual(found['trimmed_size'], len(table))

    def test_standard_output(self):
        self.gopx('extract', '--vbt', '--trim', '-o', '.', BOTH)
        self.refused('opregion', '--vbt', 'Vbt.bin', '-o', '-',
                     says='only files can be written here; use ./- for')
        self.assertNotIn('-', self.names())
        self.gopx('opregion', '--vbt', 'Vbt.bin', '-o', './-')
        self.assertIn('-', self.names())

    def test_large_table(self):
        """The table follows the OpRegion; RVDA counts from the start of the OpRegion."""
        self.gopx('extract', '--vbt', '--trim', '-o', '.', BOTH)
        table = bytearray((self.folder / 'Vbt.bin').read_bytes())
        table += bytes(0x1801 - len(table))
        struct.pack_into('<H', table, 24, len(table))
        self.write('large.bin', bytes(table))
        region, _ = self.made('--vbt', 'large.bin')
        self.assertEqual(len(region), 0x4000)
        self.assertEqual(struct.unpack_from('<I', region, 0x14), (0x02010000,))
        self.assertEqual(struct.unpack_from('<QI', region, 0x3ba), (0x2000, len(table)))
        self.assertEqual(region[0x2000:0x2000 + len(table)], bytes(table))

    def test_from_an_image(self):
        self.gopx('extract', '--vbt', '--trim', '--device', '46d1', '-o', '.',
                  ROOT / 'fixtures/good-choice-generations.bin')
        table = (self.folder / 'Vbt.bin').read_bytes()
        region, _ = self.made('--vbt', ROOT / 'fixtures/good-choice-generations.bin',
                              '--device', '46d1')
        self.assertEqual(region[0x400:0x400 + len(table)], table)

    def test_no_table(self):
        done = self.gopx('opregion', '--vbt', ROOT / 'fixtures/good-no-igpu.bin', '-o', 'x',
                         expect=1)
        self.assertIn('no video BIOS table in this image', done.err)
        self.assertEqual(self.names(), [])

    def test_usage(self):
        self.refused('opregion', '-o', 'x', says='give --vbt FILE and -o FILE')
        self.refused('opregion', '--vbt', BOTH, says='give --vbt FILE and -o FILE')
        self.refused('opregion', '--vbt', BOTH, '-o', 'x', BOTH, says='and no other')


if __name__ == '__main__':
    support.main()
