/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bios_guard.h - blocks of an update for Intel BIOS Guard (once PFAT): what they are
 * to do with flash, as a script, and the data for it, both plain
 */
#ifndef GX_FORMAT_BIOS_GUARD_H
#define GX_FORMAT_BIOS_GUARD_H

#include "base/bytes.h"
#include "base/status.h"

struct gx_bios_guard {
	struct gx_span marker;   /* version and platform: alike in blocks of one update */
	struct gx_span platform; /* text, padded with zeros */
	bool has_signature;      /* one follows the block ("signed flash address map") */
	struct gx_span script;   /* these two: as much as is there */
	struct gx_span data;
	uint64_t size; /* without the signature; may lead out of the input */
};

/*
 * Decode the block at the start of 'at'.  GOPX_E_TRUNCATED: shorter than its header.
 * GOPX_E_FORMAT: its script is none, being no whole number of instructions.
 */
GX_NODISCARD enum gopx_status gx_bios_guard_decode(struct gx_span at,
						   struct gx_bios_guard *out);

/*
 * Size of the signature at the start of 'at', after a block with this marker.
 * 'usual' is that of the block before, 0 for the first.
 */
uint64_t gx_bios_guard_signature(struct gx_span at, struct gx_span marker,
				 uint64_t usual);

/* Where the script says that the data goes in flash; false when it is another script. */
bool gx_bios_guard_place(const struct gx_bios_guard *b, uint32_t *offset);

#endif /* GX_FORMAT_BIOS_GUARD_H */
