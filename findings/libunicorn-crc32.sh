#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# One program is linked with libunicorn2 (2.0.1, Debian 12) and zlib (1.2.13).
#
# Expected: a program that calls crc32() gets zlib's function, whatever the order of the two
# libraries on its link line. libunicorn exports only names that begin with uc_.
# Seen: libunicorn exports some 30,000 names of its emulator and of its own copy of parts of
# GLib, among them "crc32" and "g_hash_table_new". If libunicorn is linked before zlib, its crc32()
# replaces zlib's in the whole process, also for other libraries. The result is the same, but a scan
# of firmware took 3 to 5 % more instructions.
#
# Exit status: 0 if the library still does this, 1 if it no longer does, 77 if this cannot be tested
# here.
set -eu

unicorn=2.0.1.post1-1+b1
zlib=1:1.2.13.dfsg-1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! command -v cc >/dev/null; then
	echo "skipped: no C compiler" >&2
	exit 77
fi
if ! apt-get download "libunicorn2=$unicorn" "zlib1g=$zlib" >/dev/null 2>&1; then
	echo "skipped: no package libunicorn2 $unicorn or zlib1g $zlib" >&2
	exit 77
fi
for package in *.deb; do
	dpkg-deb -x "$package" root
done
mkdir lib
find root -name 'libunicorn.so.2*' -exec cp -a '{}' lib ';'
find root -name 'libz.so.1*' -exec cp -a '{}' lib ';'

cat >sum.c <<'C'
#include <stdio.h>

unsigned long crc32(unsigned long crc, const unsigned char *bytes, unsigned int len);

int main(void)
{
	printf("%lx\n", crc32(0, (const unsigned char *)"123456789", 9));
	return 0;
}
C

# run LIBRARY LIBRARY: prints the checksum, and the library whose crc32() was called.
run() {
	cc -o sum sum.c -Wl,--no-as-needed "lib/$1" "lib/$2" -Wl,-rpath,"$folder/lib"
	sum=$(LD_BIND_NOW=1 LD_DEBUG=bindings ./sum 2>log)
	from=$(sed -n 's/.*binding file .*sum \[0\] to \(.*\) \[0\].*symbol `crc32.*/\1/p' log |
		sed 's|.*/||' | head -n 1)
	echo "$1 before $2: $sum by $from"
}

run libz.so.1 libunicorn.so.2
[ "$sum $from" = "cbf43926 libz.so.1" ] || exit 1
run libunicorn.so.2 libz.so.1
[ "$sum $from" = "cbf43926 libunicorn.so.2" ] || exit 1
