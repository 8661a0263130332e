/* SPDX-License-Identifier: BSD-2-Clause */
/* pe.h - PE32, PE32+ and TE images, as far as finding drivers needs them */
#ifndef GX_FORMAT_PE_H
#define GX_FORMAT_PE_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_PE_MACHINE_IA32 0x014c
#define GX_PE_MACHINE_X64  0x8664

#define GX_PE_SUBSYSTEM_EFI_BOOT_SERVICE_DRIVER 11

#define GX_PE_SECTIONS_MAX 96 /* the Windows loader's limit; EFI drivers have a few */

struct gx_pe {
	bool te; /* terse executable (PI, volume 1, 15): headers stripped */
	uint16_t machine;
	uint16_t subsystem;
	uint16_t section_count;
	uint32_t
	    size_of_image;  /* in memory; of a TE image: up to the last section's end */
	uint32_t entry_rva; /* where it is called */
	uint64_t image_base;
	uint64_t headers_size;   /* up to the end of the section table */
	uint64_t size;           /* end of the last section, which may lead out, or of the
				  * signature, where all of that is there */
	bool signature_cut;      /* there is one, and it leads out */
	uint64_t image_base_at;  /* where the headers have the image base ... */
	uint8_t image_base_size; /* ... in so many bytes: 4 or 8 */
	uint64_t sections_at;    /* where the section table is */
	uint64_t stripped; /* TE: bytes that offsets in section headers count too many */
	bool relocations_stripped; /* PE: it can be loaded at its image base only */
	uint32_t relocations_rva;  /* base relocation directory; 0, 0: none */
	uint32_t relocations_size;
	uint32_t resources_rva; /* resource directory; 0: none */
};

/*
 * Decode the PE ("MZ") or TE ("VZ") image at the start of 'at'.
 * GOPX_E_FORMAT: neither, or headers that contradict themselves.
 */
GX_NODISCARD enum gopx_status gx_pe_decode(struct gx_span at, struct gx_pe *out);
GX_NODISCARD enum gopx_status gx_te_decode(struct gx_span at, struct gx_pe *out);

#endif /* GX_FORMAT_PE_H */
