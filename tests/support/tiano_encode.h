/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_encode.h - make Tiano and EFI 1.1 streams
 *
 * Written from the UEFI specification, without using libgopx, so that a
 * mistake in its decoder cannot hide in its test input.
 */
#ifndef TIANO_ENCODE_H
#define TIANO_ENCODE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Pack 'len' bytes: header, blocks of up to 16384 symbols, terminator.
 * position_bits is 5 for Tiano (strings from up to 512 KiB back) and 4 for EFI 1.1
 * (8 KiB).  Returns the bytes written, or 0 when they do not fit into 'cap'.
 */
size_t gx_tiano_encode(const uint8_t *in, size_t len, int position_bits, uint8_t *out,
		       size_t cap);

#endif /* TIANO_ENCODE_H */
