/* SPDX-License-Identifier: BSD-2-Clause */
/* diag.c - the bounded list of diagnostics */
#include "base/diag.h"

#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 256

enum gopx_status gx_diags_add(struct gx_diags *d, struct gx_arena *arena,
			      const struct gx_diag *diag, const char *format,
			      va_list args)
{
	char message[MESSAGE_MAX];
	struct gx_diag *items;

	/* Each limit is said once: there are few. */
	if (d->count >= d->max && diag->status != GOPX_E_LIMIT) {
		d->dropped++;
		return GOPX_OK;
	}
	items = gx_arena_grow(arena, d->items, &d->cap, d->count + 1, sizeof(*items));
	if (!items)
		return GOPX_E_NOMEM;
	d->items = items;
	items[d->count] = *diag;
	vsnprintf(message, sizeof(message), format, args);
	items[d->count].message = gx_arena_string(arena, message, strlen(message));
	if (!items[d->count].message)
		return GOPX_E_NOMEM;
	d->count++;
	return GOPX_OK;
}
