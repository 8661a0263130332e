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
#define GX_PFAT_FILES_MAX    256 /* most files that are examined; a dozen are usual */

struct gx_pfat_file {
	uint32_t blocks;
	struct gx_span name;
	size_t order; /* its position in the order of flash */
};

struct gx_pfat {
	uint64_t header_size; /* size of header and table; the first block follows */
	size_t file_count;
	struct gx_pfat_file files[GX_PFAT_FILES_MAX];
};

/*
 * Decode header and table at the start of 'at'.  GOPX_E_FORMAT: no signature, or no
 * table after it.
 */
GX_NODISCARD enum gopx_status gx_pfat_decode(struct gx_span at, struct gx_pfat *out);

/* A walk over the blocks of all files, which follow the table. */
struct gx_pfat_cursor {
	struct gx_span all; /* the update, from its header on */
	/* start of the next block, or end of the last one; may be past the end of the
	 * input */
	uint64_t at;
	struct gx_span marker; /* marker of the first block */
	uint64_t signature;    /* size of the last signature */
	size_t file;           /* the file whose block was read last */
	uint32_t done;         /* number of its blocks that were read */
};

struct gx_pfat_cursor gx_pfat_blocks(const struct gx_pfat *pfat, struct gx_span at);

/*
 * Read the next block.  Returns false if all blocks were read.  Also returns false if
 * there is no block at the next place; then cursor->file is less than pfat->file_count.
 */
bool gx_pfat_next(struct gx_pfat_cursor *c, const struct gx_pfat *pfat,
		  struct gx_bios_guard *out);

#endif /* GX_FORMAT_AMI_PFAT_H */
