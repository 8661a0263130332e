/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_compound.h - build compound files of version 3, as MSI packages are */
#ifndef PACK_COMPOUND_H
#define PACK_COMPOUND_H

#include <stdbool.h>

#include "fwbuild_bytes.h"

enum { COMPOUND_SECTOR = 512, COMPOUND_STREAM_MIN = 4096 };

struct compound_stream {
	const char *name; /* at most 31 ASCII characters */
	const uint8_t *data;
	size_t len;     /* at least COMPOUND_STREAM_MIN: there is no mini stream */
	bool scattered; /* the sectors are in reverse order */
};

/*
 * Append a file with up to three streams. It consists of a header, the sectors of the
 * streams, the directory and the table.
 */
void compound_put(struct fwbytes *out, const struct compound_stream *streams,
		  size_t count);

/* Return the offset of sector n's entry in the table. The file must start at 0. */
size_t compound_entry_at(const struct fwbytes *file, size_t n);

#endif /* PACK_COMPOUND_H */
