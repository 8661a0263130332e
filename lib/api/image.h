/* SPDX-License-Identifier: BSD-2-Clause */
/* image.h - the fields of struct gopx_image */
#ifndef GX_API_IMAGE_H
#define GX_API_IMAGE_H

#include <gopx/gopx.h>

#include "find/finding.h"
#include "find/platform.h"
#include "walk/walk.h"

struct gopx_finding {
	const struct gx_finding *inner;
	struct gopx_place *places;
	struct gopx_gop_info gop;
	struct gopx_vbt_info vbt;
	struct gopx_device *devices;
	const struct gopx_platform **platforms;
	size_t platform_count;
	struct gopx_vbt_block *blocks;
	size_t block_count;
	struct gopx_vbt_device *outputs;
	size_t output_count;
	struct gopx_vbt_panel panel;
	bool has_panel;
};

struct gopx_image {
	struct gx_arena arena; /* holds everything else, including this struct */
	struct gx_walk walk;
	struct gx_findings found;
	struct gopx_finding *findings;
	struct gopx_diag *diags;
	size_t diag_count;
	struct gopx_summary summary;
};

/*
 * Fill in the data that the accessors return.  Call this after the walk and the finders.
 */
GX_NODISCARD enum gopx_status gx_image_publish(struct gopx_image *image);

/* Fill in the fields of a table, in publish_vbt.c. */
GX_NODISCARD enum gopx_status gx_finding_publish_vbt(struct gx_arena *arena,
						     struct gopx_finding *out);

/* Fill in the summary, in summary.c. */
GX_NODISCARD enum gopx_status gx_image_summarize(struct gopx_image *image);

/* struct gopx_node is the public name of struct gx_node. */
static inline const struct gopx_node *gx_node_public(const struct gx_node *n)
{
	return (const struct gopx_node *)n;
}

static inline const struct gx_node *gx_node_inner(const struct gopx_node *n)
{
	return (const struct gx_node *)n;
}

/* struct gopx_platform is the public name of struct gx_platform. */
static inline const struct gopx_platform *
gx_platform_public(const struct gx_platform *platform)
{
	return (const struct gopx_platform *)platform;
}

static inline const struct gx_platform *
gx_platform_inner(const struct gopx_platform *platform)
{
	return (const struct gx_platform *)platform;
}

struct gopx_vbt_field;
struct gx_vbt_field;

/* struct gopx_vbt_field is the public name of struct gx_vbt_field. */
static inline const struct gopx_vbt_field *
gx_vbt_field_public(const struct gx_vbt_field *field)
{
	return (const struct gopx_vbt_field *)field;
}

static inline const struct gx_vbt_field *
gx_vbt_field_inner(const struct gopx_vbt_field *field)
{
	return (const struct gx_vbt_field *)field;
}

#endif /* GX_API_IMAGE_H */
