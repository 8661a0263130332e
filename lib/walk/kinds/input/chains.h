/* SPDX-License-Identifier: BSD-2-Clause */
/* chains.h - files that consist of units (clusters, sectors) whose order is in a table */
#ifndef GX_WALK_CHAINS_H
#define GX_WALK_CHAINS_H

#include "walk/walk.h"

/* A file, or a folder to read.  No other chain has its units. */
struct gx_chain {
	struct gx_chain *next; /* next folder */
	uint32_t first, count, runs;
	uint64_t size; /* bytes that the input has */
	const char *name;
};

/* The state of reading; the caller sets the fields above 'owners'. */
struct gx_chains {
	struct gx_walk *w;
	struct gx_node *n;
	uint32_t first, end; /* the numbers of the units: [first, end) */
	uint32_t unit;       /* bytes */
	const void *table;
	/* The next unit of a chain; a number outside [first, end) ends the chain. */
	uint32_t (*next)(const void *table, uint32_t unit);
	uint64_t (*at)(const void *table, uint32_t unit); /* offset of a unit in n */

	/* The owner of each unit.  A file is the owner of only its first unit. */
	struct gx_chain **owners;
	/* The owner of a file's other units, and of the units of folders. */
	struct gx_chain somebody;
};

/* Prepare the list of owners, and count the work for all units.  *left is false if not
 * enough work is left. */
GX_NODISCARD enum gopx_status gx_chains_begin(struct gx_chains *s, bool *left);

/*
 * Take the units of the chain that starts at 'first', at most 'most'.  Units that another
 * chain has are not taken.  So even with a hostile table, the work is limited by the
 * number of units.
 */
void gx_chains_claim(struct gx_chains *s, uint32_t first, uint64_t most,
		     struct gx_chain *c);

/* Keep the chain as a file.  The file has 'size' bytes, or fewer if the chain has fewer.
 * It becomes a member. */
void gx_chains_keep(struct gx_chains *s, struct gx_chain *c, uint64_t size);

/* The bytes of a unit. */
struct gx_span gx_chains_unit(const struct gx_chains *s, uint32_t unit);

/* Add the files that were kept, and search the units without an owner. */
GX_NODISCARD enum gopx_status gx_chains_add(struct gx_chains *s);

#endif /* GX_WALK_CHAINS_H */
