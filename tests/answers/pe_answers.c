/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_answers.c - PE and TE images: headers, sections, relocations, code, resources */
#include <stdlib.h>

#include "answers.h"
#include "format/pe/pe_code.h"
#include "format/pe/pe_resource.h"
#include "fwbuild_pe.h"
#include "pack_vendor.h"

/* ---- decoding --------------------------------------------------------------- */

static void say_pe(const struct gx_pe *pe, struct answer *a)
{
	say_form(a, pe->te);
	say_form(a, pe->machine);
	say(a, pe->subsystem);
	say(a, pe->section_count);
	say(a, pe->size_of_image);
	say(a, pe->entry_rva);
	say(a, pe->image_base);
	say(a, pe->headers_size);
	say(a, pe->size);
	say_form(a, pe->signature_cut);
	say(a, pe->image_base_at);
	say(a, pe->image_base_size);
	say(a, pe->sections_at);
	say(a, pe->stripped);
	say_form(a, pe->relocations_stripped);
	say(a, pe->relocations_rva);
	say(a, pe->relocations_size);
	say(a, pe->resources_rva);
}

static void ask_headers(struct gx_span at, struct answer *a)
{
	struct gx_pe pe, te;

	say_form(a, gx_pe_decode(at, &pe));
	say_pe(&pe, a);
	say_form(a, gx_te_decode(at, &te));
	say_pe(&te, a);
}

static void say_map(struct gx_span at, const struct gx_pe_map *map, struct answer *a)
{
	say_form(a, map->count);
	for (size_t i = 0; i < map->count; i++) {
		const struct gx_pe_section *s = &map->sections[i];

		say(a, s->rva);
		say_form(a, s->code);
		say_span(a, at, s->data);
		for (int off = -1; off <= 1; off++) {
			uint64_t rva = s->rva + (uint64_t)(int64_t)off;

			say_span(a, at, gx_pe_map_at(map, rva));
			say_span(a, at, gx_pe_map_at(map, rva + s->data.len));
		}
	}
}

static void say_relocs(const struct gx_pe_map *map, const struct gx_pe *pe,
		       struct answer *a)
{
	struct gx_pe_relocs it = gx_pe_relocs(map, pe);
	struct gx_pe_fixup fixup;

	while (gx_pe_reloc_next(&it, &fixup)) {
		say(a, fixup.rva);
		say_form(a, fixup.size);
	}
	say_form(a, it.damaged);
}

static void say_refs(struct gx_span at, const struct gx_pe_map *map,
		     const struct gx_pe *pe, uint32_t work, struct answer *a)
{
	struct gx_pe_refs it = gx_pe_refs(map, pe);
	struct gx_span target;

	it.work = work;
	while (gx_pe_ref_next(&it, &target)) {
		say_span(a, at, target);
		say_span(a, at, it.after);
	}
	say(a, it.work);
}

static void say_unrelocated(struct gx_span at, const struct gx_pe *pe, struct answer *a)
{
	uint8_t *copy = calloc(at.len + 1, 1);
	enum gopx_status status;

	if (!copy)
		abort();
	status = gx_pe_unrelocate(at, pe, copy);
	say_form(a, status);
	if (status == GOPX_OK)
		say_bytes(a, gx_span(copy, at.len));
	free(copy);
}

static void ask_image(struct gx_span at, struct answer *a)
{
	struct gx_pe_map map;
	struct gx_pe pe;

	ask_headers(at, a);
	if (gx_pe_decode(at, &pe) != GOPX_OK && gx_te_decode(at, &pe) != GOPX_OK)
		return;
	gx_pe_map_make(at, &pe, &map);
	say_map(at, &map, a);
	say_relocs(&map, &pe, a);
	for (uint32_t work = 0; work < 5; work += 2)
		say_refs(at, &map, &pe, work, a);
	say_refs(at, &map, &pe, 1000, a);
	if (pe.size <= at.len)
		say_unrelocated(at, &pe, a);
}

