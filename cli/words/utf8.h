/* SPDX-License-Identifier: BSD-2-Clause */
/* utf8.h - reading UTF-8 that may be malformed */
#ifndef CLI_WORDS_UTF8_H
#define CLI_WORDS_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The code point at the start of a NUL-terminated string, and how many bytes it takes.
 * 0 if the first byte begins no well-formed sequence (overlong forms, surrogates and
 * anything above U+10FFFF are not well-formed), or at the end.
 */
size_t utf8_decode(const char *s, uint32_t *out);

#endif /* CLI_WORDS_UTF8_H */
