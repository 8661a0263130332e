/* SPDX-License-Identifier: BSD-2-Clause */
/* im4p.h - Apple's Image4 payload, the container of T2 firmware */
#ifndef GX_FORMAT_IM4P_H
#define GX_FORMAT_IM4P_H

#include "base/bytes.h"
#include "base/status.h"

/* The DER string "IM4P", then the first two bytes of the next string. */
#define GX_IM4P_SIGNATURE      "\x16\x04IM4P\x16\x04"
#define GX_IM4P_SIGNATURE_SIZE 8

struct gx_im4p {
	struct gx_span type;  /* four letters: "mefi" */
	uint64_t header_size; /* the payload follows */
	uint64_t size;        /* may extend past the input */
};

/*
 * Decode the Image4 payload whose first string is at the start of 'at'; the sequence
 * around it is not checked.  GOPX_E_FORMAT: not a payload.
 */
GX_NODISCARD enum gopx_status gx_im4p_decode(struct gx_span at, struct gx_im4p *out);

#endif /* GX_FORMAT_IM4P_H */
