/* SPDX-License-Identifier: BSD-2-Clause */
/* ifwi.h - Intel's integrated firmware image: its boot partition table (BPDT) */
#ifndef GX_FORMAT_IFWI_H
#define GX_FORMAT_IFWI_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_BPDT_SIGNATURE      "\xaa\x55\x00\x00"
#define GX_BPDT_SIGNATURE_SIZE 4

struct gx_ifwi {
	uint64_t header_size; /* size of the table */
	uint64_t size; /* end of the last partition; may be past the end of the input */
	uint64_t second_at; /* offset of a secondary table; 0: none */
};

/* Decode the table at the start of 'at'.  GOPX_E_FORMAT: none. */
GX_NODISCARD enum gopx_status gx_ifwi_decode(struct gx_span at, struct gx_ifwi *out);

#endif /* GX_FORMAT_IFWI_H */
