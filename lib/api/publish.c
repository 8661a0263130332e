/* SPDX-License-Identifier: BSD-2-Clause */
/* publish.c - turn inner findings and diagnostics into the structs of gopx.h */
#include "api/image.h"

#include <gopx/node.h>

#include <stdio.h>
#include <string.h>

#include "walk/kind.h"

/* The path needs no cleaning, because only the GUIDs in it come from the image. */
static const char *format_path(struct gx_arena *arena, const struct gopx_node *n)
{
	size_t len = gopx_node_path(n, GOPX_PATH_GUIDS, NULL, 0);
	char *path = gx_arena_alloc(arena, len + 1);

	if (path)
		gopx_node_path(n, GOPX_PATH_GUIDS, path, len + 1);
	return path;
}

/* The GUID that says what n is: the GUID of the section around n if this is a freeform
 * section, else the GUID of the file. */
static const char *nearest_guid(const struct gx_node *n)
{
	const struct gx_node *file = gx_node_ancestor(n, &gx_kind_file);
	const struct gx_node *section = gx_node_ancestor(n, &gx_kind_section);

	/* The GUID of a freeform section names the content.  The GUID of a packed section
	 * only names the compression. */
	if (section && section->guid_text && !section->content.space &&
	    gopx_node_role(gx_node_public(section)) == GOPX_ROLE_FREEFORM)
		return section->guid_text;
	return file ? file->guid_text : NULL;
}

/* ---- the names of the archive files around n --------------------------------- */

#define BETWEEN_MEMBERS " > "

static const char *member_name(const struct gx_node *n)
{
	bool member = n->kind == &gx_kind_member || n->kind == &gx_kind_cbfs_file;

	return member && n->name && n->name[0] ? n->name : NULL;
}

static size_t members_length(const struct gx_node *n)
{
	size_t total = 0;

	for (; n; n = n->parent) {
		const char *name = member_name(n);

		if (name)
			total += strlen(name) + (total ? strlen(BETWEEN_MEMBERS) : 0);
	}
	return total;
}

/* The names of the archive members that contain n; *out is NULL if there are none.  The
 * list is filled from its end, because the loop goes upwards in the tree. */
static enum gopx_status publish_members(struct gx_arena *arena, const struct gx_node *n,
					const char **out)
{
	size_t at = members_length(n);
	char *text;

	*out = NULL;
	if (at == 0)
		return GOPX_OK;
	text = gx_arena_alloc(arena, at + 1);
	if (!text)
		return GOPX_E_NOMEM;
	text[at] = '\0';
	for (; n; n = n->parent) {
		const char *name = member_name(n);

		if (!name)
			continue;
		if (text[at]) {
			at -= strlen(BETWEEN_MEMBERS);
			memcpy(text + at, BETWEEN_MEMBERS, strlen(BETWEEN_MEMBERS));
		}
		at -= strlen(name);
		memcpy(text + at, name, strlen(name));
	}
	*out = text;
	return GOPX_OK;
}

static enum gopx_status publish_place(struct gx_arena *arena, const struct gx_node *n,
				      struct gopx_place *out)
{
	const struct gx_node *file = gx_node_ancestor(n, &gx_kind_file);
	struct gx_address at = gx_address_of(n->area);

	out->node = gx_node_public(n);
	out->guid = nearest_guid(n);
	out->name = file ? file->name : NULL;
	out->path = format_path(arena, out->node);
	out->offset = at.offset;
	out->inner_offset = at.inner_offset;
	out->packed = at.packed;
	GX_TRY(publish_members(arena, n, &out->member));
	return out->path ? GOPX_OK : GOPX_E_NOMEM;
}

static enum gopx_status publish_devices(struct gx_arena *arena,
					const struct gx_finding *f,
					struct gopx_finding *out)
{
	out->devices = gx_arena_array(arena, f->gop.device_count, sizeof(*out->devices));
	if (!out->devices)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < f->gop.device_count; i++) {
		uint16_t device = f->gop.devices[i];

		out->devices[i] = (struct gopx_device){
			device, gopx_platform_of(GX_PCI_VENDOR_INTEL, device)
		};
	}
	return GOPX_OK;
}

static enum gopx_status publish_platforms(struct gx_arena *arena, uint64_t platforms,
					  struct gopx_finding *out)
{
	out->platforms = gx_arena_array(arena, GX_PLATFORM_COUNT,
					sizeof(*out->platforms));
	if (!out->platforms)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < GX_PLATFORM_COUNT; i++) {
		if (platforms & GX_PLATFORM_BIT(i))
			out->platforms[out->platform_count++] = gx_platform_public(
			    &gx_platforms[i]);
	}
	return GOPX_OK;
}

static void publish_gop(const struct gx_gop *gop, struct gopx_gop_info *out)
{
	*out = (struct gopx_gop_info){
		.vendor = gop->vendor,
		.machine = gop->machine,
		.te = gop->te,
		.version = gop->version.text[0] ? gop->version.text : NULL,
		.version_exact = gop->version.exact,
		.image_base = gop->image_base,
	};
}

static enum gopx_status publish_finding(struct gx_arena *arena,
					const struct gx_finding *f,
					struct gopx_finding *out)
{
	size_t i = 0;

	out->inner = f;
	publish_gop(&f->gop, &out->gop);
	GX_TRY(publish_devices(arena, f, out));
	GX_TRY(publish_platforms(arena, f->gop.platforms | f->vbt.platforms, out));
	GX_TRY(gx_finding_publish_vbt(arena, out));
	out->places = gx_arena_array(arena, f->place_count, sizeof(*out->places));
	if (!out->places)
		return GOPX_E_NOMEM;
	for (const struct gx_place *p = f->places; p; p = p->next)
		GX_TRY(publish_place(arena, p->node, &out->places[i++]));
	return GOPX_OK;
}

/* Publish the diagnostics, and one more that says how many were dropped. */
static enum gopx_status publish_diags(struct gopx_image *image)
{
	const struct gx_diags *d = &image->walk.diags;
	char message[64];

	image->diags = gx_arena_array(&image->arena, d->count + 1, sizeof(*image->diags));
	if (!image->diags)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < d->count; i++) {
		const struct gx_diag *in = &d->items[i];

		image->diags[i] = (struct gopx_diag){
			in->severity,
			in->status,
			in->code,
			in->message,
			gx_node_public(in->node),
			in->offset,
		};
	}
	image->diag_count = d->count;
	if (d->dropped == 0)
		return GOPX_OK;
	snprintf(message, sizeof(message), "%zu more diagnostics", d->dropped);
	image->diags[d->count] = (struct gopx_diag){
		.severity = GOPX_NOTE,
		.status = GOPX_E_LIMIT,
		.code = "limit.diagnostics",
		.message = gx_arena_string(&image->arena, message, strlen(message)),
		.node = gx_node_public(image->walk.root),
	};
	image->diag_count++;
	return image->diags[d->count].message ? GOPX_OK : GOPX_E_NOMEM;
}

enum gopx_status gx_image_publish(struct gopx_image *image)
{
	const struct gx_findings *found = &image->found;

	image->findings = gx_arena_array(&image->arena, found->count,
					 sizeof(*image->findings));
	if (!image->findings)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < found->count; i++)
		GX_TRY(
		    publish_finding(&image->arena, found->items[i], &image->findings[i]));
	return publish_diags(image);
}
