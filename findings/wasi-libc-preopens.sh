#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# A program with wasi-libc (0.0~git20220510.9886d3d-2, Debian 12) gets "/" and "." as preopened
# folders.
#
# A WASI host gives a program folders with names. Here "/" is the name of one folder, and "." is the
# name of another folder, the current one.
# Expected: the absolute path "/which" leads to the file in "/", as everywhere in Unix.
# Seen: wasi-libc strips leading slashes and dots from the names of the folders and from the
# path. Then both folders have the same empty name, and the last one gets all paths. If "." is the
# last one, "/which" is the file in the current folder. No error is reported. The host here is
# Node.js, which passes the names on unchanged. A program that needs both folders should get only
# "/", and call chdir() to enter its current folder.
#
# Exit status: 0 if wasi-libc still does this, 1 if it no longer does, 77 if this cannot be tested
# here.
set -eu

version=0.0~git20220510.9886d3d-2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for tool in clang-14 wasm-ld-14 node; do
	if ! command -v "$tool" >/dev/null; then
		echo "skipped: $tool is missing" >&2
		exit 77
	fi
done
if ! apt-get download "wasi-libc=$version" >/dev/null 2>&1; then
	echo "skipped: no package wasi-libc $version" >&2
	exit 77
fi
dpkg-deb -x ./*.deb root

cat >which.c <<'C'
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
	char text[16];
	int fd = open("/which", O_RDONLY);
	ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text));

	return size < 0 || write(1, text, (size_t)size) != size;
}
C
clang-14 --target=wasm32-wasi --sysroot="$folder/root/usr" -O1 -nodefaultlibs which.c -lc -o which.wasm

mkdir slash here
echo slash >slash/which
echo here >here/which
cat >run.mjs <<'JS'
import fs from "node:fs";
import { WASI } from "node:wasi";

const names = process.argv.slice(2);
const preopens = Object.fromEntries(names.map((name) => [name, name === "/" ? "slash" : "here"]));
const wasi = new WASI({ version: "preview1", args: ["which"], preopens });
const module = await WebAssembly.compile(fs.readFileSync("which.wasm"));

wasi.start(await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport }));
JS

changed=0
# expect TEXT NAME...: "/which" must hold TEXT when the folders get these names in this order.
expect() {
	text=$1
	shift
	found=$(node --no-warnings --experimental-wasi-unstable-preview1 run.mjs "$@") || found="exit status $?"
	if [ "$found" = "$text" ]; then
		echo "as seen: given $*, /which is the file in $text"
	else
		echo "changed: given $*, /which is $found"
		changed=1
	fi
}

expect slash /
expect slash . /
expect here / .
exit "$changed"
