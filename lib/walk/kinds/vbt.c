/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.c - video BIOS tables, found by their structure */
#include "format/vbt/vbt.h"
#include "walk/kind.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_vbt vbt;
	enum gopx_status status = gx_vbt_decode(at, &vbt);

	out->size = out->looked = vbt.size;
	return status == GOPX_OK;
}

const struct gx_kind gx_kind_vbt = {
	.type = "vbt",
	.magic = GX_VBT_SIGNATURE,
	.magic_len = 4,
	.magic_at = 0,
	.probe = probe,
};
