/* SPDX-License-Identifier: BSD-2-Clause */
/* search_text.c - print the hits of a search for people */
#include "cmd/search/search.h"

#include <inttypes.h>

#include "show/node.h"
#include "show/path.h"
#include "words/terminal.h"

#define PATHS 4 /* the column in which the hits start */

static void print_owner(const struct gopx_node *owner)
{
	struct node_title title = node_title(owner);

	fputs("  ", stdout);
	text_style(STYLE_STRONG);
	if (title.name)
		text_put(stdout, title.name);
	text_style(STYLE_PLAIN);
	if (title.known)
		printf("%s(%s)", title.name ? " " : "", title.known);
	if (title.name || title.known)
		fputs("  ", stdout);
	printf("%s\n", gopx_node_guid(owner));
}

/* List all hits in a piece below its name. */
static void print_node(const struct gopx_node *node)
{
	const struct gopx_node *owner = node_owner(node);

	if (owner)
		print_owner(owner);
	printf("%*s", PATHS, "");
	path_print(node, PATHS);
}

static void print_hit(const struct gopx_hit *hit)
{
	printf("      0x%" PRIx64, hit->offset);
	if (hit->packed)
		printf(", compressed; offset 0x%" PRIx64 " after unpacking",
		       hit->inner_offset);
	printf("%s%s\n", hit->utf16 ? ", UTF-16" : "", hit->header ? ", header" : "");
}

void search_print_text(const struct scanned *image, const struct search_pattern *pattern,
		       const struct gopx_search *search)
{
	const char *known = pattern->kind == GOPX_PATTERN_GUID
				? gopx_guid_name(pattern->text)
				: NULL;
	const struct gopx_node *before = NULL;
	size_t count = gopx_search_count(search);
	static bool followed;

	fputs(followed ? "\n" : "", stdout);
	followed = true;
	text_style(STYLE_STRONG);
	text_put(stdout, image->input.name);
	text_style(STYLE_PLAIN);
	putchar('\n');
	for (size_t i = 0; i < count; i++) {
		const struct gopx_hit *hit = gopx_search_at(search, i);

		if (hit->node != before)
			print_node(hit->node);
		before = hit->node;
		print_hit(hit);
	}
	putchar('\n');
	text_put(stdout, image->input.name);
	printf(": %zu %s%s%s\n", count, count == 1 ? "hit" : "hits", known ? ", " : "",
	       known ? known : "");
}
