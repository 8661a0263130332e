/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_fields.c - the list of a package's sizes and counts */
#include "pack_fields.h"

void pack_field(struct pack_fields *fields, size_t at, unsigned width)
{
	if (!fields)
		return;
	if (fields->count == PACK_FIELDS_MAX)
		fwbuild_fail("too many fields");
	fields->items[fields->count++] = (struct pack_field){ at, width };
}
