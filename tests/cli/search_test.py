#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx search prints its hits in the fixtures as text and as JSON."""

import json
import re

import support
from support import BOTH, DAMAGED, FIXTURES

TOP = ['schema', 'file', 'size', 'sha256', 'kind', 'pattern', 'known_name', 'complete',
       'hits', 'diagnostics']
HIT = ['guid', 'name', 'known_name', 'path', 'offset', 'inner_offset', 'packed', 'size',
       'utf16', 'header']
GOP = '9042A9DE-23DC-4A38-96FB-7ADED080516A'
DRIVER = 'FF0C8745-3270-4439-B74F-3E45F8C77064'


class Json(support.Case):
    @classmethod
    def setUpClass(cls):
        cls.validator = support.validator('search')

    def search(self, *args, expect=0):
        image = json.loads(self.gopx('search', '--json', *args, expect=expect).out)
        self.validator.validate(image)
        return image

    def test_schema_refuses(self):
        good = self.search('--guid', GOP, BOTH)
        for spoil in (lambda o: o.pop('complete'),
                      lambda o: o.update(kind='other'),
                      lambda o: o['hits'][0].pop('path'),
                      lambda o: o['hits'][0].update(size=0),
                      lambda o: o['hits'][0].update(packed=True, inner_offset=None)):
            bad = json.loads(json.dumps(good))
            spoil(bad)
            with self.assertRaises(support.ValidationError):
                self.validator.validate(bad)

    def test_every_fixture_keeps_to_the_schema(self):
        found = 0
        done = self.gopx('search', '--json', '--hex', '5f 46 56 48', *FIXTURES, expect=1)
        for path, line in zip(FIXTURES, done.lines, strict=True):
            image = json.loads(line)
            self.validator.validate(image)
            self.assertEqual(list(image), TOP)
            data = path.read_bytes()
            for hit in image['hits']:
                self.assertEqual(list(hit), HIT)
                if not hit['packed']:
                    self.assertEqual(data[hit['offset']:hit['offset'] + 4], b'_FVH')
                found += 1
            # The result lists each hit outside packed data once.
            plain = [hit['offset'] for hit in image['hits'] if not hit['packed']]
            self.assertEqual(plain, [m.start() for m in re.finditer(b'_FVH', data)])
        self.assertGreater(found, len(FIXTURES) / 2)

    def test_guid(self):
        image = self.search('--guid', GOP.lower(), BOTH)
        self.assertEqual((image['kind'], image['pattern'], image['known_name']),
                         ('guid', GOP.lower(), 'EfiGraphicsOutputProtocol'))
        self.assertEqual([hit['name'] for hit in image['hits']],
                         ['IntelGopDriver', 'Setup'])
        self.assertTrue(all(hit['packed'] and not hit['header'] for hit in image['hits']))
        # The file's name is this GUID, so the GUID is in the file's header.
        file, = self.search('--guid', DRIVER, BOTH)['hits']
        self.assertTrue(file['path'].endswith(f'ffs-file:driver({DRIVER})'))
        self.assertEqual((file['guid'], file['header'], file['size']), (DRIVER, True, 16))

    def test_text(self):
        hits = self.search('--text', 'intelgopDRIVER', BOTH)['hits']
        self.assertEqual([(hit['utf16'], hit['size']) for hit in hits], [(True, 28)])
        hits = self.search('--text', '$vbt sky', BOTH)['hits']
        self.assertEqual([(hit['utf16'], hit['size'], hit['name']) for hit in hits],
                         [(False, 8, 'IntelGopVbt'), (False, 8, 'LegacyVideoRom')])

    def test_hex(self):
        for pattern in ('24564254', '24 56 42 54', '2456 42?4', '2? 5642 5? ?053'):
            hits = self.search('--hex', pattern, BOTH)['hits']
            self.assertEqual([hit['name'] for hit in hits], ['IntelGopVbt', 'LegacyVideoRom'],
                             pattern)

    def test_limits_make_it_incomplete(self):
        image = self.search('--max-hits', '1', '--guid', GOP, BOTH)
        self.assertEqual((len(image['hits']), image['complete']), (1, False))
        done = self.gopx('search', '--max-hits', '1', '--guid', GOP, '--strict', BOTH,
                         expect=3)
        self.assertIn('not every hit is listed', done.err)


class Text(support.Case):
    def test_tells_what_json_tells(self):
        for pattern in (['--text', 'gop'], ['--hex', '4d5a'], ['--guid', DRIVER]):
            for path in (BOTH, DAMAGED):
                image = json.loads(self.gopx('search', '--json', *pattern, path,
                                             expect=None).out)
                done = self.gopx('search', *pattern, path, expect=None)
                text = re.sub(r'/\n +', '/', done.out.decode())
                if not image['hits']:
                    self.assertEqual((done.status, text), (1, ''))
                    continue
                for hit in image['hits']:
                    self.assertIn(re.sub(r'\([^)]*\)', '', hit['path']) + '\n', text)
                    at = f'      0x{hit["offset"]:x}'
                    if hit['packed']:
                        at += f', compressed; offset 0x{hit["inner_offset"]:x} after unpacking'
                    at += ', UTF-16' * hit['utf16'] + ', header' * hit['header'] + '\n'
                    self.assertIn(at, text)
                    self.assertIn(f'  {hit["guid"]}\n', text)
                count = len(image['hits'])
                self.assertEqual(text.count('\n      0x'), count)
                self.assertTrue(done.lines[-1].startswith(
                    f'{path}: {count} hit{"s" if count > 1 else ""}'))

    def test_known_name_is_said(self):
        self.assertEqual(self.gopx('search', '--guid', GOP, BOTH).lines[-1],
                         f'{BOTH}: 2 hits, EfiGraphicsOutputProtocol')

    def test_hits_in_one_piece_stand_together(self):
        data = b'needle Needle NEEDLE' + bytes(100)
        self.write('three', data)
        self.assertEqual(self.gopx('search', '--text', 'needle', 'three').lines,
                         ['three', '    image', '      0x0', '      0x7', '      0xe', '',
                          'three: 3 hits'])

    def test_several_files(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('search', '--guid', GOP, BOTH, 'none', BOTH, expect=1)
        once = self.gopx('search', '--guid', GOP, BOTH).out
        self.assertEqual(done.out, once + b'\n' + once)
        self.assertEqual(done.err, 'gopx: none: not found\n')


class Usage(support.Case):
    def test_exit_status(self):
        self.gopx('search', '--strict', '--guid', GOP, BOTH)
        self.gopx('search', '--text', 'IntelGop', DAMAGED)
        self.gopx('search', '--strict', '--text', 'IntelGop', DAMAGED, expect=3)
        self.gopx('search', '--text', 'nowhere to be found', BOTH, expect=1)
        self.gopx('search', '--guid', GOP, BOTH, 'not-there', expect=2)

    def test_one_pattern(self):
        self.refused('search', BOTH, says='give --guid')
        self.refused('search', '--guid', GOP, says='give a FILE')
        self.refused('search', '--guid', GOP, '--text', 'x', BOTH, says='give only one of')

    def test_patterns_are_checked_before_files(self):
        self.refused('search', '--guid', 'x', 'not-there', says="--guid 'x' is not of the form")
        self.refused('search', '--text', 'x', 'not-there', says="--text 'x' is too short")
        self.refused('search', '--hex', '012', 'not-there', says="'012' has a byte with only one digit")
        self.refused('search', '--hex', '\033', 'not-there', says="--hex '\\x1b' may contain only hex")


if __name__ == '__main__':
    support.main()
