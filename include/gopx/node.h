/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * node.h - words for readers of the tree: what a node is, and the way through all nodes
 *
 * On top of gopx.h.  New in GOPX_0.2.
 */
#ifndef GOPX_NODE_H
#define GOPX_NODE_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What a node is, for programs; gopx_node_type() is the same and more for people.  May
 * grow: what is GOPX_NODE_OTHER today, packages and archives most of all, may get a
 * constant of its own.
 */
enum gopx_node_kind {
	GOPX_NODE_OTHER = 0,
	GOPX_NODE_INPUT = 1,        /* the root */
	GOPX_NODE_FLASH_IMAGE = 2,  /* from an Intel flash descriptor on */
	GOPX_NODE_FLASH_REGION = 3, /* of one */
	GOPX_NODE_VOLUME = 4,       /* a firmware volume */
	GOPX_NODE_FILE = 5,         /* in a volume, or alone */
	GOPX_NODE_SECTION = 6,      /* of a file */
	GOPX_NODE_PE = 7,
	GOPX_NODE_TE = 8,
	GOPX_NODE_VBT = 9,
	GOPX_NODE_OPTION_ROM = 10,
	GOPX_NODE_CBFS_FILE = 11, /* of coreboot */
	GOPX_NODE_IFWI = 12,      /* an image with a boot partition table */
	GOPX_NODE_RAW = 13,       /* bytes of no known form */
	GOPX_NODE_PADDING = 14,   /* blank bytes */
};

GOPX_API enum gopx_node_kind gopx_node_kind(const struct gopx_node *n);

/*
 * The node after this one in depth-first order, and the first one in that order that does
 * not lie below it; NULL after the last.  'depth', where it is not NULL, is changed by
 * the levels in between.
 */
GOPX_API const struct gopx_node *gopx_node_following(const struct gopx_node *n,
						     size_t *depth);
GOPX_API const struct gopx_node *gopx_node_after(const struct gopx_node *n,
						 size_t *depth);

/* True when 'n' is 'top' or lies in it. */
GOPX_API bool gopx_node_contains(const struct gopx_node *top, const struct gopx_node *n);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_NODE_H */
