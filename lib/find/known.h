/* SPDX-License-Identifier: BSD-2-Clause */
/* known.h - GUIDs with a known name, independent of names in the image */
#ifndef GX_FIND_KNOWN_H
#define GX_FIND_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

struct gx_known {
	const char *guid; /* upper-case text */
	const char *name;
};

/* An entry of the table, which is sorted by the GUIDs' text; NULL past the end. */
const struct gx_known *gx_known_at(size_t index);

/* Name of the GUID with this text, in upper or lower case; NULL if the table does not
 * have it. */
const char *gx_known_name(const char *guid);

#endif /* GX_FIND_KNOWN_H */
