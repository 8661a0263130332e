/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz_tiano.c - any bytes as a Tiano and as an EFI 1.1 stream, and both as input to pack
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "codec/tiano.h"

enum { LIMIT = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

typedef enum gopx_status (*decode_fn)(struct gx_span in, struct gx_sink *sink);

static void decode(decode_fn fn, const uint8_t *in, size_t size)
{
	uint8_t *exact = malloc(size ? size : 1);
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = LIMIT };
	enum gopx_status status;
	uint64_t unpacked;

	check(exact);
	if (size)
		memcpy(exact, in, size);
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	status = fn(gx_span(exact, size), &sink);
	check(status != GOPX_E_INTERNAL && sink.len <= sink.cap && sink.cap <= LIMIT);
	check((gx_tiano_size(gx_span(exact, size), &unpacked) == GOPX_E_FORMAT) ==
	      (status == GOPX_E_FORMAT));
	check(status != GOPX_OK || sink.len == unpacked);
	gx_arena_fini(&arena);
	free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	decode(gx_tiano_decode, data, size);
	decode(gx_efi11_decode, data, size);
	return 0;
}
