/* SPDX-License-Identifier: BSD-2-Clause */
/* sha256.c - SHA-256 as text */
#include "words/sha256.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

struct sha256_text sha256_of(struct gopx_bytes bytes)
{
	struct sha256_text out = { "" };
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, bytes.size, bytes.data);
	sha256_digest(&ctx, sizeof(digest), digest);
	base16_encode_update(out.text, sizeof(digest), digest);
	return out;
}
