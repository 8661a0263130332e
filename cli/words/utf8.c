/* SPDX-License-Identifier: BSD-2-Clause */
/* utf8.c - reading UTF-8 that may be malformed */
#include "words/utf8.h"

size_t utf8_decode(const char *s, uint32_t *out)
{
	static const uint32_t smallest[] = { 0, 1, 0x80, 0x800, 0x10000 };
	const unsigned char *u = (const unsigned char *)s;
	size_t len = u[0] < 0x80   ? 1
		     : u[0] < 0xc0 ? 0
		     : u[0] < 0xe0 ? 2
		     : u[0] < 0xf0 ? 3
				   : 4;

	if (!len || u[0] > 0xf4)
		return 0;
	*out = len == 1 ? u[0] : u[0] & (0x7fu >> len);
	/* A NUL is not a continuation byte, so this loop never reads past the end. */
	for (size_t i = 1; i < len; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		*out = *out << 6 | (u[i] & 0x3f);
	}
	if (*out < smallest[len] || *out > 0x10ffff || (*out >= 0xd800 && *out < 0xe000))
		return 0;
	return len;
}
