/* SPDX-License-Identifier: BSD-2-Clause */
/* check_compare.c - list the differences between two answers about an image */
#include "cmd/check/check.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/json.h"
#include "io/report.h"

/*
 * Keys that are not compared: the name of the file, and texts that releases may change.
 */
static bool is_compared(const char *key)
{
	static const char *const others[] = { "schema",  "file", "reasons", "message",
					      "decided", "tied", "read" };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (!strcmp(key, others[i]))
			return false;
	}
	return true;
}

/*
 * True if 'is' contains everything that 'was', the recorded value, contains.  The parser
 * limits the depth of the values, so the recursion is limited, too.
 */
static bool agrees(json_t *was, json_t *is)
{
	if (json_is_array(was) && json_array_size(was) == json_array_size(is)) {
		for (size_t i = 0; i < json_array_size(was); i++) {
			if (!agrees(json_array_get(was, i), json_array_get(is, i)))
				return false;
		}
		return true;
	}
	if (!json_is_object(was) || !json_is_object(is))
		return json_equal(was, is);
	for (void *i = json_object_iter(was); i; i = json_object_iter_next(was, i)) {
		const char *key = json_object_iter_key(i);

		if (is_compared(key) &&
		    !agrees(json_object_iter_value(i), json_object_get(is, key)))
			return false;
	}
	return true;
}

__attribute__((format(printf, 2, 3))) static void add(json_t *lines, const char *format,
						      ...)
{
	va_list args;
	char *line;

	va_start(args, format);
	if (vasprintf(&line, format, args) < 0)
		out_of_memory();
	va_end(args);
	json_array_append_new(lines, json_text(line));
	free(line);
}

/* Free it. */
static char *text_of(const json_t *value)
{
	const size_t flags = JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ENCODE_ANY;
	char *text = value ? json_dumps(value, flags) : strdup("absent");

	if (!text)
		out_of_memory();
	return text;
}

static const char *string_of(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "?";
}

struct place_text {
	char text[1024];
};

/*
 * The offset and path of a finding, a place or a diagnostic, as text: "0x4090 in
 * image/flash-image:v2/...".
 */
static struct place_text place_of(const json_t *o)
{
	uint64_t at = (uint64_t)json_integer_value(json_object_get(o, "offset"));
	const json_t *inner = json_object_get(o, "inner_offset");
	char unpacked[40] = "";
	struct place_text out;

	if (json_is_integer(inner))
		snprintf(unpacked, sizeof(unpacked), " (0x%" PRIx64 " unpacked)",
			 (uint64_t)json_integer_value(inner));
	snprintf(out.text, sizeof(out.text), "0x%" PRIx64 "%s in %s", at, unpacked,
		 string_of(o, "path"));
	return out;
}

static const char *kind_of(const json_t *finding)
{
	const char *kind = string_of(finding, "kind");

	if (!strcmp(kind, "gop"))
		return "graphics driver (GOP)";
	return strcmp(kind, "vbt") ? kind : "video BIOS table (VBT)";
}

static struct place_text describe(const json_t *o)
{
	struct place_text place = place_of(o);
	struct place_text out;

	if (json_object_get(o, "kind"))
		snprintf(out.text, sizeof(out.text),
			 "%s of %" JSON_INTEGER_FORMAT " bytes, sha256 %s, at %.600s",
			 kind_of(o), json_integer_value(json_object_get(o, "size")),
			 string_of(o, "sha256"), place.text);
	else if (json_object_get(o, "code"))
		snprintf(out.text, sizeof(out.text), "%s %s at %.600s: %s",
			 string_of(o, "severity"), string_of(o, "code"), place.text,
			 string_of(o, "message"));
	else
		return place;
	return out;
}

/*
 * Add a line for each difference. 'indent' stands before each line, because the changes
 * of a finding are listed below it.
 */
static void compare_members(json_t *lines, const char *indent, json_t *was, json_t *is);

typedef bool same_thing(json_t *was, json_t *is);

static bool same_member(const json_t *was, const json_t *is, const char *key)
{
	const json_t *value = json_object_get(was, key);

	return value && json_equal(value, json_object_get(is, key));
}

static bool same_bytes(json_t *was, json_t *is)
{
	return same_member(was, is, "kind") && same_member(was, is, "sha256");
}

static bool same_place(json_t *was, json_t *is)
{
	return same_member(was, is, "kind") && same_member(was, is, "path") &&
	       same_member(was, is, "offset") && same_member(was, is, "inner_offset");
}

/*
 * Two entries for which same() is true describe the same finding, place or diagnostic.
 * Remove each such pair from both lists, and report the differences between its entries.
 */
static void pair(json_t *lines, json_t *was, json_t *is, same_thing *same)
{
	for (size_t i = 0; i < json_array_size(was);) {
		json_t *old = json_array_get(was, i);
		size_t j = 0;

		while (j < json_array_size(is) && !same(old, json_array_get(is, j)))
			j++;
		if (j == json_array_size(is)) {
			i++;
			continue;
		}
		if (same != agrees) {
			add(lines, "changed: %s at %s", kind_of(old), place_of(old).text);
			compare_members(lines, "  ", old, json_array_get(is, j));
		}
		json_array_remove(was, i);
		json_array_remove(is, j);
	}
}

/* Compare two lists of findings, places or diagnostics; their order does not matter. */
static void compare_lists(json_t *lines, const char *indent, json_t *old, json_t *new)
{
	json_t *was = json_copy(old);
	json_t *is = json_copy(new);

	pair(lines, was, is, agrees);
	pair(lines, was, is, same_bytes);
	pair(lines, was, is, same_place);
	for (size_t i = 0; i < json_array_size(was); i++)
		add(lines, "%slost: %s", indent, describe(json_array_get(was, i)).text);
	for (size_t i = 0; i < json_array_size(is); i++)
		add(lines, "%snew: %s", indent, describe(json_array_get(is, i)).text);
	json_decref(was);
	json_decref(is);
}

static bool is_list(const char *key)
{
	return !strcmp(key, "findings") || !strcmp(key, "places") ||
	       !strcmp(key, "diagnostics");
}

/* The JSON of a finding has its first place twice: in its own keys, and in "places". */
static bool told_by_places(const json_t *o, const char *key)
{
	const json_t *places = json_object_get(o, "places");

	return json_object_get(json_array_get(places, 0), key) != NULL;
}

static void compare_members(json_t *lines, const char *indent, json_t *was, json_t *is)
{
	for (void *i = json_object_iter(was); i; i = json_object_iter_next(was, i)) {
		const char *key = json_object_iter_key(i);
		json_t *value = json_object_iter_value(i);
		json_t *now = json_object_get(is, key);

		if (!is_compared(key) || told_by_places(was, key))
			continue;
		if (is_list(key) && json_is_array(value) && json_is_array(now)) {
			compare_lists(lines, indent, value, now);
		} else if (!agrees(value, now)) {
			char *before = text_of(value);
			char *after = text_of(now);

			add(lines, "%s%s was %s, is %s", indent, key, before, after);
			free(before);
			free(after);
		}
	}
}

json_t *check_differences(json_t *recorded, json_t *now)
{
	json_t *lines = json_array();

	compare_members(lines, "", recorded, now);
	return lines;
}
