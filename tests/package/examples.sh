#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the examples with an installed gopx, by CMake and by make, and runs them:
# examples.sh PREFIX SOURCE
# shellcheck disable=SC2016 # the dollars are the inner shell's
set -eu
prefix=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
image=$source/fixtures/good-spi-laptop.bin
driver=$source/fixtures/good-gop-two.bin
library=$(find "$prefix" -name libgopx.so -o -name libgopx.a)
export PKG_CONFIG_PATH="${library%/*}/pkgconfig" LD_LIBRARY_PATH="${library%/*}"
warnings='-Wall -Wextra -Wpedantic -Werror'
case $library in
*.a) pkg_config='pkg-config --static' ;;
*) pkg_config=pkg-config ;;
esac

cp -R "$source/examples" "$work/make"
cmake -S "$source/examples" -B "$work/cmake" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
	-DCMAKE_C_FLAGS="$warnings" -DCMAKE_CXX_FLAGS="$warnings"
ninja -C "$work/cmake"
make -C "$work/make" CFLAGS="$warnings" PKG_CONFIG="$pkg_config" \
	CXXFLAGS="$warnings -std=c++17 -pthread"

# prints WANTED COMMAND...
prints() {
	wanted=$1
	shift
	got=$("$@") || { echo "$*: failed"; exit 1; }
	[ "$got" = "$wanted" ] || { printf '%s: expected\n%s\ngot\n%s\n' "$*" "$wanted" "$got"; exit 1; }
}

"$prefix/bin/gopx" extract --all -o "$work/out" "$image" 2>/dev/null
sums=$(for body in IntelGopDriver.efi Vbt.bin Vbt-2.bin; do
	od -An -v -tu1 -w1 "$work/out/$body" | awk '{ sum += $1 } END { print sum }'
done)
pieces=$("$prefix/bin/gopx" tree --json "$image" | grep -o '"type":' | wc -l)

for built in cmake make; do
	cd "$work/$built"
	prints 3 sh -c './find "$1" | grep -c "^[dt]"' sh "$image"
	prints 1 sh -c './find "$1" | grep -c "^driver, version .*, 25792 bytes, best$"' sh "$image"
	./extract <"$image" | cmp - "$work/out/IntelGopDriver.efi"
	prints "$pieces" sh -c './tree "$1" | wc -l' sh "$image"
	prints "$sums" ./threads "$image"
	prints 5 sh -c './threads "$1" "$2" | wc -l' sh "$image" "$driver"
	if ./extract <"$source/fixtures/good-text.bin" 2>/dev/null; then
		echo "extract reports a driver in a text"
		exit 1
	fi
done

if [ "$pkg_config" = pkg-config ]; then
	prints "$image gop 25792 best
$image vbt 2048 best
$image vbt 1944 " /usr/bin/python3 -B "$source/examples/gopx.py" "$image"
fi
