#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""UEFIExtract checks the output of gopx inject for Debian's OVMF images.

UEFIExtract finds the added files byte for byte, and all old files unchanged. After --remove, the
volumes are equal to those of the stock image. gopx inject refuses images with another layout or for
another machine.

usage: ovmf_test.py GOPX ROOT

If $GOPX_OVMF names a folder with unpacked packages of other releases, the test checks their images,
too.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
FIRMWARE = pathlib.Path('/usr/share/OVMF')
COMBINED = pathlib.Path('/usr/share/ovmf')
TAKEN = ('OVMF_CODE*.fd', 'OVMF.fd')
REFUSED = {'OVMF32_CODE*.fd': 'built for another machine than x64',
           'OVMF_VARS*.fd': 'not an x64 OVMF code image that gopx understands'}
GOP = '1647B4F3-3E8A-4FDD-81C8-328ED647AB1A'
VBT = '1647B4F3-3E8A-4FEF-81C8-328ED647AB1A'
POLICY = '9737D7CA-D869-46E5-A5EF-75D9538688DE'
PACKED = 'EE4E5898-3914-4259-9D6E-DC7BD79403CF'


def run(*words, expect=0):
    done = subprocess.run([os.fspath(w) for w in words], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    assert expect is None or done.returncode == expect, done
    return done


def witness(image):
    """Return every piece that UEFIExtract writes, by its path, and UEFIExtract's error messages."""
    folder = image.with_name(image.name + '.dump')
    said = run('UEFIExtract', image, 'all', expect=None).stdout
    found = {str(path.relative_to(folder)): path.read_bytes()
             for path in folder.rglob('*.bin')}
    shutil.rmtree(folder)
    assert len(found) > 300, said
    return found, [line for line in said.splitlines() if 'parse' in line]


def unpacked(found):
    return {path: data for path, data in found.items()
            if PACKED in path and not path.split(PACKED)[1].startswith(('/body', '/header'))}


def of_files(found):
    """Return the pieces below the files of the packed volumes: their paths and bytes."""
    return {path: data for path, data in unpacked(found).items()
            if path.count('/') > 6 and 'free space' not in path.lower()}


def payloads(found, name, words):
    """Return the bodies of all sections of one kind (UEFIExtract's 'words') in the file that
    UEFIExtract calls 'name'."""
    return [data for path, data in found.items()
            if name in path and path.split('/')[-2].endswith(words)
            and path.endswith('/body.bin')]


def outside(found):
    """Return the pieces outside the packed volume."""
    return {path: data for path, data in found.items()
            if '/' in path and '48DB5E17' not in path}


def images(*patterns):
    """Return the files with these names in all packages, without links, because links lead to other
    files of the list."""
    folders = [FIRMWARE, COMBINED]
    if os.environ.get('GOPX_OVMF'):
        folders.append(pathlib.Path(os.environ['GOPX_OVMF']))
    return [path for folder in folders for pattern in patterns
            for path in sorted(folder.rglob(pattern)) if not path.is_symlink()]


def check(gopx, stock, parts, work):
    before = stock.read_bytes()
    old, new, back = (work / f'{name}.fd' for name in ('old', 'new', 'back'))
    old.write_bytes(before)
    options = ['--gop', parts[GOP], '--vbt', parts[VBT], '--force']
    run(gopx, 'inject', *options, '-o', new, old)
    run(gopx, 'inject', '--remove', '--force', '-o', back, new)
    assert old.read_bytes() == before
    assert len(before) == new.stat().st_size == back.stat().st_size

    was, complaints = witness(old)
    now, now_complaints = witness(new)
    assert now_complaints == complaints, now_complaints
    kept = of_files(now)
    for path, data in of_files(was).items():
        assert kept.get(path) == data, f'{path} is not what it was'
    assert outside(was) == outside(now)
    assert payloads(now, 'IntelGopDriver', 'PE32 image section') == [parts[GOP].read_bytes()]
    assert payloads(now, VBT, 'Raw section') == [parts[VBT].read_bytes()]
    (policy,) = payloads(now, 'PlatformGOPPolicy', 'PE32 image section')
    assert parts[VBT].read_bytes() in policy

    found, _ = witness(back)
    assert unpacked(found) == unpacked(was), 'taken out, it is not what it was'
    assert outside(found) == outside(was)
    listed = run(gopx, 'inject', '--list', new).stdout
    assert all(guid in listed for guid in (GOP, VBT, POLICY)), listed
    run(gopx, 'inject', '--list', back, expect=1)
    scanned = run(gopx, 'scan', '-v', new).stdout
    assert '1 graphics driver, 1 video BIOS table' in scanned, scanned


def main():
    gopx, root = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    if not shutil.which('UEFIExtract') or not images(*TAKEN):
        print('skipped: no UEFIExtract or no OVMF')
        return SKIPPED
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        run(gopx, 'extract', '--trim', '-o', work / 'out', root / 'fixtures/good-spi-laptop.bin')
        parts = {GOP: work / 'out/IntelGopDriver.efi', VBT: work / 'out/Vbt.bin'}
        for image in images(*TAKEN):
            check(gopx, image, parts, work)
            print(f'{image}: in, found, kept, and out again')
        for pattern, why in REFUSED.items():
            for image in images(pattern):
                done = run(gopx, 'inject', '--gop', parts[GOP], '-o', work / 'no.fd',
                           image, expect=2)
                assert why in done.stderr and done.stderr.count('\n') == 1, done
                assert not (work / 'no.fd').exists()
                print(f'{image}: refused')
    return 0


if __name__ == '__main__':
    sys.exit(main())
