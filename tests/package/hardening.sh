#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The installed programs and libraries are hardened: hardening.sh PREFIX
set -eu
prefix=$1
faults=0

# no FILE WHAT
no() {
	echo "$1: $2"
	faults=$((faults + 1))
}

for file in "$prefix/bin/gopx" "$(find "$prefix" -name 'libgopx.so.0')"; do
	readelf -hW "$file" | grep -q 'Type: *DYN' || no "$file" 'at a fixed address'
	readelf -lW "$file" | grep -q GNU_RELRO || no "$file" 'no RELRO'
	readelf -dW "$file" | grep -q BIND_NOW || no "$file" 'binds late'
	readelf -dW "$file" | grep -q TEXTREL && no "$file" 'writes to its code'
	readelf -lW "$file" | awk '$1 == "GNU_STACK" { print $7 }' | grep -q E &&
		no "$file" 'a stack that is code'
	nm -D "$file" | grep -q __stack_chk_fail || no "$file" 'no stack protector'
	nm -D "$file" | grep -q 'snprintf_chk' || no "$file" 'no FORTIFY'
	if [ "$(uname -m)" = x86_64 ]; then
		# The program is marked for CET only if the C library's start-up objects are, too.
		# So count CET's instructions instead. The start-up objects have only a few of them.
		[ "$(objdump -d "$file" | grep -c endbr64)" -gt 20 ] || no "$file" 'no CET'
	fi
done
exit $((faults > 0))
