/* SPDX-License-Identifier: BSD-2-Clause */
/* start.c - the command line, which Windows has in UTF-16, becomes that of main() */
#include <stdlib.h>

#include "io/report.h"
#include "io/windows/wide.h"

/* Names with * and ? are replaced by those that they fit: no shell of Windows does so. */
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
