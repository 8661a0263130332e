/* SPDX-License-Identifier: BSD-2-Clause */
/* guid.c - EFI_GUID to text, by libuuid */
#include "base/guid.h"

#include <string.h>
#include <uuid/uuid.h>

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

void gx_guid_format(const struct gx_guid *g, char out[GX_GUID_TEXT_SIZE])
{
	/* libuuid takes RFC 4122 order: the first three fields big-endian. */
	static const uint8_t order[16] = { 3, 2, 1,  0,  5,  4,  7,  6,
					   8, 9, 10, 11, 12, 13, 14, 15 };
	uuid_t rfc;

	for (size_t i = 0; i < sizeof(rfc); i++)
		rfc[i] = g->b[order[i]];
	uuid_unparse_upper(rfc, out);
}
