#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The OpRegion that QEMU offers reaches the policy driver by our assignment driver.

No iGPU is assigned: a device of QEMU's is at its place, and the assignment driver is
linked with a file that shows it the IDs of one (igd_config.c).  From there on all is
as in a guest with one: fw_cfg, the memory, ASLS and BDSM, and the policy driver, which
has no table of its own here.

usage: assign_test.py GOPX ROOT MACHINE
"""

import pathlib
import struct
import sys
import tempfile

import guest

STOLEN = 32 << 20
MIB = 1 << 20


def check(told, table):
    """None, or what is wrong with what the probe told."""
    if not told:
        return 'the probe did not find the policy'
    if told['vbt_status'] or told['table'] != table:
        return f'the table is not that of the OpRegion, status {told["vbt_status"]:#x}'
    if not told['asls'] or told['asls'] % 4096:
        return f'the OpRegion is at {told["asls"]:#x}'
    if not told['bdsm'] or told['bdsm'] % MIB or told['bdsm'] + STOLEN > 256 * MIB:
        return f'stolen memory is at {told["bdsm"]:#x}'
    return None


def main():
    gopx, root = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    machine = sys.argv[3]
    if guest.missing():
        print(guest.missing())
        return guest.SKIPPED
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        vbt = guest.synthetic_table(gopx, root, work, '--trim')
        table = vbt.read_bytes()
        guest.run(gopx, 'opregion', '--vbt', vbt, '-o', work / 'opregion.bin')
        (work / 'bdsm.bin').write_bytes(struct.pack('<Q', STOLEN))
        assign = guest.build(root, work / 'assign.efi', 'guest/assign.c', 'guest/fw_cfg.c',
                             'tests/guest/igd_config.c')
        parts = ['--gop', guest.build_probe(root, work), '--assign', assign]
        rom, injected = work / 'test.rom', work / 'injected.fd'
        guest.run(gopx, 'rom', *parts, '-o', rom)
        guest.run(gopx, 'inject', *parts, '-o', injected, guest.stock(machine))
        ways = {'from a ROM': (guest.stock(machine), f'e1000,addr=2.0,romfile={rom}'),
                'injected': (injected, 'e1000,addr=2.0,romfile=')}
        for way, (firmware, device) in ways.items():
            told = guest.boot_probe(
                work, machine, firmware, '-device', device,
                '-fw_cfg', f'name=etc/igd-opregion,file={work / "opregion.bin"}',
                '-fw_cfg', f'name=etc/igd-bdsm-size,file={work / "bdsm.bin"}')
            wrong = check(told, table)
            print(f'{machine}, {way}: {wrong or "the table of the OpRegion arrives"}')
            failed += wrong is not None
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
