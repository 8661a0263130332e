/* SPDX-License-Identifier: BSD-2-Clause */
/* unopened.h - packages and files that gopx recognises, but cannot open */
#ifndef GX_FORMAT_UNOPENED_H
#define GX_FORMAT_UNOPENED_H

#include "base/bytes.h"

#define GX_INNO_MAGIC "Inno Setup Setup Data ("

/* True if 'at' starts with the identification of the data of an Inno Setup installer,
 * which has *size bytes. */
bool gx_inno_probe(struct gx_span at, uint64_t *size);

#define GX_NSIS_MAGIC    "NullsoftInst"
#define GX_NSIS_MAGIC_AT 8
#define GX_ISS_MAGIC     "ISSetupStream"

/* True if 'at' starts with the first header of the data of an NSIS installer, which has
 * *size bytes. */
bool gx_nsis_probe(struct gx_span at, uint64_t *size);

struct gx_closed {
	const char *magic;
	size_t len;
	bool (*check)(struct gx_span at); /* another condition; NULL: none */
	const char *type;                 /* "lzop" */
	const char *text;                 /* what it is, and which program opens it */
};

/*
 * Recognise, by its first bytes, a file that gopx cannot open.  Returns its format; NULL
 * if it is none of these.  The content of such a file is compressed or in pieces, so the
 * file must not be searched.
 */
const struct gx_closed *gx_closed_of(struct gx_span at);

/* True if the end record says that this is the last part of a split zip archive. */
bool gx_zip_is_last_part(struct gx_span at);

/* True for the start of a Toshiba .COM, which has a compression of its own. */
bool gx_toshiba_com_probe(struct gx_span at);

/*
 * True for an encrypted flash image: it is as large as a flash chip, and all its bytes
 * look random.  Compressed data has headers, and seldom has the size of a chip.
 * *looked_at bytes were examined.
 */
bool gx_scrambled_probe(struct gx_span at, uint64_t *looked_at);

/* Texts in the boot block of a BIOS from before UEFI. */
#define GX_LEGACY_AWARD "Award BootBlock"
#define GX_LEGACY_AMI   "AMIBOOT ROM"

#endif /* GX_FORMAT_UNOPENED_H */
