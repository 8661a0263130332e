/* SPDX-License-Identifier: BSD-2-Clause */
/* fat.h - FAT file systems (floppies, USB sticks, El Torito): clusters and folders */
#ifndef GX_FORMAT_FAT_H
#define GX_FORMAT_FAT_H

#include "base/bytes.h"

#define GX_FAT_FIRST      2  /* the first cluster: the two before are not any */
#define GX_FAT_ENTRY_SIZE 32 /* of a folder */
#define GX_FAT_NAME_SIZE  13 /* "FILENAME.EXT", and a NUL */

struct gx_fat {
	uint64_t size;    /* of the file system, as stated */
	uint64_t data_at; /* of the first cluster; before: tables, the root of FAT12/16 */
	uint32_t cluster_size;
	uint32_t end;      /* one more than the last cluster of which bytes are there */
	uint32_t root;     /* first cluster of the root folder; 0: it is root_bytes */
	unsigned int bits; /* of an entry of the table: 12, 16 or 32 */
	struct gx_span table; /* the first one */
	struct gx_span root_bytes;
};

/* A FAT12, FAT16 or FAT32 file system starts here. */
bool gx_fat_decode(struct gx_span at, struct gx_fat *out);

/* The cluster after n, which is one; 0: n is the last, or the table has none. */
uint32_t gx_fat_next(const struct gx_fat *fat, uint32_t n);

/* Where cluster n starts. */
uint64_t gx_fat_cluster_at(const struct gx_fat *fat, uint32_t n);

struct gx_fat_entry {
	char name[GX_FAT_NAME_SIZE]; /* as it is stored: not safe to show */
	bool folder;
	uint32_t first; /* cluster; may be none */
	uint32_t size;
};

enum gx_fat_entry_form { GX_FAT_ENTRY_END, GX_FAT_ENTRY_OTHER, GX_FAT_ENTRY_FILE };

/*
 * The entry at the start of 'at': the end of the folder, one that is no file (deleted, a
 * label, a part of a long name, this folder or the one above), or a file or folder.
 */
enum gx_fat_entry_form gx_fat_entry(struct gx_span at, struct gx_fat_entry *out);

#endif /* GX_FORMAT_FAT_H */
