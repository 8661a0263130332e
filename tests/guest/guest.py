# SPDX-License-Identifier: BSD-2-Clause
"""Functions for the tests of guests: run Debian's OVMF in QEMU, without a display."""

import os
import pathlib
import shlex
import shutil
import struct
import subprocess
import sys

SKIPPED = 77
FIRMWARE = pathlib.Path('/usr/share/OVMF')
# For each machine: QEMU's machine type, and the OVMF files with the code and the variables. The
# builds of OVMF are of 4 MiB and 2 MiB, with and without SMM and Microsoft's keys. With these keys,
# Secure Boot is on. Even then, the guest starts unsigned drivers from a ROM and from the firmware.
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
PROBE_EXIT = 0x10 * 2 + 1  # the exit status after the probe's write to isa-debug-exit


def qemu():
    """Return the command line that starts QEMU: GOPX_QEMU, or the installed program."""
    return shlex.split(os.environ.get('GOPX_QEMU', 'qemu-system-x86_64'))


def missing(machine='q35'):
    """Return the reason why no guest of this machine can start here, or None. Debian 13's package
    has no OVMF of 2 MiB."""
    if not shutil.which(qemu()[0]):
        return 'skipped: no qemu-system-x86_64'
    for name in MACHINES[machine][1:]:
        if not (FIRMWARE / name).exists():
            return f'skipped: no {FIRMWARE / name}'
    return None


def stock(machine):
    return FIRMWARE / MACHINES[machine][1]


def build(root, output, *sources):
    subprocess.run(['sh', root / 'guest/build.sh', output, *(root / s for s in sources)],
                   check=True)
    return output


def build_probe(root, work):
    return build(root, work / 'probe.efi', 'tests/guest/probe.c', 'guest/pci_config.c')


def run(gopx, *words):
    subprocess.run([gopx, *words], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def synthetic_table(gopx, root, work, *words):
    """Write the table of a fixture to a file."""
    run(gopx, 'extract', '--vbt', *words, '-o', work / 'out',
        root / 'fixtures/good-spi-laptop.bin')
    return work / 'out/Vbt.bin'


def boot(work, machine, code, *words):
    """Start the machine with this code, and return the exit status of QEMU."""
    kind, _, variables = MACHINES[machine]
    shutil.copy(FIRMWARE / variables, work / 'vars.fd')
    result = subprocess.run(
        [*qemu(), '-m', '256', '-machine', kind, '-nodefaults',
         '-display', 'none', '-accel', 'tcg', '-net', 'none',
         '-drive', f'if=pflash,format=raw,readonly=on,file={code}',
         '-drive', f'if=pflash,format=raw,file={work / "vars.fd"}',
         *(SMM if 'smm=on' in kind else ()), *words],
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if result.returncode == 1:  # QEMU's own error; the end of a guest has another status
        sys.stderr.buffer.write(result.stderr)
    return result.returncode


def boot_probe(work, machine, code, *words):
    """Start the machine, and return the report of the probe as a dictionary. It is empty if the
    probe did not run."""
    console = work / 'console.bin'
    status = boot(work, machine, code, *words, '-debugcon', f'file:{console}',
                  '-global', 'isa-debugcon.iobase=0x402',
                  '-device', 'isa-debug-exit,iobase=0xf4')
    written = console.read_bytes()
    start = written.find(b'GOPX')
    if start < 0 or status != PROBE_EXIT:
        return {}
    revision, vbt_status, size = struct.unpack_from('<IQI', written, start + 4)
    after = start + 20 + size
    lid_status, lid, bdsm, asls, wide, used, filled = struct.unpack_from(
        '<QIIIIII', written, after)
    return {'revision': revision, 'vbt_status': vbt_status,
            'table': written[start + 20:after], 'lid_status': lid_status, 'lid': lid,
            'bdsm': bdsm, 'asls': asls, 'wide_bdsm': wide,
            'stolen_used': used, 'filled_before': filled,
            'said': written[:start].decode('ascii', 'replace')}
