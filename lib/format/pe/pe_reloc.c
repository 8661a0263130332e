/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_reloc.c - base relocations ("PE Format", .reloc), read and undone */
#include "format/pe/pe_reloc.h"

#define BLOCK_HEADER_SIZE 8
#define TYPE_ABSOLUTE     0 /* padding */
#define TYPE_HIGHLOW      3
#define TYPE_DIR64        10

struct gx_pe_relocs gx_pe_relocs(const struct gx_pe_map *map, const struct gx_pe *pe)
{
	struct gx_span all = gx_pe_map_at(map, pe->relocations_rva);
	struct gx_pe_relocs it = { .damaged = pe->relocations_size > all.len };

	it.blocks = gx_reader(gx_span_head(all, pe->relocations_size));
	return it;
}

/* False at the end of the directory, which is sometimes padded with zeros. */
/*@
  requires \valid(it) && gx_pe_relocating(*it) && !it->damaged;
  assigns *it;
  ensures gx_pe_relocating(*it) && (\result ==> !it->damaged);
  ensures \result ==> gx_pe_reloc_rest(*it) < \old(gx_pe_reloc_rest(*it));
*/
static bool next_block(struct gx_pe_relocs *it)
{
	uint32_t size;

	if (it->blocks.pos == it->blocks.s.len ||
	    gx_span_is_filled(gx_rest(&it->blocks), 0))
		return false;
	it->page = gx_le32(&it->blocks);
	size = gx_le32(&it->blocks);
	if (size < BLOCK_HEADER_SIZE) {
		it->damaged = true;
		return false;
	}
	it->entries = gx_reader(gx_take(&it->blocks, size - BLOCK_HEADER_SIZE));
	it->damaged = it->blocks.failed;
	return !it->damaged;
}

bool gx_pe_reloc_next(struct gx_pe_relocs *it, struct gx_pe_fixup *out)
{
	/*@
	  loop invariant gx_pe_relocating(*it);
	  loop invariant gx_pe_reloc_rest(*it) <= gx_pe_reloc_rest(\at(*it, Pre));
	  loop assigns *it, *out;
	  loop variant gx_pe_reloc_rest(*it);
	*/
	while (!it->damaged) {
		uint16_t entry;

		if (it->entries.s.len - it->entries.pos < 2) {
			if (!next_block(it))
				return false;
			continue;
		}
		entry = gx_le16(&it->entries);
		*out = (struct gx_pe_fixup){ it->page + (entry & 0xfff), 8 };
		if (entry >> 12 == TYPE_DIR64)
			return true;
		out->size = 4;
		if (entry >> 12 == TYPE_HIGHLOW)
			return true;
		it->damaged = entry >> 12 != TYPE_ABSOLUTE;
	}
	return false;
}

/*@
  requires \valid(to + (0 .. size - 1));
  assigns to[0 .. size - 1];
*/
static void put_le(uint8_t *to, uint64_t value, uint8_t size)
{
	/*@
	  loop assigns i, to[0 .. size - 1];
	  loop variant size - i;
	*/
	for (uint8_t i = 0; i < size; i++)
		to[i] = (uint8_t)(value >> 8 * i);
}

enum gopx_status gx_pe_unrelocate(struct gx_span image, const struct gx_pe *pe,
				  uint8_t *out)
{
	struct gx_pe_map map;
	struct gx_pe_relocs relocs;
	struct gx_pe_fixup fixup;

	gx_pe_map_make(image, pe, &map);
	relocs = gx_pe_relocs(&map, pe);
	if (pe->relocations_size == 0)
		return GOPX_E_CORRUPT;
	gx_span_copy(image, out);
	put_le(out + pe->image_base_at, 0, pe->image_base_size);
	/*@
	  loop invariant gx_pe_relocating(relocs);
	  loop variant gx_pe_reloc_rest(relocs);
	*/
	while (gx_pe_reloc_next(&relocs, &fixup)) {
		struct gx_span at = gx_pe_map_at(&map, fixup.rva);
		struct gx_reader r = gx_reader(at);
		uint64_t address = fixup.size == 8 ? gx_le64(&r) : gx_le32(&r);

		if (r.failed)
			return GOPX_E_CORRUPT;
		put_le(out + gx_span_offset(image, at), address - pe->image_base,
		       fixup.size);
	}
	return relocs.damaged ? GOPX_E_CORRUPT : GOPX_OK;
}
