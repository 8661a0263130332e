/* SPDX-License-Identifier: BSD-2-Clause */
/* flash_image.c - flash that starts with an Intel descriptor: a node for each region */
#include "format/flash/flash_descriptor.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define SIGNATURE     "\x5a\xa5\xf0\x0f"
#define RESERVED_SIZE 0x10 /* before the signature; absent up to ICH10 */

struct region {
	unsigned int id;
	uint64_t base, end;
};

/* At the start of an input or region, both forms of the signature are accepted. */
static bool probe_start(struct gx_span at, struct gx_extent *out)
{
	struct gx_flash_descriptor fd;

	if (gx_flash_descriptor_decode(at, &fd) != GOPX_OK)
		return false;
	/*
	 * Regions may end outside the file: the dump may be from one of two chips, or
	 * only a descriptor.  Nothing is damaged then.
	 */
	out->size = fd.flash_size < at.len ? fd.flash_size : at.len;
	return true;
}

/*
 * At other places, the signature alone may be a constant in the code of a flash driver
 * (PchSpiRuntime, OFBD).  So the reserved bytes before it must be blank, or the regions
 * plausible.
 */
static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_flash_descriptor fd;

	if (!probe_start(at, out))
		return false;
	if (gx_span_is_filled(gx_span_head(at, RESERVED_SIZE), 0xff))
		return true;
	return gx_flash_descriptor_decode(at, &fd) == GOPX_OK &&
	       fd.region[GX_FLASH_BIOS].present &&
	       fd.region[GX_FLASH_DESCRIPTOR].size == GX_FLASH_DESCRIPTOR_SIZE &&
	       gx_span_starts(gx_span_tail(at, RESERVED_SIZE), SIGNATURE, 4);
}

/* The regions in the order of their places; returns their number. */
static size_t sorted_regions(const struct gx_flash_descriptor *fd,
			     struct region out[GX_FLASH_REGIONS])
{
	size_t count = 0;

	for (unsigned int id = 0; id < GX_FLASH_REGIONS; id++) {
		const struct gx_flash_region *r = &fd->region[id];
		size_t i = count;

		if (!r->present)
			continue;
		for (; i > 0 && out[i - 1].base > r->base; i--)
			out[i] = out[i - 1];
		out[i] = (struct region){ id, r->base, r->base + r->size };
		count++;
	}
	return count;
}

/*
 * Report missing regions.  The dump may be from the first of two chips, or an interrupted
 * download.  The chip may also be larger than the programmer's setting.  If the BIOS
 * region is missing, the message names the BIOS region.
 */
static enum gopx_status say_cut(struct gx_walk *w, struct gx_node *n,
				const struct region *regions, size_t count)
{
	uint64_t present = n->area.bytes.len;
	const struct region *cut = NULL;

	for (size_t i = 0; i < count; i++) {
		if (regions[i].end > present && (!cut || regions[i].id == GX_FLASH_BIOS))
			cut = &regions[i];
	}
	if (!cut)
		return GOPX_OK;
	w->missing = true;
	return gx_walk_note(
	    w, n, "input.cut-off",
	    "the %s region is 0x%llx-0x%llx, the image ends at 0x%llx: the rest is in "
	    "another chip, or is missing",
	    cut->id == GX_FLASH_BIOS ? "BIOS" : gx_flash_region_name(cut->id),
	    (unsigned long long)cut->base, (unsigned long long)cut->end - 1,
	    (unsigned long long)present);
}

/*
 * In Gigabyte's images, the BIOS region spans the whole flash.  Its real start is after
 * the ME region.
 */
static void mend_bios_region(struct gx_flash_descriptor *fd, uint64_t present)
{
	struct gx_flash_region *bios = &fd->region[GX_FLASH_BIOS];
	const struct gx_flash_region *me = &fd->region[GX_FLASH_ME];
	uint64_t end = bios->base + bios->size;

	if (!bios->present || !me->present || bios->base != 0 || end < present ||
	    me->base + me->size >= end)
		return;
	bios->base = me->base + me->size;
	bios->size = end - bios->base;
}

static enum gopx_status add_region(struct gx_walk *w, struct gx_node *n,
				   const struct region *r, uint64_t *covered)
{
	uint64_t present = n->area.bytes.len;
	uint64_t base = r->base > *covered ? r->base : *covered;
	struct gx_node *child;
	struct gx_area area;

	if (r->end > present)
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_NOTE,
				    GOPX_E_TRUNCATED, "flash.region.outside",
				    "region %s ends at 0x%llx, the image at 0x%llx",
				    gx_flash_region_name(r->id),
				    (unsigned long long)r->end,
				    (unsigned long long)present));
	/* Nothing is left of the region: other regions have its bytes, or it is
	 * missing. */
	if (base >= present || r->end <= base)
		return GOPX_OK;
	if (base > *covered && gx_area_sub(n->area, *covered, base - *covered, &area))
		GX_TRY(gx_walk_rest(w, n, area));
	area = gx_area_head(gx_area_tail(n->area, base), r->end - base);
	*covered = base + area.bytes.len;
	GX_TRY(gx_walk_add(w, n, &gx_kind_flash_region, area, &child));
	if (!child)
		return GOPX_OK;
	child->subtype = gx_flash_region_name(r->id);
	child->detail = (uint8_t)r->id;
	/* The body starts after the signature, so that the image is not found again
	 * inside itself. */
	if (r->id == GX_FLASH_DESCRIPTOR)
		child->body = gx_area_tail(area, RESERVED_SIZE + 4);
	return GOPX_OK;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_flash_descriptor fd;
	struct region regions[GX_FLASH_REGIONS];
	uint64_t covered = 0;
	size_t count;

	GX_TRY(gx_flash_descriptor_decode(n->area.bytes, &fd));
	n->subtype = fd.version == 1 ? "v1" : "v2";
	mend_bios_region(&fd, n->area.bytes.len);
	count = sorted_regions(&fd, regions);
	for (size_t i = 0; i < count; i++)
		GX_TRY(add_region(w, n, &regions[i], &covered));
	GX_TRY(say_cut(w, n, regions, count));
	return gx_walk_rest(w, n, gx_area_tail(n->area, covered));
}

const struct gx_kind gx_kind_flash_image = {
	.type = "flash-image",
	.magic = SIGNATURE,
	.magic_len = 4,
	.magic_at = RESERVED_SIZE,
	.firmware = true,
	.probe = probe,
	.expand = expand,
};

const struct gx_kind gx_kind_flash_image_start = {
	.type = "flash-image",
	.firmware = true,
	.probe = probe_start,
	.expand = expand,
};
