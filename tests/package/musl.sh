#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What writes files, built with musl and run: musl.sh SOURCE DIR INCLUDE
# The whole command needs its libraries for musl, which Debian has not.
set -eu
source=$1 dir=$2 include=$3
if ! command -v musl-gcc >/dev/null; then
	echo "skipped: musl-gcc (Debian: musl-tools) is missing"
	exit 77
fi
rm -rf "$dir"
mkdir -p "$dir"
cd "$source/cli"
musl-gcc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -static \
	-I. -I"$source/include" -I"$include" -o "$dir/output" \
	io/linux/device.c io/linux/keeper.c io/linux/process.c io/linux/rename_syscall.c io/posix/file.c \
	io/posix/folder.c io/output.c "$source/tests/package/musl_output.c"
"$dir/output" "$dir/made"
test "$(cat "$dir/made/file")" = second
test "$(ls -A "$dir/made")" = file
