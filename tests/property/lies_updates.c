/* SPDX-License-Identifier: BSD-2-Clause */
/* lies_updates.c - update packages of Dell, AMI and Insyde, with lists of their sizes */
#include "lies.h"

#include "fwbuild_guid.h"
#include "pack_dell.h"
#include "pack_insyde.h"
#include "pack_pfat.h"
#include "pack_ucp.h"

static void put_pfs(struct fwbytes *out, unsigned version, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash(), names = { 0 };
	struct pfs pfs = pfs_begin(out, version, fields);
	size_t at;

	pfs_name_put(&names, GUID_X, "System BIOS");
	pfs_name_put(&names, GUID_Y, "Embedded Controller");
	pfs_entry_put(out, &pfs, &(struct pfs_entry){ GUID_X, &flash, 0x100, &names });
	at = pfs_entry_put(out, &pfs,
			   &(struct pfs_entry){ .guid = PFS_GUID_NAMES, .data = &names });
	pack_field(fields, at, 4);
	pack_field(fields, at + 0x20, 2); /* the length of a name */
	pfs_end(out, &pfs);
	bytes_free(&flash);
	bytes_free(&names);
}

static void pfs_v1(struct fwbytes *out, struct pack_fields *fields)
{
	put_pfs(out, 1, fields);
}

static void pfs_v2(struct fwbytes *out, struct pack_fields *fields)
{
	put_pfs(out, 2, fields);
}

static void dell_section(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes volume = { 0 };

	put_pfs(&volume, 2, NULL);
	dell_section_put(out, DELL_FIRMWARE, &volume, fields);
	dell_section_put(out, DELL_UTILITIES, &volume, fields);
	bytes_free(&volume);
}

static void dell_pkg(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes volume = { 0 };

	put_pfs(&volume, 2, NULL);
	dell_pkg_put(out, &volume, fields);
	bytes_free(&volume);
}

static void put_dell_block(struct fwbytes *out, const struct pfs *pfs,
			   const struct fwbytes *flash, uint32_t offset)
{
	const struct bios_guard block = { .platform = "Dell", .offset = offset };
	struct fwbytes data = { 0 }, place = { 0 };
	struct pack_fields inner = { 0 };
	size_t at;

	bios_guard_put(&data, &block, flash->data + offset, 0x1000, &inner);
	pfs_place_put(&place, 0xFF000000 + offset, offset, 0x1000);
	/* Block 0 has no metadata, so that the offset in its script is used. */
	at = pfs_entry_put(
	    out, pfs, &(struct pfs_entry){ GUID_Y, &data, 0, offset ? &place : NULL });
	for (size_t i = 0; i < inner.count; i++)
		pack_field(pfs->fields, at + inner.items[i].at, inner.items[i].width);
	if (offset) {
		pack_field(pfs->fields, at + data.len, 4);
		pack_field(pfs->fields, at + data.len + 8, 4);
	}
	bytes_free(&data);
	bytes_free(&place);
}

static void dell_blocks(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	struct pfs pfs = pfs_begin(out, 2, fields);

	put_dell_block(out, &pfs, &flash, 0x1000);
	put_dell_block(out, &pfs, &flash, 0x0000);
	put_dell_block(out, &pfs, &flash, 0x3000);
	pfs_end(out, &pfs);
	bytes_free(&flash);
}

static void pfat(struct fwbytes *out, struct pack_fields *fields)
{
	static const struct pfat_file files[] = {
		{ "1 /B 2;FV_BB", 0x2000, 0x2000, 0x1000 },
		{ "1 /P 2;FV_MAIN", 0, 0x2000, 0x1000 },
	};
	const struct pfat update = {
		"II00010000", files, 2, { .platform = "P", .signature = 2048, .type = 1 }
	};
	struct fwbytes flash = lies_flash();

	pfat_put(out, &update, &flash, fields);
	/*
	 * Put a second update. If sizes in the first update are too large, the first
	 * update seems to overlap the second one.
	 */
	pfat_put(out, &update, &flash, NULL);
	bytes_free(&flash);
}

static void ucp(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	size_t start = ucp_begin(out, "@HPU", fields);

	ucp_module_put(out, "@R00", &flash, pack_efi11, fields);
	ucp_module_put(out, "@R01", &flash, pack_tiano, fields);
	ucp_module_put(out, "@R02", &flash, NULL, fields);
	ucp_end(out, start);
	bytes_free(&flash);
}

static void iflash(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	iflash_put(out, "_BIOSIMG", &flash, 0x40, fields);
	iflash_put(out, "_EC_IMG_", &flash, 0, fields);
	bytes_free(&flash);
}

/* List the checksum of the header. Other fields of the header cannot be wrong. */
static void rotated_7z(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash(), archive = { 0 };

	sevenzip_put(&archive, "bios.fd", &flash);
	pack_rotated(out, archive.data, archive.len);
	for (size_t at = 6; at < 32; at += 2)
		pack_field(fields, at, 2);
	for (size_t at = 32 + flash.len; at < archive.len - 8; at += 8)
		pack_field(fields, at, 8);
	bytes_free(&flash);
	bytes_free(&archive);
}

const struct lie_recipe update_lies[] = {
	{ "dell-pfs, version 1", pfs_v1 },
	{ "dell-pfs, version 2", pfs_v2 },
	{ "dell-pfs of blocks", dell_blocks },
	{ "dell-section", dell_section },
	{ "dell-pkg", dell_pkg },
	{ "ami-pfat", pfat },
	{ "ami-ucp", ucp },
	{ "insyde-iflash", iflash },
	{ "insyde-7z", rotated_7z },
	{ 0 },
};
