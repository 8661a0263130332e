/* SPDX-License-Identifier: BSD-2-Clause */
/* guid_text.c - EFI_GUID to text and back, with libuuid */
#include <uuid/uuid.h>

#include "base/guid.h"

/* Convert between the byte orders of images and of libuuid, whose first three fields are
 * big-endian (RFC 4122).  Both directions are the same. */
static void swap_order(const uint8_t in[16], uint8_t out[16])
{
	static const uint8_t order[16] = { 3, 2, 1,  0,  5,  4,  7,  6,
					   8, 9, 10, 11, 12, 13, 14, 15 };

	for (size_t i = 0; i < sizeof(order); i++)
		out[i] = in[order[i]];
}

void gx_guid_format(const struct gx_guid *g, char out[GX_GUID_TEXT_SIZE])
{
	uuid_t rfc = { 0 };

	swap_order(g->b, rfc);
	uuid_unparse_upper(rfc, out);
}

bool gx_guid_parse(const char *text, struct gx_guid *out)
{
	uuid_t rfc;

	*out = (struct gx_guid){ { 0 } };
	if (uuid_parse(text, rfc) != 0)
		return false;
	swap_order(rfc, out->b);
	return true;
}
