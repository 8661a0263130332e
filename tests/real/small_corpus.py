# SPDX-License-Identifier: BSD-2-Clause
"""A small invented corpus, and a program that is run instead of gopx."""

import copy
import hashlib
import json
import pathlib
import stat
import struct
import tempfile
import unittest

import answers
import compare
import corpus_test
import scanner

# The program that is run instead of gopx: for the file FILE, it runs the script FILE.play.
PLAYER = '''\
#!/bin/sh
for file; do :; done
. "$file.play"
'''
CRASH = 'kill -ABRT $$'
SLEEP = 'exec sleep 600'
SPIN = '''exec python3 -S -c "
import time
while time.process_time() < 2: pass"'''
GROW = 'exec python3 -S -c "x = b\'x\' * (200 << 20)"'
COMPLAIN = 'echo "ERROR: AddressSanitizer: heap-buffer-overflow" >&2; exit 99'


def says_so(out, status=1):
    return f"cat <<'END'\n{out}END\nexit {status}\n"


def sha(data):
    return hashlib.sha256(data).hexdigest()


def option_rom(pe):
    rom = bytearray(0x40) + pe
    rom += bytes(-len(rom) % 512)
    struct.pack_into('<HHI', rom, 0, 0xaa55, len(rom) // 512, 0xef1)
    struct.pack_into('<HH', rom, 0x16, 0x40, 0x1c)
    struct.pack_into('<4s12xHHBB', rom, 0x1c, b'PCIR', len(rom) // 512, 0, 3, 0x80)
    return bytes(rom)


def small_pe():
    pe = bytearray(0x200)
    struct.pack_into('<2s58xI', pe, 0, b'MZ', 0x40)
    struct.pack_into('<4sHH12xH', pe, 0x40, b'PE\0\0', 0x8664, 1, 0)
    struct.pack_into('<II', pe, 0x58 + 16, 0x100, 0x100)
    return bytes(pe)


GOP = small_pe() + b'g' * 100
VBT, PADDED = b'$VBT' + b'v' * 300, b'$VBT' + b'v' * 300 + b'\0' * 20
OTHER = b'$VBT' + b'w' * 300


def finding(kind, body, trimmed, at, **more):
    place = {'offset': at or 0, 'packed': at is None, 'path': ''}
    found = {'kind': kind, 'best': True, 'confidence': 'certain', 'reasons': [],
             'size': len(body), 'sha256': sha(body), 'trimmed_size': len(trimmed),
             'trimmed_sha256': sha(trimmed), 'offset': at or 0, 'inner_offset': None,
             'packed': at is None, 'places': [place], 'path': ''}
    if kind == 'vbt':
        found.update(signature='$VBT TEST', vbt_size=len(trimmed), bdb_version=200,
                     checksum_ok=True, origin='gop')
    elif kind == 'note':
        found.update(best=False, code='input.encrypted', text='encrypted archive')
    else:
        found.update(machine='x64', te=False)
    found.update(more)
    return found


class World(unittest.TestCase):
    """A test case with a corpus, the correct findings of its files, and one run of corpus_test."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.found, self.plays = {}, {}
        self.known_differences, self.not_yet = [], {}
        self.hangs_after = 60
        rows, truth, truth2 = [], {}, {}

        def row(file, data, kind='image', gop='', vbt=''):
            self.put(file, data)
            rows.append('\t'.join([file, sha(data), str(len(data)), 'V', kind, '', '',
                                   gop, vbt, '']))

        image = b'\0' * 64 + GOP + PADDED
        read = f"sha256={sha(VBT)} vbt_size={len(VBT)} name='$VBT TEST   ' bdb=200 at=+0x0"
        row('gop/g.efi', GOP, gop=f'standalone sha256={sha(GOP)} size={len(GOP)}')
        row('vbt/v.vbt', PADDED, vbt=read)
        row('empty.bin', b'nothing')
        row('oprom/o.rom', option_rom(small_pe()),
            gop='string inside (option ROM image at +0x80); UEFITool does not unpack '
            'option ROMs')
        row('composed/i.bin', image,
            gop=f'- - PE32 sha256={sha(GOP)} size={len(GOP)} (truth by construction)',
            vbt=f'sha256={sha(VBT)} vbt_size={len(VBT)} raw_len={len(PADDED)} '
            f'raw_sha256={sha(PADDED)} (truth by construction)')
        row('composed/bad_i.fv', image[:-8])
        gop = [{'sha256': sha(GOP), 'size': len(GOP)}]
        vbt = [{'sha_trim': sha(VBT), 'vbt_size': len(VBT), 'sha_raw': sha(PADDED)}]
        truth['i.bin'] = {'sha256': sha(image), 'size': len(image), 'gop': gop, 'vbt': vbt,
                          'remarks': ''}
        truth['bad_i.fv'] = {'sha256': sha(image[:-8]), 'size': len(image) - 8, 'gop': [],
                             'vbt': [], 'remarks': 'malformed: what is still found'}
        self.manifest = ['\t'.join(answers.COLUMNS)] + rows
        two = dict(vbt[0], kind='gop'), {'sha_trim': sha(OTHER), 'vbt_size': len(OTHER),
                                         'sha_raw': sha(OTHER), 'kind': 'vbios'}
        for name, expect, gop2, vbt2 in (
                ('two.rom', 'find', gop, two), ('locked.zip', 'error:encrypted', [], []),
                ('insyde_region.bin', 'find', gop, vbt),
                ('insyde_ifdpacker_password.exe', 'error:encrypted', [], [])):
            self.put('composed2/dev/' + name, GOP + PADDED + OTHER + name.encode())
            truth2[name] = {'expect': expect, 'gop': gop2, 'vbt': list(vbt2),
                            'sha256': sha(GOP + PADDED + OTHER + name.encode()),
                            'size': len(GOP + PADDED + OTHER) + len(name)}
        self.put('composed/TRUTH.json', json.dumps(truth).encode())
        self.put('composed2/dev/TRUTH.json', json.dumps(truth2).encode())
        self.right_findings(image)

    def tearDown(self):
        self.folder.cleanup()

    def put(self, file, data):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def right_findings(self, image):
        rom = option_rom(small_pe())
        gop = finding('gop', GOP, GOP, 0)
        vbt = finding('vbt', PADDED, VBT, len(GOP))
        other = finding('vbt', OTHER, OTHER, None, best=False, origin='vbios')
        region = [gop, vbt]
        self.found = {
            'gop/g.efi': [gop],
            'vbt/v.vbt': [finding('vbt', PADDED, VBT, 0)],
            'empty.bin': [],
            'oprom/o.rom': [finding('gop', rom[0x40:], rom[0x40:0x240], 0x40)],
            'composed/i.bin': [finding('gop', GOP, GOP, 64),
                               finding('vbt', PADDED, VBT, 64 + len(GOP))],
            'composed/bad_i.fv': [finding('gop', GOP, GOP, None)],
            'composed2/dev/two.rom': [gop, vbt, other],
            'composed2/dev/insyde_region.bin': region,
            'composed2/dev/insyde_ifdpacker_password.exe': region,
            'composed2/dev/locked.zip': [finding('note', GOP, GOP, 0)],
        }
        self.assertEqual(image[64:64 + len(GOP)], GOP)
        self.found = {file: copy.deepcopy(found) for file, found in self.found.items()}
        self.diagnostics = {'composed2/dev/locked.zip': [{'message': 'encrypted archive'}]}

    def output(self, file):
        data = (self.root / file).read_bytes()
        return {'schema': 'gopx-scan/1', 'file': file, 'size': len(data), 'sha256': sha(data),
                'complete': True, 'findings': self.found[file],
                'diagnostics': self.diagnostics.get(file, [])}

    def run_test(self):
        """Return (exit status, lines) of corpus_test.run for this corpus, without the measured
        values."""
        self.put('MANIFEST.tsv', '\n'.join(self.manifest).encode())
        with tempfile.TemporaryDirectory() as folder:
            player = pathlib.Path(folder) / 'player'
            player.write_text(PLAYER)
            player.chmod(player.stat().st_mode | stat.S_IXUSR)
            corpus = answers.read_corpus(self.root)
            for file in corpus:
                play = says_so(json.dumps(self.output(file)) + '\n',
                               0 if any(f['kind'] != 'note'
                                        for f in self.found[file]) else 1)
                (self.root / (file + '.play')).write_text(self.plays.get(file, play))
            scan = scanner.Scanner([str(player)], factor=1)
            scan.seconds, scan.mebibytes = 1.5, 150
            scan.hangs_after = self.hangs_after
            lines = []
            status = corpus_test.run(scan, self.root, corpus, compare.Lists(
                self.known_differences, self.not_yet), print_line=lines.append)
            for path in self.root.rglob('*.play'):
                path.unlink()
            return status, [line for line in lines if ': ' not in line or 'wrong' in line]

    def fails(self, file, *says):
        status, lines = self.run_test()
        wrong = [line for line in lines if line.startswith('wrong: ')]
        self.assertEqual(status, 1)
        self.assertEqual(len(wrong), 1, lines)
        for text in (file,) + says:
            self.assertIn(text, wrong[0])
