/* SPDX-License-Identifier: BSD-2-Clause */
/* vlv.c - Bay Trail and Braswell: display registers at 180000, and a side band to the
 * PHY */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x1f0000, GX_LINE, 0, 0, "PIPEDSL", 2, 0x1000 },
	{ 0x1f4000, GX_LINE, 0, 0, "PIPEDSL(C)", 1, 4 },
	{ 0x1f0040, GX_FRAME, 0, 0, "PIPE_FRMCOUNT_G4X", 2, 0x1000 },
	{ 0x1f0008, GX_FOLLOWS, 31, 30, "TRANSCONF", 2, 0x1000 },
	{ 0x1f4008, GX_FOLLOWS, 31, 30, "TRANSCONF(C)", 1, 4 },
	{ 0x1e1100, GX_DONE, 0x10000, 0, "VLV_ADPA", 1, 4 },
	{ 0x182100, GX_SIDE_BAND, 0, 0, "VLV_IOSF_DOORBELL_REQ", 1, 4 },
	{ 0x1e1200, GX_PANEL_POWER, 0x1e1204, 0, "PP_STATUS(0)", 1, 4 },
	{ 0x1e1300, GX_PANEL_POWER, 0x1e1304, 0, "PP_STATUS(1)", 1, 4 },
	{ 0x186014, GX_WITH, 0x80f0, 0, "DPLL(A), DPLL(B)", 2, 4 },
	{ 0x186030, GX_WITH, 0x80f0, 0, "CHV_DPLL(C)", 1, 4 },
	{ 0x1e1114, GX_LIVE, 29, 1, "PORT_HOTPLUG_STAT", 1, 4 },
	{ 0x1e1114, GX_LIVE, 28, 2, "PORT_HOTPLUG_STAT", 1, 4 },
	{ 0x1e1114, GX_LIVE, 27, 3, "PORT_HOTPLUG_STAT", 1, 4 },
	{ 0x1e4100, GX_WITH, 4, 0, "VLV_DP", 3, 0x100 },
	{ 0x1e1140, GX_WITH, 4, 0, "VLV_HDMIB", 2, 0x20 },
	{ 0x1e0104, GX_ALWAYS, 0xffffffff, 0, "DISPLAY_PHY_STATUS", 1, 4 },
	{ 0x1e4110, GX_AUX, 1, 0, "VLV_DP_AUX_CH_CTL(B)", 1, 4 },
	{ 0x1e4210, GX_AUX, 2, 0, "VLV_DP_AUX_CH_CTL(C)", 1, 4 },
	{ 0x1e4310, GX_AUX, 3, 0, "CHV_DP_AUX_CH_CTL(D)", 1, 4 },
};

const struct gx_model gx_model_vlv = {
	"vlv", NULL, rules, sizeof(rules) / sizeof(*rules), 0x200000, 0x185100, 0x0211,
};

const struct gx_model gx_model_chv = {
	"chv", &gx_model_vlv, NULL, 0, 0x800000, 0x185100, 0x0211,
};
