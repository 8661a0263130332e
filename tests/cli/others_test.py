#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx lists and extracts graphics drivers of other makers only on request."""

import json

import support
from support import BOTH, ROOT, sha256

OTHERS = ROOT / 'fixtures' / 'good-other-drivers.bin'
NONE = ROOT / 'fixtures' / 'good-other-drivers-none.bin'

# The maker, confidence and machine of each driver, in the order of the image.
DRIVERS = [('amd', 'certain', 'x64'), ('aspeed', 'certain', 'x64'),
           ('realtek', 'likely', 'x64'), ('amd', 'certain', 'x64'),
           ('nvidia', 'certain', 'x64'), ('matrox', 'certain', 'x64'),
           ('intel-pei', 'likely', 'ia32')]

FILES = {'amd': 'AmdGopDriver.efi', 'aspeed': 'AspeedGopDriver.efi',
         'nvidia': 'NvidiaGopDriver.efi', 'matrox': 'MatroxGopDriver.efi',
         'realtek': 'RealtekGopDriver.efi', 'intel-pei': 'IntelGraphicsPei.efi'}


def others(image):
    return [f for f in image['findings'] if f['kind'] == 'other-gop']


class Others(support.Case):
    def test_listed_when_asked_for(self):
        image = self.scan(OTHERS, 0, '--all-drivers')
        support.validator('scan').validate(image)
        self.assertEqual([(f['vendor'], f['confidence'], f['machine'])
                          for f in others(image)], DRIVERS)
        for f in others(image):
            self.assertFalse(f['best'] or f['tied'] or f['for_device'] or f['te'], f)
        self.assertEqual(len(image['findings']), len(DRIVERS) + 1)

    def test_never_among_intels(self):
        plain = self.scan(OTHERS)
        self.assertEqual(others(plain), [])
        self.assertEqual([f['kind'] for f in plain['findings']], ['gop'])
        asked = self.scan(OTHERS, 0, '--all-drivers')
        self.assertEqual([f for f in asked['findings'] if f['kind'] == 'gop'],
                         plain['findings'])

    def test_what_only_looks_like_one(self):
        image = self.scan(NONE, 1, '--all-drivers')
        self.assertEqual(image['findings'], [])
        self.gopx('extract', '--gop-vendor', ','.join(FILES), NONE, expect=1)
        self.assertEqual(self.names(), [])

    def test_text(self):
        text = self.gopx('scan', '-v', '--all-drivers', OTHERS).out.decode()
        for title in ('AMD', 'ASPEED', 'Realtek', 'NVIDIA', 'Matrox', 'Intel PEI'):
            self.assertIn(f'\n  other graphics driver, {title}, ', text)
        self.assertIn(': 1 graphics driver, no video BIOS table, 7 other graphics drivers\n',
                      text)
        text = self.gopx('scan', '--all-drivers', OTHERS).out.decode()
        self.assertIn('    others   7 graphics drivers of other makers\n', text)
        self.assertNotIn('other graphics', self.gopx('scan', '-v', OTHERS).out.decode())

    def test_alone_they_are_enough_when_asked_for(self):
        rom = self.folder / 'rom'
        done = self.gopx('extract', '--gop-vendor', 'nvidia', '-o', 'out', OTHERS)
        self.assertEqual(done.err, '')
        rom.write_bytes((self.folder / 'out' / FILES['nvidia']).read_bytes())
        self.scan(rom, 1)
        self.scan(rom, 0, '--all-drivers')

    def test_extract(self):
        found = others(self.scan(OTHERS, 0, '--all-drivers'))
        for vendor, name in FILES.items():
            with self.subTest(vendor):
                self.gopx('extract', '--gop-vendor', vendor, '-o', vendor, OTHERS)
                self.assertEqual(self.names(vendor), [name])
                first = next(f for f in found if f['vendor'] == vendor)
                self.assertEqual(sha256((self.folder / vendor / name).read_bytes()),
                                 first['sha256'])
                done = self.gopx('extract', '--gop-vendor', vendor, '--stdout', OTHERS)
                self.assertEqual(sha256(done.out), first['sha256'])

    def test_extract_several(self):
        done = self.gopx('extract', '--gop-vendor', 'amd,nvidia', OTHERS)
        self.assertEqual(self.names(), [FILES['amd'], FILES['nvidia']])
        self.assertIn('AmdGopDriver.efi: the first of 2; --all writes all of them', done.err)
        done = self.gopx('extract', '--json', '--all', '--gop-vendor', 'amd', '-o', 'all',
                         OTHERS)
        self.assertEqual(self.names('all'), ['AmdGopDriver-2.efi', FILES['amd']])
        self.assertEqual([(w['kind'], w['vendor'])
                          for w in json.loads(done.out)['written']],
                         [('other-gop', 'amd')] * 2)

    def test_extract_what_is_not_there(self):
        done = self.gopx('extract', '--json', '--gop-vendor', 'amd,matrox', BOTH, expect=1)
        self.assertEqual(json.loads(done.out)['missing'], ['amd', 'matrox'])
        self.assertIn('no Matrox graphics driver in this image', done.err)
        self.assertEqual(self.names(), [])

    def test_usage(self):
        for args in (('--gop',), ('--vbt',), ('--device', '3e9b')):
            self.refused('extract', '--gop-vendor', 'amd', *args, OTHERS,
                         says='--gop-vendor cannot be combined with')
        self.refused('extract', '--gop-vendor', 'intel', OTHERS, says='intel-pei')
        self.refused('extract', '--stdout', '--gop-vendor', 'amd,nvidia', OTHERS,
                     says='give only one --gop-vendor for standard output')

    def test_check_scans_as_was_recorded(self):
        for args in (('--all-drivers',), ('--device', '3e9b'), ()):
            recorded = self.gopx('scan', '--json', *args, OTHERS).out
            self.write('expected', recorded)
            self.gopx('check', 'expected', OTHERS)


if __name__ == '__main__':
    support.main()
