/* SPDX-License-Identifier: BSD-2-Clause */
/* option_rom.h - PCI expansion ROM images (PCI Firmware 3.x; UEFI 2.10, 14.4.2) */
#ifndef GX_FORMAT_OPTION_ROM_H
#define GX_FORMAT_OPTION_ROM_H

#include "base/bytes.h"
#include "base/status.h"

enum gx_rom_code_type {
	GX_ROM_LEGACY = 0, /* PC-AT x86: a video BIOS if the class is a display class */
	GX_ROM_EFI = 3,
	/* Vendors may choose their own types; these are from Intel's graphics cards. */
	GX_ROM_INTEL_DATA = 0xf0,
	GX_ROM_INTEL_MANIFEST = 0xf1,
	GX_ROM_INTEL_OPREGION = 0xff, /* contains the table of the card */
};

struct gx_option_rom {
	uint8_t code_type;
	uint16_t vendor;
	uint16_t device;
	uint32_t class_code; /* 0x030000: VGA display */
	uint64_t size;       /* size of this image; may extend past the input */
	bool last;           /* no other image follows */
	/* EFI images */
	bool efi; /* the EFI header is valid */
	bool compressed;
	uint16_t machine;
	uint16_t image_at; /* offset of the PE, or of its compressed form */
};

/*
 * Decode the ROM image at the start of 'at'.  GOPX_E_FORMAT: no 55AA, or no PCI
 * data structure where the header points.
 */
GX_NODISCARD enum gopx_status gx_option_rom_decode(struct gx_span at,
						   struct gx_option_rom *out);

#endif /* GX_FORMAT_OPTION_ROM_H */
