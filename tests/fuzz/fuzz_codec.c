/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz_codec.c - decodes any bytes with the codec CODEC */
#include "codec/codec.h"
#include "codec/inflate.h"
#include "fuzz.h"

#define LIMIT ((uint64_t)1 << 20)

/* Measuring a stream must give the same size as unpacking it. */
static void measure(struct gx_span in, const struct gx_sink *sink,
		    enum gopx_status status)
{
	struct gx_inflated seen;
	enum gopx_status measured = gx_zlib_measure(in, LIMIT, sink->arena, &seen);

	fuzz_check(seen.used <= in.len);
	if (status == GOPX_OK && sink->len < LIMIT)
		fuzz_check(measured == GOPX_OK && seen.made == sink->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = fuzz_exact(data, size);
	struct gx_span in = gx_span(exact, size);
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = LIMIT };
	enum gopx_status status;
	uint64_t claimed;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	status = gx_codec(CODEC)->decode(in, &sink);
	fuzz_check(status != GOPX_E_INTERNAL && status != GOPX_E_ARGUMENT);
	fuzz_check(sink.len <= sink.cap && sink.cap <= LIMIT);
	if (gx_codec(CODEC)->size(in, &claimed) != GOPX_OK)
		fuzz_check(status != GOPX_OK);
	else if (status == GOPX_OK)
		/*
		 * The size must be right. For LZNT1 it is only an upper limit, because
		 * the last chunk may be smaller than a whole chunk.
		 */
		fuzz_check(claimed == UINT64_MAX || claimed == sink.len ||
			   (CODEC == GX_CODEC_LZNT1 && sink.len < claimed));
	if (CODEC == GX_CODEC_ZLIB)
		measure(in, &sink, status);
	gx_arena_fini(&arena);
	free(exact);
	return 0;
}
