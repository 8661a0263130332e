/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_reuse.h - write an LZMA stream again after a change, with the old stream's
 * decisions */
#ifndef GX_BUILD_LZMA_REUSE_H
#define GX_BUILD_LZMA_REUSE_H

#include "base/arena.h"
#include "build/lzma_pack.h"

struct gx_lzma_change {
	struct gx_span packed; /* the old stream, with its header */
	struct gx_span was;    /* the unpacked bytes of the old stream */
	struct gx_span now;    /* the new bytes, of the same length */
};

/*
 * Like gx_lzma_pack(), with the old stream's properties and dictionary.  A search for the
 * best copies takes seconds.  For unchanged bytes, the old stream already has the best
 * copies; new bytes are compressed with less effort.  GOPX_E_UNSUPPORTED: the old stream
 * does not have EDK2's form, or does not unpack to 'was'.
 */
GX_NODISCARD enum gopx_status gx_lzma_reuse(const struct gx_lzma_change *change,
					    struct gx_arena *arena,
					    const struct gx_progress *progress,
					    uint8_t *out, uint64_t room, uint64_t *size);

#endif /* GX_BUILD_LZMA_REUSE_H */
