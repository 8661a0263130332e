#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the command with musl instead of glibc. It must give the same answers as GOPX for all
# fixtures, and write files: musl.sh SOURCE DIR GOPX
# Both commands are built without libarchive.
set -eu
source=$1 dir=$2 gopx=$3
export GOPX_SOURCES="${dir%/tests/*}/tests/sources"

skip() {
	echo "skipped: $*"
	exit 77
}

command -v musl-gcc >/dev/null || skip "musl-gcc (Debian: musl-tools) is missing"
command -v dpkg-source >/dev/null || skip "dpkg-source is missing"
# Debian has no libraries for musl, so build them. Without optimization, this takes less time.
if ! "$source/scripts/lib/build-apart" musl "$dir" -DGOPX_WITH_ARCHIVE=OFF -DGOPX_WITH_UUID=OFF \
	-DGOPX_SANDBOX=OFF -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG=-O0 >"$dir.log" 2>&1; then
	cat "$dir.log"
	[ -f "$GOPX_SOURCES/versions" ] || skip "the sources cannot be fetched"
	exit 1
fi
musl=$dir/command/cli/gopx
readelf -l "$musl" | grep -q ld-musl
"$source/tests/package/answers.sh" "$source" "$gopx" "$musl"

# The command writes new files, keeps existing files, and replaces them with --force.
writes() {
	rm -rf "$dir/made"
	mkdir "$dir/made"
	for word in --json --json --force; do
		status=0
		"$1" extract "$word" -o "$dir/made" "$source/fixtures/good-spi-laptop.bin" 2>&1 || status=$?
		echo "status $status"
	done
	cd "$dir/made"
	find . -type f | sort | xargs sha256sum
}

writes "$gopx" >"$dir/expected"
writes "$musl" >"$dir/seen"
grep -q Vbt.bin "$dir/seen"
diff "$dir/expected" "$dir/seen"
