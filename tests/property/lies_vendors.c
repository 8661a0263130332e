/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lies_vendors.c - packages of smaller vendors, coreboot and Intel, with lists of their
 * sizes
 */
#include "lies.h"

#include "pack_vendor.h"

static struct pack_member member_of(const struct fwbytes *flash, bool packed)
{
	return (struct pack_member){ "BIOS.BIN", flash->data, flash->len, packed, false };
}

static void phoenix_tdk(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	const struct pack_member files[] = { member_of(&flash, true),
					     member_of(&flash, false) };

	tdk_put(out, 0, files, 2, fields);
	bytes_free(&flash);
}

static void inverted_cab(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash(), cab = { 0 };
	const struct pack_member file = member_of(&flash, true);

	cab_put(&cab, &file, 1, fields);
	pack_inverted(out, cab.data, cab.len);
	bytes_free(&flash);
	bytes_free(&cab);
}

static void efi_stream(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	pack_efi11(out, flash.data, flash.len);
	pack_field(fields, 0, 4);
	pack_field(fields, 4, 4);
	bytes_free(&flash);
}

/* This package has no sizes. List the marks between its files instead. */
static void portwell(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	const struct pack_member file = member_of(&flash, false);
	const struct pack_member files[] = { file, file, file, file, file };

	portwell_put(out, files, 5);
	for (size_t i = 0; i < 5; i++)
		pack_field(fields, i * (flash.len + 4), 4);
	bytes_free(&flash);
}

static void panasonic(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();
	const struct pack_member resources[] = { member_of(&flash, true),
						 member_of(&flash, false) };

	rcdata_exe_put(out, resources, 2, fields);
	bytes_free(&flash);
}

static void im4p(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	im4p_put(out, flash.data, flash.len, fields);
	bytes_free(&flash);
}

static void cbfs_file(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	cbfs_file_put(out, "fd", CBFS_RAW, CBFS_LZMA, flash.data, flash.len, fields);
	bytes_free(&flash);
}

/* Put a file whose payload begins after a header of this length. */
static void cbfs_payload(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash(), payload = { 0 };
	struct pack_fields inner = { 0 };
	size_t at;

	cbfs_payload_put(&payload, CBFS_LZ4, flash.data, flash.len, &inner);
	cbfs_file_put(out, "fallback/payload", CBFS_PAYLOAD, CBFS_STORED, payload.data,
		      payload.len, fields);
	at = bytes_find(out, (const char *)payload.data, 16);
	for (size_t i = 0; i < inner.count; i++)
		pack_field(fields, at + inner.items[i].at, inner.items[i].width);
	bytes_free(&flash);
	bytes_free(&payload);
}

static void ifwi(struct fwbytes *out, struct pack_fields *fields)
{
	struct fwbytes flash = lies_flash();

	ifwi_put(out, flash.data, flash.len, flash.data, flash.len, fields);
	bytes_free(&flash);
}

const struct lie_recipe vendor_lies[] = {
	{ "Phoenix TDK", phoenix_tdk },
	{ "inverted cabinet", inverted_cab },
	{ "EFI stream", efi_stream },
	{ "Portwell", portwell },
	{ "Panasonic", panasonic },
	{ "Image4", im4p },
	{ "CBFS file", cbfs_file },
	{ "CBFS payload", cbfs_payload },
	{ "IFWI", ifwi },
	{ 0 },
};
