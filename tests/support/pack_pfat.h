/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_pfat.h - build blocks for Intel BIOS Guard, and AMI's updates made of them */
#ifndef PACK_PFAT_H
#define PACK_PFAT_H

#include "pack_fields.h"

struct bios_guard {
	const char *platform; /* up to 16 characters */
	uint32_t offset;      /* offset in flash, which the script contains */
	unsigned signature;   /* bits of the RSA key, 2048 or 3072; 0: no signature */
	uint32_t type;        /* type of the signature: 1 and 2 are usual */
};

/* Append a block: header, script, data and signature. */
void bios_guard_put(struct fwbytes *out, const struct bios_guard *b, const uint8_t *data,
		    size_t len, struct pack_fields *fields);

struct pfat_file {
	const char *line; /* start of its line in the table: "1 /P 2;FV_MAIN.bin" */
	size_t at, len;   /* the part of the image that is in this file */
	size_t block;     /* size of its blocks except the last */
};

struct pfat {
	const char *order; /* flash order after the title: "II00010000"; may be NULL */
	const struct pfat_file *files;
	size_t count;
	struct bios_guard block; /* values that all blocks have */
};

/* Append an update of 'image'. */
void pfat_put(struct fwbytes *out, const struct pfat *pfat, const struct fwbytes *image,
	      struct pack_fields *fields);

#endif /* PACK_PFAT_H */
