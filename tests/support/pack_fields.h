/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pack_fields.h - the places of a package's sizes and counts, so that tests can change
 * them
 *
 * Builders of packages add every field that a reader must check to this list. The list
 * may be NULL.
 */
#ifndef PACK_FIELDS_H
#define PACK_FIELDS_H

#include "fwbuild_bytes.h"

enum { PACK_FIELDS_MAX = 256 };

struct pack_field {
	size_t at;      /* offset in the buffer */
	unsigned width; /* bytes */
};

struct pack_fields { /* all zero: none yet */
	struct pack_field items[PACK_FIELDS_MAX];
	size_t count;
};

void pack_field(struct pack_fields *fields, size_t at, unsigned width);

#endif /* PACK_FIELDS_H */
