/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_fat.c - FAT file systems, as in Microsoft's specification 1.03 */
#include "pack_fat.h"

#include <string.h>

enum {
	SECTOR = 512,
	FIRST = 2, /* cluster */
	ENTRY_SIZE = 32,
	ROOT_ENTRIES = 16,
	FOLDER = 0x10,
	LABEL = 0x08,
	LONG_NAME = 0x0F,
	ARCHIVE = 0x20,
	END = 0x0FFFFFFF,
};

struct fat {
	struct fwbytes *out;
	size_t start, table_at, data_at;
	unsigned bits;
	uint32_t free; /* the next free cluster */
};

/*
 * Return the number of clusters: those that the files need, and enough others to make a
 * file system with this kind of table.
 */
static size_t clusters_of(unsigned bits, const struct fat_file *files, size_t count)
{
	size_t clusters = bits == 16 ? 4085 : 8;

	for (size_t i = 0; i < count; i++)
		clusters += 2 * (files[i].len / FAT_CLUSTER + 1);
	return clusters;
}

static size_t reserved_of(unsigned bits)
{
	return bits == 32 ? 32 : 1;
}

static size_t table_sectors(unsigned bits, size_t clusters)
{
	return ((clusters + FIRST) * bits / 8 + SECTOR) / SECTOR;
}

static void put_boot(struct fat *f, size_t clusters)
{
	struct fwbytes *o = f->out;
	size_t s = f->start, table = table_sectors(f->bits, clusters);
	bool is_32 = f->bits == 32;
	size_t sectors = reserved_of(f->bits) + table + (is_32 ? 0 : 1) + clusters;

	put_fill(o, 0, SECTOR);
	poke_bytes(o, s, "\xEB\x58\x90gopxtest", 11);
	poke_le16(o, s + 11, SECTOR);
	poke_u8(o, s + 13, 1);
	poke_le16(o, s + 14, (unsigned)reserved_of(f->bits));
	poke_u8(o, s + 16, 1); /* table */
	poke_le16(o, s + 17, is_32 ? 0 : ROOT_ENTRIES);
	poke_u8(o, s + 21, 0xF8);
	poke_le32(o, s + 32, (uint32_t)sectors);
	if (is_32) {
		poke_le32(o, s + 36, (uint32_t)table);
		poke_le32(o, s + 44, FIRST); /* root folder */
		poke_bytes(o, s + 82, "FAT32   ", 8);
	} else {
		poke_le16(o, s + 22, (unsigned)table);
		poke_bytes(o, s + 54, f->bits == 12 ? "FAT12   " : "FAT16   ", 8);
	}
	poke_le16(o, s + 510, 0xAA55);
	f->table_at = s + reserved_of(f->bits) * SECTOR;
	f->data_at = f->table_at + (table + (is_32 ? 0 : 1)) * SECTOR;
	put_fill_to(o, 0, f->data_at);
	put_fill(o, 'Z', clusters * FAT_CLUSTER);
	f->free = FIRST;
}

size_t fat12_entry_at(size_t n)
{
	return SECTOR + n * 3 / 2;
}

static void set_next(struct fat *f, uint32_t n, uint32_t next)
{
	size_t at = f->table_at + (size_t)n * f->bits / 8;

	if (f->bits == 32)
		poke_le32(f->out, at, next);
	else if (f->bits == 16)
		poke_le16(f->out, at, next & 0xFFFF);
	else if (n % 2 == 0)
		poke_le16(f->out, at,
			  (next & 0xFFF) | (f->out->data[at + 1] & 0xF0u) << 8);
	else
		poke_le16(f->out, at, (next & 0xFFF) << 4 | (f->out->data[at] & 0x0Fu));
}

static size_t cluster_at(const struct fat *f, uint32_t n)
{
	return f->data_at + (size_t)(n - FIRST) * FAT_CLUSTER;
}

/* Make a cluster for a folder, with blank entries. */
static uint32_t take_folder(struct fat *f)
{
	uint32_t n = f->free++;
	static const uint8_t blank[FAT_CLUSTER];

	poke_bytes(f->out, cluster_at(f, n), blank, sizeof(blank));
	set_next(f, n, END);
	return n;
}

