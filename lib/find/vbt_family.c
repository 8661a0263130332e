/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_family.c - which platforms a VBT's name stands for
 *
 * A table has the name of a generation of display hardware.  Most names stand for several
 * platforms.  This list is from tables whose folders name the platform: in coreboot, Slim
 * Bootloader, Intel's FSP packages and the firmware of graphics cards.  For example, no
 * table is named KABYLAKE, COMETLAKE or ARROWLAKE, and boards for Ivy Bridge have tables
 * named for Sandy Bridge.
 */
#include "find/vbt_family.h"

#include <string.h>

#include "find/platform.h"

#define BIT(id) GX_PLATFORM_BIT(id)

static const struct {
	const char *name; /* the signature after "$VBT ", or its start */
	uint64_t platforms;
} families[] = {
	{ "LAKEPORT", BIT(GX_LAKEPORT) },
	{ "CALISTOGA", BIT(GX_CALISTOGA) },
	{ "CRESTLINE", BIT(GX_CRESTLINE) },
	{ "PINEVIEW", BIT(GX_PINEVIEW) },
	{ "EAGLELAKE", BIT(GX_EAGLELAKE) },
	{ "CANTIGA", BIT(GX_CANTIGA) },
	{ "IRONLAKE", BIT(GX_ILK) },
	{ "SANDYBRIDGE", BIT(GX_SNB) | BIT(GX_IVB) },
	{ "SNB/IVB", BIT(GX_SNB) | BIT(GX_IVB) },
	{ "HASWELL", BIT(GX_HSW) | BIT(GX_BDW) },
	{ "VALLEYVIEW", BIT(GX_VLV) },
	{ "CHERRYVIEW", BIT(GX_CHV) },
	{ "SKYLAKE", BIT(GX_SKL) | BIT(GX_KBL) | BIT(GX_AML) | BIT(GX_CFL) | BIT(GX_WHL) |
			 BIT(GX_CML) },
	{ "COFFEELAKE", BIT(GX_CFL) },
	{ "BROXTON", BIT(GX_APL) },
	{ "GEMINILAKE", BIT(GX_GLK) },
	{ "CANONLAKE", BIT(GX_CNL) | BIT(GX_CFL) },
	{ "ICELAKE", BIT(GX_ICL) },
	{ "JASPERLAKE", BIT(GX_JSL) | BIT(GX_EHL) },
	{ "TIGERLAKE", BIT(GX_TGL) | BIT(GX_RKL) | BIT(GX_ADL_S) | BIT(GX_RPL_S) },
	{ "ALDERLAKE-P", BIT(GX_ADL_P) | BIT(GX_ADL_N) | BIT(GX_RPL_P) },
	{ "METEORLAKE", BIT(GX_MTL) | BIT(GX_ARL) },
	{ "LUNARLAKE", BIT(GX_LNL) },
	{ "PANTHERLAKE", BIT(GX_PTL) },
	{ "DASH G2", BIT(GX_DG2) },
	{ "DASHG2", BIT(GX_DG2) },
	{ "DASH G", BIT(GX_DG1) },
	{ "DASHG1", BIT(GX_DG1) },
	{ "BATTLEMAGE", BIT(GX_BMG) },
};

uint64_t gx_vbt_family(struct gx_span signature)
{
	struct gx_span name = gx_span_tail(signature, 5);

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		if (gx_span_starts(name, families[i].name, strlen(families[i].name)))
			return families[i].platforms;
	}
	return 0;
}
