/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_encode.h - make Tiano and EFI 1.1 streams
 *
 * The code follows the UEFI specification, and does not use libgopx. So a mistake in
 * libgopx's decoder cannot be repeated in its test input.
 */
#ifndef TIANO_ENCODE_H
#define TIANO_ENCODE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Pack 'len' bytes into a header, blocks of up to 16384 symbols, and a terminator.
 * position_bits is 5 for Tiano, whose strings reach back up to 512 KiB, and 4 for EFI 1.1
 * (8 KiB). Returns the number of bytes written, or 0 if they do not fit into 'cap'.
 */
size_t gx_tiano_encode(const uint8_t *in, size_t len, int position_bits, uint8_t *out,
		       size_t cap);

#endif /* TIANO_ENCODE_H */
