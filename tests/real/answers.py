# SPDX-License-Identifier: BSD-2-Clause
"""Reads the recorded answers of the corpus: the drivers and tables that are in each file. An answer
in an unknown form is an error. The answers are in three files.

MANIFEST.tsv has one row for each file. Its columns gop_found and vbt_found contain answers,
separated by " | ". Each answer has one of these forms (HASH is a SHA-256 in lower-case hex):

  gop_found
    (empty)       no driver is in the file
    standalone sha256=HASH size=N
                  the file itself is the driver
    GUID UI PE32 sha256=HASH size=N (truth by construction)
                  the file was composed with this driver; "-" means no GUID
                  or no name
    GUID UI PE32 image sha256=HASH size=N path=NODE / NODE ...
                  the body of a PE32 section that UEFITool extracted
    string inside (option ROM image at +0xN); ...
                  the driver's name is at offset N: the driver is the EFI
                  image in the option ROM image that contains N (uncompressed)
  vbt_found
    (empty)       no table is in the file
    sha256=HASH vbt_size=N raw_len=N raw_sha256=HASH (truth by construction)
                  the file was composed with this table; sha256 is the hash of
                  the first vbt_size bytes, raw_sha256 that of the table with
                  its padding
    sha256=HASH vbt_size=N [raw_sha256=HASH raw_body=N] name='SIGNATURE'
    bdb=N at=+0xN [raw_body=N raw_sha256=HASH] [ffs=GUID ui=NAME path=...]
    [checksum_bad]
                  read from the file; raw_body and raw_sha256 are the size and
                  the hash of UEFITool's section body that contains the table
                  (without ffs=: of the whole file). 'at' is the offset of
                  "$VBT" in this body. If it is not 0, the body contains more
                  than the table and its padding

composed/TRUTH.json has the same answers as the "truth by construction" rows. An image called
bad_*.fv is damaged on purpose, so a scan may find less in it.

composed2/dev/TRUTH.json: 'expect' is the right result of a scan:
  find        all listed bodies, and no other
  nogop       the listed tables, and no driver
  error:KIND  no body, and a diagnostic of this kind
  any         any result without a crash
"""

import codecs
import hashlib
import json
import re
import struct

HASH = r'[0-9a-f]{64}'
GUID = r'[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}'

GOP_STANDALONE = re.compile(rf'standalone sha256=({HASH}) size=(\d+)')
GOP_COMPOSED = re.compile(rf'(?:{GUID}|-) (?:\w+|-) PE32 sha256=({HASH}) size=(\d+)'
                          r' \(truth by construction\)')
GOP_SECTION = re.compile(rf'{GUID} \w+ PE32 image sha256=({HASH}) size=(\d+) path=.+')
GOP_OPTION_ROM = re.compile(r'string inside \(option ROM image at \+0x([0-9a-f]+)\);'
                            r' UEFITool does not unpack option ROMs')
VBT_COMPOSED = re.compile(rf'sha256=({HASH}) vbt_size=(\d+) raw_len=(\d+)'
                          rf' raw_sha256=({HASH}) \(truth by construction\)')
VBT_READ = re.compile(rf'sha256=(?P<sha>{HASH}) vbt_size=(?P<size>\d+)'
                      rf"(?: raw_sha256=(?P<raw1>{HASH}) raw_body=\d+)?"
                      r" name='(?P<name>[^']+)' bdb=(?P<bdb>\d+)"
                      r' at=\+0x(?P<at>[0-9a-f]+)'
                      rf'(?: raw_body=\d+ raw_sha256=(?P<raw2>{HASH}))?'
                      rf'(?P<ffs> ffs={GUID} ui=\S+ path=.+?)?'
                      r'(?P<bad> checksum_bad)?')
COLUMNS = ['file', 'sha256', 'size', 'vendor_ibv', 'kind', 'platform', 'compression',
           'gop_found', 'vbt_found', 'remarks']
EXPECT = {'find', 'nogop', 'any', 'error:nothing', 'error:encrypted', 'error:limit',
          'error:unsupported'}


class AnswerError(Exception):
    """An answer has an unknown form."""


class Gop:
    def __init__(self, sha256, size):
        self.sha256, self.size = sha256, size


class Vbt:
    """A table. sha256 is the hash of its first vbt_size bytes. A member is None if the answer does
    not contain it."""

    def __init__(self, sha256, size):
        self.sha256, self.size = sha256, size
        self.stored = None      # SHA-256 with its padding
        self.signature = None
        self.bdb_version = None
        self.checksum_ok = None
        self.origin = None      # 'gop' or 'vbios'


