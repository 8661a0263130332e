/* SPDX-License-Identifier: BSD-2-Clause */
/* basic.c - kinds without a format: the input, raw bytes, blank bytes */
#include "walk/kind.h"
#include "walk/walk.h"

static enum gopx_status recognise_body(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, n->body);
}

/* Some tools save the sections of a file without its header. */
static enum gopx_status expand_image(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_whole(w, n, n->body);
}

const struct gx_kind gx_kind_image = { .type = "image", .expand = expand_image };
const struct gx_kind gx_kind_raw = { .type = "raw", .expand = recognise_body };
const struct gx_kind gx_kind_padding = { .type = "padding" };
const struct gx_kind gx_kind_flash_region = { .type = "flash-region",
					      .expand = recognise_body };
