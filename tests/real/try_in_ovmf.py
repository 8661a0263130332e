#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Checks in stock OVMF under QEMU which LPC bridges a driver accepts, and compares the result with
gopx try. This takes minutes, so it is not a test.

usage: try_in_ovmf.py GOPX [VERSION...]

The program puts each driver (a line of trials.json) into the ROM of a device with the GPU's IDs.
Then it starts the machine twice: with the LPC bridge of q35, and with a bridge that the driver
accepts. If the driver accepts any bridge, the machine starts only with that of q35. QEMU has no option for the IDs of these devices. So the program changes the IDs in the
memory of the QEMU process before the guest's first instruction. The device is an ivshmem-plain,
whose BAR 0 has only 256 bytes. If a driver writes the GPU's registers, QEMU therefore logs invalid
accesses.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

import try_test

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, os.fspath(HERE.parent / 'guest'))
import guest  # noqa: E402

VERSIONS = ('2.0.1024', '5.5.1034', '9.0.1096', '17.0.1064', '21.0.1048')
SECONDS = 3600      # seconds of real time for one start
BAR_ROOM = 16 << 20
IVSHMEM, MEMORY_CLASS, VGA_CLASS = (0x1af4, 0x1110), b'\0\0\5', b'\0\0\3'
Q35_BRIDGE, ISA_CLASS = (0x8086, 0x2918), b'\0\1\6'


def ids(vendor, device):
    return struct.pack('<HH', vendor, device)


class Memory:
    """The memory of a QEMU process that this program has started."""

    def __init__(self, pid):
        self.pid = pid

    def ranges(self):
        for line in pathlib.Path(f'/proc/{self.pid}/maps').read_text().splitlines():
            first, last = (int(n, 16) for n in line.split()[0].split('-'))
            if line.split()[1].startswith('rw') and 'shared' not in line and \
                    last - first < 256 << 20:
                yield first, last - first

    def change(self, old, old_class, new, new_class):
        """Change all copies of one PCI device's header in QEMU's memory, and return their
        number."""
        count = 0
        with open(f'/proc/{self.pid}/mem', 'r+b', 0) as memory:
            for start, size in self.ranges():
                try:
                    memory.seek(start)
                    data = memory.read(size)
                except (OSError, ValueError):
                    continue
                for at in (m.start() for m in re.finditer(re.escape(old), data)):
                    if data[at + 9:at + 12] != old_class:
                        continue
                    memory.seek(start + at)
                    memory.write(new)
                    memory.seek(start + at + 9)
                    memory.write(new_class)
                    count += 1
        return count


def goes_on(log):
    """True if the log shows that the driver writes registers of the GPU. Reading does not count,
    because some drivers read one or two registers before they refuse the bridge."""
    bar = None
    for line in log.splitlines():
        write = re.search(r'pci_cfg_write .*02[:.]0 .*@0x10 <- 0x([0-9a-f]+)', line)
        if write and int(write[1], 16) not in (0, 0xffffffff):
            bar = int(write[1], 16) & ~15
        wild = re.match(r'Invalid write at addr 0x([0-9A-Fa-f]+)', line)
        if wild and bar and 0 <= int(wild[1], 16) - bar < BAR_ROOM:
            return True
    return False


def start(work, rom, device, bridge):
    """True if the driver writes registers in OVMF; False if the guest ends first."""
    code, variables = (guest.FIRMWARE / name for name in guest.MACHINES['q35'][1:])
    shutil.copy(variables, work / 'vars.fd')
    disk = work / 'disk'
    disk.mkdir(exist_ok=True)
    (disk / 'startup.nsh').write_text('@echo -off\r\nreset -s\r\n')
    with open(work / 'shared', 'wb') as memory:
        memory.truncate(BAR_ROOM)
    log = work / 'log'
    log.write_text('')
    process = subprocess.Popen(
        [*guest.qemu(), '-S', '-machine', 'q35', '-accel', 'tcg', '-m', '256', '-nodefaults',
         '-display', 'none', '-vga', 'none', '-no-reboot', '-net', 'none',
         '-drive', f'if=pflash,format=raw,readonly=on,file={code}',
         '-drive', f'if=pflash,format=raw,file={work / "vars.fd"}',
         '-drive', f'if=none,id=d,format=raw,file=fat:rw:{disk}',
         '-device', 'virtio-blk-pci,drive=d',
         '-object', f'memory-backend-file,id=m,size=16M,share=on,mem-path={work / "shared"}',
         '-device', f'ivshmem-plain,memdev=m,addr=02.0,romfile={rom}',
         '-monitor', 'stdio', '-d', 'guest_errors,unimp', '-D', log, '-trace', 'pci_cfg_write'],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        memory, gpu = Memory(process.pid), 0
        for _ in range(SECONDS):
            time.sleep(1)
            gpu = memory.change(ids(*IVSHMEM), MEMORY_CLASS, ids(0x8086, device), VGA_CLASS)
            if gpu:
                break
        if not gpu or not memory.change(ids(*Q35_BRIDGE), ISA_CLASS, ids(0x8086, bridge),
                                        ISA_CLASS):
            sys.exit('the devices are not in the memory of QEMU')
        process.stdin.write(b'cont\n')
        process.stdin.flush()
        for _ in range(SECONDS):
            if goes_on(log.read_text(errors='replace')):
                return True
            if process.poll() is not None:
                return False
            time.sleep(1)
        sys.exit('the guest does not end')
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()


def main(arguments):
    gopx, versions = arguments[0], arguments[1:] or VERSIONS
    why = guest.missing() or try_test.missing(gopx)
    if why:
        print(why)
        return guest.SKIPPED
    root = pathlib.Path(os.environ['GOPX_CORPUS'])
    accepted_by = try_test.bridges(try_test.PAGE.read_text(encoding='utf-8'))
    wrong = 0
    for trial in json.loads(try_test.TRIALS.read_text()):
        if trial['version'] not in versions:
            continue
        accepted = accepted_by(trial['version'])
        with tempfile.TemporaryDirectory() as name:
            work = pathlib.Path(name)
            rom = work / 'gpu.rom'
            guest.run(gopx, 'rom', '--gop', root / trial['driver'], '--vbt',
                      root / trial['table'], '--device', '8086:' + trial['device'],
                      '--assign', 'none', '-o', rom)
            for bridge in [try_test.QEMU_BRIDGE] + (accepted or [])[-1:]:
                done = subprocess.run(
                    [gopx, 'try', '--rom', rom, '--device', '8086:' + trial['device'],
                     '--lpc', f'8086:{bridge:04x}', '--json'],
                    capture_output=True, check=False)
                emulated = json.loads(done.stdout)['verdict'] != 'refuses-bridge'
                real = start(work, rom, int(trial['device'], 16), bridge)
                words = {True: 'goes on', False: 'gives up'}
                print(f"{trial['version']} with 8086:{bridge:04x}: {words[real]} in OVMF, "
                      f'{words[emulated]} in gopx try', flush=True)
                wrong += real != emulated
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
