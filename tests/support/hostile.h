/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hostile.h - builds images that cost as much work as possible
 *
 * Each image has about 'size' bytes, so that tests can compare cost and size.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "fwbuild_bytes.h"

/* Put the 'len' bytes at 'magic' every 'stride' bytes, with zeros between them. */
void hostile_spam(struct fwbytes *o, const void *magic, size_t len, size_t stride,
		  size_t size);

/*
 * Put a volume header every 'stride' bytes (at least 0x38). All volumes reach to the end.
 */
void hostile_volumes(struct fwbytes *o, size_t stride, size_t size);

/*
 * Put nested volumes, each with a raw file that contains sections. The last bytes of the
 * files belong to no section.
 */
void hostile_streams(struct fwbytes *o, size_t size);

/* Put packed sections inside each other. Their packed data is invalid. */
void hostile_sections(struct fwbytes *o, const char *guid, size_t size);

/*
 * Put 'count' different strings of 'len' bytes that have the same CRC-32, if its
 * computation starts with 'init'. They begin with zeros, and differ only in their last
 * eight bytes.
 */
void hostile_same_sums(struct fwbytes *o, uint32_t init, size_t len, uint32_t count);

/*
 * Put sections with different LZMA streams. Each stream states an unpacked size of
 * 'claimed' bytes, but its packed data is truncated.
 */
void hostile_broken_streams(struct fwbytes *o, size_t claimed, size_t size);

/* Put 'count' video BIOS tables of 'len' bytes. Only their last eight bytes differ. */
void hostile_same_tables(struct fwbytes *o, uint16_t len, uint32_t count);

/* Put a file that contains only sections without a body. */
void hostile_empty_sections(struct fwbytes *o, size_t size);

/* Put a table header every 48 bytes. All tables share one BIOS data block. */
void hostile_tables(struct fwbytes *o, size_t size);

/* Put as many small tables as fit. All are different. */
void hostile_small_tables(struct fwbytes *o, size_t size);

/*
 * Put executables that all reach to the end of the image. The marks of a graphics driver
 * are at the end, so each executable seems to be a driver.
 */
void hostile_drivers(struct fwbytes *o, size_t size);

/* Put small tables inside 'depth' nested volumes, so that each has a long path. */
void hostile_deep_tables(struct fwbytes *o, size_t depth, size_t size);

#endif /* HOSTILE_H */
