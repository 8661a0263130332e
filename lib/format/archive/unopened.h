/* SPDX-License-Identifier: BSD-2-Clause */
/* unopened.h - what firmware comes in that is recognised, and not opened */
#ifndef GX_FORMAT_UNOPENED_H
#define GX_FORMAT_UNOPENED_H

#include "base/bytes.h"

#define GX_INNO_MAGIC "Inno Setup Setup Data ("

/* The identification of an Inno Setup installer's data starts here: *size bytes. */
bool gx_inno_probe(struct gx_span at, uint64_t *size);

/* The start of a Toshiba .COM, whose packing is its own. */
bool gx_toshiba_com_probe(struct gx_span at);

/*
 * A flash image's size in bytes that are as good as random, from the first to the last:
 * encrypted.  What is packed has headers, and seldom such a size.  *looked_at bytes tell.
 */
bool gx_scrambled_probe(struct gx_span at, uint64_t *looked_at);

/* Texts in the boot block of a BIOS from before UEFI. */
#define GX_LEGACY_AWARD "Award BootBlock"
#define GX_LEGACY_AMI   "AMIBOOT ROM"

#endif /* GX_FORMAT_UNOPENED_H */
