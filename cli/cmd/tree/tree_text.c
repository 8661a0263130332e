/* SPDX-License-Identifier: BSD-2-Clause */
/* tree_text.c - print the tree of an image for people */
#include "cmd/tree/tree.h"

#include <inttypes.h>
#include <string.h>

#include "show/marks.h"
#include "show/node.h"
#include "words/terminal.h"

#define INDENT     2
#define INDENT_MAX 80 /* largest indent, so that deep levels fit on a screen */
#define LABELS_MAX 44 /* largest width of indent and label before the names */

static size_t indent_of(size_t level)
{
	return level < INDENT_MAX / INDENT ? level * INDENT : INDENT_MAX;
}

static size_t width_of(const struct gopx_node *node, size_t level)
{
	return indent_of(level) + strlen(node_label(node, 0).text);
}

/*
 * The column in which names start: the width of the longest label that is not over
 * LABELS_MAX.
 */
static size_t column_of_names(const struct gopx_node *root, size_t depth)
{
	size_t widest = 0;
	size_t level = 0;

	for (const struct gopx_node *n = root; n; n = tree_next(n, &level, depth)) {
		size_t width = width_of(n, level);

		if (width > widest && width <= LABELS_MAX)
			widest = width;
	}
	return widest;
}

/* A line of output; print 'gap' blanks before its next text. */
struct line {
	size_t gap;
};

static void remark(struct line *line, enum text_style style, const char *s)
{
	printf("%*s", (int)line->gap, "");
	line->gap = 2;
	text_style(style);
	text_put(stdout, s);
	text_style(STYLE_PLAIN);
}

/* An offset in unpacked data, or in joined blocks, begins with a plus. */
static struct line print_piece(const struct gopx_node *node, size_t level, size_t names)
{
	struct node_offset at = node_offset(node, gopx_node_offset(node));
	size_t width = width_of(node, level);

	printf("%c%08" PRIx64 "  %08zx  %*s%s", at.inside ? '+' : ' ',
	       at.inside ? at.inner : at.input, gopx_node_bytes(node).size,
	       (int)indent_of(level), "", node_label(node, 0).text);
	return (struct line){ 2 + (width < names ? names - width : 0) };
}

static void print_names(struct line *line, const struct gopx_node *node)
{
	struct node_title title = node_title(node);
	const char *guid = gopx_node_guid(node);

	if (title.name)
		remark(line, STYLE_STRONG, title.name);
	if (title.known) {
		line->gap = title.name ? 1 : line->gap;
		remark(line, STYLE_PLAIN, "(");
		line->gap = 0;
		remark(line, STYLE_PLAIN, title.known);
		line->gap = 0;
		remark(line, STYLE_PLAIN, ")");
	}
	if (guid)
		remark(line, STYLE_FAINT, guid);
}

static void print_remarks(struct line *line, const struct gopx_node *node,
			  const struct gopx_finding *f, bool closed)
{
	struct gopx_bytes unpacked = gopx_node_unpacked(node);
	size_t children = closed ? node_children(node) : 0;
	char text[32];

	if (f)
		remark(line, STYLE_GOOD,
		       gopx_finding_kind(f) == GOPX_FINDING_GOP ? "<- graphics driver"
								: "<- video BIOS table");
	if (gopx_node_damaged(node))
		remark(line, STYLE_DOUBT, "damaged");
	if (unpacked.size) {
		snprintf(text, sizeof(text), "unpacks to %zx", unpacked.size);
		remark(line, STYLE_PLAIN, text);
	}
	if (children) {
		snprintf(text, sizeof(text), "%zu inside", children);
		remark(line, STYLE_PLAIN, text);
	}
}

void tree_print_text(const struct scanned *image, size_t depth)
{
	static bool followed;
	const struct gopx_node *root = gopx_root(image->scan);
	struct marks marks = marks_make(image->scan);
	size_t names = column_of_names(root, depth);
	size_t level = 0;

	fputs(followed ? "\n" : "", stdout);
	followed = true;
	text_style(STYLE_STRONG);
	text_put(stdout, image->input.name);
	text_style(STYLE_PLAIN);
	fputs("\n\n", stdout);
	text_style(STYLE_FAINT);
	fputs(" offset    size      piece\n", stdout);
	text_style(STYLE_PLAIN);
	for (const struct gopx_node *n = root; n; n = tree_next(n, &level, depth)) {
		struct line line = print_piece(n, level, names);

		print_names(&line, n);
		print_remarks(&line, n, marks_find(&marks, n), level >= depth);
		putchar('\n');
	}
	marks_free(&marks);
}
