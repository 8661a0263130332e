/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma_window.h - use liblzma's dictionary as the output; only for lib/codec
 *
 * liblzma decodes into a dictionary and copies from there to the output buffer.  If the
 * dictionary holds the whole output, this output would be in memory twice.  To avoid
 * that, gopx allocates the dictionary, and lets liblzma copy to a small piece of memory.
 * gopx compares each piece with the dictionary.  While they are equal, the dictionary is
 * the output.  Nothing depends on liblzma's layout: once a piece differs, the output
 * moves to a separate buffer.
 */
#ifndef GX_CODEC_LZMA_WINDOW_H
#define GX_CODEC_LZMA_WINDOW_H

#include <lzma.h>

#include "codec/pump.h"

/* For a smaller output, this is not worth the effort. */
#define GX_LZMA_WINDOW_WORTH ((size_t)128 << 10)

/* The dictionary is larger than the output by this many bytes.  The output begins
 * somewhere in the first of these. */
#define GX_LZMA_WINDOW_LEAD ((size_t)4096)

struct gx_lzma_window {
	struct gx_sink *sink;
	size_t least; /* an allocation of this size or more is the dictionary */
	/* the dictionary; NULL: none, or the sink has a separate buffer */
	uint8_t *memory;
	uint8_t *piece; /* the last output of liblzma */
	size_t lead;    /* bytes of the dictionary before the output */
	bool found;     /* it is known where the output begins */
};

/* Functions for a lzma_allocator, which give it memory of the sink's arena. */
void *gx_lzma_window_alloc(void *window, size_t count, size_t size);
void gx_lzma_window_free(void *window, void *ptr);

/* Let the sink use the dictionary, for at most 'most' bytes of output. */
void gx_lzma_window_begin(struct gx_lzma_window *w, size_t most);

/* The memory where liblzma should write the next bytes, at most *room of them. */
uint8_t *gx_lzma_window_piece(struct gx_lzma_window *w, uint8_t *out, size_t *room);

/* Call this after liblzma has written 'made' bytes to the piece.  GOPX_E_NOMEM: there is
 * no memory for a separate buffer. */
GX_NODISCARD enum gopx_status gx_lzma_window_took(struct gx_lzma_window *w, size_t made);

/* After lzma_end(): let the sink's buffer begin at the start of the output. */
void gx_lzma_window_end(struct gx_lzma_window *w);

#endif /* GX_CODEC_LZMA_WINDOW_H */
