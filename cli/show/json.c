/* SPDX-License-Identifier: BSD-2-Clause */
/* json.c - parts that the JSON of all commands shares */
#include "show/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/node.h"
#include "io/streams.h"
#include "io/report.h"
#include "words/file_name.h"
#include "words/sha256.h"

static void *allocate(size_t size)
{
	return need_memory(NULL, size);
}

void json_begin(void)
{
	json_set_alloc_funcs(allocate, free);
	/*
	 * All keys are constants of gopx, so no input can fill the hash table with
	 * collisions.
	 */
	json_object_seed(1);
}

json_t *json_document(const char *schema, const struct scanned *image)
{
	json_t *o = json_object();

	json_object_set_new(o, "schema", json_string(schema));
	json_object_set_new(o, "file", json_file_name(image->input.path));
	return o;
}

json_t *json_file_name(const char *name)
{
	char *clean = need_memory(NULL, 4 * strlen(name) + 1);
	json_t *string;

	file_name_escape(name, clean);
	string = json_string(clean);
	free(clean);
	return string;
}

json_t *json_text(const char *s)
{
	json_t *string;

	if (!s)
		return json_null();
	string = json_string(s);
	/*
	 * The library promises UTF-8.  If a text is not UTF-8 nevertheless, write it with
	 * escapes.
	 */
	return string ? string : json_file_name(s);
}

json_t *json_number(uint64_t n)
{
	return json_integer((json_int_t)n);
}

json_t *json_address(uint64_t address)
{
	if (address > INT64_MAX)
		return json_sprintf("0x%" PRIx64, address);
	return json_number(address);
}

json_t *json_sha256(struct gopx_bytes bytes)
{
	struct sha256_text sum = sha256_of(bytes);

	return json_string(sum.text);
}

json_t *json_input_sha256(const struct scanned *image)
{
	return *image->sum.text ? json_string(image->sum.text)
				: json_sha256(image->input.bytes);
}

json_t *json_platform(const struct gopx_platform *platform)
{
	json_t *o = json_object();

	json_object_set_new(o, "code", json_text(gopx_platform_code(platform)));
	json_object_set_new(o, "name", json_text(gopx_platform_name(platform)));
	json_object_set_new(o, "generation",
			    json_text(gopx_platform_generation(platform)));
	return o;
}

json_t *json_platforms(const struct gopx_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_platform_count(f); i++)
		json_array_append_new(list,
				      json_platform(gopx_finding_platform_at(f, i)));
	return list;
}

void json_set_names(json_t *o, const char *guid, const char *name)
{
	json_object_set_new(o, "guid", json_text(guid));
	json_object_set_new(o, "name", json_text(name));
	json_object_set_new(o, "known_name", json_text(gopx_guid_name(guid)));
}

void json_set_place(json_t *o, const struct gopx_place *place)
{
	const struct gopx_node *space = gopx_node_space(place->node);

	json_set_names(o, place->guid, place->name);
	json_object_set_new(o, "member", json_text(place->member));
	json_object_set_new(o, "path", json_text(place->path));
	json_set_offset(
	    o, (struct node_offset){ place->offset, place->inner_offset, place->packed,
				     place->packed || node_has_space(space) });
}

void json_set_offset(json_t *o, struct node_offset at)
{
	json_object_set_new(o, "offset", json_number(at.input));
	json_object_set_new(o, "inner_offset",
			    at.inside ? json_number(at.inner) : json_null());
	json_object_set_new(o, "packed", json_boolean(at.packed));
}

static json_t *diagnostic(const struct gopx_diag *d)
{
	struct node_offset at = node_offset(d->node, d->offset);
	char *path = d->node ? node_path(d->node, GOPX_PATH_GUIDS) : NULL;
	json_t *o = json_object();

	json_object_set_new(o, "severity", json_string(severity_name(d->severity)));
	json_object_set_new(o, "status", json_string(gopx_status_name(d->status)));
	json_object_set_new(o, "code", json_text(d->code));
	json_object_set_new(o, "message", json_text(d->message));
	if (path)
		json_object_set_new(o, "path", json_text(path));
	json_set_offset(o, at);
	free(path);
	return o;
}

json_t *json_diagnostics(const struct gopx_image *scan)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_diag_count(scan); i++)
		json_array_append_new(list, diagnostic(gopx_diag_at(scan, i)));
	return list;
}

char *json_line(json_t *object)
{
	/*
	 * Write only ASCII, so that characters in a name from an image cannot reorder the
	 * text on a terminal.
	 */
	char *line = json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII);

	json_decref(object);
	return line;
}

void json_print(json_t *object)
{
	char *line = json_line(object);

	if (line)
		streams_write_line(line, strlen(line));
	free(line);
}
