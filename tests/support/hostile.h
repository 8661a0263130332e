/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hostile.h - images made to cost as much as they can: pieces in pieces in pieces
 *
 * Each is 'size' bytes or a little less, so that the cost can be seen to grow with it.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "fwbuild_bytes.h"

/* 'len' bytes at 'magic', again every 'stride' bytes, zeros between. */
void hostile_spam(struct fwbytes *o, const void *magic, size_t len, size_t stride,
		  size_t size);

/* Headers of volumes that all reach to the end, each 'stride' (0x38 or more) on. */
void hostile_volumes(struct fwbytes *o, size_t stride, size_t size);

/* Nested volumes with a raw file, which is sections up to a last byte that is none. */
void hostile_streams(struct fwbytes *o, size_t size);

/* Packed sections in each other, none of which unpacks. */
void hostile_sections(struct fwbytes *o, const char *guid, size_t size);

/*
 * 'count' times 'len' bytes, no two the same, whose CRC-32 from 'init' on is.  They begin
 * with zeros, and differ in their last eight bytes.
 */
void hostile_same_sums(struct fwbytes *o, uint32_t init, size_t len, uint32_t count);

/* Sections with different LZMA streams, each of which says 'claimed' bytes, gives some
 * and breaks off.
 */
void hostile_broken_streams(struct fwbytes *o, size_t claimed, size_t size);

/* 'count' tables of 'len' bytes like those: equal but for their last eight bytes. */
void hostile_same_tables(struct fwbytes *o, uint16_t len, uint32_t count);

/* A file of nothing but sections without a body. */
void hostile_empty_sections(struct fwbytes *o, size_t size);

/* Headers of tables, every 48 bytes, that share one far BIOS data block. */
void hostile_tables(struct fwbytes *o, size_t size);

/* As many small tables as fit, no two the same. */
void hostile_small_tables(struct fwbytes *o, size_t size);

/* Executables that all reach to the end, where the marks of a graphics driver are. */
void hostile_drivers(struct fwbytes *o, size_t size);

/* Small tables, 'depth' volumes deep: each is a place with a long path. */
void hostile_deep_tables(struct fwbytes *o, size_t depth, size_t size);

#endif /* HOSTILE_H */
