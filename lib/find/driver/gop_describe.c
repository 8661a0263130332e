/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_describe.c - what the body of a graphics driver tells, put into its finding */
#include "find/driver/gop_describe.h"

#include "find/driver/gop_facts.h"
#include "find/driver/gop_name.h"
#include "find/platform.h"

static enum gopx_status keep_devices(struct gx_walk *w, struct gx_gop *gop,
				     const uint16_t *ids, size_t count)
{
	uint16_t *kept = gx_arena_array(w->arena, count, sizeof(*kept));

	if (!kept)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < count; i++) {
		enum gx_platform_id platform = gx_platform_of_device(ids[i]);

		kept[i] = ids[i];
		if (platform != GX_PLATFORM_COUNT)
			gop->platforms |= GX_PLATFORM_BIT(platform);
	}
	gop->devices = kept;
	gop->device_count = count;
	return GOPX_OK;
}

enum gopx_status gx_gop_describe(struct gx_walk *w, struct gx_finding *f)
{
	struct gx_gop_image image = { .bytes = f->trimmed };
	uint16_t ids[GX_GOP_DEVICES_MAX];
	struct gx_pe_map map;
	struct gx_pe pe;
	uint64_t budget;
	size_t count;

	if ((f->gop.te ? gx_te_decode(f->trimmed, &pe) : gx_pe_decode(f->trimmed, &pe)) !=
	    GOPX_OK)
		return GOPX_OK;
	gx_pe_map_make(f->trimmed, &pe, &map);
	image.pe = &pe;
	image.map = &map;
	image.name_at = gx_gop_name_find(f->trimmed);
	image.named = image.name_at < f->trimmed.len;
	gx_gop_version_find(&image, &f->gop.version);
	count = gx_gop_devices_find(&image, ids);
	GX_TRY(keep_devices(w, &f->gop, ids, count));
	f->gop.image_base = pe.image_base;
	budget = w->limits.max_unpacked - w->unpacked;
	GX_TRY(gx_gop_normalize(w->arena, &image, &budget, &f->gop.normalized));
	w->unpacked = w->limits.max_unpacked - budget;
	return GOPX_OK;
}
