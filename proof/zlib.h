/* SPDX-License-Identifier: BSD-2-Clause */
/* zlib.h - replaces zlib's header for scripts/prove, because Frama-C does not know that header */
#ifndef PROOF_ZLIB_H
#define PROOF_ZLIB_H

#include <stddef.h>

/*@ assigns \nothing; */
unsigned long crc32_z(unsigned long crc, const unsigned char *p, size_t n);

#endif /* PROOF_ZLIB_H */
