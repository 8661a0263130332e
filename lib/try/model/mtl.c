/* SPDX-License-Identifier: BSD-2-Clause */
/* mtl.c - Meteor Lake: power on demand, a display die that says it is there */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x45234, GX_DONE, 0x80000000, 0, "power demand", 1, 4 },
	{ 0x10100c, GX_ALWAYS, 0x200, 0, "display present", 1, 4 },
	{ 0x510a0, GX_ALWAYS, 0x03800000, 0, "stolen memory of the display", 1, 4 },
	{ 0x108100, GX_ALWAYS, 0x03800000, 0, "GEN12_GSMBASE", 1, 4 },
};

const struct gx_model gx_model_mtl = {
	"mtl",    &gx_model_tgl, rules,  sizeof(rules) / sizeof(*rules),
	0x800000, 0xc5100,       0x02c1,
};
