/* SPDX-License-Identifier: BSD-2-Clause */
/* price.c - the price list */
#include "walk/price.h"

#include "base/checked.h"

static const struct price {
	uint32_t once;
	uint32_t per_byte;
} prices[] = {
	[GX_COST_HEADERS] = { 0, 0 },
	[GX_COST_BYTES] = { 0, 1 },
	[GX_COST_PROBE] = { 64, 1 },
	/* Covers checksums, the search for free space and, in the worst case, a header at
	 * every eighth byte. */
	[GX_COST_FILES] = { 0, 4 },
	/* No more than this, because three attempts to unpack a piece must fit into the
	 * limit. */
	[GX_COST_STREAM] = { 0, 16 },
	/* Covers a new decoder, and a hash of the stream to recognise equal ones. */
	[GX_COST_GUESS] = { 64 * 1024, 1 },
	/* A chunk may have only three bytes. */
	[GX_COST_CHUNKS] = { 0, 8 },
	/* Each cluster has 8 bytes of table, and is looked up in two tables. */
	[GX_COST_CLUSTERS] = { 0, 8 },
	/* An archive may have blocks and members of a few bytes, and both gopx and
	 * libarchive read each of them. */
	[GX_COST_ARCHIVE] = { 64 * 1024, 4 },
	[GX_COST_MEMBER] = { 6 * 1024, 0 },
	[GX_COST_JOINED] = { 16 * 1024, 0 },
	/* Covers sums, comparisons, and reading the facts in the body. */
	[GX_COST_BODY] = { 0, 16 },
	[GX_COST_COMPARE] = { 0, 16 },
};

uint64_t gx_price(enum gx_cost cost, uint64_t bytes)
{
	const struct price *p = &prices[cost];
	uint64_t work;

	if (!gx_mul_u64(bytes, p->per_byte, &work) || !gx_add_u64(work, p->once, &work))
		return UINT64_MAX;
	return work;
}
