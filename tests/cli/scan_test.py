#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What gopx scan says of the fixtures, for people and as JSON."""

import json
import pathlib
import re

import jsonschema

import support
from support import BOTH, DAMAGED, ROOT, sha256

FIXTURES = [path for path in sorted((ROOT / 'fixtures').glob('*.bin'))
            if path.stat().st_size]
SCHEMA = json.loads((ROOT / 'doc' / 'gopx-scan.schema.json').read_text())

TOP = ['schema', 'file', 'size', 'sha256', 'complete', 'findings', 'diagnostics']
PLACE = ['guid', 'name', 'path', 'offset', 'inner_offset', 'packed']
FINDING = ['kind', 'best', 'confidence', 'reasons', 'size', 'sha256', 'trimmed_size',
           'trimmed_sha256', *PLACE, 'places']
DETAILS = {'gop': ['machine', 'te'],
           'vbt': ['signature', 'sign_on', 'vbt_size', 'bdb_version', 'checksum_ok',
                   'origin']}
DIAGNOSTIC = ['severity', 'status', 'code', 'message', 'path', 'offset', 'inner_offset',
              'packed']


def flawed(image):
    return not image['complete'] or any(d['severity'] == 'damage'
                                        for d in image['diagnostics'])


def count(number, word):
    return f'{number or "no"} {word}{"s" if number > 1 else ""}'


class Json(support.Case):
    @classmethod
    def setUpClass(cls):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        cls.validator = jsonschema.Draft202012Validator(SCHEMA)

    scanned = None

    def images(self):
        """Every fixture with its object, scanned in one run."""
        if not Json.scanned:
            done = self.gopx('scan', '--json', *FIXTURES, expect=1)
            self.assertEqual(len(done.lines), len(FIXTURES))
            Json.scanned = [json.loads(line) for line in done.lines]
        return zip(FIXTURES, Json.scanned)

    def test_schema_refuses(self):
        good = self.scan(BOTH)
        self.validator.validate(good)
        for spoil in (lambda o: o.pop('complete'),
                      lambda o: o['findings'][0].pop('path'),
                      lambda o: o['findings'][0].update(kind='other'),
                      lambda o: o['findings'][0].update(sha256='00'),
                      lambda o: o['findings'][0].update(packed=not o['findings'][0]['packed']),
                      lambda o: o['findings'][0]['places'][0].update(offset=-1)):
            bad = json.loads(json.dumps(good))
            spoil(bad)
            with self.assertRaises(jsonschema.ValidationError):
                self.validator.validate(bad)

    def test_every_fixture_keeps_to_the_schema(self):
        for path, image in self.images():
            with self.subTest(path.name):
                self.validator.validate(image)
                self.assertEqual(image['file'], str(path))
                self.assertEqual(image['size'], path.stat().st_size)
                self.assertEqual(image['sha256'], sha256(path.read_bytes()))

    def test_order_of_keys(self):
        for path, image in self.images():
            with self.subTest(path.name):
                self.assertEqual(list(image), TOP)
                for finding in image['findings']:
                    self.assertEqual(list(finding), FINDING + DETAILS[finding['kind']])
                    for place in finding['places']:
                        self.assertEqual(list(place), PLACE)
                    self.assertEqual(finding['places'][0], {k: finding[k] for k in PLACE})
                for diagnostic in image['diagnostics']:
                    self.assertEqual(list(diagnostic),
                                     [k for k in DIAGNOSTIC if k in diagnostic])

    def test_bodies_lie_where_it_says(self):
        checked = 0
        for path, image in self.images():
            data = path.read_bytes()
            for finding in image['findings']:
                for place in finding['places']:
                    if not place['packed']:
                        at = place['offset']
                        self.assertEqual(sha256(data[at:at + finding['size']]),
                                         finding['sha256'], (path.name, place))
                        checked += 1
        self.assertGreater(checked, 0)

    def test_exit_status_tells_what_was_found(self):
        for path, image in self.images():
            with self.subTest(path.name):
                found = bool(image['findings'])
                strict = 3 if found and flawed(image) else 0 if found else 1
                done = self.gopx('scan', '--json', '--strict', path, expect=strict)
                # Diagnostics are in the JSON, and not said twice.
                self.assertEqual(done.err.count('\n'), 0 if found else 1)
        self.assertTrue(flawed(self.scan(DAMAGED)))
        self.gopx('scan', DAMAGED)
        self.gopx('scan', '--strict', DAMAGED, BOTH, expect=3)
        self.write('none', b'no firmware at all')
        self.gopx('scan', '--strict', DAMAGED, 'none', BOTH, expect=1)
        self.gopx('scan', '--strict', DAMAGED, 'none', 'not-there', BOTH, expect=2)

    def test_limits_stop_it(self):
        for option in ('--max-nodes', '--max-depth', '--max-unpacked', '--max-work',
                       '--max-findings'):
            with self.subTest(option):
                args = ['scan', option, '1', BOTH]
                image = json.loads(self.gopx('scan', '--json', *args[1:],
                                             expect=None).out)
                self.assertFalse(image['complete'])
                self.validator.validate(image)
                found = bool(image['findings'])
                done = self.gopx(*args, '--strict', expect=3 if found else 1)
                self.assertIn('incomplete: a limit stopped the scan', done.err)

    def test_file_names(self):
        names = {b'plain.bin': 'plain.bin',
                 'f\u00fcr \u202e.bin'.encode(): 'f\u00fcr \u202e.bin',
                 b'line\nbreak"': 'line\nbreak"',
                 b'back\\slash': 'back\\\\slash',
                 b'\xff\xc0\xaf\xed\xa0\x80\xf5\xe2\x82': r'\xff\xc0\xaf\xed\xa0\x80\xf5\xe2\x82',
                 b'\\xff': r'\\xff'}
        for name, told in names.items():
            with self.subTest(name):
                path = pathlib.Path(str(self.folder)) / name.decode(errors='surrogateescape')
                path.write_bytes(b'none')
                done = self.gopx('scan', '--json', name, expect=1)
                self.assertTrue(done.out.isascii())
                self.assertEqual(json.loads(done.out)['file'], told)
                back = re.sub(rb'\\(\\|x..)', lambda m: b'\\' if m[1] == b'\\' else
                              bytes.fromhex(m[1][1:].decode()), told.encode())
                self.assertEqual(back, name)