class Answer:
    """The recorded answer for one file. If 'survive' is set, any result without a crash is
    correct."""

    def __init__(self, file, sha256, size):
        self.file, self.sha256, self.size = file, sha256, size
        self.gops, self.vbts = [], []
        self.survive = False
        self.unrecorded = False # the corpus has no answer for this file
        self.message = None     # kind of the required diagnostic: 'encrypted', 'limit', ...
        self.otherwise = None   # another Answer that is also correct

    def hashes(self):
        for gop in self.gops:
            yield gop.sha256
        for vbt in self.vbts:
            yield vbt.sha256
            if vbt.stored:
                yield vbt.stored


def file_bytes(root, file):
    with open(root / file, 'rb') as f:
        return f.read()


def option_rom_at(data, offset):
    """Return the bytes of the option ROM image that contains 'offset'."""
    start = 0
    while start + 0x1c <= len(data) and data[start:start + 2] == b'\x55\xaa':
        pcir = start + struct.unpack_from('<H', data, start + 0x18)[0]
        if data[pcir:pcir + 4] != b'PCIR':
            break
        size = struct.unpack_from('<H', data, pcir + 0x10)[0] * 512
        if start <= offset < start + size:
            return data[start:start + size]
        if data[pcir + 0x15] & 0x80 or not size:
            break
        start += size
    raise AnswerError(f'no option ROM image around 0x{offset:x}')


def pe_end(pe):
    """Return the size of a PE image: it ends where the raw data of its last section ends."""
    nt = struct.unpack_from('<I', pe, 0x3c)[0]
    if pe[:2] != b'MZ' or pe[nt:nt + 4] != b'PE\0\0':
        raise AnswerError('not a PE image')
    count, optional = struct.unpack_from('<H12xH', pe, nt + 6)
    table = nt + 24 + optional
    return max(sum(struct.unpack_from('<II', pe, table + 40 * i + 16))
               for i in range(count))


def option_rom_driver(data, offset):
    """Return the driver of the EFI option ROM image (code type 3, not compressed) that contains
    'offset'."""
    rom = option_rom_at(data, offset)
    if struct.unpack_from('<I', rom, 4)[0] != 0xef1 or rom[0xc:0xe] != b'\0\0':
        raise AnswerError('not an uncompressed EFI option ROM image')
    pe = rom[struct.unpack_from('<H', rom, 0x16)[0]:]
    pe = pe[:pe_end(pe)]
    return Gop(hashlib.sha256(pe).hexdigest(), len(pe))


def read_gop(text, root, row):
    for form in (GOP_STANDALONE, GOP_COMPOSED, GOP_SECTION):
        match = form.fullmatch(text)
        if match:
            gop = Gop(match.group(1), int(match.group(2)))
            if form is GOP_STANDALONE and gop.sha256 != row['sha256']:
                raise AnswerError('a standalone driver that is not the file')
            return gop
    match = GOP_OPTION_ROM.fullmatch(text)
    if match:
        return option_rom_driver(file_bytes(root, row['file']), int(match.group(1), 16))
    raise AnswerError(f'gop_found not understood: {text!r}')


def read_vbt(text, root, row):
    match = VBT_COMPOSED.fullmatch(text)
    if match:
        vbt = Vbt(match.group(1), int(match.group(2)))
        vbt.stored = match.group(4)
        return vbt
    match = VBT_READ.fullmatch(text)
    if not match:
        raise AnswerError(f'vbt_found not understood: {text!r}')
    vbt = Vbt(match.group('sha'), int(match.group('size')))
    vbt.stored = match.group('raw1') or match.group('raw2')
    vbt.signature = codecs.decode(match.group('name'), 'unicode_escape')
    vbt.bdb_version = int(match.group('bdb'))
    vbt.checksum_ok = not match.group('bad')
    at = int(match.group('at'), 16)
    if not match.group('ffs'):
        body = file_bytes(root, row['file'])[at:at + vbt.size]
        if hashlib.sha256(body).hexdigest() != vbt.sha256:
            raise AnswerError(f'no such table at 0x{at:x}')
        if at == 0:
            vbt.stored = row['sha256']
    if at:
        vbt.stored = None       # more than the table and its padding
    return vbt


def read_row(root, row):
    answer = Answer(row['file'], row['sha256'], int(row['size']))
    if row['gop_found']:
        answer.gops = [read_gop(t, root, row) for t in row['gop_found'].split(' | ')]
    if row['vbt_found']:
        answer.vbts = [read_vbt(t, root, row) for t in row['vbt_found'].split(' | ')]
    return answer