static void ask_resources(struct gx_span at, struct answer *a)
{
	struct gx_span out[GX_PE_RESOURCES_MAX], stream;
	uint64_t looked = 0;
	uint32_t unpacked;
	struct gx_pe pe;
	size_t count = 0;

	if (gx_pe_decode(at, &pe) == GOPX_OK)
		count = gx_pe_rcdata(at, &pe, out, &looked);
	say_form(a, count);
	say(a, looked);
	for (size_t i = 0; i < count; i++) {
		say_span(a, at, out[i]);
		say_form(a, gx_panasonic_resource_decode(out[i], &unpacked, &stream));
		say(a, unpacked);
		say_span(a, at, stream);
	}
}

static void ask_panasonic(struct gx_span at, struct answer *a)
{
	struct gx_span stream;
	uint32_t unpacked;

	say_form(a, gx_panasonic_resource_decode(at, &unpacked, &stream));
	say(a, unpacked);
	say_span(a, at, stream);
}

/* ---- inputs ----------------------------------------------------------------- */

static void pe_x64(struct fwbytes *out)
{
	gop_put(out, &(struct gop_options){ .code = 64, .base = 0x10000 });
}

static void pe_ia32(struct fwbytes *out)
{
	gop_put(out, &(struct gop_options){
			 .code = 64, .machine = MACHINE_IA32, .base = 0x10000 });
}

static void pe_signed(struct fwbytes *out)
{
	gop_put(out, &(struct gop_options){ .code = 64, .certificate = 24 });
}

static void pe_cut(struct fwbytes *out)
{
	pe_signed(out);
	bytes_cut(out, out->len / 2);
}

static void te(struct fwbytes *out)
{
	gop_put_te(out, &(struct gop_options){ .code = 64, .base = 0x10000 });
}

/*
 * A TE image whose first relocation is two bytes before the end of the code, so that the
 * address there is incomplete. A decoder that read it as 0 would take it for the address
 * of the first section.
 */
static void te_code_end(struct fwbytes *out)
{
	struct gx_pe_map map;
	struct gx_pe pe;
	uint64_t end = 0;
	size_t where;

	gop_put_te(out, &(struct gop_options){
			    .code = 64, .machine = MACHINE_IA32, .base = 0x10000 });
	if (gx_te_decode(gx_span(out->data, out->len), &pe) != GOPX_OK)
		abort();
	gx_pe_map_make(gx_span(out->data, out->len), &pe, &map);
	for (size_t i = 0; i < map.count; i++) {
		if (map.sections[i].code)
			end = map.sections[i].rva + map.sections[i].data.len;
	}
	where = (size_t)(gx_pe_map_at(&map, pe.relocations_rva).ptr - out->data);
	poke_le32(out, where, (uint32_t)(end - 2) & ~0xfffu);
	poke_le16(out, where + 8, 0x3000 | ((unsigned)(end - 2) & 0xfff));
	poke_le64(out, pe.image_base_at, 0 - (uint64_t)map.sections[0].rva);
}

/* Return the offset of the directory of relocations, from the correct headers. */
static size_t relocations_at(const struct fwbytes *image)
{
	struct gx_span at = gx_span(image->data, image->len), found;
	struct gx_pe_map map;
	struct gx_pe pe;

	if (gx_pe_decode(at, &pe) != GOPX_OK)
		abort();
	gx_pe_map_make(at, &pe, &map);
	found = gx_pe_map_at(&map, pe.relocations_rva);
	return (size_t)(found.ptr - image->data);
}

/* Replace the relocations of an image with the input, and decode the image. */
static void ask_relocations(struct gx_span at, struct answer *a)
{
	struct fwbytes image = { 0 };
	size_t where;

	pe_ia32(&image);
	where = relocations_at(&image);
	for (size_t i = 0; i < at.len && where + i < image.len; i++)
		image.data[where + i] = gx_span_at(at, i);
	ask_image(gx_span(image.data, image.len), a);
	bytes_free(&image);
}

static void relocations(struct fwbytes *out)
{
	struct fwbytes image = { 0 };
	size_t where;

	pe_ia32(&image);
	where = relocations_at(&image);
	put_bytes(out, image.data + where,
		  image.len - where < 40 ? image.len - where : 40);
	bytes_free(&image);
}

