/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_version.c - gopx version */
#include "args/shared.h"
#include "cmd/commands.h"
#include "scan/command.h"
#include "io/host.h"
#include "io/sandbox.h"

struct version_values {
	struct shared_values shared;
	bool verbose;
};

static const struct option options[] = {
	{ "verbose", 0, OPTION_FLAG, offsetof(struct version_values, verbose), NULL,
	  "also show the protections against hostile images" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

static enum exit_status print_version(struct work *work, enum exit_status status)
{
	const struct version_values *values = work->values;

	printf("gopx %s\n", gopx_version());
	if (!values->verbose)
		return status;
	sandbox_print();
	if (!host_is_read())
		puts("host: gopx reads it on Linux only: no doctor, no --host, no "
		     "--device "
		     "auto, no try");
	return status;
}

static const struct option_table *const tables[] = { &own_options, &common_options,
						     NULL };

const struct command version_command = {
	.name = "version",
	.summary = "print the version",
	.usage = "[OPTION]...",
	.options = tables,
	.values_size = sizeof(struct version_values),
	.takes = TAKES_NOTHING,
	.task = print_version,
};
