/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * price.h - the price of each operation
 *
 * gopx limits the time of a scan by counting work, without a clock.  Every operation has
 * a price in units of work; price.c has the table.  The limit of their sum is
 * proportional to the number of bytes.  A unit is about a nanosecond.
 */
#ifndef GX_WALK_PRICE_H
#define GX_WALK_PRICE_H

#include <stdbool.h>
#include <stdint.h>

/* The operations.  The table in price.c says what each price covers. */
enum gx_cost {
	GX_COST_HEADERS, /* for each byte of a piece that is expanded */
	GX_COST_BYTES,   /* for each byte that is searched, summed or compared once */
	GX_COST_PROBE,   /* check whether a piece of a kind starts at a place */
	GX_COST_FILES,   /* for each byte of a volume that is searched for files */
	/* for each byte of a packed piece, and each attempt to unpack it */
	GX_COST_STREAM,
	GX_COST_GUESS,    /* the rest of a stream that turned out to be false */
	GX_COST_CHUNKS,   /* for each byte of an LZNT1 stream, to compute its output */
	GX_COST_CLUSTERS, /* for each byte of the table of a disk image */
	/* for each byte of an archive that is read without unpacking */
	GX_COST_ARCHIVE,
	GX_COST_MEMBER, /* for each member of an archive: its headers */
	/* for each packed stream after the first in a row: a new decoder */
	GX_COST_JOINED,
	GX_COST_BODY,    /* for each byte of a driver or table that is found */
	GX_COST_COMPARE, /* for each comparison of two digests */
};

/* The work of one scan.  Only pay.c uses it. */
struct gx_meter {
	uint64_t walk; /* work of the walk */
	uint64_t find; /* work of the finders, which have a limit of their own */
	bool finding;
};

/* The price of an operation on 'bytes' bytes. */
uint64_t gx_price(enum gx_cost cost, uint64_t bytes);

#endif /* GX_WALK_PRICE_H */
