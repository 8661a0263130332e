/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_pack.h - write LZMA as EDK2 stores it */
#ifndef GX_BUILD_LZMA_PACK_H
#define GX_BUILD_LZMA_PACK_H

#include "base/bytes.h"
#include "base/status.h"

struct gx_progress {
	void (*fn)(void *ctx, uint64_t done, uint64_t total); /* may be NULL */
	void *ctx;
};

/*
 * Write the 13-byte header and the stream, without an end marker.  *size is the number
 * of bytes written.  GOPX_E_LIMIT: more than 'room' bytes.  GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_lzma_pack(struct gx_span in, uint32_t dict_size,
					   const struct gx_progress *progress, void *out,
					   uint64_t room, uint64_t *size);

#endif /* GX_BUILD_LZMA_PACK_H */
