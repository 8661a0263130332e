#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""In Debian's OVMF our policy driver gives the table: from a ROM, and injected.

The driver beside it (probe.c) asks as a GOP driver does and writes what it was
given to QEMU's debug console.

usage: qemu_test.py GOPX ROOT MACHINE
"""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

SKIPPED = 77
FIRMWARE = pathlib.Path('/usr/share/OVMF')
# Machine, code and variables: 4 MiB and 2 MiB builds, both kinds of machine, and SMM with
# Microsoft's keys enrolled: Secure Boot is on, and neither way asks for a signature.
MACHINES = {
    'q35': ('q35', 'OVMF_CODE_4M.fd', 'OVMF_VARS_4M.fd'),
    'i440fx': ('pc', 'OVMF_CODE_4M.fd', 'OVMF_VARS_4M.fd'),
    'q35-2m': ('q35', 'OVMF_CODE.fd', 'OVMF_VARS.fd'),
    'i440fx-2m': ('pc', 'OVMF_CODE.fd', 'OVMF_VARS.fd'),
    'secboot': ('q35,smm=on', 'OVMF_CODE_4M.secboot.fd', 'OVMF_VARS_4M.ms.fd'),
    'secboot-2m': ('q35,smm=on', 'OVMF_CODE.secboot.fd', 'OVMF_VARS.ms.fd'),
}
SMM = ('-global', 'driver=cfi.pflash01,property=secure,value=on',
       '-global', 'ICH9-LPC.disable_s3=1')
EXIT_CODE = 0x10 * 2 + 1  # what isa-debug-exit makes of the probe's word


def make_parts(gopx, root, work):
    """Options that name the driver and the table; the table."""
    probe, vbt = work / 'probe.efi', work / 'out/Vbt.bin'
    subprocess.run(['sh', root / 'guest/build.sh', probe, root / 'tests/guest/probe.c'],
                   check=True)
    subprocess.run([gopx, 'extract', '--vbt', '-o', work / 'out',
                    root / 'fixtures/good-spi-laptop.bin'], check=True, stdout=subprocess.DEVNULL)
    return ['--gop', probe, '--vbt', vbt], vbt.read_bytes()


def make(gopx, words):
    subprocess.run([gopx, *words], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def boot(work, machine, code, variables, device=()):
    """What the guest wrote to the debug console; the exit code of QEMU."""
    console = work / 'console.bin'
    shutil.copy(FIRMWARE / variables, work / 'vars.fd')
    result = subprocess.run(
        ['qemu-system-x86_64', '-m', '256', '-machine', machine, '-nodefaults',
         '-display', 'none', '-accel', 'tcg', '-net', 'none',
         '-drive', f'if=pflash,format=raw,readonly=on,file={code}',
         '-drive', f'if=pflash,format=raw,file={work / "vars.fd"}',
         *(SMM if 'smm=on' in machine else ()), *device, '-debugcon', f'file:{console}',
         '-global', 'isa-debugcon.iobase=0x402', '-device', 'isa-debug-exit,iobase=0xf4'],
        stdin=subprocess.DEVNULL, timeout=90, check=False)
    return console.read_bytes(), result.returncode


def check(written, table):
    """None, or what is wrong with what the probe wrote."""
    start = written.find(b'GOPX')
    if start < 0:
        return 'the probe did not find the policy'
    revision, status, size = struct.unpack_from('<IQI', written, start + 4)
    given = written[start + 20:start + 20 + size]
    lid_status, lid = struct.unpack_from('<QI', written, start + 20 + size)
    if (revision, status, size) != (3, 0, len(table)):
        return f'revision {revision}, status {status:#x}, {size} bytes'
    if given != table:
        return 'the table is not the one that went in'
    if (lid_status, lid) != (0, 1):
        return f'lid {lid}, status {lid_status:#x}'
    return None


def main():
    gopx, root = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    machine, code, variables = MACHINES[sys.argv[3]]
    if not shutil.which('qemu-system-x86_64') or not (FIRMWARE / code).exists():
        print('skipped: no qemu-system-x86_64 or no OVMF')
        return SKIPPED
    os.environ.setdefault('ASAN_OPTIONS', 'detect_leaks=0')
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        parts, table = make_parts(gopx, root, work)
        rom, injected = work / 'test.rom', work / code
        make(gopx, ['rom', *parts, '-o', rom])
        make(gopx, ['inject', *parts, '-o', injected, FIRMWARE / code])
        ways = {'from a ROM': (FIRMWARE / code, ('-device', f'edu,romfile={rom}')),
                'injected': (injected, ())}
        for way, (firmware, device) in ways.items():
            written, status = boot(work, machine, firmware, variables, device)
            wrong = check(written, table) or (
                None if status == EXIT_CODE else f'QEMU ended with {status}')
            print(f'{machine}, {code}, {way}: {wrong or "the table arrives"}')
            failed += wrong is not None
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
