#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Build a driver without edk2: build.sh OUT.efi SOURCE.c...
# It needs only gcc and binutils. The same versions of these always make the same bytes.
set -eu
out=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
objects=
for source in "$@"; do
	object=$work/$(basename "$source" .c).o
	gcc -std=c11 -I"$(dirname "$0")" -Os -Wall -Wextra -Werror -ffreestanding -fno-stack-protector \
		-fshort-wchar -mno-red-zone -fno-ident -fPIC -fvisibility=hidden \
		-fno-asynchronous-unwind-tables -fcf-protection=none -fno-builtin \
		-ffile-prefix-map="$(dirname "$source")=." -c "$source" -o "$object"
	# Remove sections that nothing needs, and those that ld would place below the image's base.
	objcopy -R .comment -R .eh_frame -R .note.GNU-stack "$object"
	# The image has no relocation table, so no relocation may remain.
	if objdump -r "$object" | grep -E 'R_X86_64_(64|32|32S)\b'; then
		echo "$source: an address is stored in data" >&2
		exit 1
	fi
	objects="$objects $object"
done
# Some firmware makes code read-only and data not executable, which needs 4 KiB sections.
# shellcheck disable=SC2086 # one word an object
ld -m i386pep --subsystem 11 --image-base 0 -e efi_main --section-alignment 0x1000 \
	--file-alignment 0x200 -s --no-insert-timestamp -o "$out" $objects
