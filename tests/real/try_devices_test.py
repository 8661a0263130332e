#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx reads from a driver exactly the devices that the driver's Supported() accepts.

usage: try_devices_test.py [--full] GOPX

Runs drivers in the emulated machine, each with all 65,536 device IDs. Without --full, the test uses
six drivers: five of $GOPX_CORPUS, and one of $GOPX_FIELD. With --full, it uses every distinct
driver of both folders, which takes about a minute of processor time.
"""

import hashlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

from try_test import ids_of, spans

SKIPPED = 77
ROOT = pathlib.Path(__file__).parents[2]
VARIABLES = ('GOPX_CORPUS', 'GOPX_FIELD')

# Drivers that store their lists of devices in different ways: a short list, a long list, unknown
# IDs inside the list, a list in a TE image, unknown IDs at the end, and the list of a driver for
# cards. The last list begins with more unknown IDs than any other list contains.
SAMPLES = (
    ('GOPX_CORPUS', 'gop/mrchromebox/soc_intel_snb_IntelGopDriver.efi'),
    ('GOPX_CORPUS', 'gop/lixiaoliu666/pc-12-13-14-IntelGopDriver.efi'),
    ('GOPX_CORPUS', 'composed/gen_mtl_lzmaf86.fv'),
    ('GOPX_CORPUS', 'composed/gop_as_te.fv'),
    ('GOPX_CORPUS', 'composed/gen_cml_lzma.fv'),
    ('GOPX_FIELD', 'real2/Solaris17_Arc-Firmware/895f2094de2f95b2_dg2_d_oprom_IBC512.rom'),
)

# The SHA-256 of drivers that cannot run, because somebody changed them for a test.
DAMAGED = {
    # 21.0.1063 with CR LF instead of LF
    '823c61b21a2d14450fba95c9c910d46f412314ea9571b919febf931531399f19',
    # 9.0.1080 without relocations: no firmware loads it
    '84361a606f3c9e2e0f39ed00dd995ab4e3cafdd6d5d4c34de43f228083711fb3',
    # only headers and strings of 17.0.1077
    'feca91ce32e3700aa1b597c987dc5d09d3aca36682c482b77185db6851ac49da',
}


def run(gopx, *args):
    return subprocess.run([gopx, *map(os.fspath, args)], capture_output=True, check=False)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def folders():
    """Return {environment variable: folder} for the folders that exist."""
    return {name: os.environ[name] for name in VARIABLES
            if os.path.isdir(os.environ.get(name) or 'nowhere')}


def missing(gopx):
    """Return the reason why the test can try no driver, or None."""
    if VARIABLES[0] not in folders():
        return f'skipped: no {VARIABLES[0]}'
    if b'without the emulator' in run(gopx, 'try', '--gop', 'x', '--vbt', 'x', '--device',
                                      '3e9b').stderr:
        return 'skipped: this gopx was built without libunicorn'
    return None


def drivers(gopx, *paths):
    """Return {SHA-256: (finding, file that contains it)} for each distinct x64 driver."""
    found = {}
    lines = run(gopx, 'scan', '--json', '--exit-zero', *paths).stdout.splitlines()
    for image in map(json.loads, lines):
        for f in image['findings']:
            if f['kind'] == 'gop' and f['machine'] == 'x64' and f['devices']:
                found.setdefault(f['sha256'], (f, image['file']))
    return found


def body(gopx, file, digest, folder):
    """Write the driver to a file."""
    run(gopx, 'extract', '--gop', '--all', '-o', folder, file)
    for path in sorted(pathlib.Path(folder).iterdir()):
        if sha256(path.read_bytes()) == digest:
            return path
    sys.exit(f'{file}: {digest} is not extracted')


def check(gopx, digest, finding, file):
    """Return an error if the driver accepts other devices than gopx lists, or None."""
    listed = {int(d['id'][-4:], 16) for d in finding['devices']}
    with tempfile.TemporaryDirectory() as folder:
        done = run(gopx, 'try', '--gop', body(gopx, file, digest, folder),
                   '--vbt', ROOT / 'fixtures' / 'good-vbt-full.bin',
                   '--device', f'8086:{min(listed):04x}', '--sweep', 'devices', '--json')
    if not done.stdout:
        return done.stderr.decode().strip()
    taken = set(ids_of(' '.join(json.loads(done.stdout)['accepted'])))
    if listed == taken:
        return None
    return f'only listed: {spans(sorted(listed - taken))}; only taken: {spans(sorted(taken - listed))}'


def main(arguments):
    gopx = arguments[-1]
    if missing(gopx):
        print(missing(gopx))
        return SKIPPED
    if '--full' in arguments:
        found = drivers(gopx, '-r', *folders().values())
    else:
        files = [os.path.join(folders()[name], file) for name, file in SAMPLES
                 if name in folders()]
        found = drivers(gopx, *files)
        if len(found) < len(files):
            sys.exit(f'{len(found)} drivers in {len(files)} files')
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wrong = 0
    for digest, (finding, file) in found.items():
        said = check(gopx, digest, finding, file)
        if (said is not None) != (digest in DAMAGED):
            wrong += 1
            print(f"wrong: {file}: {finding['version']} {digest}: {said}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f'{len(found)} drivers asked for all devices, {len(DAMAGED & found.keys())} of '
          f'them damaged, {wrong} wrong; {seconds:.0f} s of processor time')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
