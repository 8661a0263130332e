/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_normalize.c - a driver as it was before a build step relocated it */
#include "find/driver/gop_facts.h"
#include "format/pe/pe_reloc.h"

enum gopx_status gx_gop_normalize(struct gx_arena *arena, const struct gx_gop_pe *driver,
				  uint64_t *budget, struct gx_span *out)
{
	uint8_t *buffer;

	*out = driver->bytes;
	if (driver->pe->image_base == 0)
		return GOPX_OK;
	*out = (struct gx_span){ 0 };
	if (driver->bytes.len > *budget)
		return GOPX_OK;
	*budget -= driver->bytes.len;
	buffer = gx_arena_buffer(arena, driver->bytes.len);
	if (!buffer)
		return GOPX_E_NOMEM;
	if (gx_pe_unrelocate(driver->bytes, driver->pe, buffer) != GOPX_OK) {
		gx_arena_release(arena, buffer);
		return GOPX_OK;
	}
	*out = gx_span(buffer, driver->bytes.len);
	return GOPX_OK;
}
