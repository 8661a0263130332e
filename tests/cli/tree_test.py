#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx tree prints the expected text and JSON for the fixtures."""

import io
import json
import re
import zipfile

import support
from support import BOTH, DAMAGED, FIXTURES, sha256

TOP = ['schema', 'file', 'size', 'sha256', 'complete', 'nodes', 'diagnostics']
NODE = ['depth', 'parent', 'children', 'type', 'subtype', 'guid', 'name', 'known_name',
        'offset', 'inner_offset', 'packed', 'size', 'body_size', 'compression',
        'unpacked_size', 'damaged', 'finding']
DRIVER = bytes.fromhex('45870CFF 7032 3944 B74F 3E45F8C77064')    # FF0C8745-...
DEFAULT_VBT = bytes.fromhex('D5A68CE0 028D AE43 ABB1 952CC787C933')


def label(node):
    return node['type'] + (':' + node['subtype'] if node['subtype'] else '')


def rows(text):
    """Return (plus sign or blank, offset, size, level, label, rest) for each node's line."""
    lines = text.splitlines()
    assert lines[2].split() == ['offset', 'size', 'piece']
    for line in lines[3:]:
        found = re.fullmatch(r'([ +])([0-9a-f]{8})  ([0-9a-f]{8})  ( *)(\S+)(.*)', line)
        yield (found[1], int(found[2], 16), int(found[3], 16), len(found[4]) // 2,
               found[5], found[6])


class Json(support.Case):
    @classmethod
    def setUpClass(cls):
        cls.validator = support.validator('tree')

    listed = None

    def images(self):
        """Return every fixture with its JSON object, all from one run."""
        if not Json.listed:
            done = self.gopx('tree', '--json', *FIXTURES, expect=1)
            self.assertEqual(len(done.lines), len(FIXTURES))
            Json.listed = [json.loads(line) for line in done.lines]
        return zip(FIXTURES, Json.listed)

    def tree(self, *args, expect=0):
        return json.loads(self.gopx('tree', '--json', *args, expect=expect).out)

    def test_schema_refuses(self):
        good = self.tree(BOTH)
        self.validator.validate(good)
        for spoil in (lambda o: o.pop('complete'),
                      lambda o: o['nodes'].clear(),
                      lambda o: o['nodes'][3].pop('path', o['nodes'][3].pop('type')),
                      lambda o: o['nodes'][3].update(finding='other'),
                      lambda o: o['nodes'][3].update(packed=True),
                      lambda o: o['nodes'][3].update(size=-1)):
            bad = json.loads(json.dumps(good))
            spoil(bad)
            with self.assertRaises(support.ValidationError):
                self.validator.validate(bad)

    def test_every_fixture_keeps_to_the_schema(self):
        for path, image in self.images():
            with self.subTest(path.name):
                self.validator.validate(image)
                self.assertEqual(list(image), TOP)
                self.assertEqual(image['sha256'], sha256(path.read_bytes()))
                for node in image['nodes']:
                    self.assertEqual(list(node), NODE)

    def test_parents_and_children_agree(self):
        for path, image in self.images():
            nodes = image['nodes']
            counts = [0] * len(nodes)
            for number, node in enumerate(nodes):
                if node['parent'] is None:
                    self.assertEqual((number, node['depth'], node['type']), (0, 0, 'image'))
                    continue
                above = nodes[node['parent']]
                self.assertLess(node['parent'], number)
                self.assertEqual(node['depth'], above['depth'] + 1)
                counts[node['parent']] += 1
            self.assertEqual(counts, [node['children'] for node in nodes], path.name)

    def test_finds_what_scan_finds(self):
        scans = self.gopx('scan', '--json', *FIXTURES, expect=None).lines
        self.assertEqual(len(scans), len(FIXTURES))
        for (path, image), scan in zip(self.images(), map(json.loads, scans)):
            places = [(finding['kind'], place['offset'], place['inner_offset'])
                      for finding in scan['findings']
                      if finding['kind'] != 'note'
                      for place in finding['places']]
            nodes = [(node['finding'], node['offset'], node['inner_offset'])
                     for node in image['nodes'] if node['finding']]
            self.assertEqual(sorted(nodes, key=str), sorted(places, key=str), path.name)

    def test_compression(self):
        packed = {}
        for path, image in self.images():
            for node in image['nodes']:
                if node['compression']:
                    self.assertGreater(node['unpacked_size'], 0)
                    packed.setdefault(node['compression'], set()).add(label(node))
        self.assertEqual(set(packed), {'lzma', 'lzma-x86', 'tiano', 'efi11', 'gzip', 'zlib',
                                       'brotli', 'rotate', 'invert', 'lznt1'})
        self.assertIn('option-rom:efi-compressed', packed['efi11'])

    def test_depth(self):
        whole = self.tree(BOTH)['nodes']
        for depth in (1, 2, 5, 100):
            top = self.tree('--depth', str(depth), BOTH)['nodes']
            shown = [number for number, node in enumerate(whole) if node['depth'] <= depth]
            expected = [dict(whole[number]) for number in shown]
            for node in expected:
                if node['parent'] is not None:
                    node['parent'] = shown.index(node['parent'])
            self.assertEqual(top, expected)


