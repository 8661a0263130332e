#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Use gopx as a folder of another project: subproject.sh SOURCE DIR
# It must then bring neither its command nor its tests nor its install rules.
set -eu
source=$1 dir=$2
. "$source/tests/package/again.sh"
compile_once "$source" "$dir"
here=$(cd "$(dirname "$0")" && pwd)
cmake -S "$here/consumer" -B "$dir" -G Ninja -DCMAKE_BUILD_TYPE=Release \
	-DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DGOPX_SOURCE="$source"
ninja -C "$dir"
"$dir/consumer-c" "$source/fixtures/good-spi-laptop.bin"
"$dir/consumer-cxx" "$source/fixtures/good-spi-laptop.bin"
if ninja -C "$dir" -t targets all | grep -E 'gopx-cli|unit'; then
	echo "builds more than the library"
	exit 1
fi
cmake --install "$dir" --prefix "$dir/prefix"
if [ -d "$dir/prefix" ]; then
	find "$dir/prefix"
	exit 1
fi
