/* SPDX-License-Identifier: BSD-2-Clause */
/* access.c - the accessors of gopx.h */
#include "api/image.h"
#include "find/known.h"
#include "walk/kind.h"

static struct gopx_bytes bytes_of(struct gx_span s)
{
	return (struct gopx_bytes){ s.ptr, s.len };
}

/* ---- findings ------------------------------------------------------------- */

size_t gopx_finding_count(const struct gopx_image *image)
{
	return image->found.count;
}

const struct gopx_finding *gopx_finding_at(const struct gopx_image *image, size_t index)
{
	return index < image->found.count ? &image->findings[index] : NULL;
}

enum gopx_finding_kind gopx_finding_kind(const struct gopx_finding *f)
{
	return f->inner->kind;
}

enum gopx_confidence gopx_finding_confidence(const struct gopx_finding *f)
{
	return f->inner->confidence;
}

bool gopx_finding_best(const struct gopx_finding *f)
{
	return f->inner->best;
}

const char *gopx_finding_decided(const struct gopx_finding *f)
{
	return f->inner->decided;
}

bool gopx_finding_tied(const struct gopx_finding *f)
{
	return f->inner->tied;
}

bool gopx_finding_for_device(const struct gopx_finding *f)
{
	return f->inner->for_device;
}

struct gopx_bytes gopx_finding_body(const struct gopx_finding *f)
{
	return bytes_of(f->inner->body);
}

struct gopx_bytes gopx_finding_trimmed(const struct gopx_finding *f)
{
	return bytes_of(f->inner->trimmed);
}

size_t gopx_finding_reason_count(const struct gopx_finding *f)
{
	return f->inner->reason_count;
}

const char *gopx_finding_reason_at(const struct gopx_finding *f, size_t index)
{
	return index < f->inner->reason_count ? f->inner->reasons[index] : NULL;
}

size_t gopx_finding_place_count(const struct gopx_finding *f)
{
	return f->inner->place_count;
}

const struct gopx_place *gopx_finding_place_at(const struct gopx_finding *f, size_t index)
{
	return index < f->inner->place_count ? &f->places[index] : NULL;
}

const struct gopx_gop_info *gopx_finding_gop(const struct gopx_finding *f)
{
	bool driver = f->inner->kind == GOPX_FINDING_GOP ||
		      f->inner->kind == GOPX_FINDING_OTHER_GOP;

	return driver ? &f->gop : NULL;
}

const struct gopx_vbt_info *gopx_finding_vbt(const struct gopx_finding *f)
{
	return f->inner->kind == GOPX_FINDING_VBT ? &f->vbt : NULL;
}

size_t gopx_finding_device_count(const struct gopx_finding *f)
{
	return f->inner->gop.device_count;
}

const struct gopx_device *gopx_finding_device_at(const struct gopx_finding *f,
						 size_t index)
{
	return index < f->inner->gop.device_count ? &f->devices[index] : NULL;
}

size_t gopx_finding_platform_count(const struct gopx_finding *f)
{
	return f->platform_count;
}

const struct gopx_platform *gopx_finding_platform_at(const struct gopx_finding *f,
						     size_t index)
{
	return index < f->platform_count ? f->platforms[index] : NULL;
}

struct gopx_bytes gopx_finding_normalized(const struct gopx_finding *f)
{
	return bytes_of(f->inner->gop.normalized);
}

size_t gopx_finding_vbt_block_count(const struct gopx_finding *f)
{
	return f->block_count;
}

const struct gopx_vbt_block *gopx_finding_vbt_block_at(const struct gopx_finding *f,
						       size_t index)
{
	return index < f->block_count ? &f->blocks[index] : NULL;
}

size_t gopx_finding_vbt_device_count(const struct gopx_finding *f)
{
	return f->output_count;
}

const struct gopx_vbt_device *gopx_finding_vbt_device_at(const struct gopx_finding *f,
							 size_t index)
{
	return index < f->output_count ? &f->outputs[index] : NULL;
}

