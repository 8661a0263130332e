/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_section.c - build the sections of a file in memory, including packed ones */
#include "fwbuild_frame.h"

enum { GUIDED_DATA_OFFSET_AT = 16 }; /* after the common header */

static size_t section_header_size(const struct fwb_frame *f)
{
	return f->section.extended ? 8 : 4;
}

static struct fwb_frame *open_section(struct fwb *b, unsigned type)
{
	struct fwb_frame *f = fwb_push(b, FRAME_SECTION);

	if (b->depth > 1 && f[-1].kind != FRAME_VOLUME)
		put_align(&b->out, 0, f[-1].body, 4);
	f->start = b->out.len;
	f->section = b->next_section;
	b->next_section = (struct fwb_section){ 0 };
	f->type = type;
	put_le24(&b->out, 0);
	put_u8(&b->out, type);
	put_fill(&b->out, 0, section_header_size(f) - 4);
	f->body = b->out.len;
	return f;
}

size_t section_begin(struct fwb *b, unsigned type)
{
	return open_section(b, type)->start;
}

size_t freeform_begin(struct fwb *b, const char *subtype)
{
	struct fwb_frame *f = open_section(b, SECTION_FREEFORM);

	put_guid(&b->out, subtype);
	f->body = b->out.len;
	return f->start;
}

size_t guided_begin(struct fwb *b, const char *guid, fw_pack *pack)
{
	struct fwb_frame *f = open_section(b, SECTION_GUID_DEFINED);
	unsigned attributes = pack ? GUIDED_PROCESSING_REQUIRED : 0;

	put_guid(&b->out, guid);
	put_le16(&b->out, 0);
	put_le16(&b->out, f->section.attributes ? f->section.attributes : attributes);
	f->body = b->out.len;
	f->pack = pack;
	return f->start;
}

size_t compressed_begin(struct fwb *b, unsigned compression_type, fw_pack *pack)
{
	struct fwb_frame *f = open_section(b, SECTION_COMPRESSION);

	put_le32(&b->out, 0);
	put_u8(&b->out, compression_type);
	f->body = b->out.len;
	f->pack = pack;
	return f->start;
}

/* Replace all bytes after offset 'at' with their packed form. */
static void pack_in_place(struct fwbytes *o, size_t at, fw_pack *pack)
{
	struct fwbytes packed = { 0 };

	pack(&packed, o->data + at, o->len - at);
	bytes_cut(o, at);
	put_bytes(o, packed.data, packed.len);
	bytes_free(&packed);
}

static void put_section_size(struct fwb *b, const struct fwb_frame *f)
{
	uint64_t size = fwb_truth_or_lie(b->out.len - f->start, f->section.size);

	if (f->section.extended) {
		poke_le24(&b->out, f->start, 0xFFFFFF);
		poke_le32(&b->out, f->start + 4, (uint32_t)size);
	} else {
		if (size > 0xFFFFFF)
			fwbuild_fail("a section of 16 MiB or more must be extended");
		poke_le24(&b->out, f->start, (uint32_t)size);
	}
}

void section_end(struct fwb *b)
{
	struct fwb_frame f = fwb_pop(b, FRAME_SECTION);
	const struct fwb_section *s = &f.section;
	size_t fields = f.start + section_header_size(&f);

	if (f.type == SECTION_COMPRESSION)
		poke_le32(&b->out, fields,
			  (uint32_t)fwb_truth_or_lie(b->out.len - f.body, s->unpacked));
	if (f.pack)
		pack_in_place(&b->out, f.body, f.pack);
	if (f.type == SECTION_GUID_DEFINED)
		poke_le16(&b->out, fields + GUIDED_DATA_OFFSET_AT,
			  (unsigned)fwb_truth_or_lie(f.body - f.start + s->prefix,
						     s->data_offset));
	put_section_size(b, &f);
}

size_t section(struct fwb *b, unsigned type, const void *data, size_t len)
{
	size_t at = section_begin(b, type);

	put_bytes(&b->out, data, len);
	section_end(b);
	return at;
}

size_t ui_section(struct fwb *b, const char *name)
{
	size_t at = section_begin(b, SECTION_UI);

	put_utf16(&b->out, name);
	section_end(b);
	return at;
}

size_t version_section(struct fwb *b, unsigned build, const char *version)
{
	size_t at = section_begin(b, SECTION_VERSION);

	put_le16(&b->out, build);
	put_utf16(&b->out, version);
	section_end(b);
	return at;
}
