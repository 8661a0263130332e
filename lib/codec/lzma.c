/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma.c - LZMA_Alone streams, decoded by liblzma
 *
 * The 13-byte header is {properties u8, dictionary size u32, unpacked size u64}.  gopx
 * reads this header itself, and gives the stream after it to liblzma's raw decoder.  So a
 * hostile header cannot demand a large dictionary.  The x86 filter (EDK2's "F86": LZMA,
 * then x86 branch conversion with ip 0) becomes one more element of the decoder's filter
 * chain.
 */
#include "codec/lzma.h"

#include "base/checked.h"
#include "codec/lzma_window.h"

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
	/* The byte is (pb * 5 + lp) * 9 + lc, with pb and lp below 5 and lc below 9. */
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

struct decoder {
	lzma_stream strm;
	struct gx_lzma_window window;
};

static enum gopx_status lzma_step(void *state, uint8_t *out, size_t room, size_t *made,
				  bool *done)
{
	struct decoder *d = state;
	enum gopx_status status;
	lzma_ret ret;

	d->strm.next_out = gx_lzma_window_piece(&d->window, out, &room);
	d->strm.avail_out = room;
	ret = lzma_code(&d->strm, LZMA_RUN);
	*made = room - d->strm.avail_out;
	*done = ret == LZMA_STREAM_END;
	status = gx_lzma_window_took(&d->window, *made);
	if (status == GOPX_OK)
		return status_of(ret);
	*made = 0;
	return status;
}

/*
 * A match cannot reach back past the start of the output.  So a dictionary of the
 * output's size is always enough, whatever size the header demands.
 */
static uint32_t useful_dict_size(const struct lzma_header *h, uint64_t most)
{
	uint64_t size = gx_min_u64(h->dict_size, most);

	return size < LZMA_DICT_SIZE_MIN ? LZMA_DICT_SIZE_MIN : (uint32_t)size;
}

/*
 * True if the dictionary will be used as the output.  The dictionary must have at least
 * half the output's size.  If it is smaller than the output, it is enlarged.  This takes
 * less memory than a separate output.
 */
static bool is_window(const struct lzma_header *h, uint64_t most)
{
	return h->unpacked != SIZE_UNKNOWN && most >= GX_LZMA_WINDOW_WORTH &&
	       most <= INT32_MAX && h->dict_size >= most / 2;
}

/* Decode the stream with this chain of filters; 'opt' has the options of the last
 * filter. */
static enum gopx_status run(const struct lzma_header *h, const lzma_filter *chain,
			    lzma_options_lzma *opt, struct gx_sink *sink, uint64_t *used)
{
	uint64_t most = gx_min_u64(h->unpacked, sink->limit);
	struct decoder d = { .strm = LZMA_STREAM_INIT, .window = { .sink = sink } };
	lzma_allocator allocator = { gx_lzma_window_alloc, gx_lzma_window_free,
				     &d.window };
	/* The x86 filter changes the output, but not the dictionary. */
	bool window = chain->id == LZMA_FILTER_LZMA1EXT && is_window(h, most);
	enum gopx_status status;

	opt->dict_size = useful_dict_size(h, most);
	if (window)
		opt->dict_size = (uint32_t)(most + GX_LZMA_WINDOW_LEAD);
	d.window.least = window ? opt->dict_size : SIZE_MAX;
	d.strm.allocator = &allocator;
	d.strm.next_in = h->stream.ptr;
	d.strm.avail_in = h->stream.len;
	status = status_of(lzma_raw_decoder(&d.strm, chain));
	if (status == GOPX_OK) {
		gx_lzma_window_begin(&d.window, window ? (size_t)most : 0);
		status = gx_sink_pump(sink, h->unpacked, h->stream.len + HEADER_SIZE,
				      lzma_step, &d);
	}
	*used = h->stream.len - d.strm.avail_in;
	lzma_end(&d.strm);
	gx_lzma_window_end(&d.window);
	return status;
}

/*
 * 'first' is the first filter of the chain.  The decoder's output passes through it last.
 */
static enum gopx_status decode(struct gx_span in, struct gx_sink *sink, lzma_vli first)
{
	struct lzma_header h;
	lzma_options_lzma opt = { 0 };
	lzma_filter chain[3] = { { LZMA_FILTER_X86, NULL },
				 { LZMA_FILTER_LZMA1EXT, &opt },
				 { LZMA_VLI_UNKNOWN, NULL } };
	enum gopx_status status;
	uint64_t used;

	GX_TRY(header_decode(in, &h));
	/* The LZMA SDK decodes such streams, but liblzma does not.  No known firmware has
	 * such a stream. */
	if (h.lc + h.lp > LZMA_LCLP_MAX)
		return GOPX_E_UNSUPPORTED;
	opt.lc = h.lc;
	opt.lp = h.lp;
	opt.pb = h.pb;
	/* A stream may have both a known size and an end marker (LZMA SDK's encoder with
	 * -eos). */
	opt.ext_flags = LZMA_LZMA1EXT_ALLOW_EOPM;
	lzma_set_ext_size(opt, h.unpacked);
	status = run(&h, chain[0].id == first ? chain : chain + 1, &opt, sink, &used);
	sink->used = HEADER_SIZE + used;
	return status;
}

enum gopx_status gx_lzma_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, LZMA_FILTER_LZMA1EXT);
}

enum gopx_status gx_lzma_x86_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, LZMA_FILTER_X86);
}
