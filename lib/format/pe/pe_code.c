/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_code.c - find the data to which the code of a PE or TE image refers */
#include "format/pe/pe_code.h"

#define LEA_SIZE 7 /* REX.W, opcode, ModRM, disp32 */

struct gx_pe_refs gx_pe_refs(const struct gx_pe_map *map, const struct gx_pe *pe)
{
	return (struct gx_pe_refs){ .map = map,
				    .pe = pe,
				    .relocs = gx_pe_relocs(map, pe),
				    .work = GX_PE_REFS_WORK };
}

/* REX.W (and REX.R), 8D, ModRM with mod 0 and rm 5: RIP-relative. */
/*@
  assigns \nothing;
*/
static bool is_lea(struct gx_span code, size_t at)
{
	return (gx_span_at(code, at) & 0xfb) == 0x48 &&
	       gx_span_at(code, at + 1) == 0x8d &&
	       (gx_span_at(code, at + 2) & 0xc7) == 0x05;
}

/* The address in the LEA at 'at'.  A target below 0 becomes a large address, which is in
 * no section. */
/*@
  assigns \nothing;
*/
static struct gx_span lea_target(const struct gx_pe_map *map,
				 const struct gx_pe_section *s, size_t at)
{
	struct gx_reader r = gx_reader(gx_span_tail(s->data, at + 3));
	int64_t disp = (int32_t)gx_le32(&r);

	return gx_pe_map_at(map, (uint64_t)s->rva + at + LEA_SIZE + (uint64_t)disp);
}

/*@
  requires \valid(it) && \valid(target) && \valid_read(it->map);
  requires \separated(it, target, it->map);
  assigns it->section, it->at, it->work, it->after, *target;
*/
static bool next_lea(struct gx_pe_refs *it, struct gx_span *target)
{
	/*@
	  loop assigns it->section, it->at, it->work, it->after, *target;
	  loop variant it->map->count - it->section;
	*/
	for (; it->section < it->map->count; it->section++, it->at = 0) {
		const struct gx_pe_section *s = &it->map->sections[it->section];

		/*@
		  loop assigns it->at, it->work, it->after, *target;
		  loop variant it->work;
		*/
		while (s->code && s->data.len >= LEA_SIZE &&
		       it->at <= s->data.len - LEA_SIZE) {
			size_t at = it->at++;

			if (it->work == 0)
				return false;
			it->work--;
			if (!is_lea(s->data, at))
				continue;
			*target = lea_target(it->map, s, at);
			it->after = gx_span_tail(s->data, at + LEA_SIZE);
			if (target->len)
				return true;
		}
	}
	return false;
}

/*@
  assigns \nothing;
*/
static bool is_code(const struct gx_pe_map *map, uint64_t rva)
{
	/*@
	  loop assigns i;
	  loop variant map->count - i;
	*/
	for (size_t i = 0; i < map->count; i++) {
		const struct gx_pe_section *s = &map->sections[i];

		if (rva >= s->rva && rva - s->rva < s->data.len)
			return s->code;
	}
	return false;
}

static bool next_absolute(struct gx_pe_refs *it, struct gx_span *target)
{
	struct gx_pe_fixup fixup;

	//@ loop variant it->work;
	while (it->work && gx_pe_reloc_next(&it->relocs, &fixup)) {
		struct gx_reader r = gx_reader(gx_pe_map_at(it->map, fixup.rva));
		uint32_t address = gx_le32(&r);

		it->work--;
		if (r.failed || !is_code(it->map, fixup.rva))
			continue;
		*target = gx_pe_map_at(it->map, address - it->pe->image_base);
		it->after = gx_span_tail(gx_pe_map_at(it->map, fixup.rva), 4);
		if (target->len)
			return true;
	}
	return false;
}

bool gx_pe_ref_next(struct gx_pe_refs *it, struct gx_span *target)
{
	*target = (struct gx_span){ 0 };
	if (it->pe->machine == GX_PE_MACHINE_X64)
		return next_lea(it, target);
	return next_absolute(it, target);
}
