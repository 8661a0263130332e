/* SPDX-License-Identifier: BSD-2-Clause */
/* capsule.h - EFI and UEFI capsules, and the vendors' forms of them */
#ifndef GX_FORMAT_CAPSULE_H
#define GX_FORMAT_CAPSULE_H

#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"

#define GX_CAPSULE_MIN_HEADER 0x1c

struct gx_capsule {
	struct gx_guid guid;
	const char *name;     /* "efi", "fmp", "ami-aptio-signed", ... */
	uint64_t header_size; /* the body starts here */
	uint64_t size;        /* header and body, as stated; may extend past the input */
};

/*
 * Decode the capsule at the start of 'at'.  GOPX_E_FORMAT: no capsule known by
 * its GUID, or sizes that contradict each other.
 */
GX_NODISCARD enum gopx_status gx_capsule_decode(struct gx_span at,
						struct gx_capsule *out);

#endif /* GX_FORMAT_CAPSULE_H */
