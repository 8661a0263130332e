/* SPDX-License-Identifier: BSD-2-Clause */
/* hsw.c - Haswell and Broadwell: DDI ports, power wells */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x45400, GX_FOLLOWS, 31, 30, "HSW_PWR_WELL_CTL", 4, 4 },
	{ 0x130040, GX_ALWAYS, 0x40000000, 0, "LCPLL_CTL", 1, 4 },
	{ 0xc2014, GX_ALWAYS, 7, 0, "SFUSE_STRAP", 1, 4 },
	{ 0x138124, GX_ALWAYS, 0, 0, "GEN6_PCODE_MAILBOX", 1, 4 },
	{ 0x64000, GX_WITH, 1, 0, "DDI_BUF_CTL(A)", 1, 4 },
	{ 0x64000, GX_IDLE, 0, 0, "DDI_BUF_CTL", 5, 0x100 },
	{ 0x64044, GX_ALWAYS, 0x02001000, 0, "DP_TP_STATUS", 5, 0x100 },
	{ 0xc6008, GX_DONE, 7, 0, "SBI_CTL_STAT", 1, 4 },
	{ 0xc4000, GX_LIVE, 24, 0, "SDEISR", 1, 4 },
	{ 0xc4000, GX_LIVE, 21, 1, "SDEISR", 1, 4 },
	{ 0xc4000, GX_LIVE, 22, 2, "SDEISR", 1, 4 },
	{ 0xc4000, GX_LIVE, 23, 3, "SDEISR", 1, 4 },
	{ 0x64110, GX_AUX, 1, 0, "DP_AUX_CH_CTL(B)", 1, 4 },
	{ 0x64210, GX_AUX, 2, 0, "DP_AUX_CH_CTL(C)", 1, 4 },
	{ 0x64310, GX_AUX, 3, 0, "DP_AUX_CH_CTL(D)", 1, 4 },
	{ 0x64410, GX_AUX, 4, 0, "DP_AUX_CH_CTL(E)", 1, 4 },
};

const struct gx_model gx_model_hsw = {
	"hsw",    &gx_model_gen6, rules,  sizeof(rules) / sizeof(*rules),
	0x200000, 0xc5100,        0x0211,
};

/* The GTT is at the offset of generation 8 and later. */
const struct gx_model gx_model_bdw = {
	"bdw", &gx_model_hsw, NULL, 0, 0x800000, 0xc5100, 0x0211,
};
