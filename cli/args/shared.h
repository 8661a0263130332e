/* SPDX-License-Identifier: BSD-2-Clause */
/* shared.h - the options of every command that scans an image */
#ifndef CLI_ARGS_SHARED_H
#define CLI_ARGS_SHARED_H

#include "args/options.h"

#include <gopx/gopx.h>

/* If a command uses one of these tables, its values begin with this struct. */
struct shared_values {
	int color; /* enum color_mode */
	struct gopx_options limits;
	const char *device;  /* as given; NULL: none */
	const char *sysroot; /* NULL: the host's own */
	uint16_t bridge; /* the host's bridge at 00:1f.0, with --device auto; else 0 */
	bool no_sandbox;
	bool no_progress;
};

extern const struct option_table common_options; /* --color, --help */
extern const struct option_table limit_options;  /* --max-..., --threads, ... */
extern const struct option_table device_options; /* --device, --sysroot */

#endif /* CLI_ARGS_SHARED_H */
