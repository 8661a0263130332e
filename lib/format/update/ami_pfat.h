/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ami_pfat.h - AMI's updates for BIOS Guard ("PFAT"): a table of files in plain text,
 * then their blocks, one after the other
 */
#ifndef GX_FORMAT_AMI_PFAT_H
#define GX_FORMAT_AMI_PFAT_H

#include "format/update/bios_guard.h"

#define GX_PFAT_SIGNATURE    "_AMIPFAT"
#define GX_PFAT_SIGNATURE_AT 8
#define GX_PFAT_FILES_MAX    256 /* limit for the files examined; a dozen are usual */

struct gx_pfat_file {
	uint32_t blocks;
	struct gx_span name;
	size_t order; /* its place in flash, counted in files */
};

struct gx_pfat {
	uint64_t header_size; /* including the table: the first block starts here */
	size_t file_count;
	struct gx_pfat_file files[GX_PFAT_FILES_MAX];
};

/*
 * Decode header and table at the start of 'at'.  GOPX_E_FORMAT: no signature, or no
 * table after it.
 */
GX_NODISCARD enum gopx_status gx_pfat_decode(struct gx_span at, struct gx_pfat *out);

/* Goes through the blocks of all files, as they follow the table. */
struct gx_pfat_cursor {
	struct gx_span all; /* from the header on */
	/* the next block, or the end of the last; may extend past the input */
	uint64_t at;
	struct gx_span marker; /* of the first block */
	uint64_t signature;    /* size of the last signature */
	size_t file;           /* whose block was read last */
	uint32_t done;         /* blocks of it that were read */
};

struct gx_pfat_cursor gx_pfat_blocks(const struct gx_pfat *pfat, struct gx_span at);

/*
 * Read a block; false if all were read, or there is no block at the next place:
 * cursor->file is then below pfat->file_count.
 */
bool gx_pfat_next(struct gx_pfat_cursor *c, const struct gx_pfat *pfat,
		  struct gx_bios_guard *out);

#endif /* GX_FORMAT_AMI_PFAT_H */
