/* SPDX-License-Identifier: BSD-2-Clause */
/* lies.h - a builder for each package, which lists the package's sizes and counts */
#ifndef GX_TEST_LIES_H
#define GX_TEST_LIES_H

#include "pack_fields.h"

struct lie_recipe {
	const char *name;
	void (*build)(struct fwbytes *out, struct pack_fields *fields);
};

/* Each list is ended by one without a name. */
extern const struct lie_recipe update_lies[], vendor_lies[], archive_lies[], table_lies[];

/* 16 KiB of flash with a volume, for the packages to carry. */
struct fwbytes lies_flash(void);

#endif /* GX_TEST_LIES_H */
