/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_opregion.h - dumps of an IGD OpRegion with a table in or after it */
#ifndef FWBUILD_OPREGION_H
#define FWBUILD_OPREGION_H

#include "fwbuild_bytes.h"
#include "fwbuild_vbt.h"

enum { OPREGION_SIZE = 0x2000, OPREGION_MAILBOX4_AT = 0x400 };

struct opregion_options { /* all zeros: version 2.0 with a table in mailbox 4 */
	unsigned major, minor;
	const struct vbt_options *vbt; /* all zeros: VBT_DEFAULT of the fixtures */
	uint64_t rvda; /* if not 0, mailbox 4 is empty, and the table is at this offset */
	unsigned rvds; /* its size */
	unsigned size; /* wrong value, in KiB */
};

/* Append the 8 KiB. Returns the size of the table in mailbox 4, or 0. */
size_t opregion_put(struct fwbytes *out, const struct opregion_options *options);

#endif /* FWBUILD_OPREGION_H */
