/* SPDX-License-Identifier: BSD-2-Clause */
/* fat.c - FAT12, FAT16 (ECMA-107) and FAT32 (Microsoft's specification, 1.03) */
#include "format/archive/fat.h"

#include <string.h>

#include "base/checked.h"

#define FAT12_MAX    4085 /* with at least this many clusters it is FAT16 */
#define FAT16_MAX    65525
#define FAT32_MAX    0x0ffffff5
#define SECTOR_MIN   512
#define SECTOR_MAX   4096
#define SIGNATURE_AT 510

/* The fields of the boot sector that gopx uses. */
struct boot {
	uint32_t sector, per_cluster, reserved, tables, entries, sectors, table_sectors,
	    root;
};

static bool is_power_of_2(uint32_t n)
{
	return n && (n & (n - 1)) == 0;
}

/* Returns false if a field has a value that no FAT file system has. */
static bool take_boot(struct gx_span at, struct boot *b)
{
	struct gx_reader r = gx_reader(gx_span_head(at, SECTOR_MIN));
	uint32_t sectors;

	gx_skip(&r, 11);
	b->sector = gx_le16(&r);
	b->per_cluster = gx_u8(&r);
	b->reserved = gx_le16(&r);
	b->tables = gx_u8(&r);
	b->entries = gx_le16(&r);
	sectors = gx_le16(&r);
	gx_skip(&r, 1);
	b->table_sectors = gx_le16(&r);
	gx_skip(&r, 8);
	b->sectors = gx_le32(&r);
	b->sectors = sectors ? sectors : b->sectors;
	b->root = 0;
	if (b->table_sectors == 0) {
		b->table_sectors = gx_le32(&r);
		gx_skip(&r, 4);
		b->root = gx_le32(&r);
	}
	gx_seek(&r, SIGNATURE_AT);
	return gx_le16(&r) == 0xaa55 && !r.failed && is_power_of_2(b->sector) &&
	       b->sector >= SECTOR_MIN && b->sector <= SECTOR_MAX &&
	       is_power_of_2(b->per_cluster) && b->reserved &&
	       (b->tables == 1 || b->tables == 2) && b->table_sectors &&
	       (b->root == 0) == (b->entries != 0);
}

static unsigned int bits_of(const struct boot *b, uint64_t clusters)
{
	if (b->root)
		return 32;
	return clusters < FAT12_MAX ? 12 : 16;
}

bool gx_fat_decode(struct gx_span at, struct gx_fat *out)
{
	struct boot b;
	uint64_t tables, root, clusters, there;

	*out = (struct gx_fat){ 0 };
	if (!take_boot(at, &b))
		return false;
	tables = b.reserved + (uint64_t)b.tables * b.table_sectors;
	root = ((uint64_t)b.entries * GX_FAT_ENTRY_SIZE + b.sector - 1) / b.sector;
	if (tables + root >= b.sectors)
		return false;
	clusters = (b.sectors - tables - root) / b.per_cluster;
	if (clusters == 0 || clusters >= (b.root ? FAT32_MAX : FAT16_MAX) ||
	    !gx_span_sub(at, (uint64_t)b.reserved * b.sector,
			 (uint64_t)b.table_sectors * b.sector, &out->table) ||
	    !gx_span_sub(at, tables * b.sector, (uint64_t)b.entries * GX_FAT_ENTRY_SIZE,
			 &out->root_bytes))
		return false;
	out->size = (uint64_t)b.sectors * b.sector;
	out->data_at = (tables + root) * b.sector;
	out->cluster_size = b.per_cluster * b.sector;
	out->root = b.root;
	out->bits = bits_of(&b, clusters);
	/* The table may have too few entries for all clusters, or the input too few
	 * bytes. */
	clusters = gx_min_u64(clusters, (uint64_t)out->table.len * 8 / out->bits);
	there = gx_span_tail(at, out->data_at).len;
	there = there / out->cluster_size + (there % out->cluster_size != 0);
	out->end = (uint32_t)gx_min_u64(clusters, there) + GX_FAT_FIRST;
	return true;
}

uint32_t gx_fat_next(const struct gx_fat *fat, uint32_t n)
{
	struct gx_reader r = gx_reader(fat->table);
	uint32_t next;

	gx_seek(&r, (uint64_t)n * fat->bits / 8);
	if (fat->bits == 32)
		next = gx_le32(&r) & 0x0fffffff;
	else
		next = gx_le16(&r);
	if (fat->bits == 12)
		next = n % 2 ? next >> 4 : next & 0xfff;
	return next >= GX_FAT_FIRST && next < fat->end ? next : 0;
}

uint64_t gx_fat_cluster_at(const struct gx_fat *fat, uint32_t n)
{
	return fat->data_at + (uint64_t)(n - GX_FAT_FIRST) * fat->cluster_size;
}

/* ---- folders --------------------------------------------------------------- */

#define DELETED     0xe5
#define IS_KANJI    0x05 /* as the first byte of a name, it stands for E5 */
#define ATTR_LABEL  0x08 /* also set in each part of a long name */
#define ATTR_FOLDER 0x10

/* Copy a part of a name, without the blanks that pad it. */
static size_t put_part(char *to, struct gx_span part)
{
	size_t len = part.len;

	//@ loop variant len;
	while (len && gx_span_at(part, len - 1) == ' ')
		len--;
	//@ loop variant len - i;
	for (size_t i = 0; i < len; i++)
		to[i] = (char)gx_span_at(part, i);
	return len;
}

static void put_name(struct gx_fat_entry *out, struct gx_span base, struct gx_span ext)
{
	size_t len = put_part(out->name, base), more;

	if (len && out->name[0] == IS_KANJI)
		out->name[0] = (char)DELETED;
	more = put_part(out->name + len + 1, ext);
	if (more)
		out->name[len] = '.';
}

enum gx_fat_entry_form gx_fat_entry(struct gx_span at, struct gx_fat_entry *out)
{
	struct gx_reader r = gx_reader(gx_span_head(at, GX_FAT_ENTRY_SIZE));
	struct gx_span base = gx_take(&r, 8), ext = gx_take(&r, 3);
	uint8_t attributes = gx_u8(&r), first;
	uint32_t high;

	memset(out, 0, sizeof(*out));
	gx_skip(&r, 8);
	high = gx_le16(&r);
	gx_skip(&r, 4);
	out->first = high << 16 | gx_le16(&r);
	out->size = gx_le32(&r);
	if (r.failed || gx_span_at(base, 0) == 0)
		return GX_FAT_ENTRY_END;
	first = gx_span_at(base, 0);
	if (first == DELETED || first == '.' || attributes & ATTR_LABEL)
		return GX_FAT_ENTRY_OTHER;
	out->folder = attributes & ATTR_FOLDER;
	put_name(out, base, ext);
	return GX_FAT_ENTRY_FILE;
}
