/* SPDX-License-Identifier: BSD-2-Clause */
/* file_name.c - the name of a file in JSON, and a short key for it */
#include "words/file_name.h"

#include <stdio.h>
#include <string.h>

#include <nettle/sha2.h>

#include "words/utf8.h"

void file_name_escape(const char *name, char *to)
{
	while (*name) {
		uint32_t c;
		size_t len = utf8_decode(name, &c);

		if (!len)
			to += sprintf(to, "\\x%02x", (unsigned char)*name);
		if (*name == '\\')
			*to++ = '\\';
		memcpy(to, name, len);
		to += len;
		name += len ? len : 1;
	}
	*to = '\0';
}

struct file_name_key file_name_key(const char *escaped)
{
	struct file_name_key key;
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, strlen(escaped), (const uint8_t *)escaped);
	sha256_digest(&ctx, sizeof(key.bytes), key.bytes);
	return key;
}

int file_name_key_order(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct file_name_key));
}