static void poke_entry(struct fat *f, size_t at, const char *name, unsigned attributes,
		       uint32_t first, size_t size)
{
	poke_bytes(f->out, at, name, 11);
	poke_u8(f->out, at + 11, attributes);
	poke_le16(f->out, at + 20, first >> 16);
	poke_le16(f->out, at + 26, first & 0xFFFF);
	poke_le32(f->out, at + 28, (uint32_t)size);
}

/* Set the entry for the long name "fw". It has a checksum of the short name. */
static void poke_long_name(struct fat *f, size_t at, const char *name)
{
	uint8_t entry[ENTRY_SIZE] = { 0x41, 'f', 0, 'w', 0 };
	uint8_t sum = 0;

	for (size_t i = 0; i < 11; i++)
		sum = (uint8_t)((sum >> 1 | sum << 7) + name[i]);
	memset(entry + 7, 0xFF, sizeof(entry) - 7);
	entry[11] = LONG_NAME;
	entry[12] = 0;
	entry[13] = sum;
	entry[26] = entry[27] = 0;
	poke_bytes(f->out, at, entry, sizeof(entry));
}

/*
 * Return the cluster for part i of a file of 'count' clusters. The file's area starts at
 * 'base'.
 */
static uint32_t place_of(const struct fat_file *file, uint32_t base, size_t count,
			 size_t i)
{
	return base + (uint32_t)(file->scattered ? 2 * (count - 1 - i) : i);
}

static uint32_t put_file(struct fat *f, const struct fat_file *file)
{
	size_t count = (file->len + FAT_CLUSTER - 1) / FAT_CLUSTER;
	uint32_t base = f->free;

	for (size_t i = 0; i < count; i++) {
		uint32_t n = place_of(file, base, count, i);
		size_t at = i * FAT_CLUSTER, left = file->len - at;

		poke_bytes(f->out, cluster_at(f, n), file->data + at,
			   left < FAT_CLUSTER ? left : FAT_CLUSTER);
		set_next(f, n, i + 1 < count ? place_of(file, base, count, i + 1) : END);
	}
	f->free += (uint32_t)(file->scattered ? 2 * count : count);
	return place_of(file, base, count, 0);
}

static void list_fields(const struct fat *f, size_t folder, struct pack_fields *fields)
{
	static const struct pack_field boot[] = { { 11, 2 }, { 13, 1 }, { 14, 2 },
						  { 16, 1 }, { 17, 2 }, { 22, 2 },
						  { 32, 4 }, { 36, 4 }, { 44, 4 } };

	for (size_t i = 0; i < sizeof(boot) / sizeof(boot[0]); i++)
		pack_field(fields, f->start + boot[i].at, boot[i].width);
	for (size_t i = 0; i < 4; i++)
		pack_field(fields, f->table_at + 4 * i, 4);
	pack_field(fields, folder + 2 * ENTRY_SIZE + 26, 2);
	pack_field(fields, folder + 2 * ENTRY_SIZE + 28, 4);
}

void fat_put(struct fwbytes *out, unsigned bits, const struct fat_file *files,
	     size_t count, struct pack_fields *fields)
{
	struct fat f = { .out = out, .start = out->len, .bits = bits };
	size_t root, folder;
	uint32_t fw;

	put_boot(&f, clusters_of(bits, files, count));
	set_next(&f, 0, 0x0FFFFFF8); /* the medium */
	set_next(&f, 1, END);
	root = bits == 32 ? cluster_at(&f, take_folder(&f)) : f.data_at - SECTOR;
	fw = take_folder(&f);
	poke_entry(&f, root, "GOPX TEST  ", LABEL, 0, 0);
	poke_long_name(&f, root + ENTRY_SIZE, "FW         ");
	poke_entry(&f, root + 2 * ENTRY_SIZE, "FW         ", FOLDER, fw, 0);
	folder = cluster_at(&f, fw);
	poke_entry(&f, folder, ".          ", FOLDER, fw, 0);
	poke_entry(&f, folder + ENTRY_SIZE, "..         ", FOLDER, 0, 0);
	for (size_t i = 0; i < count; i++)
		poke_entry(&f, folder + (i + 2) * ENTRY_SIZE, files[i].name, ARCHIVE,
			   put_file(&f, &files[i]), files[i].len);
	list_fields(&f, folder, fields);
}
