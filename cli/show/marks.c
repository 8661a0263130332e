/* SPDX-License-Identifier: BSD-2-Clause */
/* marks.c - find the driver or table at a node */
#include "show/marks.h"

#include <stdlib.h>

#include "show/node.h"
#include "io/report.h"

static int by_node(const void *a, const void *b)
{
	const struct mark *left = a;
	const struct mark *right = b;
	uintptr_t l = (uintptr_t)left->node;
	uintptr_t r = (uintptr_t)right->node;

	return (l > r) - (l < r);
}

struct marks marks_make(const struct gopx_image *scan)
{
	struct marks marks = { 0 };
	size_t most = 1;

	for (size_t i = 0; i < gopx_finding_count(scan); i++)
		most += gopx_finding_place_count(gopx_finding_at(scan, i));
	marks.items = need_memory(NULL, most * sizeof(*marks.items));
	for (size_t i = 0; i < gopx_finding_count(scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(scan, i);

		if (!finding_is_body(f))
			continue;
		for (size_t k = 0; k < gopx_finding_place_count(f); k++)
			marks.items[marks.count++] = (struct mark){
				gopx_finding_place_at(f, k)->node, f
			};
	}
	qsort(marks.items, marks.count, sizeof(*marks.items), by_node);
	return marks;
}

void marks_free(struct marks *marks)
{
	free(marks->items);
	*marks = (struct marks){ 0 };
}

const struct gopx_finding *marks_find(const struct marks *marks,
				      const struct gopx_node *node)
{
	struct mark key = { .node = node };
	const struct mark *found = bsearch(&key, marks->items, marks->count,
					   sizeof(*marks->items), by_node);

	return found ? found->finding : NULL;
}
