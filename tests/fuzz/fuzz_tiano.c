/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_tiano.c - packs any bytes, unpacks them again, and unpacks them with a fault
 *
 * A decoder refuses most random bytes at once. A valid stream with one changed byte
 * reaches more of the decoder.
 */
#include "codec/tiano.h"
#include "fuzz.h"
#include "tiano_encode.h"

enum { LIMIT = 1 << 20, INPUT_MAX = 1 << 16, FAULT_SIZE = 3 };

typedef enum gopx_status (*decode_fn)(struct gx_span in, struct gx_sink *sink);

/* 'want' is the expected output; NULL: any output or error is allowed. */
static void decode(decode_fn fn, const uint8_t *in, size_t size, const uint8_t *want)
{
	uint8_t *exact = fuzz_exact(in, size);
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = LIMIT };
	enum gopx_status status;
	uint64_t unpacked;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	status = fn(gx_span(exact, size), &sink);
	fuzz_check(status != GOPX_E_INTERNAL && sink.len <= sink.cap &&
		   sink.cap <= LIMIT);
	fuzz_check((gx_tiano_size(gx_span(exact, size), &unpacked) == GOPX_E_FORMAT) ==
		   (status == GOPX_E_FORMAT));
	fuzz_check(status != GOPX_OK || sink.len == unpacked);
	if (want)
		fuzz_check(status == GOPX_OK && memcmp(sink.data, want, sink.len) == 0);
	gx_arena_fini(&arena);
	free(exact);
}

/*
 * 'fault' states the change of the stream: two bytes for the offset of the changed byte
 * (modulo the stream's size), and one byte for the bits to change.
 */
static void run(decode_fn fn, int position_bits, const uint8_t *fault, const uint8_t *in,
		size_t size)
{
	size_t cap = size * 2 + 1024;
	uint8_t *packed = malloc(cap);
	size_t n;

	fuzz_check(packed != NULL);
	n = gx_tiano_encode(in, size, position_bits, packed, cap);
	fuzz_check(n != 0);
	decode(fn, packed, n, in);
	packed[(fault[0] | (size_t)fault[1] << 8) % n] ^= fault[2];
	decode(gx_tiano_decode, packed, n, NULL);
	decode(gx_efi11_decode, packed, n, NULL);
	free(packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	decode(gx_tiano_decode, data, size, NULL);
	decode(gx_efi11_decode, data, size, NULL);
	if (size > FAULT_SIZE && size <= INPUT_MAX) {
		run(gx_tiano_decode, 5, data, data + FAULT_SIZE, size - FAULT_SIZE);
		run(gx_efi11_decode, 4, data, data + FAULT_SIZE, size - FAULT_SIZE);
	}
	return 0;
}