const struct gopx_vbt_panel *gopx_finding_vbt_panel(const struct gopx_finding *f)
{
	return f->has_panel ? &f->panel : NULL;
}

const char *gopx_finding_note_code(const struct gopx_finding *f)
{
	return f->inner->note ? f->inner->note->code : NULL;
}

const char *gopx_finding_note_text(const struct gopx_finding *f)
{
	return f->inner->note ? f->inner->note->text : NULL;
}

/* ---- platforms ------------------------------------------------------------ */

const struct gopx_platform *gopx_platform_of(uint16_t vendor, uint16_t device)
{
	enum gx_platform_id id = gx_platform_of_device(device);

	if (vendor != GX_PCI_VENDOR_INTEL || id == GX_PLATFORM_COUNT)
		return NULL;
	return gx_platform_public(&gx_platforms[id]);
}

const char *gopx_platform_code(const struct gopx_platform *p)
{
	return gx_platform_inner(p)->code;
}

const char *gopx_platform_name(const struct gopx_platform *p)
{
	return gx_platform_inner(p)->name;
}

const char *gopx_platform_generation(const struct gopx_platform *p)
{
	return gx_platform_inner(p)->generation;
}

bool gopx_platform_discrete(const struct gopx_platform *p)
{
	return gx_platforms_discrete(
	    GX_PLATFORM_BIT(gx_platform_inner(p) - gx_platforms));
}

/* ---- nodes ---------------------------------------------------------------- */

const struct gopx_node *gopx_root(const struct gopx_image *image)
{
	return gx_node_public(image->walk.root);
}

const struct gopx_node *gopx_node_parent(const struct gopx_node *n)
{
	return gx_node_public(gx_node_inner(n)->parent);
}

const struct gopx_node *gopx_node_child(const struct gopx_node *n)
{
	return gx_node_public(gx_node_inner(n)->child);
}

const struct gopx_node *gopx_node_next(const struct gopx_node *n)
{
	return gx_node_public(gx_node_inner(n)->next);
}

const char *gopx_node_type(const struct gopx_node *n)
{
	return gx_node_inner(n)->kind->type;
}

const char *gopx_node_subtype(const struct gopx_node *n)
{
	return gx_node_inner(n)->subtype;
}

const char *gopx_node_name(const struct gopx_node *n)
{
	return gx_node_inner(n)->name;
}

const char *gopx_node_guid(const struct gopx_node *n)
{
	return gx_node_inner(n)->guid_text;
}

const char *gopx_guid_name(const char *guid)
{
	return guid ? gx_known_name(guid) : NULL;
}

bool gopx_node_damaged(const struct gopx_node *n)
{
	return gx_node_inner(n)->damaged;
}

struct gopx_bytes gopx_node_bytes(const struct gopx_node *n)
{
	return bytes_of(gx_node_inner(n)->area.bytes);
}

struct gopx_bytes gopx_node_body(const struct gopx_node *n)
{
	return bytes_of(gx_node_inner(n)->body.bytes);
}

struct gopx_bytes gopx_node_unpacked(const struct gopx_node *n)
{
	return bytes_of(gx_node_inner(n)->content.bytes);
}

const char *gopx_node_compression(const struct gopx_node *n)
{
	return gx_node_inner(n)->codec;
}

const struct gopx_node *gopx_node_space(const struct gopx_node *n)
{
	return gx_node_public(gx_node_inner(n)->area.space->owner);
}

uint64_t gopx_node_offset(const struct gopx_node *n)
{
	return gx_area_offset(gx_node_inner(n)->area);
}

bool gopx_node_locate(const struct gopx_node *n, uint64_t offset, uint64_t *input)
{
	struct gx_address at = gx_address_at(gx_node_inner(n)->area.space, offset);

	*input = at.offset;
	return !at.packed;
}

/* ---- diagnostics ---------------------------------------------------------- */

size_t gopx_diag_count(const struct gopx_image *image)
{
	return image->diag_count;
}

const struct gopx_diag *gopx_diag_at(const struct gopx_image *image, size_t index)
{
	return index < image->diag_count ? &image->diags[index] : NULL;
}
