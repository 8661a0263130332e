#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The picture that gopx map draws is well-formed, true to scale, and safe to open."""

import os
import pathlib
import re
import xml.etree.ElementTree as ET

import support
from support import BOTH, DAMAGED, FIXTURES, ROOT

SVG = '{http://www.w3.org/2000/svg}'
NONE = ROOT / 'fixtures' / 'good-no-igpu.bin'
PLAIN = ROOT / 'fixtures' / 'good-quirk-00-plain-ffsv2.bin'
NUMBER = re.compile(r'-?\d+(?:\.\d+)?')


class Picture:
    def __init__(self, data):
        self.root = ET.fromstring(data)
        self.texts = [text.text for text in self.root.iter(SVG + 'text')]
        self.width, self.height = (float(self.root.get(k)) for k in ('width', 'height'))

    def boxes(self, look):
        """Return [(tip or None, x, y, w, h)] for all boxes of a class."""
        return [(tip.text if (tip := box.find(SVG + 'title')) is not None else None,
                 *(float(box.get(k)) for k in ('x', 'y', 'width', 'height')))
                for box in self.root.iter(SVG + 'rect')
                if look in (box.get('class') or '').split()]

    def box(self, look, tip=''):
        """Return the only box of a class whose tip contains these words."""
        found = [box for box in self.boxes(look) if tip in (box[0] or '')]
        assert len(found) == 1, (look, tip, found)
        return found[0]


