/* SPDX-License-Identifier: BSD-2-Clause */
/* lies_archives.c - archives, disk images and packed streams, with their sizes listed */
#include "lies.h"

#include "pack_archive.h"
#include "pack_fat.h"
#include "pack_qcow2.h"

static void put_members(struct fwbytes *out, pack_archive *put, bool packed,
			struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	const struct pack_member members[] = {
		{ "FLASH.BIN", flash.data, flash.len, packed, false },
		{ "README.TXT", (const uint8_t *)"text", 4, packed, false },
	};

	put(out, members, 2, fields);
	bytes_free(&flash);
}

#define ARCHIVE(name, put, packed)                                        \
	static void name(struct fwbytes *out, struct pack_fields *fields) \
	{                                                                 \
		put_members(out, put, packed, fields);                    \
	}

ARCHIVE(zip_stored, zip_put, false)
ARCHIVE(zip_packed, zip_put, true)
ARCHIVE(zip64, zip64_put, true)
ARCHIVE(sevenzip_stored, sevenzip_put_members, false)
ARCHIVE(sevenzip_packed, sevenzip_put_members, true)
ARCHIVE(cab_stored, cab_put, false)
ARCHIVE(cab_packed, cab_put, true)
ARCHIVE(rar, rar_put, false)
ARCHIVE(rar5, rar5_put, false)
ARCHIVE(iso9660, iso9660_put, false)
ARCHIVE(tar, tar_put, false)
ARCHIVE(lha, lha_put, false)
ARCHIVE(lha1, lha1_put, false)
ARCHIVE(lha2, lha2_put, false)

static void put_qcow2(struct fwbytes *out, bool packed, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	qcow2_put(out, &flash, &(struct qcow2_options){ .packed = packed }, fields);
	bytes_free(&flash);
}

static void qcow2_stored(struct fwbytes *out, struct pack_fields *fields)
{
	put_qcow2(out, false, fields);
}

static void qcow2_packed(struct fwbytes *out, struct pack_fields *fields)
{
	put_qcow2(out, true, fields);
}

static void put_fat(struct fwbytes *out, unsigned bits, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	const struct fat_file files[] = {
		{ "README  TXT", (const uint8_t *)"text", 4, false },
		{ "BIOS    ROM", flash.data, flash.len, true },
	};

	fat_put(out, bits, files, 2, fields);
	bytes_free(&flash);
}

static void fat12(struct fwbytes *out, struct pack_fields *fields)
{
	put_fat(out, 12, fields);
}

static void fat32(struct fwbytes *out, struct pack_fields *fields)
{
	put_fat(out, 32, fields);
}

/* Put a packed stream, and list fields at its start and at its end. */
static void put_stream(struct fwbytes *out, fw_pack *pack, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	pack(out, flash.data, flash.len);
	for (size_t at = 0; at < 24; at += 2)
		pack_field(fields, at, 2);
	for (size_t at = out->len - 20; at < out->len; at += 4)
		pack_field(fields, at, 4);
	bytes_free(&flash);
}

#define STREAM(name)                                                               \
	static void name##_stream(struct fwbytes *out, struct pack_fields *fields) \
	{                                                                          \
		put_stream(out, pack_##name, fields);                              \
	}

STREAM(gzip)
STREAM(xz)
STREAM(zstd)
STREAM(lz4)
STREAM(lzip)

const struct lie_recipe archive_lies[] = {
	{ "zip, stored", zip_stored },
	{ "zip", zip_packed },
	{ "zip64", zip64 },
	{ "7z, stored", sevenzip_stored },
	{ "7z", sevenzip_packed },
	{ "cab, stored", cab_stored },
	{ "cab", cab_packed },
	{ "rar", rar },
	{ "rar5", rar5 },
	{ "iso9660", iso9660 },
	{ "tar", tar },
	{ "lha, level 0", lha },
	{ "lha, level 1", lha1 },
	{ "lha, level 2", lha2 },
	{ "qcow2, stored", qcow2_stored },
	{ "qcow2", qcow2_packed },
	{ "FAT12", fat12 },
	{ "FAT32", fat32 },
	{ "gzip", gzip_stream },
	{ "xz", xz_stream },
	{ "zstd", zstd_stream },
	{ "lz4", lz4_stream },
	{ "lzip", lzip_stream },
	{ 0 },
};
