/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_pe.h - synthetic graphics drivers: they have the strings and GUIDs by which
 * gopx recognizes an Intel GOP driver, but no bytes of a vendor
 *
 * The image is a valid PE32+ (PE32 for ia32) boot-service driver with three sections. The
 * code in .text refers to the strings " [", major, ".", minor, ".", build, "]" in this
 * order, with RIP-relative LEA on x64 and push imm32 on ia32. .data has the strings, six
 * GUIDs and a list of PCI device IDs. The driver cannot be run.
 */
#ifndef FWBUILD_PE_H
#define FWBUILD_PE_H

#include <stdbool.h>

#include "fwbuild_bytes.h"

/*
 * The marks by which gopx recognizes a driver. If one is left out, other bytes replace
 * it.
 */
enum {
	GOP_NAME = 1 << 0,       /* "Intel(R) GOP Driver", zero-terminated */
	GOP_OUTPUT = 1 << 1,     /* EFI_GRAPHICS_OUTPUT_PROTOCOL */
	GOP_BINDING = 1 << 2,    /* EFI_DRIVER_BINDING_PROTOCOL */
	GOP_POLICY = 1 << 3,     /* PLATFORM_GOP_POLICY */
	GOP_NAME2 = 1 << 4,      /* component name 2 */
	GOP_BIST = 1 << 5,       /* display BIST */
	GOP_BRIGHTNESS = 1 << 6, /* display brightness */
	GOP_VERSION = 1 << 7,    /* the version: its strings, and code that uses them */
	GOP_EVERYTHING = 0xFF,
};

enum { MACHINE_IA32 = 0x014C, MACHINE_X64 = 0x8664 };

struct gop_options { /* if all members are 0: an x64 GOP driver 9.0.1084 */
	unsigned machine;
	unsigned subsystem;  /* 0x0B, boot-service driver */
	const char *version; /* "major.minor.build"; if it has four numbers, the first
				two are in one string */
	unsigned leave_out;  /* GOP_ marks */
	const char *instead; /* replaces each GUID that is left out; default: GUID_X */
	const char *name;    /* replaces "Intel(R) GOP Driver" */
	bool name_goes_on;   /* a space after the name, as in Setup modules */
	const uint16_t *ids; /* supported PCI devices; Skylake .. Coffee Lake */
	size_t id_count;
	bool ids_after_name; /* 0x130 after the name, where code refers to them: as in
			      * real drivers
			      */
	uint8_t ids_loop;    /* if not 0, the code compares an index with this count */
	uint64_t base;       /* ImageBase, which is added to all pointers */
	bool page_aligned;   /* sections are aligned to 4 KiB in memory */
	size_t code;         /* bytes of invented code; default: 4 KiB */
	uint32_t seed;       /* another seed makes other invented code */
	size_t certificate;  /* size of a signature after the last section */
};

/* Append a driver, as a PE or as a TE image. Returns its size without the signature. */
size_t gop_put(struct fwbytes *out, const struct gop_options *options);
size_t gop_put_te(struct fwbytes *out, const struct gop_options *options);

#endif /* FWBUILD_PE_H */
