#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Uses an installed gopx in the ways in which other projects use it:
# consume.sh PREFIX SOURCE VERSION
# The test moves PREFIX to another folder first. So it fails if an installed file contains the path.
set -eu
prefix=$1 source=$2 version=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -a "$prefix" "$work/moved"
moved=$work/moved
image=$source/fixtures/good-spi-laptop.bin

expect() {
	got=$("$@" "$image")
	if [ "$got" != "$version gop 1 vbt 2" ]; then
		echo "$*: got '$got'"
		exit 1
	fi
}

echo "== the command"
"$moved/bin/gopx" version
"$moved/bin/gopx" scan "$image" >/dev/null
test -s "$moved/share/man/man1/gopx.1"
if grep -rlF "$prefix" "$moved"; then
	echo "these files contain the path of the installation"
	exit 1
fi

echo "== the manual of the library"
sed -n 's/^\(GOPX_API.*[ *]\)\{0,1\}\(gopx_[a-z0-9_]*\)(.*/\2/p' "$moved"/include/gopx/*.h |
	while read -r function; do
		grep -q "<a id=\"$function\"></a>" "$moved/share/doc/gopx/gopx.html" ||
			{ echo "the manual lacks $function"; exit 1; }
	done

echo "== every public header alone, in C and in C++"
for header in "$moved"/include/gopx/*.h; do
	name=gopx/${header##*/}
	for compiler in 'cc -std=c11 -x c' 'c++ -std=c++11 -x c++'; do
		# shellcheck disable=SC2086 # a command and its options
		printf "#include <%s>\nint unit;\n" "$name" | $compiler -Wall -Wextra -Wpedantic -Werror \
			-I "$moved/include" -fsyntax-only -
	done
done

echo "== find_package"
cmake -S "$here/consumer" -B "$work/cmake" -G Ninja -DCMAKE_PREFIX_PATH="$moved"
ninja -C "$work/cmake"
library=$(find "$moved" -name 'libgopx.so' -o -name 'libgopx.a')
export LD_LIBRARY_PATH="${library%/*}"
expect "$work/cmake/consumer-c"
expect "$work/cmake/consumer-cxx"

echo "== pkg-config"
export PKG_CONFIG_PATH="${library%/*}/pkgconfig"
test "$(pkg-config --modversion gopx)" = "$version"
case $library in
*.a) static=--static ;;
*) static= ;;
esac
# shellcheck disable=SC2046,SC2086 # options
cc -o "$work/c" "$here/consumer/consumer.c" $(pkg-config $static --cflags --libs gopx)
# shellcheck disable=SC2046,SC2086
c++ -o "$work/cxx" "$here/consumer/consumer.cc" $(pkg-config $static --cflags --libs gopx)
expect "$work/c"
expect "$work/cxx"
