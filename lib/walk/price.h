/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * price.h - the price of each operation
 *
 * Counted work, not a clock, limits the time of a scan: every operation has a price in
 * units of work (price.c has the one table), and the limit of their sum is proportional
 * to the number of bytes.  A unit is about a nanosecond.
 */
#ifndef GX_WALK_PRICE_H
#define GX_WALK_PRICE_H

#include <stdbool.h>
#include <stdint.h>

/* The operations; the table says what each covers. */
enum gx_cost {
	GX_COST_HEADERS, /* for each byte of a piece that is expanded */
	GX_COST_BYTES,   /* for each byte that is searched, summed or compared once */
	GX_COST_PROBE,   /* asking a kind whether one starts at a place */
	GX_COST_FILES,   /* for each byte of a volume that is searched for files */
	/* for each byte of a packed piece, and each attempt to unpack it */
	GX_COST_STREAM,
	GX_COST_GUESS,    /* the rest of something that only looked like one */
	GX_COST_CHUNKS,   /* of an LZNT1 stream, to compute its unpacked size */
	GX_COST_CLUSTERS, /* of a disk image, by the bytes of its table */
	/* for each byte of one that is opened and read without unpacking */
	GX_COST_ARCHIVE,
	GX_COST_MEMBER,  /* of an archive: its headers */
	GX_COST_JOINED,  /* one more packed stream: a decoder is set up */
	GX_COST_BODY,    /* of a driver or table that is found */
	GX_COST_COMPARE, /* a body compared with the digests of so many others */
};

/* The work of one scan.  Only pay.c uses it. */
struct gx_meter {
	uint64_t walk; /* of the walk */
	uint64_t find; /* of the finders, which have their own limit */
	bool finding;
};

/* The price of an operation on so many bytes. */
uint64_t gx_price(enum gx_cost cost, uint64_t bytes);

#endif /* GX_WALK_PRICE_H */
