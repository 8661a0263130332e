/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_fields.h - all fields of a table: shown, compared and changed */
#ifndef CLI_VBT_VBT_FIELDS_H
#define CLI_VBT_VBT_FIELDS_H

#include <gopx/vbt.h>
#include <jansson.h>

#include "args/options.h"

/* The table of a finding, opened.  NULL, after a message, when there is no memory. */
struct gopx_vbt *vbt_fields_open(const struct gopx_finding *f);

/* The value of this name, looked for from 'near' on; NULL: the table has none. */
const struct gopx_vbt_value *vbt_fields_find(const struct gopx_vbt *vbt, size_t near,
					     const char *name);

/* Every value, for people. */
void vbt_fields_print(const struct gopx_vbt *vbt);

/* What each field is and can be set to. */
void vbt_fields_list(void);

/*
 * The values as an object: "table", "panels", "outputs", "mipi", "dsc".  null for a table
 * beyond the first that are shown in full.
 */
json_t *vbt_fields_json(const struct gopx_finding *f, size_t index);

/* The same of the list of fields. */
json_t *vbt_fields_list_json(void);

/* The values that differ, a line each.  True when there are any. */
bool vbt_fields_diff(const struct gopx_vbt *a, const struct gopx_vbt *b);

/* What a command line asks to be changed. */
struct vbt_changes {
	struct texts set;  /* FIELD=VALUE */
	struct texts swap; /* A,B */
	bool headless;
	const char *edid; /* a file, for the panel that is selected or ... */
	const char *edid_panel;
};

bool vbt_changes_any(const struct vbt_changes *changes);

/* False, after a message that names the file, when a change is refused. */
bool vbt_changes_apply(const struct vbt_changes *changes, struct gopx_bytes edid,
		       const char *file, struct gopx_vbt *vbt);

#endif /* CLI_VBT_VBT_FIELDS_H */
