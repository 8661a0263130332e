/* SPDX-License-Identifier: BSD-2-Clause */
/* compound.h - compound files (MSI, old Office): sectors, their table, and streams */
#ifndef GX_FORMAT_COMPOUND_H
#define GX_FORMAT_COMPOUND_H

#include "base/bytes.h"

#define GX_COMPOUND_MAGIC      "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define GX_COMPOUND_ENTRY_SIZE 128 /* of the directory */
#define GX_COMPOUND_NAME_SIZE  32

struct gx_compound {
	struct gx_span file;
	uint64_t size; /* at most, by its table */
	uint32_t sector;
	uint32_t end;         /* one more than the last sector of which bytes are there */
	uint32_t directory;   /* its first sector */
	uint32_t cutoff;      /* streams below this size are in the mini stream */
	uint32_t table_count; /* sectors that the table is in */
	uint32_t more;        /* the first sector with numbers of such sectors */
	/* The table's sectors, which the caller collects. */
	uint32_t *table;
	uint32_t table_len;
};

/* A compound file starts here. */
bool gx_compound_decode(struct gx_span at, struct gx_compound *out);

/*
 * Write the numbers of the table's sectors to table[], which has room for table_count,
 * and count them in table_len.  Stops at a sector that is not there.
 */
void gx_compound_collect(struct gx_compound *c);

/* The sector after n, which is one; c->end or more: n is the last. */
uint32_t gx_compound_next(const struct gx_compound *c, uint32_t n);

/* Where sector n starts. */
uint64_t gx_compound_sector_at(const struct gx_compound *c, uint32_t n);

struct gx_compound_entry {
	char name[GX_COMPOUND_NAME_SIZE]; /* not safe to show; empty: not ASCII */
	bool root;                        /* its stream is the mini stream */
	uint32_t first;
	uint64_t size;
};

/* Whether the entry at the start of 'at' has a stream in sectors of its own. */
bool gx_compound_entry(const struct gx_compound *c, struct gx_span at,
		       struct gx_compound_entry *out);

#endif /* GX_FORMAT_COMPOUND_H */
