#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the static command runs in a root folder without other files, and gives the same
# answer as GOPX for each fixture: static.sh SOURCE DIR GOPX
set -eu
source=$1 dir=$2 dynamic=$3
. "$source/tests/package/again.sh"
compile_once "$source" "$dir"
cmake -S "$source" --preset static -B "$dir" -DCMAKE_COMPILE_WARNING_AS_ERROR=ON
ninja -C "$dir"
static=$dir/cli/gopx
if readelf -d "$static" | grep NEEDED || readelf -l "$static" | grep INTERP; then
	echo "the static command needs a library or a loader"
	exit 1
fi

"$source/tests/package/answers.sh" "$source" "$dynamic" "$static"

root=$dir/empty
rm -rf "$root"
mkdir "$root"
cp "$static" "$source/fixtures/good-spi-laptop.bin" "$root/"
# In a user namespace, any user may call chroot.
inside() {
	unshare --user --map-root-user chroot "$root" "$@"
}
if ! unshare --user --map-root-user chroot / true 2>/dev/null; then
	[ "$(id -u)" -eq 0 ] || { echo "skipped: chroot is not possible here"; exit 77; }
	inside() {
		chroot "$root" "$@"
	}
fi
echo "== in an empty root"
inside /gopx version
inside /gopx scan /good-spi-laptop.bin
inside /gopx extract -o /out /good-spi-laptop.bin
[ "$(ls "$root/out")" = "IntelGopDriver.efi
Vbt.bin" ]
