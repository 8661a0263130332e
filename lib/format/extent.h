/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * extent.h - where a piece ends, and how much was read to find out
 */
#ifndef GX_FORMAT_EXTENT_H
#define GX_FORMAT_EXTENT_H

#include <stdint.h>

struct gx_extent {
	uint64_t size; /* size of the piece, which may end after the input; 0: no piece */
	uint64_t looked; /* bytes read after a header, even if there is no piece */
};

#endif /* GX_FORMAT_EXTENT_H */
