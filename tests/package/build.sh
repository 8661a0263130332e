#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Build TARGETS of SOURCE in DIR with warnings as errors, and install it into DIR/prefix:
# build.sh SOURCE DIR TARGETS CMAKE-OPTION...
set -eu
source=$1 dir=$2 targets=$3
shift 3
. "$source/tests/package/again.sh"
compile_once "$source" "$dir"
made_by gcc "$dir"
cmake -S "$source" -B "$dir" -G Ninja -DCMAKE_C_COMPILER=gcc \
	-DCMAKE_BUILD_TYPE=Release \
	-DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DCMAKE_INSTALL_PREFIX="$dir/prefix" "$@"
# shellcheck disable=SC2086 # one word a target
ninja -C "$dir" $targets
rm -rf "$dir/prefix"
cmake --install "$dir"
