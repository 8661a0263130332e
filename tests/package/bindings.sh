#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that all libraries of the process call crc32 of zlib. libunicorn exports another crc32,
# which is slow: bindings.sh GOPX SOURCE
set -eu
bound=$(LD_BIND_NOW=1 LD_DEBUG=bindings "$1" scan "$2/fixtures/good-zip.bin" 2>&1 |
	grep -a "symbol .crc32'" || true)
if [ -z "$bound" ]; then
	echo "skipped: this loader does not list its symbol bindings"
	exit 77
fi
if echo "$bound" | grep -v ' to [^ ]*/libz\.so[^ ]* '; then
	echo "these libraries do not use zlib's crc32"
	exit 1
fi
