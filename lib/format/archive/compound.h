/* SPDX-License-Identifier: BSD-2-Clause */
/* compound.h - compound files (MSI, old Office): sectors, their table, and streams */
#ifndef GX_FORMAT_COMPOUND_H
#define GX_FORMAT_COMPOUND_H

#include "base/bytes.h"

#define GX_COMPOUND_MAGIC      "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define GX_COMPOUND_ENTRY_SIZE 128 /* bytes of an entry of the directory */
#define GX_COMPOUND_NAME_SIZE  32

struct gx_compound {
	struct gx_span file;
	uint64_t size; /* largest size that the table of sectors can describe */
	uint32_t sector;
	uint32_t end;         /* 1 + the number of the last sector in the input */
	uint32_t directory;   /* its first sector */
	uint32_t cutoff;      /* streams below this size are in the mini stream */
	uint32_t table_count; /* number of sectors that contain the table */
	uint32_t more;        /* the first sector that lists more sectors of the table */
	/* The table's sectors, which the caller collects. */
	uint32_t *table;
	uint32_t table_len;
};

/* True if a compound file starts at the start of 'at'. */
bool gx_compound_decode(struct gx_span at, struct gx_compound *out);

/*
 * Write the numbers of the table's sectors to table[], which has room for table_count,
 * and count them in table_len.  Stops at a sector that the input does not have.
 */
/*@
  requires \valid(c) && gx_readable(c->file) && c->sector >= 512;
  requires \separated(c, c->table + (0 .. c->table_count - 1));
*/
void gx_compound_collect(struct gx_compound *c);

/* The sector that follows sector n in its chain; c->end or more if n is the last one. */
uint32_t gx_compound_next(const struct gx_compound *c, uint32_t n);

/* Where sector n starts. */
/*@
  assigns \nothing;
*/
uint64_t gx_compound_sector_at(const struct gx_compound *c, uint32_t n);

struct gx_compound_entry {
	/* may contain unsafe characters; empty if the name is not ASCII */
	char name[GX_COMPOUND_NAME_SIZE];
	bool root; /* its stream is the mini stream */
	uint32_t first;
	uint64_t size;
};

/* Decode the entry at the start of 'at'.  True if it has a stream in sectors of its
 * own. */
bool gx_compound_entry(const struct gx_compound *c, struct gx_span at,
		       struct gx_compound_entry *out);

#endif /* GX_FORMAT_COMPOUND_H */
