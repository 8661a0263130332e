/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_pack.c - liblzma's encoder, with EDK2's settings: lc 3, lp 0, pb 2, with a known
 * size */
#include "build/lzma_pack.h"

#include <lzma.h>

#include "build/put.h"

#define HEADER_SIZE 13
#define PROPERTIES  0x5d /* (pb * 5 + lp) * 9 + lc */
#define CHUNK       (128 << 10)

static enum gopx_status status_of(lzma_ret ret)
{
	switch (ret) {
	case LZMA_OK:
	case LZMA_STREAM_END:
		return GOPX_OK;
	case LZMA_MEM_ERROR:
		return GOPX_E_NOMEM;
	case LZMA_OPTIONS_ERROR: /* a dictionary size that the encoder refuses */
		return GOPX_E_UNSUPPORTED;
	default:
		return GOPX_E_INTERNAL;
	}
}

static enum gopx_status run(lzma_stream *strm, struct gx_span in,
			    const struct gx_progress *progress)
{
	lzma_ret ret = LZMA_OK;

	for (uint64_t off = 0; ret == LZMA_OK && strm->avail_out; off += CHUNK) {
		struct gx_span chunk = gx_span_head(gx_span_tail(in, off), CHUNK);

		strm->next_in = chunk.ptr;
		strm->avail_in = chunk.len;
		ret = lzma_code(strm, off + chunk.len == in.len ? LZMA_FINISH : LZMA_RUN);
		if (progress->fn)
			progress->fn(progress->ctx, off + chunk.len, in.len);
	}
	return ret == LZMA_OK ? GOPX_E_LIMIT : status_of(ret);
}

enum gopx_status gx_lzma_pack(struct gx_span in, uint32_t dict_size,
			      const struct gx_progress *progress, void *out,
			      uint64_t room, uint64_t *size)
{
	lzma_options_lzma opt;
	lzma_filter chain[2] = { { LZMA_FILTER_LZMA1EXT, &opt },
				 { LZMA_VLI_UNKNOWN, NULL } };
	lzma_stream strm = LZMA_STREAM_INIT;
	enum gopx_status status;
	uint8_t *p = out;

	*size = 0;
	if (room <= HEADER_SIZE)
		return GOPX_E_LIMIT;
	if (lzma_lzma_preset(&opt, LZMA_PRESET_DEFAULT))
		return GOPX_E_INTERNAL;
	opt.dict_size = dict_size;
	opt.ext_flags = 0;
	lzma_set_ext_size(opt, in.len);
	GX_TRY(status_of(lzma_raw_encoder(&strm, chain)));
	strm.next_out = p + HEADER_SIZE;
	strm.avail_out = (size_t)(room - HEADER_SIZE);
	status = run(&strm, in, progress);
	*size = HEADER_SIZE + strm.total_out;
	lzma_end(&strm);
	p[0] = PROPERTIES;
	gx_put_le(p + 1, dict_size, 4);
	gx_put_le(p + 5, in.len, 8);
	return status;
}
