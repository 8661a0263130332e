/* SPDX-License-Identifier: BSD-2-Clause */
/* fat.h - FAT file systems (floppies, USB sticks, El Torito): clusters and folders */
#ifndef GX_FORMAT_FAT_H
#define GX_FORMAT_FAT_H

#include "base/bytes.h"

#define GX_FAT_FIRST      2  /* number of the first cluster; 0 and 1 are not clusters */
#define GX_FAT_ENTRY_SIZE 32 /* bytes of an entry of a folder */
#define GX_FAT_NAME_SIZE  13 /* "FILENAME.EXT", and a NUL */

struct gx_fat {
	uint64_t size;    /* size of the file system, as its header states */
	uint64_t data_at; /* start of the first cluster, after the tables and the root
			     folder of FAT12 and FAT16 */
	uint32_t cluster_size;
	uint32_t end; /* 1 + the number of the last cluster in the input */
	/* first cluster of the root folder; 0: the root folder is root_bytes */
	uint32_t root;
	unsigned int bits;    /* bits of an entry of the table: 12, 16 or 32 */
	struct gx_span table; /* the first file allocation table */
	struct gx_span root_bytes;
};

/* True if a FAT12, FAT16 or FAT32 file system starts at the start of 'at'. */
bool gx_fat_decode(struct gx_span at, struct gx_fat *out);

/* The cluster that follows cluster n in its chain; 0 if n is the last one, or its entry
 * is invalid. */
uint32_t gx_fat_next(const struct gx_fat *fat, uint32_t n);

/* Where cluster n starts. */
uint64_t gx_fat_cluster_at(const struct gx_fat *fat, uint32_t n);

struct gx_fat_entry {
	char name[GX_FAT_NAME_SIZE]; /* as it is stored; may contain unsafe characters */
	bool folder;
	uint32_t first; /* its first cluster; may be invalid */
	uint32_t size;
};

enum gx_fat_entry_form { GX_FAT_ENTRY_END, GX_FAT_ENTRY_OTHER, GX_FAT_ENTRY_FILE };

/*
 * Decode the entry at the start of 'at'.  It may mark the end of the folder, or be a file
 * or a folder.  It may also be something else: a deleted file, a label, a part of a long
 * name, "."  or "..".
 */
enum gx_fat_entry_form gx_fat_entry(struct gx_span at, struct gx_fat_entry *out);

#endif /* GX_FORMAT_FAT_H */
