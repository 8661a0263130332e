/* SPDX-License-Identifier: BSD-2-Clause */
/* tree.h - print the tree of an image, for people and for programs */
#ifndef CLI_TREE_TREE_H
#define CLI_TREE_TREE_H

#include "scan/scanned.h"
#include "show/node.h"

/* Print the tree of an image down to 'depth' levels below the root. */
void tree_print_text(const struct scanned *image, size_t depth);
void tree_print_json(const struct scanned *image, size_t depth);

/* The next node to show after 'node'. */
static inline const struct gopx_node *tree_next(const struct gopx_node *node,
						size_t *level, size_t depth)
{
	return *level < depth ? gopx_node_following(node, level)
			      : gopx_node_after(node, level);
}

#endif /* CLI_TREE_TREE_H */
