/* SPDX-License-Identifier: BSD-2-Clause */
/* path.c - the path of a node as text */
#include <gopx/node.h>

#include <stdio.h>

#include "api/image.h"
#include "walk/kind.h"

/* Writes a name such as "section:lzma" or "ffs-file(8C8C...)" to 'out'.  Returns the
 * length needed. */
static size_t component(const struct gx_node *n, unsigned int flags, char *out,
			size_t room)
{
	const char *guid = flags & GOPX_PATH_GUIDS ? n->guid_text : NULL;
	int len = snprintf(out, room, "%s%s%s%s%s%s", n->kind->type,
			   n->subtype ? ":" : "", n->subtype ? n->subtype : "",
			   guid ? "(" : "", guid ? guid : "", guid ? ")" : "");

	return len < 0 ? 0 : (size_t)len;
}

/* The path is filled from its end, because nodes only know their parents. */
size_t gopx_node_path(const struct gopx_node *n, unsigned int flags, char *out,
		      size_t room)
{
	const struct gx_node *last = gx_node_inner(n);
	const struct gx_node *top = flags & GOPX_PATH_LAST ? last->parent : NULL;
	size_t total = 0, at;

	for (const struct gx_node *p = last; p != top; p = p->parent)
		total += component(p, flags, NULL, 0) + 1;
	if (total > room) {
		if (room > 0)
			out[0] = '\0';
		return total - 1;
	}
	at = total;
	for (const struct gx_node *p = last; p != top; p = p->parent) {
		size_t len = component(p, flags, NULL, 0);

		at -= len + 1;
		component(p, flags, out + at, len + 1);
		out[at + len] = p == last ? '\0' : '/';
	}
	return total - 1;
}
