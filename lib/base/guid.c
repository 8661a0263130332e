/* SPDX-License-Identifier: BSD-2-Clause */
/* guid.c - EFI_GUID as stored in images */
#include "base/guid.h"

#include <string.h>

struct gx_guid gx_read_guid(struct gx_reader *r)
{
	struct gx_guid g = { { 0 } };

	gx_span_copy(gx_take(r, sizeof(g.b)), g.b);
	return g;
}

bool gx_guid_equal(const struct gx_guid *a, const struct gx_guid *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}
