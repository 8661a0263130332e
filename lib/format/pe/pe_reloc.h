/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pe_reloc.h - base relocations: the places to which a loader adds the image's address
 *
 * A build may give an image a base other than 0 and relocate it (GenFv does so for
 * volumes at a fixed address).  Undoing this makes copies of a driver equal again.
 */
#ifndef GX_FORMAT_PE_RELOC_H
#define GX_FORMAT_PE_RELOC_H

#include "format/pe/pe_map.h"

struct gx_pe_fixup {
	uint32_t rva;
	uint8_t size; /* size of the address there: 4 or 8 bytes */
};

/* A walk over the relocation directory. */
struct gx_pe_relocs {
	struct gx_reader blocks, entries;
	uint32_t page;
	bool damaged; /* the directory is invalid: the walk ended early */
};

/*@
  // The directory and the block that is being read can be read.
  predicate gx_pe_relocating(struct gx_pe_relocs it) =
	  gx_reading(it.blocks) && gx_reading(it.entries) && !it.entries.failed;

  // The bytes that have not been read.
  logic integer gx_pe_reloc_rest(struct gx_pe_relocs it) =
	  it.blocks.s.len - it.blocks.pos + it.entries.s.len - it.entries.pos;
*/

/*@
  assigns \nothing;
  ensures gx_pe_relocating(\result);
*/
struct gx_pe_relocs gx_pe_relocs(const struct gx_pe_map *map, const struct gx_pe *pe);

/* The next fix-up; false at the end. */
/*@
  requires \valid(it) && gx_pe_relocating(*it);
  requires \valid(out) && \separated(it, out);
  assigns *it, *out;
  ensures gx_pe_relocating(*it);
  ensures \result ==> gx_pe_reloc_rest(*it) < \old(gx_pe_reloc_rest(*it));
*/
bool gx_pe_reloc_next(struct gx_pe_relocs *it, struct gx_pe_fixup *out);

/*
 * Write 'image' with image base 0, as it was before it was relocated, to 'out', which
 * has room for image.len bytes.  GOPX_E_CORRUPT: the relocations are missing or
 * invalid, and 'out' is undefined.
 */
GX_NODISCARD enum gopx_status gx_pe_unrelocate(struct gx_span image,
					       const struct gx_pe *pe, uint8_t *out);

#endif /* GX_FORMAT_PE_RELOC_H */
