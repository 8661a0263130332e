#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the module without libarchive. For all fixtures, it must give the same answers as GOPX, the
# same command for this machine: module.sh NODE SOURCE DIR GOPX
set -eu
node=$1 source=$2 dir=$3 gopx=$4
export GOPX_SOURCES="${dir%/tests/*}/tests/sources"

skip() {
	echo "skipped: $*"
	exit 77
}

for tool in clang-14 wasm-ld-14 llvm-ar-14 dpkg-source; do
	command -v "$tool" >/dev/null || skip "$tool is not installed"
done
if ! "$source/scripts/lib/build-apart" wasi "$dir" -DGOPX_WITH_ARCHIVE=OFF \
	-DCMAKE_COMPILE_WARNING_AS_ERROR=ON >"$dir.log" 2>&1; then
	cat "$dir.log"
	# Without a mirror there are no sources, so skip the test. Any other error is a failure.
	[ -f "$GOPX_SOURCES/versions" ] || skip "the sources cannot be fetched"
	exit 1
fi
exec "$node" "$source/tests/web/scan_test.mjs" "$dir/command/cli/gopx.wasm" "$gopx" "$source/fixtures"
