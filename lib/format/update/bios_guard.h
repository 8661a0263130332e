/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bios_guard.h - blocks of an update for Intel BIOS Guard (once PFAT): a script that
 * says what to do with flash, and the data for it, both in plain form
 */
#ifndef GX_FORMAT_BIOS_GUARD_H
#define GX_FORMAT_BIOS_GUARD_H

#include "base/bytes.h"
#include "base/status.h"

struct gx_bios_guard {
	/* version and platform: equal in all blocks of an update */
	struct gx_span marker;
	struct gx_span platform; /* text, padded with zeros */
	bool has_signature; /* a signature follows the block ("signed flash address map")
			     */
	struct gx_span script; /* script and data: the parts that the input has */
	struct gx_span data;
	uint64_t size; /* without the signature; may extend past the input */
};

/*
 * Decode the block at the start of 'at'.  GOPX_E_TRUNCATED: 'at' is shorter than a
 * header.  GOPX_E_FORMAT: its script is not a whole number of instructions.
 */
GX_NODISCARD enum gopx_status gx_bios_guard_decode(struct gx_span at,
						   struct gx_bios_guard *out);

/*
 * Size of the signature at the start of 'at', which follows a block with this marker.
 * 'usual' is the size of the previous block's signature; 0 for the first block.
 */
uint64_t gx_bios_guard_signature(struct gx_span at, struct gx_span marker,
				 uint64_t usual);

/* The place in flash to which the script writes the data; false if the script has another
 * form. */
bool gx_bios_guard_place(const struct gx_bios_guard *b, uint32_t *offset);

#endif /* GX_FORMAT_BIOS_GUARD_H */