class Map(support.Case):
    def draw(self, path, *args, expect=0):
        done = self.gopx('map', '-o', '-', *args, path, expect=expect)
        return Picture(done.out)

    def places(self, path):
        return [(finding, place) for finding in self.scan(path, None)['findings']
                for place in finding['places'] if finding['kind'] != 'note']

    def test_every_fixture(self):
        drawn = 0
        # With sanitizers, take only every eighth fixture, because each start of gopx takes long.
        # fuzz.replay.print draws all fixtures in one process.
        paths = FIXTURES[::8] if support.SANITIZED else FIXTURES
        for path in paths:
            done = self.gopx('map', '-o', '-', path, expect=None)
            if done.status == 1:
                self.assertEqual(done.out, b'')
                self.assertIn('gopx recognises nothing', done.err)
                continue
            picture = Picture(done.out)
            text = done.out.decode()
            # The picture contains no reference to other files, and no script.
            self.assertEqual(re.findall(r'https?://[^"]*', text), ['http://www.w3.org/2000/svg'])
            self.assertNotIn('href', text)
            self.assertEqual(set(re.findall(r'url\([^)]*\)', text)), {'url(#free)'})
            self.assertFalse(list(picture.root.iter(SVG + 'script')))
            for box in picture.root.iter(SVG + 'rect'):
                if not box.get('x'):
                    continue
                x, y, w, h = (float(box.get(k)) for k in ('x', 'y', 'width', 'height'))
                self.assertTrue(0 <= x <= x + w <= picture.width and
                                0 <= y <= y + h <= picture.height and h > 0, path.name)
            drawn += 1
        self.assertGreater(drawn, len(paths) - 20)

    def test_every_driver_and_table_is_marked(self):
        for path in (BOTH, DAMAGED, *FIXTURES[::10]):
            done = self.gopx('map', '-o', '-', path, expect=None)
            if done.status == 1:
                continue
            picture = Picture(done.out)
            for finding, place in self.places(path):
                at = place['offset'] if place['inner_offset'] is None else place['inner_offset']
                tips = [tip for tip, *_ in picture.boxes(finding['kind']) if tip]
                self.assertTrue([tip for tip in tips if f', 0x{at:x}, ' in tip],
                                (path.name, place, tips))

    def test_cards_tell_what_scan_tells(self):
        picture = self.draw(BOTH)
        for finding, place in self.places(BOTH):
            self.assertIn(place['guid'], picture.texts)
            self.assertIn(place['name'], picture.texts)
            self.assertIn(f'0x{place["offset"]:08x} \u2192 0x{place["inner_offset"]:x} unpacked',
                          picture.texts)
            if finding['kind'] == 'vbt':
                self.assertIn(f'{finding["signature"]}, BDB {finding["bdb_version"]}',
                              picture.texts)
        self.assertEqual(picture.texts.count('best'), 2)
        self.assertIn('64 KiB \u00b7 3 regions \u00b7 3 volumes \u00b7 34.5 KiB free in them \u00b7 '
                      '1 graphics driver \u00b7 2 video BIOS tables', picture.texts)

    def test_to_scale(self):
        picture = self.draw(BOTH)
        _, x, top, _, me = picture.box('rme')
        _, _, bios_top, _, bios = picture.box('rbi')
        self.assertAlmostEqual(bios / me, 52 / 8, delta=0.1)
        self.assertAlmostEqual(bios_top, top + me, delta=0.11)
        # The content of the region is drawn next to it.
        _, volume_x, y, _, h = picture.box('nvr', 'ffs-volume:nvram')[:5] \
            if len(picture.boxes('nvr')) == 2 else picture.boxes('nvr')[0]
        self.assertGreater(volume_x, x)
        self.assertAlmostEqual(y, bios_top, delta=0.11)
        self.assertAlmostEqual(h, bios * 4 / 52, delta=0.2)

    def test_small_things_are_seen(self):
        table = (ROOT / 'fixtures' / 'good-vbt-bare.bin').read_bytes()
        self.write('big', b'\xff' * (8 << 20) + table + b'\xff' * (8 << 20))
        picture = self.draw('big')
        # There are two boxes: the table itself, and the mark that makes it visible.
        _, (tip, _, y, _, h) = picture.boxes('vbt')[:2]
        self.assertIn('vbt, 0x800000', tip)
        self.assertGreaterEqual(h, 6)
        self.assertAlmostEqual(y + h / 2, (picture.height - 64 - 28 + 124) / 2, delta=8)

    def test_no_label_below_a_mark(self):
        texts = self.draw(BOTH).texts
        # The mark of the driver covers the box of the driver's file. So the box has no text. The
        # card describes the file.
        self.assertFalse([text for text in texts if text.startswith('IntelGopDriv\u2026')])
        self.assertIn('Setup', texts)

    def test_nothing_found(self):
        picture = self.draw(NONE)
        self.assertIn('no graphics driver, no video BIOS table', picture.texts)
        self.assertFalse(picture.boxes('gop') + picture.boxes('vbt'))
        # Even without a finding, the picture shows the largest unpacked piece.
        self.assertIn('UNPACKED', picture.texts)

    def test_hostile_names(self):
        old = 'IntelGopDriver'.encode('utf-16-le')
        data = PLAIN.read_bytes()
        self.assertEqual(data.count(old), 1)
        name = '</text><a x="&\'\u202e'[:14]
        self.write('image', data.replace(old, name.encode('utf-16-le').ljust(len(old), b' ')))
        shown = self.draw('image').texts
        self.assertTrue([text for text in shown if text.startswith('</text><a x="')])
        self.assertFalse([text for text in shown if '\u202e' in text])

    def test_hostile_file_name(self):
        name = '<svg onload="x">&\x1b[31m\u202e.rom'
        self.write(name, BOTH.read_bytes())
        picture = self.draw(name)
        self.assertEqual(picture.texts[0], '<svg onload="x">&\ufffd[31m\ufffd.rom')
        page = self.gopx('map', '-o', 'x.html', name)
        self.assertEqual(page.out, b'')
        text = (self.folder / 'x.html').read_text()
        self.assertIn('<title>&lt;svg onload=&quot;x&quot;&gt;&amp;\ufffd[31m', text)

    def test_files(self):
        self.gopx('map', '-o', 'a.svg', BOTH)
        self.gopx('map', '-o', 'a.html', BOTH)
        svg = (self.folder / 'a.svg').read_text()
        page = (self.folder / 'a.html').read_text()
        self.assertEqual(self.names(), ['a.html', 'a.svg'])
        self.assertEqual(self.gopx('map', '-o', '-', BOTH).out.decode(), svg)
        self.assertTrue(page.startswith('<!DOCTYPE html>'))
        self.assertIn(svg, page)
        self.refused('map', '-o', 'a.svg', BOTH, says='already exists; --force replaces it')
        self.gopx('map', '--force', '-o', 'a.svg', BOTH)
        self.refused('map', '-o', 'nowhere/a.svg', BOTH, says='nowhere')

    def test_usage(self):
        self.refused('map', BOTH, says='give the output file')
        self.refused('map', '-o', 'a.svg', says='give a FILE')
        self.refused('map', '-o', 'a.png', BOTH, says='has to end in .svg or .html')
        self.refused('map', '-o', '.svg', BOTH, says='has to end in .svg or .html')
        self.refused('map', '-o', 'a.svg', BOTH, BOTH, says='give only one FILE')
        self.gopx('map', '--strict', '-o', '-', BOTH)
        self.gopx('map', '--strict', '-o', '-', DAMAGED, expect=3)

    def compare(self, recorded, path):
        """Compare two pictures. Small differences of numbers are allowed, because compilers may
        round differently."""
        def parts(text):
            return NUMBER.sub('#', text), [float(n) for n in NUMBER.findall(text)]

        told, numbers = parts((ROOT / 'doc' / recorded).read_text())
        today, others = parts(self.gopx('map', '-o', '-', path).out.decode())
        self.assertEqual(told, today, f'gopx map --force -o doc/{recorded} {path}')
        for left, right in zip(numbers, others, strict=True):
            self.assertAlmostEqual(left, right, delta=0.2)

    def test_the_one_in_the_documentation(self):
        self.compare('map.svg', BOTH)

    def test_the_real_one_in_the_documentation(self):
        corpus = os.environ.get('GOPX_CORPUS')
        if not corpus:
            self.skipTest('GOPX_CORPUS is not set')
        self.compare('map-8mib.svg', pathlib.Path(corpus, 'clevo/P7xxDMx-0511-9900KS-128G.rom'))


if __name__ == '__main__':
    support.main()
