/* SPDX-License-Identifier: BSD-2-Clause */
/* plain_tiano.h - an ordinary decoder of Tiano and EFI 1.1, for comparison */
#ifndef GOPX_BENCH_PLAIN_TIANO_H
#define GOPX_BENCH_PLAIN_TIANO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Unpack the stream after its 8-byte header to the 'size' bytes at 'out'; the array
 * size of the Position Set has 'position_bits' bits: 5 in Tiano, 4 in EFI 1.1. Returns
 * false if the input is not such a stream.
 */
bool plain_decode(const uint8_t *in, size_t len, unsigned position_bits, uint8_t *out,
		  size_t size);

#endif /* GOPX_BENCH_PLAIN_TIANO_H */
