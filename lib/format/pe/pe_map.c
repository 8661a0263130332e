/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_map.c - the sections of a PE or TE image: from an address to its bytes */
#include "format/pe/pe_map.h"

#define SECTION_CODE 0x00000020

/* The bytes [at, at + len) of the image, or as many as exist. */
static struct gx_span raw_data(struct gx_span image, const struct gx_pe *pe, uint64_t at,
			       uint64_t len)
{
	if (at < pe->stripped)
		return (struct gx_span){ 0 };
	return gx_span_head(gx_span_tail(image, at - pe->stripped), len);
}

void gx_pe_map_make(struct gx_span image, const struct gx_pe *pe, struct gx_pe_map *out)
{
	struct gx_reader r = gx_reader(image);

	out->count = 0;
	gx_seek(&r, pe->sections_at);
	//@ loop variant GX_PE_MAP_MAX - i;
	for (unsigned int i = 0; i < pe->section_count && i < GX_PE_MAP_MAX; i++) {
		struct gx_pe_section s = { 0 };
		uint32_t raw_size, raw_at;

		gx_skip(&r, 8 + 4); /* name, virtual size */
		s.rva = gx_le32(&r);
		raw_size = gx_le32(&r);
		raw_at = gx_le32(&r);
		gx_skip(&r, 12); /* relocations and line numbers of object files */
		s.code = gx_le32(&r) & SECTION_CODE;
		if (r.failed)
			return;
		s.data = raw_data(image, pe, raw_at, raw_size);
		out->sections[out->count++] = s;
	}
}

struct gx_span gx_pe_map_at(const struct gx_pe_map *map, uint64_t rva)
{
	/*@
	  loop assigns i;
	  loop variant map->count - i;
	*/
	for (size_t i = 0; i < map->count; i++) {
		const struct gx_pe_section *s = &map->sections[i];

		if (rva >= s->rva && rva - s->rva < s->data.len)
			return gx_span_tail(s->data, rva - s->rva);
	}
	return (struct gx_span){ 0 };
}
