/* SPDX-License-Identifier: BSD-2-Clause */
/* known.h - GUIDs that have a name, whatever the image calls its pieces */
#ifndef GX_FIND_KNOWN_H
#define GX_FIND_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

struct gx_known {
	const char *guid; /* upper-case text */
	const char *name;
};

/* The table, sorted by the GUIDs' text; NULL past its end. */
const struct gx_known *gx_known_at(size_t index);

/* Name of the GUID with this text, in either case; NULL when it is none of the table's.
 */
const char *gx_known_name(const char *guid);

#endif /* GX_FIND_KNOWN_H */
