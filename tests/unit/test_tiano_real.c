/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_tiano_real.c - all compression sections of real images, if the corpus is available
 */
#include <stdio.h>
#include <stdlib.h>

#include "codec/tiano.h"
#include "unit.h"

enum { IMAGE_MAX = 16 << 20, SECTION_HEADER = 9, STREAM_HEADER = 8 };

typedef enum gopx_status (*decode_fn)(struct gx_span in, struct gx_sink *sink);

static enum gopx_status decode(decode_fn fn, const uint8_t *in, size_t n)
{
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = IMAGE_MAX };
	enum gopx_status status;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	status = fn(gx_span(in, n), &sink);
	gx_arena_fini(&arena);
	return status;
}

static uint32_t le(const uint8_t *at, size_t n)
{
	uint32_t v = 0;

	while (n--)
		v = v << 8 | at[n];
	return v;
}

/*
 * If there is a compression section of type 1 here, and its sizes agree with the sizes in
 * its stream, return its size. Else return 0.
 */
static size_t section_size(const uint8_t *at, size_t left)
{
	size_t size = left < SECTION_HEADER + STREAM_HEADER ? 0 : le(at, 3);

	if (size < SECTION_HEADER + STREAM_HEADER || size > left || at[3] != 1 ||
	    at[8] != 1)
		return 0;
	if (le(at + 9, 4) != size - SECTION_HEADER - STREAM_HEADER)
		return 0;
	return le(at + 13, 4) == le(at + 4, 4) ? size : 0;
}

/*
 * Decode all streams in the image, and return their number. 'good' must accept each
 * stream, and 'bad' must refuse it.
 */
static unsigned decode_image(const char *name, decode_fn good, decode_fn bad)
{
	uint8_t *image = malloc(IMAGE_MAX);
	char path[4096];
	unsigned found = 0;
	size_t len, size;
	FILE *f;

	snprintf(path, sizeof(path), "%s/bench/%s", getenv("GOPX_CORPUS"), name);
	f = fopen(path, "rb");
	ck_assert_msg(f && image, "%s", path);
	len = fread(image, 1, IMAGE_MAX, f);
	fclose(f);
	for (size_t at = 0; at < len; at += size ? size : 1) {
		const uint8_t *stream = image + at + SECTION_HEADER;

		size = section_size(image + at, len - at);
		if (size == 0)
			continue;
		ck_assert_int_eq(decode(good, stream, size - SECTION_HEADER), GOPX_OK);
		ck_assert_int_ne(decode(bad, stream, size - SECTION_HEADER), GOPX_OK);
		found++;
	}
	free(image);
	return found;
}

START_TEST(real_streams)
{
	if (!getenv("GOPX_CORPUS")) {
		puts("skipped: no corpus");
		return;
	}
	ck_assert_uint_eq(
	    decode_image("efi11_8_composed.rom", gx_efi11_decode, gx_tiano_decode), 132);
	ck_assert_uint_eq(
	    decode_image("tiano8_composed.rom", gx_tiano_decode, gx_efi11_decode), 132);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("tiano_real");
	TCase *t = tcase_create("bench images");

	tcase_add_test(t, real_streams);
	suite_add_tcase(s, t);
	return s;
}
