#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx scan prints the expected text and JSON for the fixtures."""

import json
import os
import pathlib
import re
import subprocess
import uuid

import support
from support import BOTH, DAMAGED, FIXTURES, ROOT, sha256

TOP = ['schema', 'file', 'size', 'sha256', 'complete', 'read', 'device', 'findings',
       'diagnostics']
PLACE = ['guid', 'name', 'known_name', 'member', 'path', 'offset', 'inner_offset', 'packed']
FINDING = ['kind', 'best', 'decided', 'tied', 'for_device', 'confidence', 'reasons',
           'size', 'sha256', 'trimmed_size', 'trimmed_sha256', *PLACE, 'places']
DETAILS = {'gop': ['machine', 'te', 'version', 'version_exact', 'image_base',
                   'normalized_sha256', 'devices', 'platforms'],
           'vbt': ['signature', 'sign_on', 'vbt_size', 'bdb_version', 'checksum_ok',
                   'origin', 'platforms', 'panel'],
           'note': ['code', 'text']}
DIAGNOSTIC = ['severity', 'status', 'code', 'message', 'path', 'offset', 'inner_offset',
              'packed']


def flawed(image):
    return not image['complete'] or any(d['severity'] == 'damage'
                                        for d in image['diagnostics'])


def unbroken(text):
    """Join the parts of long lines, which gopx breaks at blanks and after slashes."""
    return re.sub(r'\n +', ' ', re.sub(r'/\n +', '/', text))


def count(number, word):
    return f'{number or "no"} {word}{"s" if number > 1 else ""}'


