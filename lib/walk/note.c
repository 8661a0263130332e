/* SPDX-License-Identifier: BSD-2-Clause */
/* note.c - notes on pieces that cannot be opened */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "walk/walk.h"

__attribute__((format(printf, 3, 0))) static enum gopx_status
make(struct gx_walk *w, const char *code, const char *format, va_list args,
     const struct gx_note **out)
{
	struct gx_note *note = gx_arena_alloc(w->arena, sizeof(*note));
	char text[256];

	*out = NULL;
	vsnprintf(text, sizeof(text), format, args);
	if (!note)
		return GOPX_E_NOMEM;
	*note = (struct gx_note){ code, gx_arena_string(w->arena, text, strlen(text)) };
	if (!note->text)
		return GOPX_E_NOMEM;
	*out = note;
	return GOPX_OK;
}

static enum gopx_status say(struct gx_walk *w, struct gx_node *n,
			    const struct gx_note *note)
{
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_NOTE, GOPX_E_UNSUPPORTED,
			    note->code, "%s", note->text);
}

enum gopx_status gx_walk_note(struct gx_walk *w, struct gx_node *n, const char *code,
			      const char *format, ...)
{
	enum gopx_status status;
	va_list args;

	va_start(args, format);
	status = make(w, code, format, args, &n->note);
	va_end(args);
	return status == GOPX_OK ? say(w, n, n->note) : status;
}

enum gopx_status gx_walk_remark(struct gx_walk *w, struct gx_node *n,
				const struct gx_note **out, const char *code,
				const char *format, ...)
{
	enum gopx_status status;
	va_list args;

	va_start(args, format);
	status = make(w, code, format, args, out);
	va_end(args);
	return status == GOPX_OK ? say(w, n, *out) : status;
}
