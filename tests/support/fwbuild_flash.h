/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_flash.h - containers of volumes: flash descriptor, capsules, option ROMs */
#ifndef FWBUILD_FLASH_H
#define FWBUILD_FLASH_H

#include <stdbool.h>

#include "fwbuild_bytes.h"
#include "fwbuild_guid.h"

/* ---- Intel flash descriptor ---- */

enum {
	REGION_DESCRIPTOR,
	REGION_BIOS,
	REGION_ME,
	REGION_GBE,
	REGION_PDR,
	REGION_DEVICE,
	REGION_BIOS2,
	REGION_MICROCODE,
	REGION_EC,
	REGION_DEVICE2,
	REGION_COUNT = 16,
};

#define DESCRIPTOR_SIZE 0x1000

struct flash_region {
	uint32_t offset; /* offset and size are multiples of 4 KiB */
	uint32_t size;   /* 0: no such region */
};

struct flash_layout {
	bool version1;       /* before Skylake: 7 regions, read clock 20 MHz */
	bool fast;           /* since Tiger Lake: read clock 100 MHz, code 0 */
	bool used;           /* the bytes before the signature are not FF */
	bool signature_at_0; /* ICH8: no 16 bytes FF before the signature */
	struct flash_region regions[REGION_COUNT]; /* [0] is the descriptor's own */
};

/* Append the 4 KiB of a descriptor. */
void descriptor_put(struct fwbytes *out, const struct flash_layout *layout);

/* ---- capsules ---- */

enum capsule_form {
	CAPSULE_EFI,     /* HeaderSize, Flags, CapsuleImageSize */
	CAPSULE_TOSHIBA, /* HeaderSize, CapsuleImageSize, Flags */
	CAPSULE_APTIO,   /* EFI's fields, RomImageOffset u16, RomLayoutOffset u16 */
};

struct capsule {
	const char *guid;
	enum capsule_form form;
	uint32_t header_size; /* default: 28; 0x800 is usual for Aptio */
	uint32_t rom_offset;  /* RomImageOffset; default: header_size */
	uint32_t image_size;  /* wrong value */
};

/*
 * All bytes appended between these calls are the body; capsule_begin() returns its start.
 */
size_t capsule_begin(struct fwbytes *out, const struct capsule *c);
void capsule_end(struct fwbytes *out, const struct capsule *c, size_t start);

/*
 * Append the body of an FMP capsule with one payload: two headers of 16 and 48 bytes, and
 * the payload.
 */
void fmp_put(struct fwbytes *out, const uint8_t *payload, size_t len);

/* ---- PCI option ROMs with a UEFI driver ---- */

struct option_rom {          /* the defaults: */
	unsigned class_code; /* 0x030000, VGA */
	unsigned vendor;     /* 0x8086 */
	unsigned device;     /* 0x0406 */
	unsigned machine;    /* 0x8664 */
	unsigned pe_offset;  /* 0x40 */
	bool compressed;     /* 'body' is an EFI 1.1 stream */
	bool not_last;       /* another image follows */
};

/* Append one image of an option ROM, padded to a multiple of 512 bytes. */
void option_rom_put(struct fwbytes *out, const struct option_rom *rom,
		    const uint8_t *body, size_t len);

#endif /* FWBUILD_FLASH_H */
