/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_text.h - dumps of text: each appends 'of' as a program would print it */
#ifndef PACK_TEXT_H
#define PACK_TEXT_H

#include "fwbuild_bytes.h"

typedef void pack_text(struct fwbytes *out, const struct fwbytes *of);

pack_text intel_hex_put; /* from address 0xFFF0 on, so that the second record needs
			    another base address */
pack_text xxd_put;
pack_text hexdump_put; /* with -C: equal lines are "*" */
pack_text base64_put;

#endif /* PACK_TEXT_H */
