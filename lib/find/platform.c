/* SPDX-License-Identifier: BSD-2-Clause */
/* platform.c - generations of Intel's graphics, and the PCI devices of each */
#include "find/platform.h"

const struct gx_platform gx_platforms[GX_PLATFORM_COUNT] = {
	[GX_LAKEPORT] = { "I945G", "Lakeport", "945G chipset" },
	[GX_CALISTOGA] = { "I945GM", "Calistoga", "945GM chipset" },
	[GX_CRESTLINE] = { "I965GM", "Crestline", "965GM chipset" },
	[GX_PINEVIEW] = { "PNV", "Pineview", "Atom D400, D500 and N400" },
	[GX_EAGLELAKE] = { "G45", "Eaglelake", "4 series chipset (desktop)" },
	[GX_CANTIGA] = { "GM45", "Cantiga", "4 series chipset (mobile)" },
	[GX_ILK] = { "ILK", "Ironlake", "Core, 1st generation" },
	[GX_SNB] = { "SNB", "Sandy Bridge", "Core, 2nd generation" },
	[GX_IVB] = { "IVB", "Ivy Bridge", "Core, 3rd generation" },
	[GX_HSW] = { "HSW", "Haswell", "Core, 4th generation" },
	[GX_VLV] = { "VLV", "Bay Trail",
		     "Atom Z3000 and E3800, Celeron and Pentium J/N2000" },
	[GX_BDW] = { "BDW", "Broadwell", "Core, 5th generation" },
	[GX_CHV] = { "CHV", "Braswell", "Atom x5 and x7, Celeron and Pentium J/N3000" },
	[GX_SKL] = { "SKL", "Skylake", "Core, 6th generation" },
	[GX_APL] = { "APL", "Apollo Lake", "Atom E3900, Celeron and Pentium J/N3000" },
	[GX_KBL] = { "KBL", "Kaby Lake", "Core, 7th and 8th generation" },
	[GX_AML] = { "AML", "Amber Lake", "Core, 8th and 10th generation (Y)" },
	[GX_CFL] = { "CFL", "Coffee Lake", "Core, 8th and 9th generation" },
	[GX_GLK] = { "GLK", "Gemini Lake", "Celeron and Pentium J/N4000 and 5000" },
	[GX_WHL] = { "WHL", "Whiskey Lake", "Core, 8th generation (U)" },
	[GX_CNL] = { "CNL", "Cannon Lake", "Core i3-8121U" },
	[GX_CML] = { "CML", "Comet Lake", "Core, 10th generation" },
	[GX_ICL] = { "ICL", "Ice Lake", "Core, 10th generation (G)" },
	[GX_EHL] = { "EHL", "Elkhart Lake", "Atom x6000E, Celeron and Pentium J/N6000" },
	[GX_JSL] = { "JSL", "Jasper Lake", "Celeron and Pentium N4500 to N6005" },
	[GX_TGL] = { "TGL", "Tiger Lake", "Core, 11th generation (mobile)" },
	[GX_RKL] = { "RKL", "Rocket Lake", "Core, 11th generation (desktop)" },
	[GX_ADL_S] = { "ADL-S", "Alder Lake-S",
		       "Core, 12th to 14th generation (desktop)" },
	[GX_ADL_P] = { "ADL-P", "Alder Lake-P", "Core, 12th generation (mobile)" },
	[GX_ADL_N] = { "ADL-N", "Alder Lake-N", "Core i3-N300, N-series, Twin Lake" },
	[GX_RPL_S] = { "RPL-S", "Raptor Lake-S",
		       "Core, 13th and 14th generation (desktop)" },
	[GX_RPL_P] = { "RPL-P", "Raptor Lake-P",
		       "Core, 13th generation (mobile), Core 100U" },
	[GX_MTL] = { "MTL", "Meteor Lake", "Core Ultra 100" },
	[GX_ARL] = { "ARL", "Arrow Lake", "Core Ultra 200" },
	[GX_LNL] = { "LNL", "Lunar Lake", "Core Ultra 200V" },
	[GX_PTL] = { "PTL", "Panther Lake", "Core Ultra 300" },
	[GX_WCL] = { "WCL", "Wildcat Lake", "Core, Series 3" },
	[GX_NVL] = { "NVL", "Nova Lake", "after Core Ultra 300" },
	[GX_DG1] = { "DG1", "DG1", "Iris Xe Max (discrete)" },
	[GX_DG2] = { "DG2", "DG2", "Arc A-series, Data Center Flex (discrete)" },
	[GX_BMG] = { "BMG", "Battlemage", "Arc B-series (discrete)" },
};

enum gx_platform_id gx_platform_of_device(uint16_t device)
{
	size_t low = 0, high = gx_pci_id_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (gx_pci_ids[middle].device == device)
			return (enum gx_platform_id)gx_pci_ids[middle].platform;
		if (gx_pci_ids[middle].device < device)
			low = middle + 1;
		else
			high = middle;
	}
	return GX_PLATFORM_COUNT;
}
