# SPDX-License-Identifier: BSD-2-Clause
"""Reads the version of a graphics driver from its code, independently of gopx.

An x64 driver refers to the strings " [", major, ".", minor, ".", build and "]" in this order, with
LEA relative to RIP. It may keep a "." in a register.
"""

import re
import struct

LEA = re.compile(rb'[\x48\x4c]\x8d[\x05\x0d\x15\x1d\x25\x2d\x35\x3d](....)', re.DOTALL)
MACHINE_X64 = 0x8664


def sections(image):
    """Return (address, size in memory, offset in the file, size in the file) of each section."""
    pe, = struct.unpack_from('<I', image, 0x3c)
    machine, count = struct.unpack_from('<HH', image, pe + 4)
    optional, = struct.unpack_from('<H', image, pe + 20)
    table = pe + 24 + optional
    if machine != MACHINE_X64:
        return []
    return [(address, size, offset, stored) for size, address, stored, offset in
            (struct.unpack_from('<IIII', image, table + 40 * i + 8) for i in range(count))]


def text_at(image, layout, address):
    """Return the UTF-16 string at this address if it has at most 8 characters, all of them ASCII.
    Else return ''."""
    for start, _, offset, stored in layout:
        if start <= address < start + stored:
            at = offset + address - start
            units = struct.unpack_from('<9H', image[at:at + 18].ljust(18, b'\xff'))
            if 0 in units:
                found = units[:units.index(0)]
                return ''.join(map(chr, found)) if max(found, default=128) < 128 else ''
    return ''


def version(image):
    """Return the version, such as "9.0.1084", or None if the code does not contain one."""
    layout = sections(image)
    numbers = None
    for start, _, offset, stored in layout[:1]:
        code = image[offset:offset + stored]
        at = 0
        while found := LEA.search(code, at):
            at = found.start() + 1
            to, = struct.unpack('<i', found[1])
            text = text_at(image, layout, start + found.end() + to)
            if text == ' [':
                numbers = []
            elif text == ']' and numbers is not None:
                return '.'.join(numbers) if len(numbers) == 3 else None
            elif text.isdigit() and numbers is not None:
                numbers.append(text)
    return None
