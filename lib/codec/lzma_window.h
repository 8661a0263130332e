/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma_window.h - liblzma's dictionary kept as the output; for lib/codec alone
 *
 * liblzma decodes into a dictionary and copies from there to the output buffer.  When the
 * dictionary holds the whole output, there would be two of it.  So it is allocated here,
 * what is copied goes to a small piece of memory, and where that is the same, byte by
 * byte, as what the dictionary has at this place, the dictionary is the output.  Nothing
 * depends on how liblzma lays it out: once a piece is not the same, the output is a
 * buffer of its own from there on.
 */
#ifndef GX_CODEC_LZMA_WINDOW_H
#define GX_CODEC_LZMA_WINDOW_H

#include <lzma.h>

#include "codec/pump.h"

/* Such an output, or a larger one, is worth it. */
#define GX_LZMA_WINDOW_WORTH ((size_t)2 << 20)

/* What a dictionary is to be larger than the output; the output begins within. */
#define GX_LZMA_WINDOW_LEAD ((size_t)4096)

struct gx_lzma_window {
	struct gx_sink *sink;
	size_t least; /* what is allocated in this size or more is the dictionary */
	uint8_t
	    *memory;    /* it; NULL: there is none, or the sink has a buffer of its own */
	uint8_t *piece; /* what liblzma handed out last */
	size_t lead;    /* bytes of it before the output */
	bool found;     /* where the output begins */
};

/* For a lzma_allocator: memory of the sink's arena. */
void *gx_lzma_window_alloc(void *window, size_t count, size_t size);
void gx_lzma_window_free(void *window, void *ptr);

/* Let the sink begin with the dictionary, for 'most' bytes of output. */
void gx_lzma_window_begin(struct gx_lzma_window *w, size_t most);

/* Where liblzma shall write at most *room bytes that are to come to 'out'. */
uint8_t *gx_lzma_window_piece(struct gx_lzma_window *w, uint8_t *out, size_t *room);

/* So many bytes were written there.  GOPX_E_NOMEM: there is no buffer for them. */
GX_NODISCARD enum gopx_status gx_lzma_window_took(struct gx_lzma_window *w, size_t made);

/* After lzma_end(): the sink's buffer begins where the output does. */
void gx_lzma_window_end(struct gx_lzma_window *w);

#endif /* GX_CODEC_LZMA_WINDOW_H */
