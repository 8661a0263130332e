#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Write a built driver as a C array: embed.sh DRIVER.efi NAME > NAME.c
# The script leaves out lines of zeros, because C fills all other elements with zeros.
set -eu
size=$(wc -c <"$1")
cat <<EOF
/* SPDX-License-Identifier: BSD-2-Clause */
/* Made by guest/embed.sh from the sources in guest/; a test builds and compares it. */
#include "build/drivers.h"

/* clang-format off */
const size_t gx_$2_size = $size;
const uint8_t gx_$2[$size] = {
EOF
od -An -v -tx1 -w16 "$1" | awk '
	/[1-9a-f]/ {
		printf "\t[%d] =", (NR - 1) * 16
		for (i = 1; i <= NF; i++)
			printf " 0x%s,", $i
		printf "\n"
	}'
echo '};'
