/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * inject.h - find gopx's files in a firmware, and check that injection kept all other
 * files
 */
#ifndef CLI_GUEST_INJECT_H
#define CLI_GUEST_INJECT_H

#include <gopx/build.h>

/* Find gopx's file of this kind by its name.  Returns NULL if no volume has it. */
const struct gopx_node *guest_file_find(const struct gopx_image *scan,
					enum gopx_guest_file which);

/* The driver or the table in that file; empty if there is none. */
struct gopx_bytes guest_file_payload(const struct gopx_node *file);

/* The name of this kind in the output of --list. */
const char *guest_file_name(enum gopx_guest_file which);

/*
 * Check that 'after' has each of gopx's files once, and that every other file of 'before'
 * is unchanged at its old place.  Returns NULL, or what is wrong.
 */
const char *inject_check(const struct gopx_image *before, const struct gopx_image *after,
			 const struct gopx_bytes *files);

#endif /* CLI_GUEST_INJECT_H */
