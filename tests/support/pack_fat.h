/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_fat.h - build FAT file systems with one folder of files */
#ifndef PACK_FAT_H
#define PACK_FAT_H

#include <stdbool.h>

#include "fwbuild_bytes.h"
#include "pack_fields.h"

enum { FAT_CLUSTER = 512 };

struct fat_file {
	const char *name; /* eleven characters: "BIOS    ROM" */
	const uint8_t *data;
	size_t len;
	bool scattered; /* the parts are in every second cluster, the last part first */
};

/*
 * Append a file system with tables of 12, 16 or 32 bits. It has the folder /FW/ with the
 * files. Free clusters are filled with 'Z'.
 */
void fat_put(struct fwbytes *out, unsigned bits, const struct fat_file *files,
	     size_t count, struct pack_fields *fields);

/* Return the offset of cluster n's entry in the table of a 12-bit file system. */
size_t fat12_entry_at(size_t n);

#endif /* PACK_FAT_H */
