#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the installed library defines, exports and calls only functions and variables with
# allowed names: symbols.sh PREFIX SOURCE
set -eu
prefix=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/faults"

# no WHAT: reports each line of standard input as a fault, with the words WHAT.
no() {
	sed "s|\$| <- $1|" >>"$work/faults"
}

declared() {
	cat "$source/include/gopx/gopx.h" "$source/include/gopx/node.h" "$source/include/gopx/vbt.h" | tr '\n' ' ' | grep -oE 'GOPX_API [^;]*;' |
		grep -oE 'gopx_[a-z0-9_]+ *\(' | tr -d ' (' | sort
}

shared=$(find "$prefix" -name libgopx.so)
static=$(find "$prefix" -name libgopx.a)

if [ -n "$shared" ]; then
	shown=$work/shown
	nm -D --defined-only "$shared" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' |
		sort >"$shown"
	declared | comm -23 - "$shown" | no 'declared and not exported'
	declared | comm -13 - "$shown" | no 'exported and not declared'
	nm -D --defined-only "$shared" | grep -vE '@@?GOPX_|GOPX_[0-9.]+$' | no 'without a version'
	readelf -d "$shared" | grep -q 'SONAME.*\[libgopx\.so\.0\]' || echo "$shared" | no 'SONAME'
else
	nm -g --defined-only "$static" | awk 'NF == 3 { print $3 }' | grep -vE '^(gopx|gx)_' |
		no 'defined outside gopx_ and gx_'
	# The library must have no writable data, because all images would share it.
	size -A "$static" | awk '/\(ex/ { member = $1 }
		$1 ~ /^\.t?(data|bss)$/ && $2 > 0 { print member, $1, $2 }' | no 'global state'
	nm -u "$static" | awk '{ print $2 }' |
		grep -E '^_*(f?open|f?printf|puts|fputs|perror|getenv|exit|abort|time|rand)(64|_chk)?$' |
		no 'a library must not print, open files, read the environment or end the process'
fi
cat "$work/faults"
[ ! -s "$work/faults" ]
