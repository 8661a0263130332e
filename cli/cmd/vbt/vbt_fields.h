/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_fields.h - show, compare and change all fields of a table */
#ifndef CLI_VBT_VBT_FIELDS_H
#define CLI_VBT_VBT_FIELDS_H

#include <gopx/vbt.h>
#include <jansson.h>

#include "args/options.h"

/*
 * The opened table of a finding.  If memory is short, prints a message and returns NULL.
 */
struct gopx_vbt *vbt_fields_open(const struct gopx_finding *f);

/*
 * Find the value with this name; NULL if the table has none. The search is fast if the
 * index of the value is about 'near'.
 */
const struct gopx_vbt_value *vbt_fields_find(const struct gopx_vbt *vbt, size_t near,
					     const char *name);

/* Print all values for people. */
void vbt_fields_print(const struct gopx_vbt *vbt);

/* Print the meaning of each field, and its possible values. */
void vbt_fields_list(void);

/*
 * The values as an object with "table", "panels", "outputs", "mipi" and "dsc".  Only the
 * first tables are shown in full; for later tables the result is null.
 */
json_t *vbt_fields_json(const struct gopx_finding *f, size_t index);

/* The list of all known fields as JSON. */
json_t *vbt_fields_list_json(void);

/* Print the values that differ, one per line.  Returns true if there are any. */
bool vbt_fields_diff(const struct gopx_vbt *a, const struct gopx_vbt *b);

/* The changes that the command line requests. */
struct vbt_changes {
	struct texts set;  /* FIELD=VALUE */
	struct texts swap; /* A,B */
	bool headless;
	const char *edid; /* the file of --edid, for the selected panel or ... */
	const char *edid_panel;
};

bool vbt_changes_any(const struct vbt_changes *changes);

/*
 * If a change is refused, prints a message with the name of the file and returns false.
 */
bool vbt_changes_apply(const struct vbt_changes *changes, struct gopx_bytes edid,
		       const char *file, struct gopx_vbt *vbt);

#endif /* CLI_VBT_VBT_FIELDS_H */
