/* SPDX-License-Identifier: BSD-2-Clause */
/* gen6.c - Sandy Bridge and Ivy Bridge with their PCH: LVDS or eDP panel, VGA */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x70000, GX_LINE, 0, 0, "PIPEDSL", 4, 0x1000 },
	{ 0x70040, GX_FRAME, 0, 0, "PIPE_FRMCOUNT_G4X", 4, 0x1000 },
	{ 0x70008, GX_FOLLOWS, 31, 30, "TRANSCONF", 3, 0x1000 },
	{ 0x7f008, GX_FOLLOWS, 31, 30, "TRANSCONF(EDP)", 1, 4 },
	{ 0xf0008, GX_FOLLOWS, 31, 30, "PCH_TRANSCONF", 3, 0x1000 },
	{ 0xf0014, GX_ALWAYS, 0x700, 0, "FDI_RX_IIR", 3, 0x1000 },
	{ 0xe1100, GX_DONE, 0x10000, 0, "PCH_ADPA", 1, 4 },
	{ 0xe1180, GX_WITH, 2, 0, "PCH_LVDS", 1, 4 },
	{ 0xc7200, GX_PANEL_POWER, 0xc7204, 0, "PCH_PP_STATUS", 1, 4 },
	{ 0x130090, GX_FOLLOWS, 0, 0, "FORCEWAKE_ACK", 1, 4 },
	{ 0x64010, GX_AUX, 0, 0, "DP_AUX_CH_CTL(A)", 1, 4 },
	{ 0xe4110, GX_AUX, 1, 0, "PCH_DP_AUX_CH_CTL(B)", 1, 4 },
	{ 0xe4210, GX_AUX, 2, 0, "PCH_DP_AUX_CH_CTL(C)", 1, 4 },
	{ 0xe4310, GX_AUX, 3, 0, "PCH_DP_AUX_CH_CTL(D)", 1, 4 },
};

const struct gx_model gx_model_gen6 = {
	"gen6", NULL, rules, sizeof(rules) / sizeof(*rules), 0x200000, 0xc5100, 0x0211,
};
