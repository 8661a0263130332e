/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lpc_lists.h - the LPC bridges that a version of Intel's GOP driver starts with
 *
 * A driver reads the device ID at 00:1f.0 in Start() and gives up when it is not in its
 * own list.  Seen by running the drivers; doc/drivers.md has the same table.
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
	unsigned int major, minor, build; /* the first version that was seen with it */
	unsigned int last_build;          /* and the last */
	const char *platforms;            /* codes of gopx_platform_code() */
	bool any;                         /* every bridge, and none, will do */
	struct lpc_range ranges[LPC_RANGES_MAX]; /* up to an empty one */
};

extern const struct lpc_list lpc_lists[];
extern const size_t lpc_list_count;

bool lpc_accepts(const struct lpc_list *list, uint16_t bridge);

/*
 * The list of a driver's version, "9.0.1084": the last one seen that is not newer.  NULL
 * for a version that nothing is known of.
 */
const struct lpc_list *lpc_list_of(const char *version);

/*
 * Which drivers of a platform start with the bridge, as a clause: "9.0.1096 and later
 * start with it, 9.0.1080 and 9.0.1084 do not".  False when nothing is known of them.
 */
struct lpc_advice {
	char text[160];
	bool none; /* no version that was seen starts with it */
	bool all;
};

bool lpc_advice(const char *platform, uint16_t bridge, struct lpc_advice *out);

#endif /* CLI_SHOW_LPC_LISTS_H */
