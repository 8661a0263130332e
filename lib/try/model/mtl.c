/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mtl.c - Meteor Lake: power wells that a driver switches on, and a register that reports
 * the display die
 */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x45234, GX_DONE, 0x80000000, 0, "XELPDP_INITIATE_PMDEMAND_REQUEST(1)", 1, 4 },
	{ 0x510a0, GX_ALWAYS, 0x03800000, 0, "GMD_ID_DISPLAY", 1, 4 }, /* 14.00 */
	/*
	 * Linux has no name for this register.  Without bit 9 the driver finds no
	 * display.
	 */
	{ 0x10100c, GX_ALWAYS, 0x200, 0, NULL, 1, 4 },
};

const struct gx_model gx_model_mtl = {
	"mtl",    &gx_model_tgl, rules,  sizeof(rules) / sizeof(*rules),
	0x800000, 0xc5100,       0x02c1,
};