def read_manifest(root):
    """{file: Answer} of MANIFEST.tsv."""
    lines = (root / 'MANIFEST.tsv').read_text(encoding='utf-8').splitlines()
    if lines[0].split('\t') != COLUMNS:
        raise AnswerError('MANIFEST.tsv: other columns')
    answers, archives = {}, {}
    for number, line in enumerate(lines[1:], 2):
        fields = line.split('\t')
        if len(fields) != len(COLUMNS) or fields[0] in answers:
            raise AnswerError(f'MANIFEST.tsv:{number}: fields or file name')
        row = dict(zip(COLUMNS, fields))
        try:
            answers[row['file']] = read_row(root, row)
        except (AnswerError, OSError, struct.error) as error:
            raise AnswerError(f'MANIFEST.tsv:{number}: {row["file"]}: {error}')
        if ' archive ' in row['kind']:
            archives[row['file']] = row
    for file, row in archives.items():
        fill_archive(answers, file, row)
    return answers


def fill_archive(answers, file, row):
    """Copy the answer of the archived file to the archive, whose own columns are empty.

    The archived file is in the same folder, with another extension or without one. There is one
    exception: MANIFEST.tsv has no row for MINNOW.fd in "zip archive holding MINNOW.fd". This file
    has neither a driver nor a table.
    """
    if answers[file].gops or answers[file].vbts:
        raise AnswerError(f'{file}: an archive with answers of its own')
    stem = file.rsplit('.', 1)[0]
    held = [other for name, other in answers.items()
            if name != file and name in (stem, stem + '.rom')]
    if not held and 'MINNOW.fd' in row['kind']:
        return
    if len(held) != 1:
        raise AnswerError(f'{file}: {len(held)} files beside it could be its content')
    answers[file].gops, answers[file].vbts = held[0].gops, held[0].vbts


def read_truth_entry(file, entry):
    answer = Answer(file, entry['sha256'], entry['size'])
    for item in entry['gop']:
        answer.gops.append(Gop(item['sha256'], item['size']))
    for item in entry['vbt']:
        vbt = Vbt(item['sha_trim'], item['vbt_size'])
        vbt.stored = item['sha_raw']
        vbt.signature = item.get('name')
        vbt.checksum_ok = item.get('checksum_ok')
        vbt.origin = item.get('kind')
        answer.vbts.append(vbt)
    return answer


def read_composed(root, answers):
    """Check that composed/TRUTH.json agrees with MANIFEST.tsv. Only TRUTH.json tells whether a file
    is damaged on purpose."""
    truth = json.loads((root / 'composed/TRUTH.json').read_text(encoding='utf-8'))
    for name, entry in truth.items():
        file = 'composed/' + name
        answer = read_truth_entry(file, entry)
        if file not in answers:
            raise AnswerError(f'{file}: no row in MANIFEST.tsv')
        if sorted(answer.hashes()) != sorted(answers[file].hashes()):
            raise AnswerError(f'{file}: MANIFEST.tsv and TRUTH.json disagree')
        answers[file].survive = entry['remarks'].startswith('malformed: ')
        if answers[file].survive != ('what is still found' in entry['remarks']):
            raise AnswerError(f'{file}: remark not understood')


def read_composed2(root, answers):
    truth = json.loads((root / 'composed2/dev/TRUTH.json').read_text(encoding='utf-8'))
    for name, entry in truth.items():
        file = 'composed2/dev/' + name
        expect = entry['expect']
        if expect not in EXPECT or file in answers:
            raise AnswerError(f'{file}: {expect!r}')
        answer = read_truth_entry(file, entry)
        if expect not in ('find', 'any') and answer.gops:
            raise AnswerError(f'{file}: {expect} with a driver')
        answer.survive = expect == 'any'
        if expect.startswith('error:') and expect != 'error:nothing':
            answer.message = expect[len('error:'):]
        answers[file] = answer
    # The password of this file is published, so both opening the file and reporting "encrypted" are
    # correct.
    answers['composed2/dev/insyde_ifdpacker_password.exe'].otherwise = \
        answers['composed2/dev/insyde_region.bin']


def read_corpus(root):
    """Return {file: Answer} for each file of the corpus."""
    answers = read_manifest(root)
    read_composed(root, answers)
    read_composed2(root, answers)
    for path in sorted(root.rglob('*')):
        file = path.relative_to(root).as_posix()
        if not path.is_file() or file in answers or path.name.startswith('.') or \
           path.name in ('MANIFEST.tsv', 'TRUTH.json', 'README.md', 'REPORT.md'):
            continue
        # Files in bench/ and files that accompany an image have no recorded answers.
        answer = Answer(file, None, path.stat().st_size)
        answer.survive = answer.unrecorded = True
        answers[file] = answer
    return answers
