/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_version.c - gopx version */
#include "command.h"
#include "report.h"
#include "shared.h"

enum exit_status version_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct shared_values values = { 0 };
	enum exit_status status;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	if (operands.count) {
		report(self->name, "takes no operand: '%s'", operands.words[0]);
		return EXIT_TROUBLE;
	}
	printf("gopx %s\n", gopx_version());
	return EXIT_FOUND;
}
