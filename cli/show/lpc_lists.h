/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lpc_lists.h - the LPC bridges that a version of Intel's GOP driver accepts
 *
 * In Start(), a driver reads the device ID at 00:1f.0 and stops if it is not in the
 * driver's own list.  The lists were observed by running the drivers; doc/drivers.md has
 * the same table.
 */
#ifndef CLI_SHOW_LPC_LISTS_H
#define CLI_SHOW_LPC_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gopx/gopx.h>

struct lpc_range {
	uint16_t first, last;
};

#define LPC_RANGES_MAX 40

struct lpc_list {
	unsigned int major, minor, build; /* the first observed version with this list */
	unsigned int last_build;          /* the last observed version */
	const char *platforms;            /* codes of gopx_platform_code() */
	bool any; /* starts with any bridge, and without a bridge */
	struct lpc_range ranges[LPC_RANGES_MAX]; /* an empty range ends the list */
};

extern const struct lpc_list lpc_lists[];
extern const size_t lpc_list_count;

bool lpc_accepts(const struct lpc_list *list, uint16_t bridge);

/*
 * The list for a driver's version, such as "9.0.1084".  It is the list of the newest
 * observed version that is not newer than this one.  NULL if nothing is known about the
 * version.
 */
const struct lpc_list *lpc_list_of(const char *version);

/*
 * A clause that says which drivers of a platform accept the bridge, such as "9.0.1096 and
 * later start with it, 9.0.1080 and 9.0.1084 do not".  lpc_advice() returns false if
 * nothing is known about these drivers.
 */
struct lpc_advice {
	char text[160];
	bool none; /* no observed version accepts it */
	bool all;
};

bool lpc_advice(const char *platform, uint16_t bridge, struct lpc_advice *out);

#endif /* CLI_SHOW_LPC_LISTS_H */