class Text(support.Case):
    def test_tells_what_json_tells(self):
        image = self.scan(BOTH)
        text = self.gopx('scan', BOTH).out.decode()
        self.assertLessEqual(max(map(len, text.splitlines()[1:-1])), 80)
        # Lines are broken at blanks and after slashes.
        text = re.sub(r'/\n +', '/', text)
        text = re.sub(r'\n +', ' ', text)
        for finding in image['findings']:
            self.assertIn(finding['sha256'], text)
            self.assertIn(f'{finding["size"]} bytes', text)
            self.assertIn('; '.join(finding['reasons']), text)
            for place in finding['places']:
                self.assertIn(f' 0x{place["offset"]:x}', text)
                self.assertIn(re.sub(r'\([^)]*\)', '', place['path']), text)
                if place['packed']:
                    self.assertIn(f' 0x{place["inner_offset"]:x} in the unpacked', text)

    def test_summary_is_last(self):
        for path in (BOTH, DAMAGED):
            found = self.scan(path)['findings']
            gops, vbts = (sum(f['kind'] == kind for f in found) for kind in ('gop', 'vbt'))
            self.assertEqual(self.gopx('scan', path).lines[-1],
                             f'{path}: {count(gops, "graphics driver")}, '
                             f'{count(vbts, "video BIOS table")}')

    def test_several_files(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('scan', 'none', BOTH, expect=1)
        self.assertEqual(done.lines, self.gopx('scan', BOTH).lines)
        self.gopx('scan', BOTH, 'none', 'not-there', expect=2)

    def test_damage_is_told(self):
        for path in (path for path in FIXTURES if path.name.startswith('bad-')):
            image = json.loads(self.gopx('scan', '--json', path, expect=None).out)
            damage = [d for d in image['diagnostics'] if d['severity'] == 'damage']
            err = self.gopx('scan', path, expect=None).err
            for diagnostic in damage[:8]:
                node = diagnostic['path'].rsplit('/', 1)[-1]
                self.assertIn(f'gopx: {path}: damage: {node}: {diagnostic["message"]} (',
                              err)
            self.assertLessEqual(err.count('damage: '), 8)


if __name__ == '__main__':
    support.main()
