/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_value.h - the values of a VBT's fields as text, and back */
#ifndef GX_FORMAT_VBT_VALUE_H
#define GX_FORMAT_VBT_VALUE_H

#include "format/vbt/vbt_field.h"

#define GX_VBT_VALUE_SIZE 192 /* bytes of the longest value and its NUL */

/*
 * The value at a place that gx_vbt_field_place() found, in the form in which it can be
 * set.  Bytes that are not printable ASCII become '?'.
 */
void gx_vbt_value_text(const struct gx_vbt *vbt, const struct gx_vbt_field *field,
		       uint64_t bit, char out[GX_VBT_VALUE_SIZE]);

/* The number that a text stands for; false if the field has no such value. */
bool gx_vbt_value_number(const struct gx_vbt_field *field, const char *text,
			 uint64_t *number);

/*
 * Store the value of a text in a copy of the table; false if the field has no such value.
 */
bool gx_vbt_value_store(uint8_t *table, const struct gx_vbt_field *field, uint64_t bit,
			const char *text);

/* The largest value of a number. */
uint64_t gx_vbt_value_most(const struct gx_vbt_field *field);

#endif /* GX_FORMAT_VBT_VALUE_H */
