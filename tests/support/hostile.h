/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hostile.h - builds images that cost as much work as possible
 *
 * Each image has about 'size' bytes, so that tests can compare cost and size.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "fwbuild_bytes.h"

/* Repeat the 'len' bytes at 'magic' every 'stride' bytes, with zeros between. */
void hostile_spam(struct fwbytes *o, const void *magic, size_t len, size_t stride,
		  size_t size);

/*
 * Headers of volumes every 'stride' bytes (at least 0x38); all volumes reach to the end.
 */
void hostile_volumes(struct fwbytes *o, size_t stride, size_t size);

/* Nested volumes with a raw file of sections; its last byte belongs to no section. */
void hostile_streams(struct fwbytes *o, size_t size);

/* Packed sections inside each other, of which none can be unpacked. */
void hostile_sections(struct fwbytes *o, const char *guid, size_t size);

/*
 * 'count' different strings of 'len' bytes with the same CRC-32 from 'init' on.  They
 * begin with zeros, and differ in their last eight bytes.
 */
void hostile_same_sums(struct fwbytes *o, uint32_t init, size_t len, uint32_t count);

/* Sections with different LZMA streams; each states 'claimed' bytes, gives a part of
 * them, and is truncated.
 */
void hostile_broken_streams(struct fwbytes *o, size_t claimed, size_t size);

/* 'count' video BIOS tables of 'len' bytes.  Only their last eight bytes differ. */
void hostile_same_tables(struct fwbytes *o, uint16_t len, uint32_t count);

/* A file that contains only sections without a body. */
void hostile_empty_sections(struct fwbytes *o, size_t size);

/* Headers of tables, every 48 bytes, that share one far BIOS data block. */
void hostile_tables(struct fwbytes *o, size_t size);

/* As many small tables as fit, no two the same. */
void hostile_small_tables(struct fwbytes *o, size_t size);

/* Executables that all reach to the end, where the marks of a graphics driver are. */
void hostile_drivers(struct fwbytes *o, size_t size);

/* Small tables inside 'depth' nested volumes, so that each has a long path. */
void hostile_deep_tables(struct fwbytes *o, size_t depth, size_t size);

#endif /* HOSTILE_H */
