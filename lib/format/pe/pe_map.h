/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_map.h - the sections of a PE or TE image: from an address to its bytes */
#ifndef GX_FORMAT_PE_MAP_H
#define GX_FORMAT_PE_MAP_H

#include "format/pe/pe.h"

#define GX_PE_MAP_MAX 16 /* sections of a map; EFI drivers have six at the most */

struct gx_pe_section {
	uint32_t rva; /* address relative to the image base */
	bool code;
	struct gx_span data; /* its bytes in the image; part of the image's span */
};

struct gx_pe_map {
	size_t count;
	struct gx_pe_section sections[GX_PE_MAP_MAX];
};

/*
 * The first GX_PE_MAP_MAX sections of 'image', in the order of its table.  A section that
 * extends past the image is cut off at the end of the image.
 */
void gx_pe_map_make(struct gx_span image, const struct gx_pe *pe, struct gx_pe_map *out);

/* The bytes from an address to the end of its section; empty if no section contains the
 * address. */
/*@
  assigns \nothing;
*/
struct gx_span gx_pe_map_at(const struct gx_pe_map *map, uint64_t rva);

#endif /* GX_FORMAT_PE_MAP_H */
