/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * chains.h - files whose units (clusters, sectors) follow each other by a table, in any
 * order
 */
#ifndef GX_WALK_CHAINS_H
#define GX_WALK_CHAINS_H

#include "walk/walk.h"

/* A file, or a folder that is to be read: all its units are its own. */
struct gx_chain {
	struct gx_chain *next; /* of the folders */
	uint32_t first, count, runs;
	uint64_t size; /* bytes that are there */
	const char *name;
};

/* What is being read: the caller sets all above 'owners'. */
struct gx_chains {
	struct gx_walk *w;
	struct gx_node *n;
	uint32_t first, end; /* the units: from 'first' on, up to before 'end' */
	uint32_t unit;       /* bytes */
	const void *table;
	/* The unit after one of them; one outside of them ends the chain. */
	uint32_t (*next)(const void *table, uint32_t unit);
	uint64_t (*at)(const void *table, uint32_t unit); /* where it starts, in n */

	struct gx_chain **owners; /* of each unit; of a file, at its first one only */
	struct gx_chain somebody; /* owns the others of a file, and those of folders */
};

/* Pay for a look at every unit. *left is false if there is not enough work. */
GX_NODISCARD enum gopx_status gx_chains_begin(struct gx_chains *s, bool *left);

/*
 * Take the units from 'first' on, up to 'most'.  What another chain has is not taken:
 * so the work is no more than there are units, whatever the table says.
 */
void gx_chains_claim(struct gx_chains *s, uint32_t first, uint64_t most,
		     struct gx_chain *c);

/* The chain is a file of 'size' bytes, if so many are there: it becomes a member. */
void gx_chains_keep(struct gx_chains *s, struct gx_chain *c, uint64_t size);

/* The bytes of a unit. */
struct gx_span gx_chains_unit(const struct gx_chains *s, uint32_t unit);

/* Add the files that were kept, and search the units that no chain has. */
GX_NODISCARD enum gopx_status gx_chains_add(struct gx_chains *s);

#endif /* GX_WALK_CHAINS_H */
