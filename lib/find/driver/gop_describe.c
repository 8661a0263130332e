/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_describe.c - put the facts in the body of a graphics driver into its finding */
#include "find/driver/gop_describe.h"

#include "find/driver/gop_facts.h"
#include "find/driver/gop_name.h"
#include "find/platform.h"
#include "walk/kind.h"

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

/* True if n, the file that contains it, or a node between them is damaged: then the bytes
 * of n may be wrong. */
static bool is_in_damage(const struct gx_node *n)
{
	for (; n && !n->damaged; n = n->parent) {
		if (n->kind == &gx_kind_file)
			return false;
	}
	return n && n->parent;
}

static void lower(struct gx_finding *f, const char *why)
{
	gx_finding_because(f, why);
	f->confidence = GOPX_LIKELY;
	f->rank.score[GX_GOP_CERTAIN] = 0;
}

/*
 * Every known x64 driver shows its version in its code.  A driver without such code may
 * be something else.  If all copies of a driver are in damaged files, it may be something
 * else, too.
 */
static void doubt(struct gx_finding *f)
{
	const struct gx_place *p = f->places;

	while (p && is_in_damage(p->node))
		p = p->next;
	if (!p)
		lower(f, "its file is damaged");
	if (f->gop.machine == GX_PE_MACHINE_X64 && !f->gop.version.exact)
		lower(f, "gopx cannot derive its version from its code");
}

enum gopx_status gx_gop_describe(struct gx_walk *w, struct gx_finding *f)
{
	struct gx_gop_pe driver = { .bytes = f->trimmed };
	uint16_t ids[GX_GOP_DEVICES_MAX];
	struct gx_pe_map map;
	struct gx_pe pe;
	uint64_t budget;
	size_t count;

	if ((f->gop.te ? gx_te_decode(f->trimmed, &pe) : gx_pe_decode(f->trimmed, &pe)) !=
	    GOPX_OK)
		return GOPX_OK;
	gx_pe_map_make(f->trimmed, &pe, &map);
	driver.pe = &pe;
	driver.map = &map;
	driver.name_at = gx_gop_name_find(f->trimmed);
	driver.named = driver.name_at < f->trimmed.len;
	gx_gop_version_find(&driver, &f->gop.version);
	count = gx_gop_devices_find(&driver, ids);
	GX_TRY(keep_devices(w, &f->gop, ids, count));
	f->gop.image_base = pe.image_base;
	budget = w->limits.max_unpacked - w->unpacked;
	GX_TRY(gx_gop_normalize(w->arena, &driver, &budget, &f->gop.normalized));
	w->unpacked = w->limits.max_unpacked - budget;
	doubt(f);
	return GOPX_OK;
}
