/* SPDX-License-Identifier: BSD-2-Clause */
/* bxt.c - Apollo Lake and Gemini Lake, which have their own kind of PHY */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x46074, GX_FOLLOWS, 31, 30, "BXT_PORT_PLL_ENABLE", 3, 4 },
	{ 0x46074, GX_FOLLOWS, 26, 25, "BXT_PORT_PLL_ENABLE", 3, 4 },
	{ 0x162000, GX_WITH, 0x10000, 0, "BXT_PORT_CL1CM_DW0(PHY1)", 1, 4 },
	{ 0x163000, GX_WITH, 0x10000, 0, "BXT_PORT_CL1CM_DW0(PHY2)", 1, 4 },
	{ 0x6c000, GX_WITH, 0x10000, 0, "BXT_PORT_CL1CM_DW0(PHY0)", 1, 4 },
	{ 0x16218c, GX_WITH, 0x400000, 0, "BXT_PORT_REF_DW3(PHY1)", 1, 4 },
	{ 0x16318c, GX_WITH, 0x400000, 0, "BXT_PORT_REF_DW3(PHY2)", 1, 4 },
	{ 0x6c18c, GX_WITH, 0x400000, 0, "BXT_PORT_REF_DW3(PHY0)", 1, 4 },
	{ 0x44440, GX_LIVE, 3, 0, "GEN8_DE_PORT_ISR", 1, 4 },
	{ 0x44440, GX_LIVE, 4, 1, "GEN8_DE_PORT_ISR", 1, 4 },
	{ 0x44440, GX_LIVE, 5, 2, "GEN8_DE_PORT_ISR", 1, 4 },
};

const struct gx_model gx_model_bxt = {
	"bxt",    &gx_model_skl, rules,  sizeof(rules) / sizeof(*rules),
	0x800000, 0xc5100,       0x02c1,
};