class Names(support.Case):
    """A node's name comes from the image, or is the known name of its GUID."""

    def named(self, data):
        path = self.write('image', data)
        nodes = json.loads(self.gopx('tree', '--json', path).out)['nodes']
        text = self.gopx('tree', path).out.decode()
        files = [node for node in nodes if node['type'] == 'ffs-file' and node['name']]
        self.assertEqual(len(files), 1)
        return files[0]['name'], files[0]['known_name'], text

    def setUp(self):
        super().setUp()
        self.plain = (support.ROOT / 'fixtures/good-quirk-00-plain-ffsv2.bin').read_bytes()
        self.assertEqual(self.plain.count(DRIVER), 1)

    def test_they_agree(self):
        name, known, text = self.named(self.plain)
        self.assertEqual((name, known), ('IntelGopDriver', 'IntelGopDriver'))
        self.assertIn('  IntelGopDriver  FF0C8745-3270-4439-B74F-3E45F8C77064\n', text)

    def test_they_disagree(self):
        name, known, text = self.named(self.plain.replace(DRIVER, DEFAULT_VBT))
        self.assertEqual((name, known), ('IntelGopDriver', 'PeiDefaultVbt'))
        self.assertIn('  IntelGopDriver (PeiDefaultVbt)  E08CA6D5-', text)

    def test_only_one_is_there(self):
        _, known, text = self.named(self.plain.replace(DRIVER, bytes(range(16))))
        self.assertIsNone(known)
        self.assertIn('  IntelGopDriver  03020100-0504-0706-0809-0A0B0C0D0E0F\n', text)
        self.assertIn('  (EfiFirmwareFileSystem2)  8C8CE578-', text)

    def test_hostile_names_are_harmless(self):
        old = 'IntelGopDriver'.encode('utf-16-le')
        new = 'x\033[31m\n\u202ey\x07'.encode('utf-16-le').ljust(len(old), b'_')
        self.assertEqual(self.plain.count(old), 1)
        name, _, text = self.named(self.plain.replace(old, new))
        for shown in (name, text):
            self.assertNotIn('\033', shown)
            self.assertNotIn('\u202e', shown)
            self.assertNotIn('\x07', shown)
        self.assertEqual(len(list(rows(text))), text.count('\n') - 3)


class Text(support.Case):
    def test_shows_what_json_shows(self):
        images = map(json.loads, self.gopx('tree', '--json', *FIXTURES, expect=1).lines)
        done = self.gopx('tree', *FIXTURES, expect=1)
        texts = {text.split('\n')[0]: text.rstrip('\n')
                 for text in re.split('(?m)^(?=/)', done.out.decode()) if text}
        for path, image in zip(FIXTURES, images):
            if str(path) not in texts:
                self.assertEqual(len(image['nodes']), 1)
                self.assertIn(f'gopx: {path}: gopx recognises nothing', done.err)
                continue
            shown = list(rows(texts[str(path)]))
            self.assertEqual(len(shown), len(image['nodes']))
            for row, node in zip(shown, image['nodes']):
                sign, offset, size, level, name, rest = row
                inside = node['inner_offset'] is not None
                at = node['inner_offset'] if inside else node['offset']
                self.assertTrue(inside or not node['packed'])
                self.assertEqual((sign == '+', offset, size, level, name),
                                 (inside, at, node['size'],
                                  min(node['depth'], 40), label(node)))
                self.assertEqual('<- ' in rest, bool(node['finding']))
                self.assertEqual(rest.endswith(' damaged') or ' damaged ' in rest,
                                 node['damaged'])
                self.assertIn(node['guid'] or '', rest)
                self.assertIn(node['name'] or '', rest)
                self.assertEqual(rest, rest.rstrip())

    def test_depth_says_what_is_left_out(self):
        text = self.gopx('tree', '--depth', '2', BOTH).out.decode()
        self.assertEqual([row[3:] for row in rows(text)],
                         [(0, 'image', ''), (1, 'flash-image:v2', ''),
                          (2, 'flash-region:descriptor', ''), (2, 'flash-region:me', ''),
                          (2, 'flash-region:bios', '        3 inside')])

    def test_several_files(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('tree', BOTH, 'none', DAMAGED, expect=1)
        self.assertEqual(done.out.decode(),
                         '\n'.join(self.gopx('tree', path).out.decode()
                                   for path in (BOTH, DAMAGED)))

    def test_names_beyond_ascii(self):
        # After the command has given up its right to open files, it can still convert names.
        self.require_archives()
        data = io.BytesIO()
        with zipfile.ZipFile(data, 'w') as packed:
            packed.writestr('b\u00efos.bin', open(BOTH, 'rb').read())
        self.write('named.zip', data.getvalue())
        for option in ([], ['--no-sandbox']):
            nodes = json.loads(self.gopx('tree', '--json', *option, 'named.zip').out)['nodes']
            self.assertEqual([n['name'] for n in nodes if n['type'] == 'member'],
                             ['b\u00efos.bin'])

    def test_exit_status(self):
        self.gopx('tree', '--strict', BOTH)
        self.gopx('tree', DAMAGED)
        self.gopx('tree', '--strict', DAMAGED, expect=3)
        self.gopx('tree', '--strict', '--max-nodes', '5', BOTH, expect=3)
        self.gopx('tree', BOTH, 'not-there', expect=2)
        self.refused('tree', says='give a FILE')


if __name__ == '__main__':
    support.main()
