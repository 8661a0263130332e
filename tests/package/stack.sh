#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Checks that small stacks are enough: stack.sh PREFIX SOURCE
# The command must scan with stacks of 96 KiB, also in its threads. The library must scan in threads
# with stacks of 128 KiB.
set -eu
gopx=$1/bin/gopx
fixtures=$2/fixtures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Use standard input, so that the outputs contain no file names and can be compared.
scan() {
	for file in "$fixtures"/good-*.bin; do
		[ -s "$file" ] || continue
		"$gopx" scan --json --threads "$1" - <"$file" || [ $? -le 1 ] || exit 1
	done
}

scan 1 >"$work/plenty"
for threads in 1 4; do
	(ulimit -s 96 && scan "$threads") >"$work/little"
	cmp "$work/plenty" "$work/little"
done
[ -s "$work/plenty" ]

library=$(find "$1" -name libgopx.so)
cc -pthread -I "$1/include" -o "$work/threads" "$2/tests/package/stack_threads.c" "$library"
found=$(LD_LIBRARY_PATH=${library%/*} "$work/threads" "$fixtures"/good-*.bin)
[ "$found" -gt 0 ]
