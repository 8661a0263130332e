/* SPDX-License-Identifier: BSD-2-Clause */
/* platform.h - generations of Intel's graphics, and the PCI devices of each */
#ifndef GX_FIND_PLATFORM_H
#define GX_FIND_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GX_PCI_VENDOR_INTEL 0x8086

/* In the order of their appearance; a bit mask represents a set of them. */
enum gx_platform_id {
	GX_LAKEPORT,
	GX_CALISTOGA,
	GX_CRESTLINE,
	GX_PINEVIEW,
	GX_EAGLELAKE,
	GX_CANTIGA,
	GX_ILK,
	GX_SNB,
	GX_IVB,
	GX_HSW,
	GX_VLV,
	GX_BDW,
	GX_CHV,
	GX_SKL,
	GX_APL,
	GX_KBL,
	GX_AML,
	GX_CFL,
	GX_GLK,
	GX_WHL,
	GX_CNL,
	GX_CML,
	GX_ICL,
	GX_EHL,
	GX_JSL,
	GX_TGL,
	GX_RKL,
	GX_ADL_S,
	GX_ADL_P,
	GX_ADL_N,
	GX_RPL_S,
	GX_RPL_P,
	GX_MTL,
	GX_ARL,
	GX_LNL,
	GX_PTL,
	GX_WCL,
	GX_NVL,
	GX_DG1,
	GX_DG2,
	GX_BMG,
	GX_PLATFORM_COUNT
};

#define GX_PLATFORM_BIT(id) (UINT64_C(1) << (id))

/* The graphics cards.  Their drivers and tables do not work for the graphics of a
 * processor. */
#define GX_PLATFORMS_DISCRETE \
	(GX_PLATFORM_BIT(GX_DG1) | GX_PLATFORM_BIT(GX_DG2) | GX_PLATFORM_BIT(GX_BMG))

/* True if all platforms are graphics cards.  Drivers for processors also list some
 * cards. */
static inline bool gx_platforms_discrete(uint64_t platforms)
{
	return platforms && !(platforms & ~GX_PLATFORMS_DISCRETE);
}

struct gx_platform {
	const char *code;       /* "CFL" */
	const char *name;       /* "Coffee Lake" */
	const char *generation; /* as sold: "Core, 8th and 9th generation" */
};

extern const struct gx_platform gx_platforms[GX_PLATFORM_COUNT];

/* The platform of a PCI device of Intel; GX_PLATFORM_COUNT if it is unknown. */
enum gx_platform_id gx_platform_of_device(uint16_t device);

struct gx_pci_id {
	uint16_t device;
	uint8_t platform; /* enum gx_platform_id */
};

/* By device, ascending. */
extern const struct gx_pci_id gx_pci_ids[];
extern const size_t gx_pci_id_count;

#endif /* GX_FIND_PLATFORM_H */
