/* SPDX-License-Identifier: BSD-2-Clause */
/* access.c - the accessors of gopx.h */
#include "api/image.h"
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
	return f->inner->kind == GOPX_FINDING_GOP ? &f->gop : NULL;
}

const struct gopx_vbt_info *gopx_finding_vbt(const struct gopx_finding *f)
{
	return f->inner->kind == GOPX_FINDING_VBT ? &f->vbt : NULL;
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

const struct gopx_node *gopx_node_space(const struct gopx_node *n)
{
	return gx_node_public(gx_node_inner(n)->area.space->owner);
}

uint64_t gopx_node_offset(const struct gopx_node *n)
{
	return gx_area_offset(gx_node_inner(n)->area);
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
