#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The UEFI shell lists real GOP drivers with the versions that gopx reads from them.

The test takes one driver of each version in $GOPX_CORPUS/gop. One guest has all of them, each
as the ROM of a separate device. Then gopx injects drivers into firmware, each into a separate copy.
It takes the oldest, the middle and the newest major version or, if $GOPX_GUESTS is "all", every
major version.

usage: shell_test.py GOPX ROOT
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import guest

LISTED = re.compile(r'Intel\(R\) GOP Driver \[([0-9.]+)\]')
GENERATIONS = 8


def drivers_of(gopx, folder):
    """Return {version: file} for the x64 drivers, with the versions that gopx reads. There is one
    file for each version."""
    found = {}
    for path in sorted(folder.rglob('*.efi')):
        done = subprocess.run([gopx, 'scan', '--json', path], stdout=subprocess.PIPE, check=False)
        for finding in json.loads(done.stdout)['findings']:
            if finding['kind'] == 'gop' and finding['machine'] == 'x64' and finding['version']:
                found.setdefault(finding['version'], path)
    return found


def listed(work, code, *words):
    """Start the guest, and return the versions that its shell lists."""
    script = work / 'disk/startup.nsh'
    script.parent.mkdir(exist_ok=True)
    script.write_text('drivers\r\nreset -s\r\n', encoding='ascii')
    serial = work / 'serial.txt'
    guest.boot(work, 'q35', code, *words, '-serial', f'file:{serial}',
               '-drive', f'file=fat:ro:{script.parent},format=raw,readonly=on,if=none,id=disk',
               '-device', 'virtio-blk-pci,drive=disk,addr=1e.0')
    return set(LISTED.findall(serial.read_text(encoding='utf-8', errors='replace')))


def check(way, expected, seen):
    for version in sorted(expected):
        print(f'{way}: {version}: {"listed" if version in seen else "not listed"}')
    others = seen - expected
    if others:
        print(f'{way}: {", ".join(sorted(others))} listed, and not expected')
    return len(expected - seen) + len(others)


def injected(majors):
    """Return the major versions to inject. Usually there are only three, because each guest takes
    about ten seconds."""
    if os.environ.get('GOPX_GUESTS') == 'all':
        return majors
    in_order = sorted(majors, key=int)
    return sorted({*in_order[:1], *in_order[len(in_order) // 2:][:1], *in_order[-1:]}, key=int)


def main():
    gopx = pathlib.Path(sys.argv[1]).resolve()
    corpus = pathlib.Path(os.environ.get('GOPX_CORPUS', '')) / 'gop'
    if not os.environ.get('GOPX_CORPUS') or not corpus.is_dir():
        print('skipped: no corpus')
        return guest.SKIPPED
    if guest.missing():
        print(guest.missing())
        return guest.SKIPPED
    drivers = drivers_of(gopx, corpus)
    majors = {version.split('.')[0]: version for version in drivers}
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        words = []
        for version, path in drivers.items():
            rom = work / f'{version}.rom'
            guest.run(gopx, 'rom', '--gop', path, '--assign', 'none', '-o', rom)
            words += ['-device', f'edu,romfile={rom}']
        failed += check('from a ROM', set(drivers), listed(work, guest.stock('q35'), *words))
        taken = injected(majors)
        for version in (majors[major] for major in taken):
            firmware = work / f'{version}.fd'
            guest.run(gopx, 'inject', '--gop', drivers[version], '-o', firmware,
                      guest.stock('q35'))
            failed += check('injected', {version}, listed(work, firmware))
    print(f'{len(drivers)} versions from ROMs, {len(taken)} of {len(majors)} majors injected')
    return 1 if failed or len(majors) < GENERATIONS else 0


if __name__ == '__main__':
    sys.exit(main())
