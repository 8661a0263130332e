/* SPDX-License-Identifier: BSD-2-Clause */
/* flash_descriptor.h - Intel flash descriptor: the regions of the flash */
#ifndef GX_FORMAT_FLASH_DESCRIPTOR_H
#define GX_FORMAT_FLASH_DESCRIPTOR_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_FLASH_REGIONS         16
#define GX_FLASH_DESCRIPTOR_SIZE 0x1000

/* Indexes in the region table that gopx uses. */
enum gx_flash_region_id {
	GX_FLASH_DESCRIPTOR = 0,
	GX_FLASH_BIOS = 1,
	GX_FLASH_ME = 2,
};

struct gx_flash_region {
	bool present;
	uint64_t base; /* from the start of the flash */
	uint64_t size;
};

struct gx_flash_descriptor {
	unsigned int version; /* 1: before Skylake; 2: since Skylake */
	struct gx_flash_region region[GX_FLASH_REGIONS];
	uint64_t flash_size; /* end of the last region */
};

/*
 * Decode the descriptor at the start of 'at'.  GOPX_E_FORMAT: no descriptor, or an
 * invalid map.  Regions may end outside 'at': the input may be one chip of two, or only
 * a descriptor.
 */
GX_NODISCARD enum gopx_status gx_flash_descriptor_decode(struct gx_span at,
							 struct gx_flash_descriptor *out);

/* "bios", "me", ...; never NULL. */
const char *gx_flash_region_name(unsigned int id);

#endif /* GX_FORMAT_FLASH_DESCRIPTOR_H */
