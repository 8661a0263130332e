/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * price.h - what each look costs
 *
 * The time that a scan takes is bounded by counting, not by a clock: every operation
 * has a price in units of work (price.c has the one table), and the sum of all is
 * limited in proportion to the bytes there are.  A unit is about a nanosecond.
 */
#ifndef GX_WALK_PRICE_H
#define GX_WALK_PRICE_H

#include <stdbool.h>
#include <stdint.h>

/* What is paid for: see the table for what each covers. */
enum gx_cost {
	GX_COST_HEADERS,  /* of a piece that is expanded */
	GX_COST_BYTES,    /* searched, summed or compared, once */
	GX_COST_PROBE,    /* a kind is asked whether one starts at a place */
	GX_COST_FILES,    /* of a volume */
	GX_COST_STREAM,   /* a packed one, for each attempt to unpack it */
	GX_COST_GUESS,    /* the rest of what only looked like one */
	GX_COST_CHUNKS,   /* of an LZNT1 stream, to know what it unpacks to */
	GX_COST_CLUSTERS, /* of a disk image, by the bytes of its table */
	GX_COST_ARCHIVE,  /* one that is opened, and read as it is */
	GX_COST_MEMBER,   /* of an archive: its headers */
	GX_COST_JOINED,   /* a packed stream after another: a decoder is set up */
	GX_COST_BODY,     /* of a driver or table that is found */
	GX_COST_COMPARE,  /* a body with the digests of so many others */
};

/* The work of one scan.  Only pay.c touches it. */
struct gx_meter {
	uint64_t walk; /* of the walk */
	uint64_t find; /* of the finders, which have a limit of their own */
	bool finding;
};

/* The price of an operation on so many bytes. */
uint64_t gx_price(enum gx_cost cost, uint64_t bytes);

#endif /* GX_WALK_PRICE_H */
