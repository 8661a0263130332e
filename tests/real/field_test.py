#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scans the real files in $GOPX_FIELD, and compares the results with their known content.

real2/MANIFEST.tsv has one row for each file, with the same columns as the manifest of the corpus
(see answers.py). Blanks separate the answers, which have these forms:

  gop_found  VERSION:MACHINE:SIZE:sha256=HASH     the driver as stored, or trimmed
  vbt_found  $VBT NAME:bdbN:VBT_SIZE:sha256=HASH  the table, trimmed to its own size

gop2/ has drivers. VERSIONS has the version of each. negatives2/ has files that look like a driver,
but are not drivers. REPORTS has facts about single files of reports/ that gopx must report correctly.

usage: field_test.py GOPX [PART-OF-A-FILE-NAME]
"""

import os
import pathlib
import re
import sys

import answers
import scanner

SKIPPED = 77
GOP = re.compile(r'([\d.]+):(x64|ia32):(\d+):sha256=([0-9a-f]{64})')
VBT = re.compile(r'(\$VBT .*?):bdb(\d+):(\d+):sha256=([0-9a-f]{64})')
VERSIONS = {'gop2/9ca2681fbaa2.efi': '3.0.14.1015'}

# The GUID of the default table. If an image has this table, gopx must choose it, whatever other
# tables the image has.
DEFAULT_TABLE = '878AC2CC-5343-46F2-B563-51F89DAF56BA'


def known_of(row, columns):
    """Return the known content of a file from its row: a set of ('gop', version, machine, size,
    hash) and ('vbt', signature, BDB version, size, hash)."""
    gops, vbts = (row[columns.index(name)] for name in ('gop_found', 'vbt_found'))
    known = {('gop', m[1], m[2], int(m[3]), m[4]) for m in GOP.finditer(gops)}
    known |= {('vbt', m[1].rstrip(), int(m[2]), int(m[3]), m[4])
              for m in VBT.finditer(vbts)}
    rest = GOP.sub('', gops) + VBT.sub('', vbts)
    if rest.strip():
        raise answers.AnswerError(f'{row[0]}: not understood: {rest.strip()!r}')
    return known


def read_manifest(root):
    """{file: (hash, content)}"""
    lines = (root / 'real2/MANIFEST.tsv').read_text(encoding='utf-8').splitlines()
    columns = lines[0].split('\t')
    if columns != answers.COLUMNS:
        raise answers.AnswerError('real2/MANIFEST.tsv: other columns')
    rows = [line.split('\t') for line in lines[1:]]
    return {'real2/' + row[0]: (row[columns.index('sha256')], known_of(row, columns))
            for row in rows}


def read_others(root):
    found = {f'negatives2/{path.name}': (None, set())
             for path in (root / 'negatives2').iterdir()}
    for file, version in VERSIONS.items():
        data = answers.file_bytes(root, file)
        digest = answers.hashlib.sha256(data).hexdigest()
        found[file] = (digest, {('gop', version, 'x64', len(data), digest)})
    return found


def forms_of(f):
    """Return the items of known_of() that match a finding: for a driver, stored and trimmed."""
    if f['kind'] == 'gop':
        return [('gop', f['version'], f['machine'], f[cut + 'size'], f[cut + 'sha256'])
                for cut in ('', 'trimmed_')]
    return [('vbt', f['signature'], f['bdb_version'], f['trimmed_size'],
             f['trimmed_sha256'])]


def differences(result, digest, known):
    if result.fatal:
        return [result.fatal]
    if digest and result.object['sha256'] != digest:
        return ['another file, by its SHA-256']
    found = [forms_of(f) for f in result.findings]
    lines = [f'missing: {k[:4]}' for k in known if not any(k in forms for forms in found)]
    lines += [f'extra: {forms[0][:4]}' for forms in found if not known & set(forms)]
    lines += [f'not certain: {f["sha256"]}' for f in result.findings
              if f['confidence'] != 'certain']
    tables = [f for f in result.findings if f['kind'] == 'vbt']
    if any(f['guid'] == DEFAULT_TABLE for f in tables) and \
       not any(f['guid'] == DEFAULT_TABLE and f['best'] for f in tables):
        lines.append('the best table is not the default one')
    return lines


# ---- single files of public reports ----------------------------------------

def best(result, kind):
    return next((f for f in result.findings if f['kind'] == kind and f['best']), None)


def for_platforms(*codes):
    def check(result):
        table = best(result, 'vbt')
        return table and set(codes) <= {p['code'] for p in table['platforms']}
    return check


def best_pair(version, signature):
    def check(result):
        gop, vbt = best(result, 'gop'), best(result, 'vbt')
        return gop and gop['version'] == version and vbt['signature'] == signature
    return check


def best_table(signature, offset):
    return lambda result: (best(result, 'vbt') or {}).get('signature') == signature and \
        best(result, 'vbt')['offset'] == offset


def cut_off(stated, there):
    return lambda result: not result.object['complete'] and not result.findings and \
        [n['code'] for n in result.notes] == ['input.cut-off'] and \
        f'{stated} bytes, of which only {there} are here' in result.notes[0]['text']


def found(*digests):
    """Return a check: the findings must be those whose SHA-256 starts with these digits."""
    return lambda result: sorted(f['sha256'][:16] for f in result.findings) == sorted(digests)


def with_remark(code, *digests):
    """Return a check like found(). There must also be exactly one diagnostic, with this code."""
    return lambda result: found(*digests)(result) and \
        [d['code'] for d in result.object['diagnostics']] == [code]


def one(kind, name, size):
    """Return a check: the only finding must have this kind, size, and version or signature."""
    return lambda result: [(f['kind'], f.get('version') or f.get('signature'), f['size'])
                           for f in result.findings] == [(kind, name, size)]


def no_panel(result):
    return best(result, 'vbt')['panel'] is None


# The small inputs in reports/parse contain one synthetic driver and one synthetic table.
GOP_ALONE, VBT_ALONE = 'feca91ce32e3700a', 'cde8387ca7beae67'

REPORTS = {
    'parse/sections-tail-in-lzma.bin': with_remark('ffs.section.header', GOP_ALONE),
    'parse/sections-type52-first.bin': found(GOP_ALONE),
    'parse/sections-last-cut.bin': with_remark('ffs.section.size', GOP_ALONE),
    'parse/sections-tail-in-crc32.bin': with_remark('ffs.section.header', GOP_ALONE),
    'parse/sections-tail-in-efi11.bin': with_remark('ffs.section.header', GOP_ALONE),
    'parse/sections-tail-in-raw-file.bin': with_remark('ffs.section.header', GOP_ALONE),
    'parse/efi-stream-nested-lzma.bin': one('gop', '2.0.1024', 44648),
    'parse/efi-stream-below-4k.bin': one('vbt', '$VBT EAGLELAKE', 1899),
    'parse/lzma-alone-section-body.bin': found(GOP_ALONE),
    'parse/lzma-alone-trailing-bytes.bin': found(GOP_ALONE, VBT_ALONE),
    'parse/lzma-alone-vbt.bin': found(VBT_ALONE),
    'parse/guided-unknown-lzma.bin': found(GOP_ALONE, VBT_ALONE),
    'parse/ifd-v2-read-clock-0.bin': found(GOP_ALONE, VBT_ALONE),
    'parse/ifd-reserved-not-ff-behind-prefix.bin': found(GOP_ALONE, VBT_ALONE),
    'parse/volume-ext-header-bogus.bin': found(GOP_ALONE, VBT_ALONE),
    'parse/arc-bmg-oprom-data.bin': for_platforms('BMG'),
    'parse/gop-discrete-first.bin': best_pair('17.0.1075', '$VBT TIGERLAKE'),
    'parse/opregion-21-stale-mailbox4.bin': lambda r: best(r, 'vbt')['offset'] == 0x2000,
    'parse/vbt-bad-lfp-pointers-chosen.bin': lambda r: not any(
        f['panel'] for f in r.findings if not f['best']),
    'parse/vbt-cut-at-6144.bin': lambda r: cut_off(8737, 6144)(r) or cut_off(8727, 6144)(r),
    'parse/vbt-lfp-pointers-zero.vbt': no_panel,
    'parse/vbios-table-over-rom-size.bin': lambda r: len(r.findings) == 1,
    'vbt/trunc8000.vbt': cut_off(8727, 8000),
    'vbt/op_2.1_rvda2000_both.bin': best_table('$VBT ALDERLAKE-P', 0x2000),
    'vbt/LUNARLAKE.bin': for_platforms('LNL'),
    'vbt/101.8801_bmg_e223_1701_config20.bin': for_platforms('BMG'),
    'vbt/101.1732_dg1_c_oprom.rom': for_platforms('DG1'),
    'vbt/sbl_CoffeelakeBoardPkg_Vbt.dat': for_platforms('CFL'),
    'vbt/hp_snb_ivb_desktops_variants_compaq_8300_elite_sff_data.vbt':
        for_platforms('SNB', 'IVB'),
}


def judge_report(result, check):
    if result.fatal:
        return [result.fatal]
    return [] if check(result) else ['not as it should be']


def main():
    folder = os.environ.get('GOPX_FIELD', '')
    root = pathlib.Path(folder)
    if not folder or not (root / 'real2').is_dir():
        print('skipped: no field material')
        return SKIPPED
    part = sys.argv[2] if len(sys.argv) > 2 else ''
    known = {**read_manifest(root), **read_others(root)}
    checks = {'reports/' + file: check for file, check in REPORTS.items()}
    files = sorted(file for file in [*known, *checks] if part in file)
    scan = scanner.Scanner([sys.argv[1], 'scan', '--json', '--no-progress'])
    wrong = 0
    for file, result in zip(files, scan.scan_all(root / file for file in files)):
        lines = judge_report(result, checks[file]) if file in checks else \
            differences(result, *known[file])
        wrong += bool(lines)
        for line in lines:
            print(f'wrong: {file}: {line}')
    print(f'{len(files) - wrong} of {len(files)} files right')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
