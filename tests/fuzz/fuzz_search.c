/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_search.c - searches for any bytes in any image, and compares the hits with a very
 * simple search
 *
 * The first byte of the input is the length of the pattern. Then come a mask and a value
 * for each byte of the pattern, and then the image.
 */
#include "../property/search_rules.h"
#include "fuzz.h"

#define BYTES_MAX 100

/* Use masks of whole hexadecimal digits, so that the pattern can be written as text. */
static struct search_byte take_byte(const uint8_t *at)
{
	static const uint8_t masks[4] = { 0xff, 0xf0, 0x0f, 0x00 };
	uint8_t mask = masks[at[0] & 3];

	return (struct search_byte){ at[1] & mask, mask };
}

static void check_search(const uint8_t *data, size_t size,
			 const struct search_byte *bytes, size_t len)
{
	const struct gopx_options options = {
		.struct_size = sizeof(options),
		.max_unpacked = 1 << 20,
		.max_nodes = 1024,
		.max_depth = 64,
		.threads = 1,
	};
	uint8_t *exact = fuzz_exact(data, size);
	struct gopx_image *image;

	fuzz_check(gopx_scan(exact, size, &options, &image) == GOPX_OK);
	fuzz_check(search_is_right(image, bytes, len));
	gopx_image_free(image);
	free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct search_byte bytes[BYTES_MAX];
	size_t len = size ? data[0] % BYTES_MAX + 1 : 0;
	uint8_t fixed = 0;

	if (size < 1 + 2 * len)
		return 0;
	for (size_t i = 0; i < len; i++) {
		bytes[i] = take_byte(data + 1 + 2 * i);
		fixed |= bytes[i].mask;
	}
	if (fixed)
		check_search(data + 1 + 2 * len, size - 1 - 2 * len, bytes, len);
	return 0;
}
