#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx search finds the same patterns as UEFIFind in real images.

usage: search_test.py GOPX LIST_HITS

UEFIFind lists the firmware files that contain a pattern. gopx must list the same files. If gopx
lists more, search-differences.json must have an entry with the image and the reason.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import uuid

SKIPPED = 77
LIST = pathlib.Path(__file__).with_name('search-differences.json')
NO_FILE = '00000000-0000-0000-0000-000000000000'
GUID = re.compile('[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}')
FILE = re.compile(r'ffs-file[^/(]*\(([^)]*)\)')

GUIDS = {
    'EfiGraphicsOutputProtocol': '9042A9DE-23DC-4A38-96FB-7ADED080516A',
    'EfiDriverBindingProtocol': '18A031AB-B443-4D1A-A5C0-0C09261E9F71',
    'EfiPciIoProtocol': '4CF5B200-68B8-4CA5-9EEC-B23E3F50029A',
    'EfiLoadedImageProtocol': '5B1B31A1-9562-11D2-8E3F-00A0C969723B',
    'EfiBlockIoProtocol': '964E5B21-6459-11D2-8E39-00A0C969723B',
    'EfiAcpiTable': '8868E871-E4F1-11D3-BC22-0080C73C8881',
    'EfiGlobalVariable': '8BE4DF61-93CA-11D2-AA0D-00E098032B8C',
    'EfiFirmwareFileSystem2': '8C8CE578-8A3D-4F1C-9935-896185C32DD3',
    'PlatformGopPolicy': 'EC2E931B-3281-48A5-8107-DF8A8BED3C5D',
    'GopDisplayBist': 'F51DD33A-E57F-4020-B466-F4C171C6E4F7',
    'DxeCore': 'D6A2CB7F-6A18-4E2F-B43B-9920A733700A',
    'IntelGopDriver': 'FF0C8745-3270-4439-B74F-3E45F8C77064',
}
# In these patterns, a dot stands for any hexadecimal digit, as in UEFIFind. gopx uses a question
# mark instead.
PATTERNS = {
    **{name: uuid.UUID(guid).bytes_le.hex().upper() for name, guid in GUIDS.items()},
    'VBT': b'$VBT '.hex().upper(),
    'volume': b'_FVH'.hex().upper(),
    'BIOS data block': b'BIOS_DATA_BLOCK '.hex().upper(),
    'Intel(R)': 'Intel(R)'.encode('utf-16-le').hex().upper(),
    'Setup': 'Setup'.encode('utf-16-le').hex().upper(),
    'MZ, open': '4D5A.000',
    'VBT, open': '2456425.20',
    'option ROM of Intel, open': '504349528680....',
}
PRINTED = 'EfiDriverBindingProtocol'  # the patterns that the command must find, too

OVMF = ['OVMF_CODE_4M.fd', 'OVMF32_CODE_4M.secboot.fd']
CORPUS = [
    'ami/MarvelMathesh/bios.bin',
    'clevo/P7xxDMx-0511-9900KS-128G.rom',
    'composed/gen_bdw_lzmaf86.fv',
    'composed/gen_tgl_brotli.fv',
    'composed2/dev/aptio5_asus.CAP',
    'composed2/dev/aptio5_spi8_vbt_ui.rom',
    'composed2/dev/pfat_single.cap',
    'minplatform/GALAGOPRO3.fd',
    'oprom/nvidia/86.04.80.00.20.rom',
    'vmware/EFI64.ROM',
]


def images():
    """Return {name: path} of the existing images."""
    found = {name: pathlib.Path('/usr/share/OVMF', name) for name in OVMF}
    corpus = os.environ.get('GOPX_CORPUS', '')
    if corpus:
        found.update({name: pathlib.Path(corpus, name) for name in CORPUS})
    return {name: path for name, path in found.items() if path.is_file()}


def theirs(path):
    """Return {pattern: files that contain it} from one run of UEFIFind for all patterns."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(path, folder + '/image')
        lines = [f'all list {pattern}\n' for pattern in PATTERNS.values()]
        pathlib.Path(folder, 'patterns').write_text(''.join(lines))
        run = subprocess.run(['UEFIFind', 'image', 'file', 'patterns'], cwd=folder,
                             stdin=subprocess.DEVNULL, capture_output=True,
                             check=False)
    found = {pattern: set() for pattern in PATTERNS.values()}
    current = None
    for line in run.stdout.decode().splitlines():
        if line.startswith('all list '):
            current = line.split()[2]
        elif GUID.match(line) and current:
            found[current].add(line[:36])
    return found


def ours(list_hits, path):
    """Return the same as theirs(), from one scan by gopx: the innermost file of each hit."""
    words = {pattern.replace('.', '?'): pattern for pattern in PATTERNS.values()}
    run = subprocess.run([list_hits, path, *words], stdin=subprocess.DEVNULL,
                         capture_output=True, check=False)
    if run.returncode:
        raise RuntimeError(f'{path}: exit {run.returncode} ' + run.stderr.decode()[:500])
    found = {pattern: set() for pattern in PATTERNS.values()}
    for line in run.stdout.decode().splitlines():
        word, guid = line.split()
        found[words[word]].add(NO_FILE if guid == '-' else guid)
    return found


def by_the_command(gopx, path, pattern):
    """Return the files that contain one pattern, from the paths that gopx search prints."""
    run = subprocess.run([gopx, 'search', '--json', '--hex', pattern, path],
                         stdin=subprocess.DEVNULL, capture_output=True,
                         check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f'{path}: exit {run.returncode} ' + run.stderr.decode()[:500])
    image = json.loads(run.stdout)
    if not image['complete']:
        raise RuntimeError(f'{path}: not searched to the end')
    return {(FILE.findall(hit['path']) or [NO_FILE])[-1] for hit in image['hits']}


def compare(programs, path):
    """Return (name of the pattern, files that only gopx lists, files that only UEFIFind lists, all
    files) for each pattern."""
    gopx, list_hits = programs
    left, right = ours(list_hits, path), theirs(path)
    said, found = by_the_command(gopx, path, PATTERNS[PRINTED]), left[PATTERNS[PRINTED]]
    if said != found:
        raise RuntimeError(f'{path}: {PRINTED}: the command names others: {sorted(said ^ found)}')
    for name, pattern in PATTERNS.items():
        yield name, left[pattern] - right[pattern], right[pattern] - left[pattern], left[pattern]


def main(programs):
    found = images()
    if not found or not shutil.which('UEFIFind'):
        print('skipped: ' + ('no UEFIFind' if found else 'no images'))
        return SKIPPED
    listed = {entry['file']: entry['reason'] for entry in json.loads(LIST.read_text())}
    wrong, files, more = [], 0, set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        outcomes = pool.map(lambda path: list(compare(programs, path)), found.values())
        for name, outcome in zip(found, outcomes):
            for pattern, only_ours, only_theirs, all_ours in outcome:
                files += len(all_ours)
                if only_theirs:
                    wrong.append(f'{name}: {pattern}: not found in {sorted(only_theirs)}')
                if only_ours and name not in listed:
                    wrong.append(f'{name}: {pattern}: only we find it in '
                                 f'{sorted(only_ours)}')
                if only_ours:
                    more.add(name)
    wrong += [f'{name}: no longer differs: remove it from the list'
              for name in listed if name in found and name not in more]
    print('\n'.join('wrong: ' + line for line in wrong) + '\n' * bool(wrong) +
          f'{len(PATTERNS)} patterns in {len(found)} images: {files} times a file named, '
          f'{len(more)} images where UEFIFind sees less')
    return 1 if wrong or not files else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:3]))
