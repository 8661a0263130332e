/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_rules.c - rules for reading and changing the fields of any table */
#include "vbt_rules.h"

#include <gopx/vbt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGES 6

static bool is_text(const char *s)
{
	if (!s)
		return false;
	while (*s >= ' ' && *s < 0x7f)
		s++;
	return *s == 0;
}

static bool values_are_sound(const struct gopx_vbt *vbt)
{
	struct gopx_bytes bytes = gopx_vbt_bytes(vbt);

	for (size_t i = 0; i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		if (!v->field || !is_text(v->name) || !is_text(v->text) ||
		    v->offset >= bytes.size)
			return false;
	}
	for (size_t i = 0; i < 16; i++) {
		const struct gopx_vbt_timing *old = gopx_vbt_timing_at(vbt, i, 42);
		const struct gopx_vbt_timing *new = gopx_vbt_timing_at(vbt, i, 58);

		if ((old && (!is_text(old->modeline) || old->taken != !new)) ||
		    (new && (!is_text(new->modeline) || !new->taken)))
			return false;
	}
	return true;
}

static unsigned sum_of(struct gopx_bytes bytes)
{
	unsigned sum = 0;

	for (size_t i = 0; i < bytes.size; i++)
		sum += bytes.data[i];
	return sum % 256;
}

/*
 * True if the change was made completely, or was refused and changed nothing. 'was' has
 * the bytes before the change.
 */
static bool change_is_sound(const struct gopx_vbt *vbt, enum gopx_status status,
			    const uint8_t *was, size_t size)
{
	struct gopx_bytes now = gopx_vbt_bytes(vbt);

	if (now.size != size || !values_are_sound(vbt))
		return false;
	if (status == GOPX_OK)
		return sum_of(now) == 0 && !*gopx_vbt_error(vbt);
	return status == GOPX_E_ARGUMENT && is_text(gopx_vbt_error(vbt)) &&
	       *gopx_vbt_error(vbt) && memcmp(now.data, was, size) == 0;
}

/* Set a field to an allowed value: the first word of its list, or its largest number. */
static enum gopx_status set_some(struct gopx_vbt *vbt, uint32_t seed)
{
	size_t count = gopx_vbt_value_count(vbt);
	const struct gopx_vbt_value *v = count ? gopx_vbt_value_at(vbt, seed % count)
					       : NULL;
	char name[64], allowed[256];
	const char *word;

	if (!v)
		return gopx_vbt_set(vbt, "panel-type", "1");
	snprintf(name, sizeof(name), "%s", v->name);
	gopx_vbt_field_allowed(v->field, allowed, sizeof(allowed));
	word = strstr(allowed, " to ");
	word = word ? word + 4 : allowed;
	allowed[word - allowed + (ptrdiff_t)strcspn(word, ", ")] = 0;
	return gopx_vbt_set(vbt, name, word);
}

static enum gopx_status change(struct gopx_vbt *vbt, const uint8_t *data, size_t size,
			       uint32_t seed)
{
	switch (seed % 8) {
	case 0:
		return gopx_vbt_headless(vbt);
	case 1:
		return gopx_vbt_swap(vbt, "output1", "output2");
	case 2:
		return gopx_vbt_set(vbt, "panel.timing", "65 8 9 10 11 8 9 10 11");
	case 3:
		return gopx_vbt_set_edid(vbt, "panel3", data, size);
	}
	return set_some(vbt, seed / 8);
}

/*
 * Open a table, and allocate 'was' for its bytes. Returns false if the input is not a
 * table.
 */
static bool open_table(const uint8_t *data, size_t size, struct gopx_vbt **vbt,
		       uint8_t **was, bool *ok)
{
	enum gopx_status status = gopx_vbt_open(data, size, NULL, vbt);

	if (status != GOPX_OK) {
		*ok = !*vbt && (status == GOPX_E_FORMAT || status == GOPX_E_TRUNCATED ||
				status == GOPX_E_ARGUMENT);
		return false;
	}
	*was = malloc(gopx_vbt_bytes(*vbt).size);
	if (!*was)
		abort();
	*ok = values_are_sound(*vbt);
	return true;
}

bool setting_is_sound(const uint8_t *data, size_t size, size_t which, const char *words)
{
	struct gopx_vbt *vbt;
	enum gopx_status status;
	size_t count, was_size;
	uint8_t *was;
	char name[64];
	bool ok;

	if (!open_table(data, size, &vbt, &was, &ok))
		return ok;
	count = gopx_vbt_value_count(vbt);
	was_size = gopx_vbt_bytes(vbt).size;
	memcpy(was, gopx_vbt_bytes(vbt).data, was_size);
	snprintf(name, sizeof(name), "%s",
		 count ? gopx_vbt_value_at(vbt, which % count)->name : "panel-type");
	status = gopx_vbt_set(vbt, name, words);
	ok = ok && change_is_sound(vbt, status, was, was_size);
	free(was);
	gopx_vbt_free(vbt);
	return ok;
}

bool table_is_sound(const uint8_t *data, size_t size, uint32_t seed)
{
	struct gopx_vbt *vbt;
	enum gopx_status status;
	uint8_t *was;
	bool ok;

	if (!open_table(data, size, &vbt, &was, &ok))
		return ok;
	for (unsigned i = 0; ok && i < CHANGES; i++) {
		struct gopx_bytes now = gopx_vbt_bytes(vbt);

		memcpy(was, now.data, now.size);
		status = change(vbt, data, size, seed);
		ok = change_is_sound(vbt, status, was, now.size);
		seed = seed * 1664525 + 1013904223;
		seed ^= seed >> 15;
	}
	free(was);
	gopx_vbt_free(vbt);
	return ok;
}
