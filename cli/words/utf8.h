/* SPDX-License-Identifier: BSD-2-Clause */
/* utf8.h - reading UTF-8 that may be malformed */
#ifndef CLI_WORDS_UTF8_H
#define CLI_WORDS_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The code point at the start of a NUL-terminated string, and how many bytes it takes.
 * Returns 0 at the end, and if the first byte does not begin a well-formed sequence.
 * Overlong forms, surrogates and code points above U+10FFFF are not well-formed.
 */
size_t utf8_decode(const char *s, uint32_t *out);

#endif /* CLI_WORDS_UTF8_H */
