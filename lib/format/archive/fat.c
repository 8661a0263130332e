/* SPDX-License-Identifier: BSD-2-Clause */
/* fat.c - the allocation table of FAT12 and FAT16 (ECMA-107): chains of clusters */
#include "format/archive/fat.h"

#define SECTOR_SIZE  512
#define ENTRY_SIZE   32   /* of a directory */
#define FAT12_MAX    4085 /* clusters */
#define FAT16_MAX    65525
#define FIRST        2 /* cluster */
#define SIGNATURE_AT 510

struct fat {
	struct gx_span table;
	uint32_t clusters;
	uint64_t size;
	bool is_12;
};

/* The boot sector: every field has to be one that a FAT file system can have. */
static bool decode(struct gx_span at, struct fat *out)
{
	struct gx_reader r = gx_reader(gx_span_head(at, SECTOR_SIZE));
	uint32_t sector, per_cluster, reserved, tables, entries, sectors, table_sectors;
	uint64_t before;

	gx_skip(&r, 11);
	sector = gx_le16(&r);
	per_cluster = gx_u8(&r);
	reserved = gx_le16(&r);
	tables = gx_u8(&r);
	entries = gx_le16(&r);
	sectors = gx_le16(&r);
	gx_skip(&r, 1);
	table_sectors = gx_le16(&r);
	gx_skip(&r, 8);
	sectors = sectors ? sectors : gx_le32(&r);
	gx_seek(&r, SIGNATURE_AT);
	if (gx_le16(&r) != 0xaa55 || r.failed || sector != SECTOR_SIZE || !per_cluster ||
	    (per_cluster & (per_cluster - 1)) || !reserved || !tables || tables > 2 ||
	    !entries || !table_sectors)
		return false;
	before = reserved + (uint64_t)tables * table_sectors +
		 ((uint64_t)entries * ENTRY_SIZE + SECTOR_SIZE - 1) / SECTOR_SIZE;
	if (before >= sectors ||
	    !gx_span_sub(at, (uint64_t)reserved * SECTOR_SIZE,
			 (uint64_t)table_sectors * SECTOR_SIZE, &out->table))
		return false;
	out->clusters = (uint32_t)((sectors - before) / per_cluster);
	out->size = (uint64_t)sectors * SECTOR_SIZE;
	out->is_12 = out->clusters < FAT12_MAX;
	return out->clusters < FAT16_MAX;
}

/* What follows cluster n; 0 past the end of the table. */
static uint32_t next_of(const struct fat *fat, uint32_t n)
{
	struct gx_reader r = gx_reader(fat->table);
	uint16_t pair;

	gx_seek(&r, fat->is_12 ? n + n / 2 : 2 * (uint64_t)n);
	pair = gx_le16(&r);
	if (r.failed)
		return 0;
	if (!fat->is_12)
		return pair;
	return n % 2 ? pair >> 4 : pair & 0xfff;
}

bool gx_fat_is_fragmented(struct gx_span at, uint64_t *size, uint64_t *looked)
{
	struct fat fat;

	*size = *looked = 0;
	if (!decode(at, &fat))
		return false;
	for (uint32_t n = FIRST; n < fat.clusters + FIRST; n++) {
		uint32_t next = next_of(&fat, n);

		*looked += 2;
		if (next >= FIRST && next < fat.clusters + FIRST && next != n + 1) {
			*size = fat.size;
			return true;
		}
	}
	return false;
}
