/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tgl.c - Ice Lake to Raptor Lake: their transcoders, and registers that mirror the
 * configuration space
 */
#include "try/model/model.h"

static const struct gx_rule rules[] = {
	{ 0x51004, GX_ALWAYS, 0, 0, "SKL_DSSM", 1, 4 }, /* reference clock: 24 MHz */
	{ 0x108040, GX_CONFIG, 0x50, 0xffff, "GGC", 1, 4 },
	{ 0x1080c0, GX_CONFIG, 0xc0, 0xffffffff, "GEN6_DSMBASE", 1, 4 },
	{ 0x1080c4, GX_ALWAYS, 0, 0, "GEN6_DSMBASE", 1, 4 },
	{ 0xc4000, GX_LIVE, 16, 0, "SDEISR", 1, 4 },
	{ 0xc4000, GX_LIVE, 17, 1, "SDEISR", 1, 4 },
	{ 0xc4000, GX_LIVE, 18, 2, "SDEISR", 1, 4 },
	{ 0xc4000, GX_LIVE, 19, 3, "SDEISR", 1, 4 },
	{ 0x60544, GX_ALWAYS, 0x02001000, 0, "TGL_DP_TP_STATUS", 3, 0x1000 },
};

const struct gx_model gx_model_tgl = {
	"tgl",    &gx_model_skl, rules,  sizeof(rules) / sizeof(*rules),
	0x800000, 0xc5100,       0x02c1,
};
