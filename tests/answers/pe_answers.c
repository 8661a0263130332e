/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_answers.c - PE and TE images: headers, sections, relocations, code, resources */
#include <stdlib.h>

#include "answers.h"
#include "format/pe/pe_code.h"
#include "format/pe/pe_resource.h"
#include "fwbuild_pe.h"
#include "pack_vendor.h"

/* ---- what is asked ---------------------------------------------------------- */

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

/* Where the directory of relocations is, by the headers that are right. */
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

/* An image whose relocations end with each kind of entry. */
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

static void resources(struct fwbytes *out)
{
	static const struct pack_member files[] = {
		{ "1", (const uint8_t *)"0123456789", 10, false, false },
		{ "2", (const uint8_t *)"012345", 6, false, false },
	};

	rcdata_exe_put(out, files, 2, NULL);
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
	SUBJECT_WITH("image, x64", pe_x64, ask_image, .window = 4096, .flips = true),
	SUBJECT_WITH("image, ia32", pe_ia32, ask_image, .window = 4096, .flips = true),
	SUBJECT_WITH("image, te", te, ask_image, .window = 4096, .flips = true),
	SUBJECT("relocations", relocations, ask_relocations),
	SUBJECT_WITH("resources", resources, ask_resources, .window = 2048),
	SUBJECT("panasonic", panasonic, ask_panasonic),
	{ 0 },
};
