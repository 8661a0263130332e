/* SPDX-License-Identifier: BSD-2-Clause */
/* brotli.c - EDK2's Brotli sections, decoded by libbrotlidec */
#include "codec/brotli.h"

#include <brotli/decode.h>

#include "codec/pump.h"

/* The second field is the decoder's scratch size: a hint for firmware, not needed
 * here. */
static enum gopx_status header_decode(struct gx_span in, uint64_t *unpacked,
				      struct gx_span *stream)
{
	struct gx_reader r = gx_reader(in);

	*unpacked = gx_le64(&r);
	gx_skip(&r, 8);
	*stream = gx_rest(&r);
	return r.failed || *unpacked == 0 ? GOPX_E_FORMAT : GOPX_OK;
}

enum gopx_status gx_brotli_size(struct gx_span in, uint64_t *out)
{
	struct gx_span stream;

	return header_decode(in, out, &stream);
}

struct brotli_state {
	BrotliDecoderState *decoder;
	const uint8_t *next_in;
	size_t avail_in;
};

static enum gopx_status brotli_step(void *state, uint8_t *out, size_t room, size_t *made,
				    bool *done)
{
	struct brotli_state *s = state;
	size_t left = room;
	BrotliDecoderResult result = BrotliDecoderDecompressStream(
	    s->decoder, &s->avail_in, &s->next_in, &left, &out, NULL);

	*made = room - left;
	*done = result == BROTLI_DECODER_RESULT_SUCCESS;
	if (result != BROTLI_DECODER_RESULT_ERROR)
		return GOPX_OK;
	/* The codes of allocation errors are the only ones below -20. */
	return BrotliDecoderGetErrorCode(s->decoder) <=
		       BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES
		   ? GOPX_E_NOMEM
		   : GOPX_E_CORRUPT;
}

static void *arena_alloc(void *opaque, size_t size)
{
	const struct gx_allocator *a = opaque;

	return a->alloc_fn(a->ctx, size);
}

static void arena_free(void *opaque, void *ptr)
{
	const struct gx_allocator *a = opaque;

	if (ptr)
		a->free_fn(a->ctx, ptr);
}

enum gopx_status gx_brotli_decode(struct gx_span in, struct gx_sink *sink)
{
	uint64_t unpacked;
	struct gx_span stream;
	struct brotli_state s;
	enum gopx_status status;

	GX_TRY(header_decode(in, &unpacked, &stream));
	s = (struct brotli_state){ .next_in = stream.ptr, .avail_in = stream.len };
	s.decoder = BrotliDecoderCreateInstance(arena_alloc, arena_free,
						&sink->arena->allocator);
	if (!s.decoder)
		return GOPX_E_NOMEM;
	status = gx_sink_pump(sink, unpacked, in.len, brotli_step, &s);
	BrotliDecoderDestroyInstance(s.decoder);
	return status;
}
