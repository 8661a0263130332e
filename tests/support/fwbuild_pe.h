/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_pe.h - synthetic graphics drivers: the marks of an Intel GOP, without a
 * vendor's bytes
 *
 * The image is a well-formed PE32+ (PE32 for ia32) boot-service driver of three
 * sections.  .text refers to the strings " [", major, ".", minor, ".", build,
 * "]" in this order, with RIP-relative LEA on x64 and push imm32 on ia32; .data
 * holds the strings, six GUIDs and a run of PCI device ids.  It cannot be run.
 */
#ifndef FWBUILD_PE_H
#define FWBUILD_PE_H

#include <stdbool.h>

#include "fwbuild_bytes.h"

/* The marks; each can be left out, and other bytes then take its place. */
enum {
	GOP_NAME = 1 << 0,       /* "Intel(R) GOP Driver", zero-terminated */
	GOP_OUTPUT = 1 << 1,     /* EFI_GRAPHICS_OUTPUT_PROTOCOL */
	GOP_BINDING = 1 << 2,    /* EFI_DRIVER_BINDING_PROTOCOL */
	GOP_POLICY = 1 << 3,     /* PLATFORM_GOP_POLICY */
	GOP_NAME2 = 1 << 4,      /* component name 2 */
	GOP_BIST = 1 << 5,       /* display BIST */
	GOP_BRIGHTNESS = 1 << 6, /* display brightness */
	GOP_VERSION = 1 << 7,    /* the strings of the version and the code for them */
	GOP_EVERYTHING = 0xFF,
};

enum { MACHINE_IA32 = 0x014C, MACHINE_X64 = 0x8664 };

struct gop_options { /* all zero: an x64 GOP 9.0.1084 */
	unsigned machine;
	unsigned subsystem;  /* 0x0B, boot-service driver */
	const char *version; /* "major.minor.build"; of four numbers, the first two are
				one string */
	unsigned leave_out;  /* GOP_ marks */
	const char *instead; /* GUID in place of each of these; GUID_X */
	const char *name;    /* another string than "Intel(R) GOP Driver" */
	bool name_goes_on;   /* a space before its end, as Setup modules have */
	const uint16_t *ids; /* supported PCI devices; Skylake .. Coffee Lake */
	size_t id_count;
	bool ids_after_name; /* 0x130 after the name, where code refers to them: as in
			      * real drivers
			      */
	uint8_t ids_loop;    /* that code ends with a comparison with this many */
	uint64_t base;       /* ImageBase; pointers are relocated to it */
	bool page_aligned;   /* sections at 4 KiB in memory, 512 bytes in the file */
	size_t code;         /* bytes of code around what matters; 4 KiB */
	uint32_t seed;       /* other code */
	size_t certificate;  /* bytes of a signature after the last section */
};

/* Append a driver, or the same as a TE image.  The result is its size: the PE end. */
size_t gop_put(struct fwbytes *out, const struct gop_options *options);
size_t gop_put_te(struct fwbytes *out, const struct gop_options *options);

#endif /* FWBUILD_PE_H */
