/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_change.c - make the changes that the options of gopx vbt request */
#include <stdio.h>
#include <string.h>

#include "cmd/vbt/vbt_fields.h"
#include "io/report.h"

bool vbt_changes_any(const struct vbt_changes *c)
{
	return c->set.count || c->swap.count || c->headless || c->edid;
}

/*
 * Split a text such as "A=B" at the first character 'by'.  Returns false if there is no
 * such character, or A is too long.
 */
static bool cut(const char *text, char by, char *head, size_t size, const char **tail)
{
	const char *at = strchr(text, by);

	if (!at || at == text || (size_t)(at - text) >= size)
		return false;
	snprintf(head, size, "%.*s", (int)(at - text), text);
	*tail = at + 1;
	return true;
}

static bool done(const struct gopx_vbt *vbt, const char *file, enum gopx_status status)
{
	const char *why = gopx_vbt_error(vbt);

	if (status != GOPX_OK)
		report(file, "%s", *why ? why : gopx_status_name(status));
	return status == GOPX_OK;
}

static bool apply_set(struct gopx_vbt *vbt, const char *file, const char *text)
{
	char name[64];
	const char *value;

	if (!cut(text, '=', name, sizeof(name), &value)) {
		report(file, "--set takes FIELD=VALUE; --list-fields lists the fields");
		return false;
	}
	return done(vbt, file, gopx_vbt_set(vbt, name, value));
}

static bool apply_swap(struct gopx_vbt *vbt, const char *file, const char *text)
{
	char first[32];
	const char *second;

	if (!cut(text, ',', first, sizeof(first), &second)) {
		report(file, "--swap takes two outputs: EFP1,EFP2");
		return false;
	}
	return done(vbt, file, gopx_vbt_swap(vbt, first, second));
}

static bool apply_edid(const struct vbt_changes *c, struct gopx_bytes edid,
		       const char *file, struct gopx_vbt *vbt)
{
	return done(vbt, file,
		    gopx_vbt_set_edid(vbt, c->edid_panel ? c->edid_panel : "panel",
				      edid.data, edid.size));
}

bool vbt_changes_apply(const struct vbt_changes *c, struct gopx_bytes edid,
		       const char *file, struct gopx_vbt *vbt)
{
	if (c->headless && !done(vbt, file, gopx_vbt_headless(vbt)))
		return false;
	for (size_t i = 0; i < c->swap.count; i++) {
		if (!apply_swap(vbt, file, c->swap.items[i]))
			return false;
	}
	if (c->edid && !apply_edid(c, edid, file, vbt))
		return false;
	for (size_t i = 0; i < c->set.count; i++) {
		if (!apply_set(vbt, file, c->set.items[i]))
			return false;
	}
	return true;
}
