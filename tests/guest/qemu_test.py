#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx's policy driver provides the table in Debian's OVMF, both from a ROM and after gopx inject.

A test driver (probe.c) requests the table like a GOP driver, and writes the answer to QEMU's
debug console.

usage: qemu_test.py GOPX ROOT MACHINE
"""

import pathlib
import sys
import tempfile

import guest


def check(told, table):
    """Return the error in the report of the probe, or None."""
    if not told:
        return 'the probe did not find the policy'
    if (told['revision'], told['vbt_status']) != (3, 0):
        return f'revision {told["revision"]}, status {told["vbt_status"]:#x}'
    if told['table'] != table:
        return 'the table is not the one that went in'
    if (told['lid_status'], told['lid']) != (0, 1):
        return f'lid {told["lid"]}, status {told["lid_status"]:#x}'
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
        vbt = guest.synthetic_table(gopx, root, work)
        parts = ['--gop', guest.build_probe(root, work), '--vbt', vbt]
        rom, injected = work / 'test.rom', work / 'injected.fd'
        guest.run(gopx, 'rom', *parts, '-o', rom)
        guest.run(gopx, 'inject', *parts, '-o', injected, guest.stock(machine))
        # Run these commands only to check them with sanitizers. guest.ovmf checks their output.
        guest.run(gopx, 'inject', '--list', injected)
        guest.run(gopx, 'inject', '--remove', '-o', work / 'back.fd', injected)
        ways = {'from a ROM': (guest.stock(machine), '-device', f'edu,romfile={rom}'),
                'injected': (injected,)}
        for way, words in ways.items():
            # The guest gets the table without padding: only the bytes that the table's header
            # counts.
            table = vbt.read_bytes()
            table = table[:int.from_bytes(table[24:26], 'little')]
            wrong = check(guest.boot_probe(work, machine, *words), table)
            print(f'{machine}, {way}: {wrong or "the table arrives"}')
            failed += wrong is not None
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
