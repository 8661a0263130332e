/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_text.c - tries any bytes as a name from an image: the output must be clean UTF-8
 */
#include "base/safe_text.h"
#include "fuzz.h"

/* Decode one character of UTF-8. Aborts if it is invalid. */
static uint32_t take_utf8(const uint8_t **p)
{
	static const uint32_t least[4] = { 0, 0x80, 0x800, 0x10000 };
	uint8_t lead = *(*p)++;
	unsigned int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
	uint32_t c = more ? lead & (0x3fu >> more) : lead;

	fuzz_check(more || lead < 0x80);
	for (unsigned int i = 0; i < more; i++) {
		fuzz_check((**p & 0xc0) == 0x80);
		c = c << 6 | (*(*p)++ & 0x3f);
	}
	fuzz_check(c >= least[more] && c <= 0x10ffff);
	return c;
}

static void check_clean(const char *text)
{
	const uint8_t *p = (const uint8_t *)text;

	fuzz_check(text && strlen(text) <= (size_t)GX_SAFE_TEXT_MAX * 4);
	while (*p) {
		uint32_t c = take_utf8(&p);

		fuzz_check(c >= 0x20 && (c < 0x7f || c > 0x9f));
		fuzz_check((c < 0x200b || c > 0x200f) && (c < 0x2028 || c > 0x202e) &&
			   (c < 0x2060 || c > 0x206f) && (c < 0xd800 || c > 0xdfff));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = fuzz_exact(data, size);
	struct gx_arena arena;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	check_clean(gx_safe_text_utf16(&arena, gx_span(exact, size)));
	check_clean(gx_safe_text_ascii(&arena, gx_span(exact, size)));
	gx_arena_fini(&arena);
	free(exact);
	return 0;
}
