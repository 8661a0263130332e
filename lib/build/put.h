/* SPDX-License-Identifier: BSD-2-Clause */
/* put.h - write little-endian fields */
#ifndef GX_BUILD_PUT_H
#define GX_BUILD_PUT_H

#include <stdint.h>

/* The low 'bytes' bytes of value, lowest first. */
static inline void gx_put_le(uint8_t *p, uint64_t value, unsigned int bytes)
{
	for (unsigned int i = 0; i < bytes; i++)
		p[i] = (uint8_t)(value >> (8 * i));
}

#endif /* GX_BUILD_PUT_H */
