/* SPDX-License-Identifier: BSD-2-Clause */
/* score.c - the criteria by which findings of a kind are compared */
#include "find/score.h"

#include <string.h>

#include "walk/node.h"

int gx_rank_compare(const struct gx_rank *a, const struct gx_rank *b)
{
	return memcmp(a->score, b->score, sizeof(a->score));
}

uint8_t gx_rank_in_use(const struct gx_node *file)
{
	if (file && file->invalidated)
		return 0;
	return file && file->outdated ? 1 : 2;
}
