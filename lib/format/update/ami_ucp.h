/* SPDX-License-Identifier: BSD-2-Clause */
/* ami_ucp.h - AMI's utility configuration programs: an image and its flash utility */
#ifndef GX_FORMAT_AMI_UCP_H
#define GX_FORMAT_AMI_UCP_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_UCP_SIGNATURE    "@UAF"
#define GX_UCP_SIGNATURE_HP "@HPU"
#define GX_UCP_HEADER_SIZE  0x10 /* the first module starts here */

struct gx_ucp_module {
	struct gx_span tag;  /* "@ROM" */
	uint64_t size;       /* headers and data; may extend past the input */
	struct gx_span data; /* the part that the input has */
	bool packed;
	/* if packed: the stream, which is the two sizes and then the data */
	struct gx_span stream;
};

/* Decode the module at the start of 'at'.  GOPX_E_FORMAT: not a module. */
GX_NODISCARD enum gopx_status gx_ucp_module_decode(struct gx_span at,
						   struct gx_ucp_module *out);

/*
 * Set *size to the size of the package at the start of 'at'.  The package may extend past
 * the end of 'at'.  GOPX_E_FORMAT: another tag, or no module at the place of the first
 * one.
 */
GX_NODISCARD enum gopx_status gx_ucp_decode(struct gx_span at, uint64_t *size);

#endif /* GX_FORMAT_AMI_UCP_H */
