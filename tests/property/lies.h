/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lies.h - builders for packages; each builder also lists the sizes and counts in its
 * package
 */
#ifndef GX_TEST_LIES_H
#define GX_TEST_LIES_H

#include "pack_fields.h"

struct lie_recipe {
	const char *name;
	void (*build)(struct fwbytes *out, struct pack_fields *fields);
};

/* The last entry of each list has no name. */
extern const struct lie_recipe update_lies[], vendor_lies[], archive_lies[], table_lies[];

/* Returns 16 KiB of flash with a volume, which the packages contain. */
struct fwbytes lies_flash(void);

#endif /* GX_TEST_LIES_H */
