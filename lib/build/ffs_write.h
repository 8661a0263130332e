/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_write.h - files and sections, written as GenFfs does (PI, volume 3, 3.2) */
#ifndef GX_BUILD_FFS_WRITE_H
#define GX_BUILD_FFS_WRITE_H

#include "base/guid.h"
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_section.h"

struct gx_new_file {
	struct gx_guid name;
	uint8_t type;         /* enum gx_file_type */
	uint8_t section_type; /* type of the section with the payload */
	/* put the dependency "TRUE" first: the core starts the driver at once */
	bool depex;
	/* text in ASCII of a UI section at the end; NULL: no such section */
	const char *ui;
};

/* Size of the file with this payload; 0 if it is too large for a plain header. */
uint64_t gx_new_file_size(const struct gx_new_file *f, struct gx_span payload);

/* Write the file to p, which must have gx_new_file_size() bytes.  Erased bytes of the
 * flash must be FF. */
void gx_new_file_write(const struct gx_new_file *f, struct gx_span payload, uint8_t *p);

/* Write a pad file of this size (at least a header, below 16 MiB). */
void gx_pad_file_write(uint64_t size, uint8_t *p);

/* Set the size in the plain header at p, and its checksum.  The data gets no checksum. */
void gx_file_resize(uint8_t *p, uint64_t size);

/* Set the checksum of the data of the file at p, which has this size. */
void gx_file_sum_data(uint8_t *p, uint64_t size);

#define GX_SIZE24_MAX 0xfffffe /* FFFFFF means that the size is stored elsewhere */

#endif /* GX_BUILD_FFS_WRITE_H */
