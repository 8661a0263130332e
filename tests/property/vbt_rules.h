/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_rules.h - rules for reading and changing the fields of any table */
#ifndef GX_TEST_VBT_RULES_H
#define GX_TEST_VBT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Open these bytes as a table, and change the table. Each change must be complete, with a
 * correct checksum and the same size, or refused with a reason. 'seed' chooses the
 * changes. Returns true if the bytes are not a table.
 */
bool table_is_sound(const uint8_t *data, size_t size, uint32_t seed);

/*
 * Check one change in the same way: set the field with the number 'which' (modulo the
 * number of fields) to 'words'.
 */
bool setting_is_sound(const uint8_t *data, size_t size, size_t which, const char *words);

#endif /* GX_TEST_VBT_RULES_H */
