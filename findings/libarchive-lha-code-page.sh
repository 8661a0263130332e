#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# libarchive 3.6.2 (Debian 12) reads an LHA archive in which one member states that its name is in
# code page 720 (MS-DOS, Arabic), which glibc has no table for.
#
# Expected: a name that cannot be converted costs at most this name. The content of the member and
# the other members are read, as in ZIP or tar archives with such a name, and as lhasa does.
# Seen: the error ends the whole archive. bsdtar lists the members before this one, and none after
# it. A process that can open no files has the same error for code pages that glibc knows, because
# glibc loads their tables from files: in a sandbox, libarchive reads fewer members than outside.
#
# Exit status: 0 if libarchive still does this, 1 if it no longer does, 77 if this cannot be tested
# here.
set -eu

version=3.6.2-1+deb12u5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

command -v python3 >/dev/null || { echo "skipped: no Python" >&2; exit 77; }
if ! apt-get download "libarchive13=$version" "libarchive-tools=$version" lhasa=0.3.1-4+b1 \
	liblhasa0=0.3.1-4+b1 libacl1 libxml2 libicu72 libnettle8 liblz4-1 libzstd1 >/dev/null 2>&1; then
	echo "skipped: some packages of Debian 12 are not available" >&2
	exit 77
fi
for package in *.deb; do
	dpkg-deb -x "$package" root
done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu"

# Write an archive with level 2 headers: one stored member for each argument, which is the number of
# its code page, or "none".
cat >make.py <<'PYTHON'
import struct
import sys


def crc16(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def member(name, content, page):
    extras = [b'\0\0\0', b'\1' + name]
    if page != 'none':
        extras.append(b'\x46' + struct.pack('<I', int(page)))
    header = bytearray(b'\0\0-lh0-' + struct.pack('<III', len(content), len(content), 0x5C000000))
    header += b' \2' + struct.pack('<H', crc16(content)) + b'U'
    for extra in extras:
        header += struct.pack('<H', len(extra) + 2) + extra
    header += b'\0\0'
    struct.pack_into('<H', header, 0, len(header))
    struct.pack_into('<H', header, 27, crc16(header))
    return bytes(header) + content


with open('demo.lzh', 'wb') as archive:
    for i, page in enumerate(sys.argv[1:]):
        name = b'n%d' % i if page == 'none' else b'\x85%d' % i
        archive.write(member(name, b'content %d' % i, page))
    archive.write(b'\0')
PYTHON

changed=0
# counts WHAT WANTED GOT
counts() {
	if [ "$2" = "$3" ]; then
		echo "as seen: $1: $3 of 3 members"
	else
		echo "changed: $1: $3 of 3 members, not $2"
		changed=1
	fi
}
python3 make.py none 720 none
counts "lhasa, code page 720" 3 "$("$folder/root/usr/bin/lhasa" t demo.lzh | tr '\r' '\n' | grep -c 'Tested')"
counts "bsdtar, code page 720" 1 "$(LC_ALL=C.UTF-8 "$folder/root/usr/bin/bsdtar" -tf demo.lzh 2>error | wc -l)"
grep -q 'cannot be converted from CP720' error || changed=1
python3 make.py none none none
counts "bsdtar, no code page" 3 "$(LC_ALL=C.UTF-8 "$folder/root/usr/bin/bsdtar" -tf demo.lzh | wc -l)"
exit "$changed"
