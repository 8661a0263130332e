#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Sandy Bridge's driver draws the same picture in stock OVMF as in gopx try.

usage: try_picture_test.py GOPX

OVMF OVMF loads the driver from a ROM that gopx made, and tests/try/gpu.c replaces the GPU. The test
compares the size and the CRC-32 of the whole frame buffer. It needs QEMU, OVMF and the corpus in
$GOPX_CORPUS.
"""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

import try_test

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, os.fspath(HERE.parent / 'guest'))
import guest  # noqa: E402

VERSION = '2.0.1024'


def pixels(png):
    """Return the width, the height, and the pixels as in a frame buffer: blue, green, red, 0."""
    at, data, size = 8, b'', (0, 0)
    while at < len(png):
        length, kind = struct.unpack_from('>I4s', png, at)
        body = png[at + 8:at + 8 + length]
        size = struct.unpack('>II', body[:8]) if kind == b'IHDR' else size
        data += body if kind == b'IDAT' else b''
        at += 12 + length
    raw, line, out = zlib.decompress(data), 1 + 3 * size[0], bytearray(4 * size[0] * size[1])
    rgb = b''.join(raw[i + 1:i + line] for i in range(0, len(raw), line))
    out[0::4], out[1::4], out[2::4] = rgb[2::3], rgb[1::3], rgb[0::3]
    return size[0], size[1], bytes(out)


def in_ovmf(work, rom):
    """Return the width, height and CRC-32 (or None without a picture), and the guest's output."""
    disk = work / 'disk'
    disk.mkdir()
    guest.build(ROOT, disk / 'gpu.efi', 'tests/try/gpu.c')
    (disk / 'startup.nsh').write_text('@echo -off\r\nload fs0:\\gpu.efi\r\nreset -s\r\n')
    console = work / 'console'
    guest.boot(work, 'q35', guest.stock('q35'), '-m', '512', '-no-reboot',
               '-drive', f'if=none,id=d,format=raw,file=fat:rw:{disk}',
               '-device', 'virtio-blk-pci,drive=d,bootindex=1', '-device', f'edu,romfile={rom}',
               '-debugcon', f'file:{console}', '-global', 'isa-debugcon.iobase=0x402')
    said = console.read_text(errors='replace')
    line = next((x.split() for x in said.splitlines() if x.startswith('picture ')), None)
    if not line or int(line[1], 16) != int(line[3], 16):
        return None, said
    return (int(line[1], 16), int(line[2], 16), int(line[4], 16)), said


def main(arguments):
    gopx = pathlib.Path(arguments[0]).resolve()
    why = guest.missing() or try_test.missing(gopx)
    if why:
        print(why)
        return guest.SKIPPED
    root = pathlib.Path(os.environ['GOPX_CORPUS'])
    trial = next(t for t in json.loads(try_test.TRIALS.read_text())
                 if t['version'] == VERSION)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        rom, png = work / 'gpu.rom', work / 'picture.png'
        device = ['--device', '8086:' + trial['device']]
        guest.run(gopx, 'rom', '--gop', root / trial['driver'], '--vbt',
                  root / trial['table'], *device, '--assign', 'none', '-o', rom)
        subprocess.run([gopx, 'try', '--rom', rom, *device, '--png', png], check=True,
                       stdout=subprocess.DEVNULL)
        width, height, data = pixels(png.read_bytes())
        emulated = width, height, zlib.crc32(data)
        real, said = in_ovmf(work, rom)
    print(f'gopx try: {width}x{height}, CRC-32 {emulated[2]:08x}')
    if not real:
        print('OVMF: no picture\n' + said[-2000:])
        return 1
    print(f'OVMF: {real[0]}x{real[1]}, CRC-32 {real[2]:08x}')
    return 0 if real == emulated else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
