#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx extract --guid extracts any file of an image, or its sections."""

import json
import struct
import uuid

import support
from support import BOTH, ROOT, sha256

DRIVER = 'FF0C8745-3270-4439-B74F-3E45F8C77064'
VBT = '56752DA9-DE6B-4895-8819-1945B6B76C22'
PLAIN = ROOT / 'fixtures' / 'good-quirk-00-plain-ffsv2.bin'
TWICE = ROOT / 'fixtures' / 'good-gop-two.bin'
FREEFORM = ROOT / 'fixtures' / 'good-aptio5.bin'
NESTED = ROOT / 'fixtures' / 'good-quirk-44-nested-plain.bin'


def freeform_file(guid, sections):
    """A firmware volume with one file. Each section is (type, body), or only the body of a RAW
    section."""
    typed = [s if isinstance(s, tuple) else (0x19, s) for s in sections]
    body = b''.join(struct.pack('<I', kind << 24 | len(s) + 4) + s + bytes(-len(s) % 4)
                    for kind, s in typed)
    size = struct.pack('<I', 24 + len(body))[:3]
    head = uuid.UUID(guid).bytes_le + b'\0\xaa\2\0' + size + b'\0'
    head = head[:16] + bytes([-(sum(head) - 0xaa) & 0xff]) + head[17:23] + b'\xf8'
    length = 0x48 + 24 + len(body)
    ffs2 = uuid.UUID('8C8CE578-8A3D-4F1C-9935-896185C32DD3').bytes_le
    volume = bytes(16) + ffs2 + struct.pack('<Q4sIHHHBBIIQ', length, b'_FVH', 0x4feff, 0x48,
                                            0, 0, 0, 2, length, 1, 0)
    total = -sum(struct.unpack('<36H', volume)) & 0xffff
    return volume[:0x32] + struct.pack('<H', total) + volume[0x34:] + head + body


