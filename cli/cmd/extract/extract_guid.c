/* SPDX-License-Identifier: BSD-2-Clause */
/* extract_guid.c - gopx extract --guid: any file of an image, or sections of it */
#include "cmd/extract/extract.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "show/json.h"
#include "show/node.h"
#include "io/report.h"

/* Limit for the distinct pieces of each kind; an image may hold a million. */
#define PIECES_MAX 1024

/* The parts of a file, in the order of the words of --section. */
static const struct file_part {
	const char *name, *extension;
	enum gopx_node_role role; /* role of the sections */
} parts[] = {
	{ "file", ".ffs", GOPX_ROLE_OTHER },
	{ "body", ".bin", GOPX_ROLE_OTHER },
	{ "pe32", ".efi", GOPX_ROLE_PE32 },
	{ "te", ".te", GOPX_ROLE_TE_IMAGE },
	{ "raw", ".bin", GOPX_ROLE_RAW_DATA },
	{ "freeform", ".bin", GOPX_ROLE_FREEFORM },
	{ "ui", ".bin", GOPX_ROLE_UI_NAME },
	{ "depex", ".bin", GOPX_ROLE_DEPEX },
	{ "version", ".bin", GOPX_ROLE_VERSION },
};

#define PARTS (sizeof(parts) / sizeof(*parts))

enum { PART_FILE, PART_BODY };

struct piece {
	const struct gopx_node *node;
	struct gopx_bytes bytes;
	size_t part;
};

struct pieces {
	struct piece *items; /* the distinct bodies, sorted by part */
	struct output_file *files;
	size_t count, room;
	bool named; /* the image has a piece with this GUID */
	size_t distinct[PARTS];
};

static bool is_section(const struct gopx_node *node)
{
	return gopx_node_kind(node) == GOPX_NODE_SECTION;
}

/*
 * True for a file or a freeform section with this GUID.  The GUID of a freeform section
 * names its content.
 */
static bool is_named(const struct gopx_node *node, const char *guid)
{
	const char *own = gopx_node_guid(node);

	return own && !strcasecmp(own, guid) && node_owner(node) == node;
}

static bool is_part(const struct gopx_node *node, const struct file_part *part)
{
	return part->role != GOPX_ROLE_OTHER && gopx_node_role(node) == part->role;
}

static bool is_known(const struct pieces *pieces, const struct piece *piece)
{
	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *other = &pieces->items[i];

		if (other->part == piece->part &&
		    other->bytes.size == piece->bytes.size &&
		    !memcmp(other->bytes.data, piece->bytes.data, piece->bytes.size))
			return true;
	}
	return false;
}

static void add(struct pieces *pieces, const struct piece *piece)
{
	if (!piece->bytes.size || pieces->distinct[piece->part] == PIECES_MAX ||
	    is_known(pieces, piece))
		return;
	if (pieces->count == pieces->room) {
		pieces->room = pieces->room ? 2 * pieces->room : 16;
		pieces->items = need_memory(pieces->items,
					    pieces->room * sizeof(*pieces->items));
	}
	pieces->items[pieces->count++] = *piece;
	pieces->distinct[piece->part]++;
}

/* True for a file or volume inside 'owner': its content does not belong to 'owner'. */
static bool is_another(const struct gopx_node *node, const struct gopx_node *owner)
{
	return node != owner && !is_section(node) && gopx_node_guid(node);
}

static void add_part(struct pieces *pieces, const struct gopx_node *owner, size_t part)
{
	if (part == PART_FILE)
		add(pieces, &(struct piece){ owner, gopx_node_bytes(owner), part });
	if (part == PART_BODY)
		add(pieces, &(struct piece){ owner, gopx_node_body(owner), part });
	for (const struct gopx_node *n = owner; n;
	     n = node_inside(owner, n, !is_another(n, owner))) {
		if (is_part(n, &parts[part]))
			add(pieces, &(struct piece){ n, gopx_node_body(n), part });
	}
}

static void collect(struct pieces *pieces, const struct extract_values *values,
		    const struct gopx_image *scan)
{
	for (size_t part = 0; part < PARTS; part++) {
		if (!(values->sections >> part & 1))
			continue;
		for (const struct gopx_node *n = gopx_root(scan); n;
		     n = gopx_node_following(n, NULL)) {
			if (!is_named(n, values->guid))
				continue;
			pieces->named = true;
			add_part(pieces, n, part);
		}
	}
}

static const char *extension_of(const struct piece *piece)
{
	if (piece->part == PART_FILE && gopx_node_kind(piece->node) == GOPX_NODE_VOLUME)
		return ".fv";
	if (piece->part == PART_FILE && is_section(piece->node))
		return ".sct";
	return parts[piece->part].extension;
}

