/* SPDX-License-Identifier: BSD-2-Clause */
/* sha256.h - SHA-256 as text */
#ifndef CLI_WORDS_SHA256_H
#define CLI_WORDS_SHA256_H

#include <gopx/gopx.h>

struct sha256_text {
	char text[65]; /* lower-case hex */
};

struct sha256_text sha256_of(struct gopx_bytes bytes);

#endif /* CLI_WORDS_SHA256_H */
