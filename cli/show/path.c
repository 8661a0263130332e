/* SPDX-License-Identifier: BSD-2-Clause */
/* path.c - the path of a node for people */
#include "show/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/node.h"
#include "words/terminal.h"

#define PATH_FIRST 4
#define PATH_LAST  7

/* The text after the n-th slash. */
static char *after_slash(char *s, size_t n)
{
	for (; n; n--)
		s = strchr(s, '/') + 1;
	return s;
}

void path_print(const struct gopx_node *node, size_t indent)
{
	struct text_flow flow = text_flow(indent);
	char *path = node_path(node, 0);
	char *tail = path;
	size_t slashes = 0;

	for (const char *s = path; *s; s++)
		slashes += *s == '/';
	if (slashes > PATH_FIRST + PATH_LAST) {
		char more[32];

		tail = after_slash(path, slashes + 1 - PATH_LAST);
		*after_slash(path, PATH_FIRST) = '\0';
		text_flow_put(&flow, path);
		snprintf(more, sizeof(more), "(%zu more)/",
			 slashes + 1 - PATH_FIRST - PATH_LAST);
		text_flow_put(&flow, more);
	}
	text_flow_put(&flow, tail);
	text_flow_end(&flow);
	free(path);
}
