/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pe_code.h - find the data to which the code of a PE or TE image refers
 *
 * This is not a disassembler.  On x64, it only searches for the instruction with which
 * compilers for UEFI address data, "lea reg, [rip + disp32]".  On ia32, it uses the
 * absolute addresses in code, which the base relocations list.
 */
#ifndef GX_FORMAT_PE_CODE_H
#define GX_FORMAT_PE_CODE_H

#include "format/pe/pe_reloc.h"

/* Limit of the bytes of code and relocations that a walk examines; drivers have a tenth
 * of this number. */
#define GX_PE_REFS_WORK (4u << 20)

/* A walk over the references, in the order of the code. */
struct gx_pe_refs {
	const struct gx_pe_map *map;
	const struct gx_pe *pe;
	size_t section; /* x64: place of the walk */
	size_t at;
	struct gx_pe_relocs relocs; /* ia32 */
	uint32_t work;              /* bytes that may still be examined */
	struct gx_span after;       /* the code that follows the last reference */
};

/* Start a walk.  'map' and 'pe' must stay valid until the end of the walk. */
struct gx_pe_refs gx_pe_refs(const struct gx_pe_map *map, const struct gx_pe *pe);

/* The next reference: the bytes from its target to the end of that section. */
bool gx_pe_ref_next(struct gx_pe_refs *it, struct gx_span *target);

#endif /* GX_FORMAT_PE_CODE_H */
