/* SPDX-License-Identifier: BSD-2-Clause */
/* diag.c - the bounded list of diagnostics */
#include "base/diag.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 256

/* A new diagnostic has the severity 'than'.  Returns the index of the diagnostic to drop
 * for it; d->count if all others are at least as severe. */
static size_t least_of(const struct gx_diags *d, enum gopx_severity than)
{
	size_t least = d->count;

	for (size_t i = d->count; i > 0; i--) {
		const struct gx_diag *one = &d->items[i - 1];

		if (one->status != GOPX_E_LIMIT && one->severity < than) {
			least = i - 1;
			than = one->severity;
		}
	}
	return least;
}

/* Remove the diagnostic at this index; the others keep their order. */
static void drop(struct gx_diags *d, size_t at)
{
	memmove(&d->items[at], &d->items[at + 1],
		(d->count - at - 1) * sizeof(*d->items));
	d->count--;
}

/* Returns false if the new diagnostic must be dropped. */
static bool make_room(struct gx_diags *d, const struct gx_diag *diag)
{
	size_t least;

	if (diag->status == GOPX_E_LIMIT || d->count - d->limits < d->max)
		return true;
	d->dropped++;
	least = least_of(d, diag->severity);
	if (least == d->count)
		return false;
	drop(d, least);
	return true;
}

enum gopx_status gx_diags_add(struct gx_diags *d, struct gx_arena *arena,
			      const struct gx_diag *diag, const char *format,
			      va_list args)
{
	char message[MESSAGE_MAX];
	struct gx_diag *items;

	if (!make_room(d, diag))
		return GOPX_OK;
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
	d->limits += diag->status == GOPX_E_LIMIT;
	return GOPX_OK;
}