/* A block without entries, a block with one entry and padding, and zeros. */
static void relocations_none(struct fwbytes *out)
{
	put_le32(out, 0x1000);
	put_le32(out, 8);
	put_le32(out, 0x1000);
	put_le32(out, 12);
	put_le16(out, 0x3008);
	put_fill_to(out, 0, 64);
}

static void resources(struct fwbytes *out)
{
	static const struct pack_member files[] = {
		{ "1", (const uint8_t *)"0123456789", 10, false, false },
		{ "2", (const uint8_t *)"012345", 6, false, false },
	};

	rcdata_exe_put(out, files, 2, NULL);
}

/*
 * The input is the offset of the PE header. Between the DOS header and the PE header are
 * zeros.
 */
static void ask_far_header(struct gx_span at, struct answer *a)
{
	struct gx_reader number = gx_reader(at);
	struct fwbytes near = { 0 }, far = { 0 };
	uint32_t where = gx_le32(&number) % 0x20000;
	size_t header;

	pe_x64(&near);
	header = bytes_find(&near, "PE\0\0", 4);
	put_bytes(&far, near.data, 64);
	put_fill_to(&far, 0, where > 64 ? where : 64);
	put_bytes(&far, near.data + header, near.len - header);
	poke_le32(&far, 0x3c, where);
	ask_headers(gx_span(far.data, far.len), a);
	bytes_free(&near);
	bytes_free(&far);
}

static void far_header(struct fwbytes *out)
{
	put_le32(out, 0x10000);
}

/* The input is the number of sections. The image has room for all of them. */
static void ask_sections(struct gx_span at, struct answer *a)
{
	struct fwbytes image = { 0 };
	size_t header;

	pe_x64(&image);
	header = bytes_find(&image, "PE\0\0", 4);
	poke_u8(&image, header + 6, at.len ? gx_span_at(at, 0) : 0);
	put_fill(&image, 0, (size_t)256 * 40);
	ask_headers(gx_span(image.data, image.len), a);
	bytes_free(&image);
}

static void most_sections(struct fwbytes *out)
{
	put_u8(out, 96);
}

/*
 * The directory of languages is longer than the section. If its missing entries counted
 * as zeros, they would point to the start of the resources, which looks like a leaf.
 */
static void resources_long(struct fwbytes *out)
{
	size_t start, languages;

	resources(out);
	start = bytes_find(out, "\x0a\0\0\0\x18\0\0\x80", 8) - 16;
	languages = start + 16 + 8 + 16 + 2 * 8;
	poke_le32(out, start, 0x1000);
	poke_le32(out, start + 4, 4);
	poke_le16(out, languages + 14, 256);
}

static void panasonic(struct fwbytes *out)
{
	put_le32(out, 1);
	put_le32(out, 1);
	put_text(out, "stream");
}

const struct subject answers_subjects[] = {
	SUBJECT("headers, x64", pe_x64, ask_headers),
	SUBJECT("headers, ia32", pe_ia32, ask_headers),
	SUBJECT("headers, signed", pe_signed, ask_headers),
	SUBJECT("headers, cut", pe_cut, ask_headers),
	SUBJECT("headers, te", te, ask_headers),
	SUBJECT_WITH("headers, far away", far_header, ask_far_header, .flips = true),
	SUBJECT_WITH("headers, most sections", most_sections, ask_sections,
		     .flips = true),
	SUBJECT_WITH("image, x64", pe_x64, ask_image, .window = 4096, .flips = true),
	SUBJECT_WITH("image, ia32", pe_ia32, ask_image, .window = 4096, .flips = true),
	SUBJECT_WITH("image, te", te, ask_image, .window = 4096, .flips = true),
	SUBJECT_ONCE("image, relocated code ends", te_code_end, ask_image),
	SUBJECT("relocations", relocations, ask_relocations),
	SUBJECT_ONCE("relocations, empty block", relocations_none, ask_relocations),
	SUBJECT_WITH("resources", resources, ask_resources, .window = 2048),
	SUBJECT_ONCE("resources, long directory", resources_long, ask_resources),
	SUBJECT("panasonic", panasonic, ask_panasonic),
	{ 0 },
};
