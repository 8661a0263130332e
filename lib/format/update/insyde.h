/* SPDX-License-Identifier: BSD-2-Clause */
/* insyde.h - images in Insyde's flash utilities, and archives in its installers */
#ifndef GX_FORMAT_INSYDE_H
#define GX_FORMAT_INSYDE_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_IFLASH_SIGNATURE "$_IFLASH"

struct gx_iflash {
	struct gx_span tag; /* 8 characters: "_BIOSIMG" */
	const char *part;   /* "bios", "ec", ...; NULL for an unknown tag */
	uint64_t size;      /* header, image and padding */
	struct gx_span image;
};

/*
 * Decode the image at the start of 'at'.  GOPX_E_FORMAT: not an image, or an incomplete
 * one: utilities also contain the signature as a word.
 */
GX_NODISCARD enum gopx_status gx_iflash_decode(struct gx_span at, struct gx_iflash *out);

/* The first bytes of a 7z archive from iFdPacker, which rotates each byte left by one
 * bit. */
#define GX_ROTATED_7Z_SIGNATURE      "\x6E\xF4\x79\x5F\x4E\x38"
#define GX_ROTATED_7Z_SIGNATURE_SIZE 6

/*
 * Set *size to the size of such an archive at the start of 'at'.  The archive may extend
 * past the end of 'at'.  GOPX_E_FORMAT: no archive.
 */
GX_NODISCARD enum gopx_status gx_rotated_7z_decode(struct gx_span at, uint64_t *size);

#endif /* GX_FORMAT_INSYDE_H */