class Json(support.Case):
    @classmethod
    def setUpClass(cls):
        cls.validator = support.validator('scan')

    scanned = None

    def images(self):
        """Return every fixture with its JSON object, all from one run."""
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
                      lambda o: o['findings'][0].update(packed=True, inner_offset=None),
                      lambda o: o['findings'][0]['places'][0].update(offset=-1)):
            bad = json.loads(json.dumps(good))
            spoil(bad)
            with self.assertRaises(support.ValidationError):
                self.validator.validate(bad)

    def test_every_fixture_keeps_to_the_schema(self):
        for path, image in self.images():
            with self.subTest(path.name):
                self.validator.validate(image)
                self.assertEqual(image['file'], str(path))
                self.assertEqual(image['size'], path.stat().st_size)
                self.assertEqual(image['sha256'], sha256(path.read_bytes()))

    def test_known_names(self):
        places = self.scan(ROOT / 'fixtures' / 'good-aptio5.bin')['findings']
        self.assertEqual([(place['name'], place['known_name']) for place in places],
                         [(None, 'IntelGop'), (None, 'IntelVideoBios'), (None, 'IntelGopVbt')])

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
                    if place['packed']:
                        continue
                    at = place['offset']
                    if place['inner_offset'] is not None:
                        # The finding consists of joined blocks. The file has only the start of the
                        # finding at this offset.
                        self.assertIn(data[at:at + 2], (b'MZ', b'VZ', b'$V', b'\x55\xaa'))
                    else:
                        self.assertEqual(sha256(data[at:at + finding['size']]),
                                         finding['sha256'], (path.name, place))
                        checked += 1
        self.assertGreater(checked, 0)

    def test_exit_status_tells_what_was_found(self):
        outcomes = {}
        for path, image in self.images():
            found = any(f['kind'] != 'note' for f in image['findings'])
            outcomes.setdefault((flawed(image), found), []).append(path)
        self.assertEqual(len(outcomes), 4)
        for (damage, found), paths in outcomes.items():
            strict = 3 if damage else 0 if found else 1
            # Take about ten images of each kind, because each start of gopx takes time, and the
            # exit status depends only on the kind.
            for path in paths[::len(paths) // 10 + 1]:
                with self.subTest(path.name):
                    done = self.gopx('scan', '--json', '--strict', path, expect=strict)
                    # The JSON has the diagnostics, so standard error has none.
                    self.assertEqual(done.err.count('\n'), 0 if found else 1)
        self.assertTrue(flawed(self.scan(DAMAGED)))
        self.gopx('scan', DAMAGED)
        self.gopx('scan', '--strict', DAMAGED, BOTH, expect=3)
        self.write('none', b'no firmware at all')
        self.gopx('scan', '--strict', DAMAGED, 'none', BOTH, expect=1)
        self.gopx('scan', '--strict', DAMAGED, 'none', 'not-there', BOTH, expect=2)
        # The table in this file is truncated, so --strict reports that the file is incomplete.
        table = (ROOT / 'fixtures/good-vbt-bare.bin').read_bytes()
        self.write('cut', table[:1024])
        self.gopx('scan', 'cut', expect=1)
        self.gopx('scan', '--strict', 'cut', expect=3)

    def test_limits_stop_it(self):
        for limit, code in (('nodes', 'limit.nodes'), ('depth', 'limit.depth'),
                            ('unpacked', 'limit.unpacked'), ('work', 'limit.work'),
                            ('findings', None)):
            with self.subTest(limit):
                option = [f'--max-{limit}', '1']
                image = json.loads(self.gopx('scan', '--json', *option, BOTH,
                                             expect=None).out)
                self.validator.validate(image)
                self.assertFalse(image['complete'])
                err = self.gopx('scan', *option, '--strict', BOTH, expect=3).err
                self.assertIn('incomplete: a limit stopped the scan', err)
                if code:
                    limits = [d for d in image['diagnostics']
                              if d['status'] == 'GOPX_E_LIMIT']
                    self.assertEqual([d['code'] for d in limits], [code])
                    self.assertIn(f': {limits[0]["message"]} (at 0x', err)

    def test_limit_of_findings(self):
        self.assertEqual(len(self.scan(BOTH, 0, '--max-findings', '1')['findings']), 2)

    def test_limit_of_diagnostics(self):
        path = ROOT / 'fixtures' / 'bad-brotli-half.bin'
        self.assertGreater(len(self.scan(path)['diagnostics']), 2)
        image = self.scan(path, 0, '--max-diags', '1')
        self.assertEqual(len(image['diagnostics']), 2)
        self.assertEqual(image['diagnostics'][1]['code'], 'limit.diagnostics')
        self.assertRegex(image['diagnostics'][1]['message'], r'^\d+ more diagnostics$')
        # Every byte was scanned, and the most important diagnostics were kept.
        self.assertTrue(image['complete'])
        self.assertEqual(image['diagnostics'][0]['severity'], 'damage')

    def test_a_bomb_costs_little(self):
        # The fixture has 15 KB, which unpack to 60 MiB. The scan must take less than 60 MiB of
        # memory and half a second of CPU time.
        if 'GOPX_SANITIZED' in os.environ:
            self.skipTest('sanitizers take memory and time of their own')
        process = self.start('scan', '--json', ROOT / 'fixtures' / 'bad-quirk-40-bomb.bin',
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        self.assertLess(usage.ru_maxrss, 48 << 10)
        self.assertLess(usage.ru_utime + usage.ru_stime, 0.5)

    def test_limit_of_the_ratio(self):
        path = ROOT / 'fixtures' / 'bad-quirk-40-bomb.bin'
        image = self.scan(path)
        self.assertFalse(image['complete'])
        self.assertEqual([d['code'] for d in image['diagnostics']], ['limit.ratio'])
        self.assertTrue(self.scan(path, 0, '--max-ratio', '4294967295')['complete'])

    def test_place_of_a_diagnostic_in_nested_data(self):
        path = ROOT / 'fixtures' / 'good-quirk-43-nested-lzma.bin'
        outermost = self.scan(path)['findings'][0]['offset']
        limited = self.scan(path, 1, '--max-depth', '9')['diagnostics'][0]
        self.assertGreater(limited['path'].count('section:lzma'), 1)
        self.assertEqual((limited['packed'], limited['offset']), (True, outermost))
        err = self.gopx('scan', path, '--max-depth', '9', expect=1).err
        self.assertIn(f'(offset 0x{limited["inner_offset"]:x} in the data unpacked from 0x{outermost:x})',
                      err)

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


class Brief(support.Case):
    """The short output for people, which is the default."""

    def brief(self, *args, expect=0):
        done = self.gopx('scan', *args, expect=expect)
        return re.sub(r'\n {13}', ' ', done.out.decode()).splitlines()

    def test_one_image(self):
        image = self.scan(BOTH)
        gop, vbt = (next(f for f in image['findings'] if f['kind'] == kind and f['best'])
                    for kind in ('gop', 'vbt'))
        first, driver, table, *steps = self.brief(BOTH)
        self.assertEqual(first, f'{BOTH}: {image["read"]["text"]}')
        names = ', '.join(p['name'] for p in gop['platforms'])
        self.assertEqual(driver, f'    driver   {gop["version"]}, x64: {names} '
                                 f'({len(gop["devices"])} devices)')
        self.assertEqual(table[:13 + len(vbt['signature'])],
                         f'    table    {vbt["signature"]}')
        self.assertIn(f', {vbt["size"]} bytes, from the UEFI side', table)
        self.assertEqual(steps, [f'    next     gopx extract {BOTH}   writes both files '
                                 f'gopx scan -v {BOTH}   shows all details'])

    def test_a_step_can_be_typed(self):
        (self.folder / 'plain').write_bytes(BOTH.read_bytes())
        self.gopx(*self.brief('plain')[-1].split()[2:4])
        self.assertEqual(self.names(), ['IntelGopDriver.efi', 'Vbt.bin', 'plain'])
        self.write('a;b $(c)', BOTH.read_bytes())
        self.assertIn('gopx extract FILE ', self.brief('a;b $(c)')[-1])
        self.write('--json', BOTH.read_bytes())
        self.assertIn('gopx extract -- --json ', self.brief('--', '--json')[-1])
        done = self.gopx('scan', '-', input=BOTH.read_bytes())
        self.assertNotIn(b'next', done.out)

    def test_for_a_device(self):
        path = ROOT / 'fixtures' / 'good-choice-generations.bin'
        lines = self.brief('--device', '3e9b', path)
        self.assertIn('    fits     8086:3e9b (Coffee Lake: Core, 8th and 9th generation)',
                      lines)
        self.assertIn('gopx extract --device 8086:3e9b ', lines[-1])
        lines = self.brief('--device', '8a52', path, expect=1)
        self.assertEqual(lines[1], '    driver   none for 8086:8a52 (Ice Lake: Core, 10th '
                                   'generation (G)) in this image, only for other devices')
        self.assertNotIn('extract', lines[-1])

    def test_what_is_missing(self):
        table = self.brief(ROOT / 'fixtures' / 'good-vbt-bare.bin')
        self.assertEqual(table[1], '    driver   none in this image')
        self.assertIn('gopx extract --vbt ', table[-1])
        driver = self.brief(ROOT / 'fixtures' / 'good-quirk-00-plain-ffsv2.bin')
        self.assertEqual(driver[2], '    table    none in this image')
        self.assertIn('gopx extract --gop ', driver[-1])

    def test_many_are_a_line_each(self):
        self.write('none', b'no firmware at all')
        table = ROOT / 'fixtures' / 'good-vbt-bare.bin'
        done = self.gopx('scan', BOTH, 'none', table, 'not-there', expect=2)
        self.assertEqual([line.split(': ')[0] for line in done.lines],
                         [str(BOTH), 'none', str(table)])
        self.assertTrue(done.lines[0].startswith(f'{BOTH}: GOP driver 9.0.'))
        self.assertIn('; VBT $VBT ', done.lines[0])
        self.assertTrue(done.lines[1].startswith('none: nothing: '))
        self.assertEqual(done.err.splitlines(), [
            'gopx: not-there: cannot open: No such file or directory',
            'gopx: 4 files: 1 with a driver, 2 with a table, 1 with neither, 1 not read'])

    def test_as_many_lines_as_files(self):
        done = self.gopx('scan', *FIXTURES, expect=None)
        self.assertEqual(len(done.lines), len(FIXTURES))


class Text(support.Case):
    def test_tells_what_json_tells(self):
        image = self.scan(BOTH)
        text = self.gopx('scan', '-v', BOTH).out.decode()
        self.assertLessEqual(max(map(len, text.splitlines()[1:-1])), 80)
        text = unbroken(text)
        for finding in image['findings']:
            self.assertIn(finding['sha256'], text)
            self.assertIn(f'{finding["size"]} bytes', text)
            self.assertIn('; '.join(finding['reasons']), text)
            if finding['kind'] == 'gop':
                self.assertIn(f'(GOP) {finding["version"]}, {finding["machine"]}', text)
                for platform in finding['platforms']:
                    ids = [d['id'][5:] for d in finding['devices']
                           if d['platform'] == platform['code']]
                    self.assertIn(f'{platform["name"]}: {platform["generation"]} '
                                  + ' '.join(ids) + ' ', text)
            for place in finding['places']:
                self.assertIn(f' 0x{place["offset"]:x}', text)
                self.assertIn(re.sub(r'\([^)]*\)', '', place['path']), text)
                if place['packed']:
                    self.assertIn(f' offset 0x{place["inner_offset"]:x} after unpacking', text)

    def test_names_that_disagree_are_both_told(self):
        plain = (ROOT / 'fixtures/good-quirk-00-plain-ffsv2.bin').read_bytes()
        ivb = uuid.UUID('5BBA83E6-F027-4CA7-BFD0-16358CC9E123').bytes_le
        own = uuid.UUID('FF0C8745-3270-4439-B74F-3E45F8C77064').bytes_le
        text = self.gopx('scan', '-v', self.write('other', plain.replace(own, ivb))).out.decode()
        self.assertIn('16358CC9E123 IntelGopDriver (IntelIvbGopDriver)\n', text)
        text = self.gopx('scan', '-v', self.write('plain', plain)).out.decode()
        self.assertIn('3E45F8C77064 IntelGopDriver\n', text)

    def test_rebased_copy(self):
        path = ROOT / 'fixtures' / 'good-gop-rebased.bin'
        driver, = self.scan(path)['findings']
        self.assertEqual(driver['image_base'], 0xffa20094)
        old = (0xffa20094).to_bytes(8, 'little')
        data = path.read_bytes()
        self.assertEqual(data.count(old), 1)
        for base, shown in ((0x7fffffffffa20094, 0x7fffffffffa20094),
                            (0xffffffffffa20094, '0xffffffffffa20094')):
            moved = self.write('moved', data.replace(old, base.to_bytes(8, 'little')))
            self.assertEqual(self.scan(moved)['findings'][0]['image_base'], shown)
        self.assertNotEqual(driver['normalized_sha256'], driver['trimmed_sha256'])
        text = self.gopx('scan', '-v', path).out.decode()
        self.assertIn('rebased  to 0xffa20094; before that:\n' + 13 * ' ' +
                      driver['normalized_sha256'] + '\n', text)
        self.assertNotIn('rebased', self.gopx('scan', '-v', BOTH).out.decode())

    def test_summary_is_last(self):
        for path in (BOTH, DAMAGED):
            found = self.scan(path)['findings']
            gops, vbts = (sum(f['kind'] == kind for f in found) for kind in ('gop', 'vbt'))
            self.assertEqual(self.gopx('scan', '-v', path).lines[-1],
                             f'{path}: {count(gops, "graphics driver")}, '
                             f'{count(vbts, "video BIOS table")}')

    def test_several_files(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('scan', '-v', 'none', BOTH, expect=1)
        self.assertEqual(done.lines, self.gopx('scan', '-v', BOTH).lines)
        self.gopx('scan', BOTH, 'none', 'not-there', expect=2)
        both = self.gopx('scan', '-v', BOTH, DAMAGED).lines
        self.assertEqual(both, [*self.gopx('scan', '-v', BOTH).lines, '',
                                *self.gopx('scan', '-v', DAMAGED).lines])

    def test_damage_is_told(self):
        damaged = [path for path in FIXTURES if path.name.startswith('bad-')]
        lines = self.gopx('scan', '--json', *damaged, expect=None).lines
        err = self.gopx('scan', *damaged, expect=None).err
        for path, image in zip(damaged, map(json.loads, lines), strict=True):
            damage = [d for d in image['diagnostics'] if d['severity'] == 'damage']
            for diagnostic in damage[:8]:
                node = diagnostic['path'].rsplit('/', 1)[-1]
                self.assertIn(f'gopx: {path}: damage: {node}: {diagnostic["message"]} (',
                              err)

    def test_much_damage_is_counted(self):
        image = self.write('much', DAMAGED.read_bytes() * 11)
        damage = [d for d in self.scan(image)['diagnostics'] if d['severity'] == 'damage']
        self.assertGreater(len(damage), 8)
        err = self.gopx('scan', '-v', 'much').err.splitlines()
        self.assertEqual(len(err), 9)
        self.assertTrue(err[8].startswith(f'gopx: much: {len(damage) - 8} more of these'))

    def test_a_very_long_path_is_cut_in_the_middle(self):
        path = ROOT / 'fixtures' / 'good-quirk-43-nested-lzma.bin'
        whole = re.sub(r'\([^)]*\)', '', self.scan(path)['findings'][0]['path']).split('/')
        text = unbroken(self.gopx('scan', '-v', path).out.decode())
        self.assertIn(' ' + '/'.join([*whole[:4], f'({len(whole) - 11} more)', *whole[-7:]]),
                      text)


if __name__ == '__main__':
    support.main()
