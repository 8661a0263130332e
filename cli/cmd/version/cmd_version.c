/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_version.c - gopx version */
#include "command.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "args/shared.h"

struct version_values {
	struct shared_values shared;
	bool verbose;
};

static const struct option options[] = {
	{ "verbose", 0, OPTION_FLAG, offsetof(struct version_values, verbose), NULL,
	  "also say what protects from hostile images here" },
};

const struct option_table version_options = { "Options", options,
					      sizeof(options) / sizeof(*options) };

enum exit_status version_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct version_values values = { 0 };
	enum exit_status status;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	if (operands.count) {
		report(self->name, "takes no operand: '%s'", operands.words[0]);
		return EXIT_TROUBLE;
	}
	printf("gopx %s\n", gopx_version());
	if (values.verbose) {
		sandbox_enter(&values.shared, NULL, 0);
		sandbox_print();
	}
	return EXIT_FOUND;
}