/* The file name is the GUID that the user gave.  No part of it comes from the image. */
static void set_name(struct output_file *file, const struct piece *piece,
		     const char *guid, size_t number)
{
	char suffix[24] = "";

	if (number > 1)
		snprintf(suffix, sizeof(suffix), "-%zu", number);
	snprintf(file->name, sizeof(file->name), "%s-%s%s%s", guid,
		 parts[piece->part].name, suffix, extension_of(piece));
}

/* Without --all, keep the first piece of each part. */
static void choose(struct pieces *pieces, const char *guid, bool all)
{
	size_t numbers[PARTS] = { 0 };
	size_t kept = 0;

	pieces->files = need_memory(NULL, (pieces->count + 1) * sizeof(*pieces->files));
	for (size_t i = 0; i < pieces->count; i++) {
		struct piece piece = pieces->items[i];
		size_t number = ++numbers[piece.part];

		if (number > 1 && !all)
			continue;
		pieces->files[kept] = (struct output_file){ .bytes = piece.bytes };
		set_name(&pieces->files[kept], &piece, guid, number);
		pieces->items[kept++] = piece;
	}
	pieces->count = kept;
}

static json_t *describe(const struct delivery *output, const struct piece *piece,
			const struct output_file *file)
{
	char *path = delivery_path(output, file);
	char *nodes = node_path(piece->node, GOPX_PATH_GUIDS);
	json_t *o = json_object();

	json_object_set_new(o, "section", json_string(parts[piece->part].name));
	json_object_set_new(o, "from", json_text(nodes));
	json_object_set_new(o, "path", json_file_name(path));
	json_object_set_new(o, "size", json_number(file->bytes.size));
	json_object_set_new(o, "sha256", json_sha256(file->bytes));
	free(nodes);
	free(path);
	return o;
}

static void print_json(const struct scanned *image, const struct extract_values *values,
		       const struct delivery *output, const struct pieces *pieces)
{
	json_t *o = json_document("gopx-extract/1", image);
	json_t *written = json_array();
	json_t *missing = json_array();

	for (size_t i = 0; i < pieces->count; i++)
		json_array_append_new(
		    written, describe(output, &pieces->items[i], &pieces->files[i]));
	for (size_t part = 0; part < PARTS; part++) {
		if (values->sections >> part & 1 && !pieces->distinct[part])
			json_array_append_new(missing, json_string(parts[part].name));
	}
	json_object_set_new(o, "complete",
			    json_boolean(gopx_image_complete(image->scan)));
	json_object_set_new(o, "guid", json_string(values->guid));
	json_object_set_new(o, "written", written);
	json_object_set_new(o, "missing", missing);
	json_object_set_new(o, "diagnostics", json_diagnostics(image->scan));
	json_print(o);
}

static bool remark_part(const struct scanned *image, const struct extract_values *values,
			const struct pieces *pieces, size_t part)
{
	size_t count = pieces->distinct[part];

	if (!(values->sections >> part & 1))
		return false;
	if (!count && pieces->named)
		report(image->input.name, "%s has no %s%s", values->guid,
		       parts[part].name, part > PART_BODY ? " section" : "");
	if (count > 1 && !values->all)
		report(image->input.name,
		       "%s: the first of %zu; --all writes all of them", parts[part].name,
		       count);
	if (count == PIECES_MAX)
		report(image->input.name, "%s: only the first %d are written",
		       parts[part].name, PIECES_MAX);
	return !count;
}

static bool remark(const struct scanned *image, const struct extract_values *values,
		   const struct pieces *pieces)
{
	bool missing = false;

	if (!pieces->named)
		report(image->input.name, "nothing with the GUID %s in this image",
		       values->guid);
	for (size_t part = 0; part < PARTS; part++)
		missing = remark_part(image, values, pieces, part) || missing;
	return missing;
}

bool extract_guid(struct work *work, const struct scanned *image, bool *missing)
{
	const struct extract_values *values = work->values;
	struct pieces pieces = { 0 };
	bool done;

	collect(&pieces, values, image->scan);
	choose(&pieces, values->guid, values->all);
	done = delivery_write(&work->output, pieces.files, pieces.count);
	if (done) {
		if (values->json)
			print_json(image, values, &work->output, &pieces);
		else
			delivery_print(&work->output, pieces.files, pieces.count);
		*missing = remark(image, values, &pieces);
	}
	free(pieces.items);
	free(pieces.files);
	return done;
}
