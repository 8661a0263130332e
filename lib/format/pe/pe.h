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
	uint32_t size_of_image; /* size in memory; for a TE image, up to the end of its
				   last section */
	uint32_t entry_rva;     /* address of the entry point */
	uint64_t image_base;
	uint64_t headers_size; /* up to the end of the section table */
	/* end of the last section, or of a complete signature after it; the last section
	 * may extend past the input */
	uint64_t size;
	bool signature_cut;      /* there is a signature, and it extends past the input */
	uint64_t image_base_at;  /* offset of the image base in the headers */
	uint8_t image_base_size; /* size of the image base: 4 or 8 bytes */
	uint64_t sections_at;    /* offset of the section table */
	/* TE: this many bytes must be subtracted from offsets in section headers */
	uint64_t stripped;
	bool relocations_stripped; /* PE: it can be loaded at its image base only */
	uint32_t relocations_rva;  /* base relocation directory; 0, 0: none */
	uint32_t relocations_size;
	uint32_t resources_rva; /* resource directory; 0: none */
};

/*
 * gx_pe_decode() decodes the PE image ("MZ") at the start of 'at', gx_te_decode() the TE
 * image ("VZ").  GOPX_E_FORMAT: not such an image, or its headers contradict each other.
 */
GX_NODISCARD enum gopx_status gx_pe_decode(struct gx_span at, struct gx_pe *out);
GX_NODISCARD enum gopx_status gx_te_decode(struct gx_span at, struct gx_pe *out);

/*
 * False if the first section of the TE image at the start of 'at' is missing, or extends
 * past the end.  This takes the same time for each header; gx_te_decode() reads up to 255
 * section headers.
 */
bool gx_te_first_section_fits(struct gx_span at);

#endif /* GX_FORMAT_PE_H */
