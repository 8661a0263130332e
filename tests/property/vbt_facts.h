/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_facts.h - what holds for the fields of any table, read and changed */
#ifndef GX_TEST_VBT_FACTS_H
#define GX_TEST_VBT_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Open these bytes as a table and change it: each change is made whole, with a right
 * checksum and the same size, or refused with a reason.  'seed' chooses what is changed.
 * True also for what is no table.
 */
bool table_is_sound(const uint8_t *data, size_t size, uint32_t seed);

/* The same for one change: a field of the table, the 'which'th or one counted from the
 * start again, becomes what these words say. */
bool setting_is_sound(const uint8_t *data, size_t size, size_t which, const char *words);

#endif /* GX_TEST_VBT_FACTS_H */
