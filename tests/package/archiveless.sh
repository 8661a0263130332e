#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds SOURCE in DIR without libarchive and libuuid. The command must report archives that it
# cannot open, and print the same GUIDs as other builds: archiveless.sh SOURCE DIR
set -eu
source=$1 dir=$2
. "$source/tests/package/again.sh"
compile_once "$source" "$dir"
cmake -S "$source" -B "$dir" -G Ninja -DCMAKE_BUILD_TYPE=Release \
	-DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DGOPX_WITH_ARCHIVE=OFF -DGOPX_WITH_UUID=OFF
ninja -C "$dir" gopx-cli lies test_archive_none test_guid_text test_input \
	test_notes test_rank test_scan gopx_test_renames
ctest --test-dir "$dir" --output-on-failure --no-tests=error \
	-R '^(unit.test_(archive_none|guid_text|input|notes|rank|scan)$|cli.(scan|extract|unpack)$|property.lies|real.fixtures)'

gopx=$dir/cli/gopx
if ldd "$gopx" | grep -E 'libarchive|libuuid'; then
	echo "the command is linked with a library that the build should leave out" >&2
	exit 1
fi
status=0
said=$("$gopx" scan "$source/fixtures/good-zip.bin" 2>&1) || status=$?
echo "$said"
test "$status" -eq 1
echo "$said" | grep -q 'zip archive that this build cannot open: unpack it first'
# Findings outside archives are the same as in other builds.
"$gopx" scan "$source/fixtures/good-dell-nested.bin"
