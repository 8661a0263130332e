#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Uses gopx as a folder of another project: subproject.sh SOURCE DIR In this case, gopx must not add
# its command, its tests or its install rules.
set -eu
source=$1 dir=$2
here=$(cd "$(dirname "$0")" && pwd)
. "$source/tests/package/again.sh"
compiler=clang-14
if ! command -v $compiler >/dev/null; then
	echo "clang-14 is missing, so gcc compiles"
	compiler=gcc
fi
made_by $compiler "$dir"
# This build uses clang without optimization, because other builds use gcc with optimization.
cmake -S "$here/consumer" -B "$dir" -G Ninja -DCMAKE_C_COMPILER=$compiler \
	-DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG=-O0 -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
	-DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DGOPX_SOURCE="$source"
ninja -C "$dir"
"$dir/consumer-c" "$source/fixtures/good-spi-laptop.bin"
"$dir/consumer-cxx" "$source/fixtures/good-spi-laptop.bin"
if ninja -C "$dir" -t targets all | grep -E 'gopx-cli|unit'; then
	echo "the project builds more than gopx's library"
	exit 1
fi
cmake --install "$dir" --prefix "$dir/prefix"
if [ -d "$dir/prefix" ]; then
	find "$dir/prefix"
	exit 1
fi
