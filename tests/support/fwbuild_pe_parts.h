/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_pe_parts.h - a synthetic driver under construction */
#ifndef FWBUILD_PE_PARTS_H
#define FWBUILD_PE_PARTS_H

#include "fwbuild_pe.h"

enum {
	PE_SECTION_COUNT = 3,
	PE_MAX_RELOCATIONS = 64,
	PE_STRING_COUNT = 7,
};

struct pe_section {
	struct fwbytes bytes;
	const char *name;
	uint32_t flags;
	uint32_t rva;
	uint32_t file_offset;
};

struct pe {
	struct gop_options opt; /* the caller's options with all defaults */
	bool x64;
	char version[3][8]; /* as strings: major, minor, build */
	uint32_t section_align, file_align;
	struct pe_section text, data, reloc;
	uint32_t string_rva[PE_STRING_COUNT]; /* in the order of the code's references */
	uint32_t ids_rva;                     /* 0: code does not refer to them */
	uint32_t relocations[PE_MAX_RELOCATIONS];
	size_t relocation_count;
	size_t section_table; /* offset in the file */
	size_t security_at;   /* offset of the directory entry */
};

/*
 * Make the content of .data, and then that of .text. Before, set the addresses of both
 * sections in 'pe'. The length of .text does not depend on them.
 */
void pe_make_data(struct pe *pe);
void pe_make_text(struct pe *pe);

uint32_t pe_align_up(uint32_t value, uint32_t align);

#endif /* FWBUILD_PE_PARTS_H */
