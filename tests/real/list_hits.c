/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * list_hits.c - lists every hit of several patterns in a file, and scans this file only
 * once
 *
 * list_hits FILE BYTES... prints a line "BYTES GUID" for each hit. GUID is the name of
 * the innermost FFS file that contains the hit, or "-" if no FFS file does. The exit
 * status is 0, or 2 if the file cannot be read or searched to its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gopx/gopx.h>

#include "read_all.h"

static const char *file_of(const struct gopx_node *n)
{
	while (n && strcmp(gopx_node_type(n), "ffs-file") != 0)
		n = gopx_node_parent(n);
	return n && gopx_node_guid(n) ? gopx_node_guid(n) : "-";
}

static bool list(const struct gopx_image *image, const char *pattern)
{
	struct gopx_search *search;
	bool complete;

	if (gopx_search(image, GOPX_PATTERN_HEX, pattern, 0, &search) != GOPX_OK)
		return false;
	for (size_t i = 0; i < gopx_search_count(search); i++)
		printf("%s %s\n", pattern, file_of(gopx_search_at(search, i)->node));
	complete = gopx_search_complete(search);
	gopx_search_free(search);
	return complete;
}

int main(int argc, char **argv)
{
	FILE *f = argc > 2 ? fopen(argv[1], "rb") : NULL;
	struct gopx_image *image = NULL;
	size_t size = 0;
	void *data = f ? read_all(f, &size) : NULL;
	bool good = data && gopx_scan(data, size, NULL, &image) == GOPX_OK &&
		    gopx_image_complete(image);

	for (int i = 2; good && i < argc; i++)
		good = list(image, argv[i]);
	good = good && fflush(stdout) == 0;
	if (!good)
		fprintf(stderr, "list_hits: %s: cannot be read or searched\n",
			argc > 1 ? argv[1] : "one file");
	gopx_image_free(image);
	free(data);
	if (f)
		fclose(f);
	return good ? 0 : 2;
}
