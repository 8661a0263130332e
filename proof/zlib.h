/* SPDX-License-Identifier: BSD-2-Clause */
/* zlib.h - what scripts/prove reads instead of zlib's header, which Frama-C does not know */
#ifndef PROOF_ZLIB_H
#define PROOF_ZLIB_H

#include <stddef.h>

/*@ assigns \nothing; */
unsigned long crc32_z(unsigned long crc, const unsigned char *p, size_t n);

#endif /* PROOF_ZLIB_H */
