/* SPDX-License-Identifier: BSD-2-Clause */
/* generation.c - finds the registers and the board for a PCI device */
#include "try/model/model.h"

#include <gopx/gopx.h>

#include <string.h>

#define INTEL 0x8086u

/* A host bridge and an LPC bridge of boards of that generation, from pci.ids. */
static const struct gx_generation generations[] = {
	{ "SNB", &gx_model_gen6, 0x80860104, 0x80861c4f },
	{ "IVB", &gx_model_gen6, 0x80860154, 0x80861e55 },
	{ "HSW", &gx_model_hsw, 0x80860c00, 0x80868c44 },
	{ "VLV", &gx_model_vlv, 0x80860f00, 0x80860f1c },
	{ "BDW", &gx_model_bdw, 0x80861604, 0x80869cc3 },
	{ "CHV", &gx_model_chv, 0x80862280, 0x8086229c },
	{ "SKL", &gx_model_skl, 0x80861904, 0x80869d48 },
	{ "APL", &gx_model_bxt, 0x80865af0, 0x80865ae8 },
	{ "KBL", &gx_model_skl, 0x80865904, 0x80869d58 },
	{ "AML", &gx_model_skl, 0x8086590c, 0x80869d4b },
	{ "CFL", &gx_model_skl, 0x80863ec2, 0x8086a304 },
	{ "GLK", &gx_model_bxt, 0x808631f0, 0x808631e8 },
	{ "WHL", &gx_model_skl, 0x80863e34, 0x80869d84 },
	{ "CML", &gx_model_skl, 0x80869b61, 0x80860284 },
	{ "ICL", &gx_model_tgl, 0x80868a12, 0x80863482 },
	{ "EHL", &gx_model_tgl, 0x80864522, 0x80864b00 },
	{ "JSL", &gx_model_tgl, 0x80864e24, 0x80864d87 },
	{ "TGL", &gx_model_tgl, 0x80869a14, 0x8086a082 },
	{ "RKL", &gx_model_tgl, 0x80864c43, 0x80864385 },
	{ "ADL-S", &gx_model_tgl, 0x80864660, 0x80867a84 },
	{ "ADL-P", &gx_model_tgl, 0x80864621, 0x80865182 },
	{ "ADL-N", &gx_model_tgl, 0x8086461c, 0x80865481 },
	{ "RPL-S", &gx_model_tgl, 0x8086a700, 0x80867a04 },
	{ "RPL-P", &gx_model_tgl, 0x8086a706, 0x8086519d },
	{ "MTL", &gx_model_mtl, 0x80867d01, 0x80867e02 },
	{ "ARL", &gx_model_mtl, 0x80867d06, 0x80867702 },
};

const struct gx_generation *gx_generation_of(uint16_t device)
{
	const struct gopx_platform *platform = gopx_platform_of(INTEL, device);
	const char *code = platform ? gopx_platform_code(platform) : NULL;

	for (size_t i = 0; code && i < sizeof(generations) / sizeof(*generations); i++) {
		if (!strcmp(generations[i].platform, code))
			return &generations[i];
	}
	return NULL;
}
