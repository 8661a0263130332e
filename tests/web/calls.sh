#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# calls.sh NODE HERE BUILD NATIVE: builds calls.c for WASI, and compares its output with that of
# NATIVE, the same program for this machine.
set -eu
node=$1 here=$2 build=$3 native=$4

if ! clang-14 --target=wasm32-wasi --sysroot=/usr -O1 -mmutable-globals -Wl,--export=__stack_pointer \
	"$here/calls.c" -o "$build/calls.wasm" 2>"$build/calls.log"; then
	echo "skipped: clang-14 builds nothing for WASI here: $(head -n 1 "$build/calls.log")"
	exit 77
fi
"$node" "$here/wasi_test.mjs" "$build/calls.wasm" "$native"