class Guid(support.Case):
    def extract(self, *args, expect=0):
        return self.gopx('extract', '-o', 'out', *args, expect=expect)

    def body(self, name):
        return (self.folder / 'out' / name).read_bytes()

    def tree(self, path):
        return json.loads(self.gopx('tree', '--json', path).out)['nodes']

    def test_file_as_it_lies_in_the_image(self):
        done = self.extract('--guid', DRIVER.lower(), PLAIN)
        name = f'{DRIVER}-file.ffs'
        self.assertEqual(self.names('out'), [name])
        node, = [n for n in self.tree(PLAIN) if n['guid'] == DRIVER]
        data = PLAIN.read_bytes()[node['offset']:node['offset'] + node['size']]
        self.assertEqual(self.body(name), data)
        self.assertEqual(done.out.decode(),
                         f'out/{name}: {len(data)} bytes, sha256 {sha256(data)}\n')
        self.extract('--guid', DRIVER, '--section', 'body', PLAIN)
        self.assertEqual(self.body(f'{DRIVER}-body.bin'), data[-node['body_size']:])

    def test_sections(self):
        self.extract('--guid', DRIVER, '--section', 'pe32,ui', '--section', 'depex', BOTH)
        self.assertEqual(self.names('out'), [f'{DRIVER}-{name}' for name in
                                             ('depex.bin', 'pe32.efi', 'ui.bin')])
        self.assertEqual(self.body(f'{DRIVER}-ui.bin'),
                         'IntelGopDriver\0'.encode('utf-16-le'))
        self.assertEqual(len(self.body(f'{DRIVER}-depex.bin')), 2)
        self.gopx('extract', '--gop', '-o', 'gop', BOTH)
        self.assertEqual(self.body(f'{DRIVER}-pe32.efi'),
                         (self.folder / 'gop/IntelGopDriver.efi').read_bytes())
        self.extract('--guid', VBT, '--section', 'raw', BOTH)
        self.gopx('extract', '--vbt', '-o', 'gop', BOTH)
        self.assertEqual(self.body(f'{VBT}-raw.bin'),
                         (self.folder / 'gop/Vbt.bin').read_bytes())

    def test_every_kind_of_section(self):
        kinds = {'pe32': (0x10, b'MZ of nothing'), 'te': (0x12, b'VZ of nothing'),
                 'raw': (0x19, b'as it is'), 'freeform': (0x18, bytes(range(20))),
                 'ui': (0x15, 'name\0'.encode('utf-16-le')),
                 'version': (0x14, b'\7\0' + '1.2\0'.encode('utf-16-le'))}
        depexes = [(0x13, b'\x06\x08'), (0x1b, b'\x07\x08'), (0x1c, b'\x06\x06\x08')]
        self.write('image', freeform_file(DRIVER, [*kinds.values(), *depexes]))
        self.extract('--all', '--guid', DRIVER, '--section', ','.join([*kinds, 'depex']),
                     'image')
        ends = {'pe32': 'efi', 'te': 'te'}
        for word, (_, body) in kinds.items():
            # gopx does not extract the GUID at the start of a freeform section's body, because it
            # is the name of the section.
            self.assertEqual(self.body(f'{DRIVER}-{word}.{ends.get(word, "bin")}'),
                             body[16:] if word == 'freeform' else body)
        self.assertEqual([self.body(f'{DRIVER}-depex{n}.bin') for n in ('', '-2', '-3')],
                         [body for _, body in depexes])
        self.assertEqual(len(self.names('out')), len(kinds) + len(depexes))

    def test_section_that_has_the_guid(self):
        guid = '380B6B4F-1454-41F2-A6D3-61D1333E8CB4'
        self.extract('--guid', guid, '--section', 'file,body,freeform', FREEFORM)
        self.assertEqual(self.names('out'), [f'{guid}-{name}' for name in
                                             ('body.bin', 'file.sct', 'freeform.bin')])
        body = self.body(f'{guid}-body.bin')
        self.assertEqual(body, self.body(f'{guid}-freeform.bin'))
        self.assertTrue(self.body(f'{guid}-file.sct').endswith(body))
        self.assertTrue(body.startswith(b'MZ'))

    def test_volume(self):
        guid = '8C8CE578-8A3D-4F1C-9935-896185C32DD3'
        self.extract('--guid', guid, PLAIN)
        self.assertEqual(self.body(f'{guid}-file.fv'), PLAIN.read_bytes())
        # Sections of the files in a volume are not sections of the volume.
        self.extract('--guid', guid, '--section', 'pe32', PLAIN, expect=1)

    def test_files_inside_are_not_of_it(self):
        outer = next(n for n in self.tree(NESTED) if n['subtype'] == 'volume-image')
        pe32 = [n for n in self.tree(NESTED) if n['subtype'] == 'pe32']
        self.assertTrue(pe32)
        done = self.extract('--guid', outer['guid'], '--section', 'pe32', NESTED, expect=1)
        self.assertIn(f'{outer["guid"]} has no pe32 section', done.err)

    def two(self):
        """Make an image of three files with the same GUID. The first and the third file are
        equal."""
        one, other = PLAIN.read_bytes(), bytearray(PLAIN.read_bytes())
        at = other.index(b'MZ')
        other[at + 0x200] ^= 1
        return self.write('two', one + bytes(other) + one)

    def test_several(self):
        done = self.extract('--guid', DRIVER, '--section', 'pe32', self.two())
        self.assertIn('pe32: the first of 2; --all writes all of them', done.err)
        self.assertEqual(self.names('out'), [f'{DRIVER}-pe32.efi'])
        done = self.extract('--guid', DRIVER, '--section', 'pe32', '--all', '--force', 'two')
        self.assertEqual(done.err, '')
        self.assertEqual(self.names('out'), [f'{DRIVER}-pe32-2.efi', f'{DRIVER}-pe32.efi'])
        self.assertNotEqual(self.body(f'{DRIVER}-pe32-2.efi'), self.body(f'{DRIVER}-pe32.efi'))

    def test_very_many(self):
        # An image with very many sections must not fill a folder with files.
        bodies = [struct.pack('<I', number) for number in range(1100)]
        self.write('many', freeform_file(DRIVER, bodies))
        self.assertEqual(len(self.tree('many')), 1100 + 3)
        done = self.extract('--json', '--all', '--guid', DRIVER, '--section', 'raw', 'many')
        self.assertEqual(len(json.loads(done.out)['written']), 1024)
        self.assertIn('raw: only the first 1024 are written', done.err)
        self.assertEqual(self.body(f'{DRIVER}-raw-1024.bin'), bodies[1023])

    def test_json(self):
        done = self.extract('--json', '--guid', DRIVER.lower(), '--section', 'te,pe32', BOTH,
                            expect=1)
        told = json.loads(done.out)
        self.assertEqual(list(told), ['schema', 'file', 'complete', 'guid', 'written',
                                      'missing', 'diagnostics'])
        self.assertEqual((told['schema'], told['guid'], told['missing']),
                         ('gopx-extract/1', DRIVER, ['te']))
        piece, = told['written']
        self.assertEqual(list(piece), ['section', 'from', 'path', 'size', 'sha256'])
        self.assertEqual(piece['path'], f'out/{DRIVER}-pe32.efi')
        self.assertEqual(piece['sha256'], sha256(self.body(f'{DRIVER}-pe32.efi')))
        self.assertTrue(piece['from'].endswith(f'ffs-file:driver({DRIVER})/section:pe32'))

    def test_stdout(self):
        out = self.gopx('extract', '--stdout', '--guid', DRIVER, '--section', 'ui', BOTH).out
        self.assertEqual(out, 'IntelGopDriver\0'.encode('utf-16-le'))
        self.refused('extract', '--stdout', '--guid', DRIVER, '--section', 'ui,pe32', BOTH,
                     says='give only one --section for standard output')

    def test_missing(self):
        nowhere = '00000000-1111-2222-3333-444444444444'
        done = self.extract('--guid', nowhere, BOTH, expect=1)
        self.assertEqual(done.err,
                         f'gopx: {BOTH}: nothing with the GUID {nowhere} in this image\n')
        self.assertFalse((self.folder / 'out').exists())
        done = self.extract('--guid', DRIVER, '--section', 'te', BOTH, expect=1)
        self.assertIn(f'{DRIVER} has no te section', done.err)
        self.assertFalse((self.folder / 'out').exists())

    def test_usage(self):
        for option in ('--gop', '--vbt', '--trim'):
            self.refused('extract', '--guid', DRIVER, option, BOTH, says='cannot be combined with')
        self.refused('extract', '--guid', '../../x', BOTH, says='--guid takes a GUID')
        self.refused('extract', '--section', 'pe32', BOTH, says='--section needs --guid')
        for bad in ('', 'pe', 'pe32,', ',pe32', 'pe32 ,raw', 'x' * 100):
            self.refused('extract', '--guid', DRIVER, '--section', bad, BOTH,
                         says='is not file|body|')

    def test_existing_files_are_kept(self):
        self.extract('--guid', DRIVER, PLAIN)
        self.refused('extract', '-o', 'out', '--guid', DRIVER, PLAIN, says='already exists')


if __name__ == '__main__':
    support.main()
