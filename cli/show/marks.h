/* SPDX-License-Identifier: BSD-2-Clause */
/* marks.h - find the driver or table at a node */
#ifndef CLI_SHOW_MARKS_H
#define CLI_SHOW_MARKS_H

#include <gopx/gopx.h>

struct mark {
	const struct gopx_node *node;
	const struct gopx_finding *finding;
};

struct marks {
	struct mark *items; /* sorted by their nodes' addresses */
	size_t count;
};

struct marks marks_make(const struct gopx_image *scan);
void marks_free(struct marks *marks);

/* The finding that has a place at this node; NULL for other nodes. */
const struct gopx_finding *marks_find(const struct marks *marks,
				      const struct gopx_node *node);

#endif /* CLI_SHOW_MARKS_H */
