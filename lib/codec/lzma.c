/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma.c - LZMA_Alone streams, decoded by liblzma
 *
 * The 13-byte header is {properties u8, dictionary size u32, unpacked size u64}.
 * It is read here, and the stream after it goes to liblzma's raw decoder: so
 * the dictionary need not be as large as a hostile header wants it, and the x86
 * filter (EDK2's "F86": LZMA, then x86 branch conversion undone with ip 0) is one
 * more element of the same filter chain.
 */
#include "codec/lzma.h"

#include <lzma.h>

#include "base/checked.h"
#include "codec/pump.h"

#define HEADER_SIZE  13
#define SIZE_UNKNOWN UINT64_MAX /* the stream then ends with a marker */

struct lzma_header {
	uint8_t lc, lp, pb;
	uint32_t dict_size;
	uint64_t unpacked;
	struct gx_span stream;
};

static enum gopx_status header_decode(struct gx_span in, struct lzma_header *out)
{
	struct gx_reader r = gx_reader(in);
	uint8_t props = gx_u8(&r);

	*out = (struct lzma_header){ .dict_size = gx_le32(&r) };
	out->unpacked = gx_le64(&r);
	out->stream = gx_rest(&r);
	/* pb, lp and lc are digits of base 5, 5 and 9: 4 * 45 + 4 * 9 + 8 at most. */
	if (r.failed || props >= 5 * 5 * 9 || out->unpacked == 0)
		return GOPX_E_FORMAT;
	out->lc = props % 9;
	out->lp = props / 9 % 5;
	out->pb = props / 45;
	return GOPX_OK;
}

enum gopx_status gx_lzma_size(struct gx_span in, uint64_t *out)
{
	struct lzma_header h;

	*out = 0;
	GX_TRY(header_decode(in, &h));
	*out = h.unpacked;
	return GOPX_OK;
}

static enum gopx_status status_of(lzma_ret ret)
{
	switch (ret) {
	case LZMA_OK:
	case LZMA_STREAM_END:
	case LZMA_BUF_ERROR:
		return GOPX_OK;
	case LZMA_MEM_ERROR:
		return GOPX_E_NOMEM;
	case LZMA_OPTIONS_ERROR:
		return GOPX_E_UNSUPPORTED;
	case LZMA_DATA_ERROR:
		return GOPX_E_CORRUPT;
	default:
		return GOPX_E_INTERNAL;
	}
}

static enum gopx_status lzma_step(void *state, uint8_t *out, size_t room, size_t *made,
				  bool *done)
{
	lzma_stream *strm = state;
	lzma_ret ret;

	strm->next_out = out;
	strm->avail_out = room;
	ret = lzma_code(strm, LZMA_RUN);
	*made = room - strm->avail_out;
	*done = ret == LZMA_STREAM_END;
	return status_of(ret);
}

static void *arena_alloc(void *opaque, size_t count, size_t size)
{
	const struct gx_allocator *a = opaque;
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		return NULL;
	return a->alloc_fn(a->ctx, total);
}

static void arena_free(void *opaque, void *ptr)
{
	const struct gx_allocator *a = opaque;

	if (ptr)
		a->free_fn(a->ctx, ptr);
}

/*
 * No match reaches further back than what is already there, so a dictionary of
 * the output's size is always enough, whatever the header asks for.
 */
static uint32_t useful_dict_size(const struct lzma_header *h, const struct gx_sink *sink)
{
	uint64_t most = gx_min_u64(h->unpacked, sink->limit);
	uint64_t size = gx_min_u64(h->dict_size, most);

	return size < LZMA_DICT_SIZE_MIN ? LZMA_DICT_SIZE_MIN : (uint32_t)size;
}

static enum gopx_status decode(struct gx_span in, struct gx_sink *sink, bool x86)
{
	struct lzma_header h;
	lzma_options_lzma opt = { 0 };
	lzma_filter chain[3] = { { LZMA_FILTER_X86, NULL },
				 { LZMA_FILTER_LZMA1EXT, &opt },
				 { LZMA_VLI_UNKNOWN, NULL } };
	lzma_allocator allocator = { arena_alloc, arena_free, &sink->arena->allocator };
	lzma_stream strm = LZMA_STREAM_INIT;
	enum gopx_status status;

	GX_TRY(header_decode(in, &h));
	/* The LZMA SDK decodes these, liblzma does not; no firmware was seen with them.
	 */
	if (h.lc + h.lp > LZMA_LCLP_MAX)
		return GOPX_E_UNSUPPORTED;
	opt.lc = h.lc;
	opt.lp = h.lp;
	opt.pb = h.pb;
	opt.dict_size = useful_dict_size(&h, sink);
	/* Known size and end marker may both be there (LZMA SDK's encoder with -eos). */
	opt.ext_flags = LZMA_LZMA1EXT_ALLOW_EOPM;
	lzma_set_ext_size(opt, h.unpacked);
	strm.allocator = &allocator;
	strm.next_in = h.stream.ptr;
	strm.avail_in = h.stream.len;
	status = status_of(lzma_raw_decoder(&strm, x86 ? chain : chain + 1));
	if (status == GOPX_OK)
		status = gx_sink_pump(sink, h.unpacked, in.len, lzma_step, &strm);
	sink->used = in.len - strm.avail_in;
	lzma_end(&strm);
	return status;
}

enum gopx_status gx_lzma_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, false);
}

enum gopx_status gx_lzma_x86_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, true);
}
