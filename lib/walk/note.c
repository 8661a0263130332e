/* SPDX-License-Identifier: BSD-2-Clause */
/* note.c - what is said of a piece that cannot be opened */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "walk/walk.h"

enum gopx_status gx_walk_note(struct gx_walk *w, struct gx_node *n, const char *code,
			      const char *format, ...)
{
	struct gx_note *note = gx_arena_alloc(w->arena, sizeof(*note));
	char text[256];
	va_list args;

	if (!note)
		return GOPX_E_NOMEM;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	*note = (struct gx_note){ code, gx_arena_string(w->arena, text, strlen(text)) };
	if (!note->text)
		return GOPX_E_NOMEM;
	n->note = note;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_NOTE, GOPX_E_UNSUPPORTED,
			    code, "%s", note->text);
}
