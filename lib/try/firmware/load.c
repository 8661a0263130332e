/* SPDX-License-Identifier: BSD-2-Clause */
/* load.c - load a driver as firmware does: copy its sections and relocate it */
#include "try/firmware/firmware.h"

#include "base/checked.h"
#include "format/pe/pe_reloc.h"

#define ALIGNMENT 0x10000u
#define IMAGE_MAX 0x01000000u
#define INFO_SIZE 96 /* EFI_LOADED_IMAGE_PROTOCOL */
#define REVISION  0x1000u
#define CODE_TYPE 3 /* EfiBootServicesCode */
#define DATA_TYPE 4

static bool put_span(struct gopx_machine *m, uint64_t base, uint64_t rva,
		     struct gx_span bytes, uint32_t room)
{
	struct gx_span fits;

	if (rva > room ||
	    !gx_span_sub(bytes, 0, gx_min_u64(bytes.len, room - rva), &fits))
		return false;
	return !fits.len || gx_guest_write(m, base + rva, fits.ptr, fits.len);
}

static bool put_sections(struct gopx_machine *m, uint64_t base, struct gx_span image,
			 const struct gx_pe *pe, const struct gx_pe_map *map)
{
	/*
	 * Addresses count as if the stripped bytes of a TE image were still before its
	 * header.
	 */
	if (!put_span(m, base, pe->stripped, gx_span_head(image, pe->headers_size),
		      pe->size_of_image))
		return false;
	for (size_t i = 0; i < map->count; i++) {
		if (!put_span(m, base, map->sections[i].rva, map->sections[i].data,
			      pe->size_of_image))
			return false;
	}
	return true;
}

static bool relocate(struct gopx_machine *m, uint64_t base, const struct gx_pe *pe,
		     const struct gx_pe_map *map)
{
	struct gx_pe_relocs it = gx_pe_relocs(map, pe);
	struct gx_pe_fixup fixup;

	while (gx_pe_reloc_next(&it, &fixup)) {
		uint64_t at = base + fixup.rva;

		if (fixup.size != 8 || fixup.rva > pe->size_of_image ||
		    pe->size_of_image - fixup.rva < fixup.size)
			return false;
		gx_guest_put(m, at, 8, gx_guest_get(m, at, 8) + base - pe->image_base);
	}
	return !it.damaged && !m->stopped;
}

static bool register_image(struct gopx_machine *m, const struct gx_pe *pe,
			   struct gx_loaded *out)
{
	uint64_t at = gx_pool_take(m, INFO_SIZE, 16);

	out->handle = 0;
	if (!at)
		return false;
	gx_guest_fill(m, at, INFO_SIZE, 0);
	gx_guest_put(m, at, 4, REVISION);
	gx_guest_put(m, at + 16, 8, m->system_table);
	gx_guest_put(m, at + 64, 8, out->base);
	gx_guest_put(m, at + 72, 8, pe->size_of_image);
	gx_guest_put(m, at + 80, 4, CODE_TYPE);
	gx_guest_put(m, at + 84, 4, DATA_TYPE);
	return gx_protocol_install(&m->state.handles, &out->handle, &gx_loaded_image_guid,
				   at);
}

/* Like EDK2's loader, refuse an image whose relocations were stripped, unless it is at
 * its own address. */
static bool decode(struct gx_span image, struct gx_pe *out)
{
	if (gx_pe_decode(image, out) && gx_te_decode(image, out))
		return false;
	return out->machine == GX_PE_MACHINE_X64 && !out->relocations_stripped &&
	       out->section_count <= GX_PE_MAP_MAX && out->entry_rva < out->size_of_image;
}

enum gopx_status gx_load(struct gopx_machine *m, struct gx_span image,
			 struct gx_loaded *out)
{
	struct gx_pe pe;
	struct gx_pe_map map;
	uint64_t end;

	*out = (struct gx_loaded){ 0 };
	if (!decode(image, &pe))
		return GOPX_E_FORMAT;
	/* Leave a gap between two images. */
	if (pe.size_of_image > IMAGE_MAX ||
	    !gx_align_u64(m->state.images_end + 1, ALIGNMENT, &out->base) ||
	    !gx_add_u64(out->base, pe.size_of_image, &end) ||
	    end > GX_IMAGES + GX_IMAGES_SIZE)
		return GOPX_E_LIMIT;
	m->state.images_end = end;
	gx_pe_map_make(image, &pe, &map);
	if (!put_sections(m, out->base, image, &pe, &map) ||
	    !relocate(m, out->base, &pe, &map))
		return GOPX_E_FORMAT;
	out->entry = out->base + pe.entry_rva;
	return register_image(m, &pe, out) ? GOPX_OK : GOPX_E_LIMIT;
}
