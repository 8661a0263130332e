/* SPDX-License-Identifier: BSD-2-Clause */
/* phoenix_tdk.h - the table of files in an update program that Phoenix TDK packed */
#ifndef GX_FORMAT_PHOENIX_TDK_H
#define GX_FORMAT_PHOENIX_TDK_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_TDK_SIGNATURE      "$PACK\0\0\0"
#define GX_TDK_SIGNATURE_SIZE 8

struct gx_tdk {
	uint32_t count;
	uint64_t size; /* size of the table, which is the last part of the packer */
};

struct gx_tdk_entry {
	struct gx_span name; /* padded with zeros */
	uint32_t offset;     /* from the start of the packer's executable */
	uint32_t size;
	uint32_t packing; /* 0: stored, 1: LZMA */
};

/* Decode the table at the start of 'at'.  GOPX_E_FORMAT: none. */
GX_NODISCARD enum gopx_status gx_tdk_decode(struct gx_span at, struct gx_tdk *out);

/* The entry at 'index', which must be below the count of the complete table. */
struct gx_tdk_entry gx_tdk_entry(struct gx_span table, uint32_t index);

#endif /* GX_FORMAT_PHOENIX_TDK_H */
