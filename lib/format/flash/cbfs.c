/* SPDX-License-Identifier: BSD-2-Clause */
/* cbfs.c - CBFS, as in coreboot's cbfs_serialized.h; all fields are big-endian */
#include "format/flash/cbfs.h"

#define HEADER_SIZE      24
#define NAME_MAX_SIZE    256
#define TYPE_DELETED     0x00000000
#define TYPE_EMPTY       0xffffffff
#define ATTRIBUTE_PACKED 0x42435a4c /* "BCZL" */
#define SEGMENT_ENTRY    0x454e5452 /* "ENTR": the last segment */
#define SEGMENT_CODE     0x434f4445
#define SEGMENT_DATA     0x44415441

static const char *type_name(uint32_t type)
{
	static const struct {
		uint32_t type;
		const char *name;
	} names[] = {
		{ 0x01, "bootblock" },  { 0x02, "header" },     { 0x10, "stage" },
		{ 0x11, "stage" },      { 0x20, "payload" },    { 0x21, "fit-payload" },
		{ 0x30, "option-rom" }, { 0x40, "bootsplash" }, { 0x50, "raw" },
		{ 0x51, "vsa" },        { 0x52, "mbi" },        { 0x53, "microcode" },
		{ 0x60, "fsp" },        { 0x61, "mrc" },        { 0x62, "mma" },
		{ 0x63, "efi" },        { 0x70, "struct" },     { 0xaa, "cmos-default" },
		{ 0xab, "spd" },        { 0xac, "mrc-cache" },  { 0x1aa, "cmos-layout" },
	};

	//@ loop variant sizeof(names) / sizeof(names[0]) - i;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].type == type)
			return names[i].name;
	}
	return NULL;
}

/* An attribute is {tag, length, packing, unpacked size}. */
uint32_t gx_cbfs_packing(struct gx_span attributes)
{
	struct gx_reader r = gx_reader(attributes);

	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos - r.failed;
	*/
	while (!r.failed && r.pos < attributes.len) {
		uint32_t tag = gx_be32(&r);
		uint32_t size = gx_be32(&r);
		struct gx_reader value;

		if (size <= 8)
			break;
		value = gx_reader(gx_take(&r, size - 8));
		if (tag == ATTRIBUTE_PACKED)
			return gx_be32(&value);
	}
	return GX_CBFS_STORED;
}

static struct gx_span up_to_nul(struct gx_span s)
{
	return gx_span_head(s, gx_span_find(s, gx_span("", 1)));
}

enum gopx_status gx_cbfs_file_decode(struct gx_span at, struct gx_cbfs_file *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span head, name;
	uint32_t len, attributes_at, data_at;

	*out = (struct gx_cbfs_file){ 0 };
	gx_skip(&r, 8);
	len = gx_be32(&r);
	out->type = gx_be32(&r);
	attributes_at = gx_be32(&r);
	data_at = gx_be32(&r);
	if (r.failed || !gx_span_starts(at, GX_CBFS_SIGNATURE, 8) ||
	    out->type == TYPE_DELETED || out->type == TYPE_EMPTY || len == 0 ||
	    !gx_span_sub(at, 0, data_at, &head))
		return GOPX_E_FORMAT;
	/* The name ends where the attributes begin, if there are any. */
	if (!gx_span_cut(head, attributes_at ? attributes_at : data_at, &name,
			 &out->attributes))
		return GOPX_E_FORMAT;
	name = gx_span_tail(name, HEADER_SIZE);
	if (name.len == 0 || name.len > NAME_MAX_SIZE)
		return GOPX_E_FORMAT;
	out->type_name = type_name(out->type);
	out->name = up_to_nul(name);
	out->header_size = data_at;
	out->size = (uint64_t)data_at + len;
	return GOPX_OK;
}

bool gx_cbfs_take_segment(struct gx_reader *table, struct gx_cbfs_segment *out)
{
	/*@
	  loop invariant gx_reading(*table) && table->s == \at(table->s, Pre);
	  loop assigns table->pos, table->failed, *out;
	  loop variant table->s.len - table->pos;
	*/
	for (;;) {
		uint32_t type = gx_be32(table);

		out->packing = gx_be32(table);
		out->offset = gx_be32(table);
		gx_skip(table, 8); /* load address */
		out->size = gx_be32(table);
		gx_skip(table, 4); /* size in memory */
		if (table->failed || type == SEGMENT_ENTRY)
			return false;
		if ((type == SEGMENT_CODE || type == SEGMENT_DATA) && out->size)
			return true;
	}
}
