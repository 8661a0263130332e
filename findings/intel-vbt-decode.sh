#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# intel_vbt_decode (intel-gpu-tools 1.27.1, Debian 12) on a valid table.
#
# Expected: the report gives the border of a panel as stored, 7 lines at the top and 9 at the
# bottom. For PSR2, code 3 of the TP2 and TP3 time is 50 us, as in Linux. The report has the last
# block, because the block lies inside the table.
# Seen: "Bottom" has the value of the top. The time is 5 us. The last block is missing if the size
# in the BDB header is one byte too small, as in the tables of UEFI drivers since Skylake. Linux
# reads it.
#
# Exit status: 0 if the program still does this, 1 if it no longer does, 77 if this cannot be tested
# here.
set -eu

version=1.27.1-1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! apt-get download "intel-gpu-tools=$version" >/dev/null 2>&1; then
	echo "skipped: no package intel-gpu-tools $version" >&2
	exit 77
fi
dpkg-deb -x intel-gpu-tools_*.deb tool
tool=$folder/tool/usr/bin/intel_vbt_decode
if ! "$tool" --help 2>&1 | grep -q usage; then
	echo "skipped: libraries of intel-gpu-tools are missing (apt-get install libdrm2 libpciaccess0)" >&2
	exit 77
fi

# make_table SHORT: a table whose BDB header states SHORT bytes less than the real size.
make_table() {
	python3 - "$1" <<'PYTHON'
import struct
import sys

PANELS = 16


def block(number, data):
    return struct.pack('<BH', number, len(data)) + data


def lfp_data(at):
    """Block 42 at an offset in the BDB, and block 41, which points into it."""
    entries, pointers = b'', bytes([3])
    for i in range(PANELS):
        start = at + i * (46 + 18 + 10)
        pointers += struct.pack('<HBHBHB', start, 46, start + 46, 18, start + 64, 10)
        entries += bytes(44) + b'\xff\xff' + bytes(18 + 10)
    pointers += struct.pack('<HB', at + len(entries), 13)
    names = PANELS * b'PANEL        '
    borders = PANELS * bytes([7, 9, 0, 0])  # top, bottom, left, right
    tail = bytes(2 + PANELS + PANELS) + borders + bytes(2 + 2)
    return block(41, pointers), block(42, entries + names + tail)


def make(short):
    psr = bytes(PANELS * 6) + b'\xff\xff\xff\xff'  # code 3 for each panel
    first = block(1, bytes(7)) + block(9, psr) + block(40, bytes([2]) + bytes(26))
    at = 22 + len(first) + 3 + (1 + PANELS * 9 + 3) + 3
    body = first + b''.join(lfp_data(at)) + block(12, bytes(19))
    bdb = b'BIOS_DATA_BLOCK ' + struct.pack('<HHH', 240, 22, 22 + len(body) - short) + body
    table = b'$VBT SYNTHETIC'.ljust(20) + struct.pack('<HHHBBI16x', 100, 48, 48 + len(bdb), 0, 0, 48)
    table = bytearray(table + bdb)
    table[26] = -sum(table) & 0xff
    return bytes(table)


sys.stdout.buffer.write(make(int(sys.argv[1])))
PYTHON
}

make_table 0 >whole.vbt
make_table 1 >short.vbt
changed=0

# expect WHAT FILE PATTERN: the report of FILE has a line of this pattern.
expect() {
	if "$tool" --file="$2" --all-panels 2>/dev/null | grep -q "$3"; then
		echo "as seen: $1"
	else
		echo "changed: $1"
		changed=1
	fi
}

expect "the top border is 7 lines" whole.vbt '^[[:space:]]*Top: 7$'
expect "9 lines at the bottom are reported as 7" whole.vbt '^[[:space:]]*Bottom: 7$'
expect "50 us of PSR2 are reported as 5" whole.vbt 'PSR2 TP2/TP3 wakeup time: 5 usec (0x3)'
expect "block 12 is there when its last byte is counted" whole.vbt '^BDB block 12 '
if "$tool" --file=short.vbt --all-panels 2>/dev/null | grep -q '^BDB block 12 '; then
	echo "changed: the report has the last block although the BDB size leaves out its last byte"
	changed=1
else
	echo "as seen: the report lacks the last block if the BDB size leaves out its last byte"
fi
exit "$changed"
