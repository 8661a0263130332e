/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_reuse.h - an LZMA stream written anew after a change, by the decisions of the old
 * one */
#ifndef GX_BUILD_LZMA_REUSE_H
#define GX_BUILD_LZMA_REUSE_H

#include "base/arena.h"
#include "build/lzma_pack.h"

struct gx_lzma_change {
	struct gx_span packed; /* the old stream, with its header */
	struct gx_span was;    /* what that unpacks to */
	struct gx_span now;    /* as long, and to be packed */
};

/*
 * As gx_lzma_pack(), with the old stream's properties and dictionary.  To find the best
 * copies takes seconds; the old stream has them where nothing changed, and what is new is
 * packed with less effort.  GOPX_E_UNSUPPORTED: the old stream has another form than that
 * of EDK2, or does not unpack to 'was'.
 */
GX_NODISCARD enum gopx_status gx_lzma_reuse(const struct gx_lzma_change *change,
					    struct gx_arena *arena,
					    const struct gx_progress *progress,
					    uint8_t *out, uint64_t room, uint64_t *size);

#endif /* GX_BUILD_LZMA_REUSE_H */
