/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pack_archive.h - build archives and packed streams
 *
 * Each function appends one archive with these members. It packs members with 'packed' if
 * it has an encoder for the format. Else it stores them.
 */
#ifndef PACK_ARCHIVE_H
#define PACK_ARCHIVE_H

#include <stdbool.h>

#include "fwbuild_pack.h"
#include "pack_fields.h"

struct pack_member {
	const char *name;
	const uint8_t *data;
	size_t len;
	bool packed;
	bool encrypted; /* the headers say so, but the data is not encrypted */
};

typedef void pack_archive(struct fwbytes *out, const struct pack_member *members,
			  size_t count, struct pack_fields *fields);

pack_archive zip_put; /* stored, or packed with deflate */
pack_archive zip64_put;
pack_archive sevenzip_put_members; /* one folder: stored, or packed with LZMA */
pack_archive cab_put;              /* one folder: stored, or packed with MSZIP */
pack_archive rar_put;
pack_archive rar5_put;
pack_archive iso9660_put; /* names are cut to eight and three characters */
pack_archive tar_put;
pack_archive lha_put;  /* header level 0 */
pack_archive lha1_put; /* level 1 */
pack_archive lha2_put; /* level 2 */

/* An extended header of an LHA member. */
struct pack_extra {
	unsigned type;
	const char *content;
	size_t len;
};

/*
 * Append an LHA member with these extended headers, which a header of level 0 has no room
 * for. At levels 2 and 3, the name is one of them, unless it is empty.
 */
void lha_put_member(struct fwbytes *out, const struct pack_member *m, unsigned level,
		    const struct pack_extra *extras, size_t count,
		    struct pack_fields *fields);

/* Append a 7z archive with one stored file. */
void sevenzip_put(struct fwbytes *out, const char *name, const struct fwbytes *file);

/*
 * Correct the checksums after a field was changed. 'at' is the start of the archive (7z)
 * or of the header (tar).
 */
void sevenzip_sum(struct fwbytes *out, size_t at);
void tar_sum(struct fwbytes *out, size_t at);

/* Streams. */
fw_pack pack_xz;
fw_pack pack_zstd; /* raw blocks */
fw_pack pack_lz4;  /* literals, and runs of one byte */
fw_pack pack_lzip;

#endif /* PACK_ARCHIVE_H */
