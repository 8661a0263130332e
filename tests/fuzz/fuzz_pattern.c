/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_pattern.c - converts any text to a search pattern of each kind: the text is
 * refused, or the pattern is valid
 */
#include "find/pattern.h"
#include "fuzz.h"

static void check_string(const struct gx_masked_string *s)
{
	size_t open = 0;

	fuzz_check(s->len >= 1 && s->len <= GX_PATTERN_MAX);
	for (size_t i = 0; i < s->len; i++) {
		fuzz_check((s->bytes[i].value & ~s->bytes[i].mask) == 0);
		open += s->bytes[i].mask == 0;
	}
	fuzz_check(open < s->len);
}

static void check_kind(enum gopx_pattern_kind kind, const char *text)
{
	struct gx_search_pattern p;
	const char *wrong = gx_pattern_parse(kind, text, &p);

	fuzz_check(p.count <= GX_PATTERN_STRINGS && !wrong == (p.count > 0));
	for (size_t i = 0; i < p.count; i++)
		check_string(&p.strings[i]);
	if (p.count == 2)
		fuzz_check(p.strings[1].len == 2 * p.strings[0].len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	fuzz_check(text != NULL);
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	check_kind(GOPX_PATTERN_HEX, text);
	check_kind(GOPX_PATTERN_TEXT, text);
	check_kind(GOPX_PATTERN_GUID, text);
	free(text);
	return 0;
}
