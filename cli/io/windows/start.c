/* SPDX-License-Identifier: BSD-2-Clause */
/* start.c - convert the command line from UTF-16 for main() */
#include <stdlib.h>

#include "io/report.h"
#include "io/windows/wide.h"

/* Expand names with * and ?, because no shell of Windows does that. */
int _dowildcard = -1;

int main(int argc, char **argv);
int wmain(int argc, wchar_t **wide);

int wmain(int argc, wchar_t **wide)
{
	char **argv = need_memory(NULL, ((size_t)argc + 1) * sizeof(*argv));

	for (int i = 0; i < argc; i++) {
		argv[i] = narrow_text(wide[i]);
		if (!argv[i])
			out_of_memory();
	}
	argv[argc] = NULL;
	return main(argc, argv);
}
