/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * skl.c - Skylake to Comet Lake, and the registers that later generations have in common
 * with these
 */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x45400, GX_PAIRS, 0, 0, "HSW_PWR_WELL_CTL", 4, 4 },
	{ 0x45440, GX_PAIRS, 0, 0, "ICL_PWR_WELL_CTL_AUX", 4, 4 },
	{ 0x45450, GX_PAIRS, 0, 0, "ICL_PWR_WELL_CTL_DDI", 4, 4 },
	{ 0x45008, GX_FOLLOWS, 31, 30, "DBUF_CTL_S0", 1, 4 },
	{ 0x44fe8, GX_FOLLOWS, 31, 30, "DBUF_CTL_S1", 1, 4 },
	{ 0x44300, GX_FOLLOWS, 31, 30, "DBUF_CTL_S2", 2, 4 },
	{ 0x46000, GX_RESET, 0x080002a1, 0, "CDCLK_CTL", 1, 4 },
	{ 0x46010, GX_FOLLOWS, 31, 30, "LCPLL1_CTL, ICL_DPLL_ENABLE", 4, 4 },
	{ 0x46010, GX_FOLLOWS, 27, 26, "LCPLL1_CTL, ICL_DPLL_ENABLE", 4, 4 },
	{ 0x46020, GX_FOLLOWS, 31, 30, "TBT_PLL_ENABLE", 1, 4 },
	{ 0x46020, GX_FOLLOWS, 27, 26, "TBT_PLL_ENABLE", 1, 4 },
	{ 0x46030, GX_FOLLOWS, 31, 30, "MG_PLL_ENABLE", 4, 4 },
	{ 0x46030, GX_FOLLOWS, 27, 26, "MG_PLL_ENABLE", 4, 4 },
	{ 0x46070, GX_FOLLOWS, 31, 30, "BXT_DE_PLL_ENABLE", 1, 4 },
	{ 0x42000, GX_ALWAYS, 0xffffffff, 0, "SKL_FUSE_STATUS", 1, 4 },
	{ 0x6c060, GX_ALWAYS, 0x01010101, 0, "DPLL_STATUS", 1, 4 },
	{ 0x138124, GX_DONE, 0x800000ff, 0, "GEN6_PCODE_MAILBOX", 1, 4 },
	{ 0x138128, GX_ALWAYS, 3, 0, "GEN6_PCODE_DATA", 1, 4 },
	{ 0x13812c, GX_ALWAYS, 0, 0, "GEN6_PCODE_DATA1", 1, 4 },
	{ 0xc7200, GX_PANEL_POWER, 0xc7204, 0, "PP_STATUS(0)", 1, 4 },
	{ 0xc7300, GX_PANEL_POWER, 0xc7304, 0, "PP_STATUS(1)", 1, 4 },
};

const struct gx_model gx_model_skl = {
	"skl",    &gx_model_hsw, rules,  sizeof(rules) / sizeof(*rules),
	0x800000, 0xc5100,       0x02c1,
};
