/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_text_dump.h - text dumps: each function appends 'of' as a program prints it */
#ifndef PACK_TEXT_DUMP_H
#define PACK_TEXT_DUMP_H

#include "fwbuild_bytes.h"

typedef void pack_text_dump(struct fwbytes *out, const struct fwbytes *of);

pack_text_dump intel_hex_put; /* starts at address 0xFFF0, so the second record needs
			    another base address */
pack_text_dump xxd_put;
pack_text_dump hexdump_put; /* as with -C: "*" replaces equal lines */
pack_text_dump base64_put;

#endif /* PACK_TEXT_DUMP_H */
