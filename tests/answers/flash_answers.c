/* SPDX-License-Identifier: BSD-2-Clause */
/* flash_answers.c - flash descriptors, Intel's boot partitions, coreboot's files */
#include "answers.h"
#include "format/flash/cbfs.h"
#include "format/flash/flash_descriptor.h"
#include "format/flash/ifwi.h"
#include "fwbuild_flash.h"
#include "pack_vendor.h"

static void ask_descriptor(struct gx_span at, struct answer *a)
{
	struct gx_flash_descriptor d;

	say_form(a, gx_flash_descriptor_decode(at, &d));
	say_form(a, d.version);
	say(a, d.flash_size);
	for (unsigned i = 0; i < GX_FLASH_REGIONS; i++) {
		say_form(a, d.region[i].present);
		say(a, d.region[i].base);
		say(a, d.region[i].size);
	}
	for (unsigned i = 0; i < 18; i++)
		say_text(a, gx_flash_region_name(i));
}

static void ask_ifwi(struct gx_span at, struct answer *a)
{
	struct gx_ifwi i;

	say_form(a, gx_ifwi_decode(at, &i));
	say(a, i.header_size);
	say(a, i.size);
	say(a, i.second_at);
}

static void ask_cbfs(struct gx_span at, struct answer *a)
{
	struct gx_cbfs_file f;

	say_form(a, gx_cbfs_file_decode(at, &f));
	say(a, f.type);
	say_text(a, f.type_name);
	say_span(a, at, f.attributes);
	say_span(a, at, f.name);
	say(a, f.header_size);
	say(a, f.size);
	say_form(a, gx_cbfs_packing(f.attributes));
}

static void ask_attributes(struct gx_span at, struct answer *a)
{
	say_form(a, gx_cbfs_packing(at));
}

static void ask_segments(struct gx_span at, struct answer *a)
{
	struct gx_reader r = gx_reader(at);
	struct gx_cbfs_segment s;

	while (gx_cbfs_take_segment(&r, &s)) {
		say_form(a, s.packing);
		say(a, s.offset);
		say(a, s.size);
	}
	say_form(a, r.failed);
}

static void descriptor(struct fwbytes *out, bool old, bool fast, bool at_0)
{
	struct flash_layout layout = { .version1 = old,
				       .fast = fast,
				       .signature_at_0 = at_0 };

	layout.regions[REGION_DESCRIPTOR].size = 0x1000;
	layout.regions[REGION_BIOS] = (struct flash_region){ 0x3000, 0x5000 };
	layout.regions[REGION_ME] = (struct flash_region){ 0x1000, 0x2000 };
	layout.regions[REGION_EC] = (struct flash_region){ 0x8000, 0x1000 };
	descriptor_put(out, &layout);
}

static void descriptor_2(struct fwbytes *out)
{
	descriptor(out, false, false, false);
}

static void descriptor_fast(struct fwbytes *out)
{
	descriptor(out, false, true, false);
}

static void descriptor_1(struct fwbytes *out)
{
	descriptor(out, true, false, false);
}

static void descriptor_ich8(struct fwbytes *out)
{
	descriptor(out, true, false, true);
}

static void ifwi(struct fwbytes *out)
{
	ifwi_put(out, (const uint8_t *)"first", 5, (const uint8_t *)"second", 6, NULL);
}

/* A table with one partition, which ends at the end of the table. */
static void ifwi_one(struct fwbytes *out)
{
	put_le32(out, 0x000055aa);
	put_le16(out, 1);
	put_le16(out, 1);
	put_fill(out, 0, 16);
	put_le32(out, 5);
	put_le32(out, 36);
	put_le32(out, 1);
}

static void cbfs(struct fwbytes *out)
{
	cbfs_file_put(out, "name", CBFS_RAW, CBFS_STORED, (const uint8_t *)"data", 4,
		      NULL);
}

static void cbfs_named(struct fwbytes *out, size_t name)
{
	put_text(out, "LARCHIVE");
	put_be32(out, 1);
	put_be32(out, 0x50);
	put_be32(out, 0);
	put_be32(out, (uint32_t)(24 + name));
	put_fill(out, 'x', name);
	put_text(out, "1");
}

static void cbfs_long(struct fwbytes *out)
{
	cbfs_named(out, 256);
}

static void cbfs_too_long(struct fwbytes *out)
{
	cbfs_named(out, 257);
}

/* A file with two attributes: an unrelated one, then the compression. */
static void cbfs_packed(struct fwbytes *out)
{
	put_text(out, "LARCHIVE");
	put_be32(out, 7);
	put_be32(out, 0x50);
	put_be32(out, 32);
	put_be32(out, 60);
	put_bytes(out, "name\0\0\0\0", 8);
	put_be32(out, 0x12345678);
	put_be32(out, 12);
	put_be32(out, 9);
	put_be32(out, 0x42435a4c);
	put_be32(out, 16);
	put_be32(out, 2);
	put_be32(out, 7);
	put_text(out, "content");
}

static void attributes(struct fwbytes *out)
{
	put_be32(out, 0x12345678);
	put_be32(out, 9);
	put_u8(out, 9);
	put_be32(out, 0x42435a4c);
	put_be32(out, 16);
	put_be32(out, 1);
	put_be32(out, 7);
}

/* The first attribute has no value. The list ends there. */
static void attributes_empty(struct fwbytes *out)
{
	put_be32(out, 0x12345678);
	put_be32(out, 8);
	put_be32(out, 0x42435a4c);
	put_be32(out, 16);
	put_be32(out, 1);
	put_be32(out, 7);
}

static void segments(struct fwbytes *out)
{
	static const uint32_t types[] = { 0x434f4445, 0x42535320, 0x44415441, 0x454e5452,
					  0x434f4445 };

	for (size_t i = 0; i < 5; i++) {
		put_be32(out, types[i]);
		put_be32(out, 1);
		put_be32(out, 140);
		put_le64(out, 0);
		put_be32(out, 1);
		put_be32(out, 9);
	}
}

const struct subject answers_subjects[] = {
	SUBJECT("descriptor, version 2", descriptor_2, ask_descriptor),
	SUBJECT("descriptor, fast", descriptor_fast, ask_descriptor),
	SUBJECT("descriptor, version 1", descriptor_1, ask_descriptor),
	SUBJECT("descriptor of ich8", descriptor_ich8, ask_descriptor),
	SUBJECT_WITH("ifwi", ifwi, ask_ifwi, .window = 64),
	SUBJECT("ifwi, one partition", ifwi_one, ask_ifwi),
	SUBJECT_WITH("cbfs", cbfs, ask_cbfs, .big = true),
	SUBJECT_ONCE("cbfs, long name", cbfs_long, ask_cbfs),
	SUBJECT_ONCE("cbfs, too long name", cbfs_too_long, ask_cbfs),
	SUBJECT_WITH("cbfs, packed", cbfs_packed, ask_cbfs, .big = true),
	SUBJECT_WITH("attributes", attributes, ask_attributes, .big = true),
	SUBJECT_ONCE("attributes, empty one", attributes_empty, ask_attributes),
	SUBJECT_WITH("segments", segments, ask_segments, .big = true),
	{ 0 },
};
