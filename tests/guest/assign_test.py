#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx's assignment driver gives QEMU's OpRegion to the policy driver.

The guest has an emulated device instead of an iGPU. The assignment driver reads the IDs of an iGPU,
because it is linked with igd_config.c. Everything else is as in a guest with an iGPU: fw_cfg,
memory, the registers ASLS and BDSM, and the policy driver. The policy driver contains no table.

Since the 11th generation, stolen memory must be at the host's address if the guest has memory
there. The test invents the host's address. Two of the machines, one for each kind of address, start
with a pattern in memory. Afterwards, stolen memory must be all zeros.

usage: assign_test.py GOPX ROOT MACHINE
"""

import pathlib
import struct
import sys
import tempfile

import guest

STOLEN = 8 << 20
MIB = 1 << 20
MEMORY = 256 * MIB

HOST_BASE = 128 * MIB  # the host's address in igd_wide_config.c
FAKES = {'Coffee Lake': 'igd_config.c', 'Alder Lake': 'igd_wide_config.c',
         'Alder Lake, host out of reach': 'igd_far_config.c'}
# For each machine, the memory that is filled with a pattern. It includes the memory that becomes
# stolen memory, and some bytes before that.
FILLED = {'Coffee Lake': (96 * MIB, MEMORY), 'Alder Lake': (HOST_BASE - MIB, HOST_BASE + STOLEN)}


def fill(work, fake, way):
    """Return QEMU's arguments that fill memory with the pattern."""
    if fake not in FILLED or way != 'from a ROM':
        return []
    start, end = FILLED[fake]
    (work / 'pattern.bin').write_bytes(b'\xa5' * (end - start))
    return ['-device', f'loader,file={work / "pattern.bin"},addr={start:#x},force-raw=on']


def check(fake, told, table, filled):
    """Return the error in the report of the probe, or None."""
    if not told:
        return 'the probe did not find the policy'
    if told['vbt_status'] or told['table'] != table:
        return f'the table is not that of the OpRegion, status {told["vbt_status"]:#x}'
    if not told['asls'] or told['asls'] % 4096:
        return f'the OpRegion is at {told["asls"]:#x}'
    bdsm, other = told['bdsm'], told['wide_bdsm']
    if fake != 'Coffee Lake':
        bdsm, other = other, bdsm
    if not bdsm or bdsm % MIB or bdsm + STOLEN > MEMORY or other:
        return f'stolen memory is at {bdsm:#x}, or {other:#x}'
    if (bdsm == HOST_BASE) != (fake == 'Alder Lake'):
        return f'stolen memory is at {bdsm:#x}'
    if told['stolen_used'] or (filled and not told['filled_before']):
        return (f'{told["stolen_used"]} words of stolen memory are not zero; '
                f'{told["filled_before"]} before it have the pattern')
    words = {'Coffee Lake': 'gopx: stolen memory is at 0',
             'Alder Lake': 'gopx: stolen memory is at the host\'s address 08000000',
             'Alder Lake, host out of reach': 'the guest has no free memory at 8c000000'}[fake]
    if words not in told['said']:
        return f'the debug console does not say "{words}"'
    return None


def main():
    gopx, root = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    machine = sys.argv[3]
    if guest.missing(machine):
        print(guest.missing(machine))
        return guest.SKIPPED
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        vbt = guest.synthetic_table(gopx, root, work, '--trim')
        table = vbt.read_bytes()
        guest.run(gopx, 'opregion', '--vbt', vbt, '-o', work / 'opregion.bin')
        (work / 'bdsm.bin').write_bytes(struct.pack('<Q', STOLEN))
        probe = guest.build_probe(root, work)
        for number, (fake, source) in enumerate(FAKES.items()):
            assign = guest.build(
                root, work / 'assign.efi',
                *(f'guest/{name}.c' for name in ('assign', 'stolen', 'fw_cfg', 'igd', 'console')),
                f'tests/guest/{source}')
            parts = ['--gop', probe, '--assign', assign]
            rom, injected = work / f'{number}.rom', work / f'{number}.fd'
            guest.run(gopx, 'rom', *parts, '-o', rom)
            guest.run(gopx, 'inject', *parts, '-o', injected, guest.stock(machine))
            ways = {'from a ROM': (guest.stock(machine), f'e1000,addr=2.0,romfile={rom}'),
                    'injected': (injected, 'e1000,addr=2.0,romfile=')}
            for way, (firmware, device) in ways.items():
                filled = fill(work, fake, way)
                told = guest.boot_probe(
                    work, machine, firmware, '-device', device, *filled,
                    '-fw_cfg', f'name=etc/igd-opregion,file={work / "opregion.bin"}',
                    '-fw_cfg', f'name=etc/igd-bdsm-size,file={work / "bdsm.bin"}')
                wrong = check(fake, told, table, filled)
                print(f'{machine}, {fake}, {way}: {wrong or "table and memory are in place"}')
                failed += wrong is not None
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
