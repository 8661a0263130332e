/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pack_fields.h - a list of the sizes and counts in a package, so that tests can change
 * them
 *
 * Functions that build packages add each field that a reader must check to this list. If
 * the pointer to the list is NULL, they add nothing.
 */
#ifndef PACK_FIELDS_H
#define PACK_FIELDS_H

#include "fwbuild_bytes.h"

enum { PACK_FIELDS_MAX = 256 };

struct pack_field {
	size_t at;      /* offset in the buffer */
	unsigned width; /* bytes */
};

struct pack_fields { /* set all members to 0 before the first call */
	struct pack_field items[PACK_FIELDS_MAX];
	size_t count;
};

void pack_field(struct pack_fields *fields, size_t at, unsigned width);

#endif /* PACK_FIELDS_H */
