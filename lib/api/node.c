/* SPDX-License-Identifier: BSD-2-Clause */
/* node.c - the functions of node.h */
#include <gopx/node.h>

#include "api/image.h"
#include "walk/kind.h"

static const struct {
	const struct gx_kind *inner;
	enum gopx_node_kind kind;
} kinds[] = {
	{ &gx_kind_image, GOPX_NODE_INPUT },
	{ &gx_kind_flash_image, GOPX_NODE_FLASH_IMAGE },
	{ &gx_kind_flash_image_start, GOPX_NODE_FLASH_IMAGE },
	{ &gx_kind_flash_region, GOPX_NODE_FLASH_REGION },
	{ &gx_kind_volume, GOPX_NODE_VOLUME },
	{ &gx_kind_file, GOPX_NODE_FILE },
	{ &gx_kind_file_alone, GOPX_NODE_FILE },
	{ &gx_kind_section, GOPX_NODE_SECTION },
	{ &gx_kind_pe, GOPX_NODE_PE },
	{ &gx_kind_te, GOPX_NODE_TE },
	{ &gx_kind_vbt, GOPX_NODE_VBT },
	{ &gx_kind_option_rom, GOPX_NODE_OPTION_ROM },
	{ &gx_kind_cbfs_file, GOPX_NODE_CBFS_FILE },
	{ &gx_kind_ifwi, GOPX_NODE_IFWI },
	{ &gx_kind_raw, GOPX_NODE_RAW },
	{ &gx_kind_padding, GOPX_NODE_PADDING },
};

enum gopx_node_kind gopx_node_kind(const struct gopx_node *n)
{
	const struct gx_kind *inner = gx_node_inner(n)->kind;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (kinds[i].inner == inner)
			return kinds[i].kind;
	}
	return GOPX_NODE_OTHER;
}

const struct gopx_node *gopx_node_after(const struct gopx_node *n, size_t *depth)
{
	const struct gopx_node *next;

	while (!(next = gopx_node_next(n)) && gopx_node_parent(n)) {
		n = gopx_node_parent(n);
		if (depth)
			(*depth)--;
	}
	return next;
}

const struct gopx_node *gopx_node_following(const struct gopx_node *n, size_t *depth)
{
	const struct gopx_node *child = gopx_node_child(n);

	if (!child)
		return gopx_node_after(n, depth);
	if (depth)
		(*depth)++;
	return child;
}

bool gopx_node_contains(const struct gopx_node *top, const struct gopx_node *n)
{
	while (n && n != top)
		n = gopx_node_parent(n);
	return n != NULL;
}
