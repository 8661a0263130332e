/* SPDX-License-Identifier: BSD-2-Clause */
/* tree_json.c - print the tree of an image as JSON; see doc/gopx-tree.schema.json */
#include "cmd/tree/tree.h"

#include <stdlib.h>

#include "show/json_list.h"
#include "show/marks.h"
#include "show/node.h"
#include "io/report.h"

/* For each level, the index of the last written node among its siblings. */
struct trail {
	size_t *numbers;
	size_t levels;
};

static void trail_set(struct trail *trail, size_t level, size_t number)
{
	if (level >= trail->levels) {
		trail->levels = trail->levels ? 2 * trail->levels : 64;
		trail->numbers = need_memory(trail->numbers,
					     trail->levels * sizeof(*trail->numbers));
	}
	trail->numbers[level] = number;
}

static void set_sizes(json_t *o, const struct gopx_node *node)
{
	struct gopx_bytes unpacked = gopx_node_unpacked(node);

	json_object_set_new(o, "size", json_number(gopx_node_bytes(node).size));
	json_object_set_new(o, "body_size", json_number(gopx_node_body(node).size));
	json_object_set_new(o, "compression", json_text(gopx_node_compression(node)));
	json_object_set_new(o, "unpacked_size",
			    unpacked.size ? json_number(unpacked.size) : json_null());
}

static json_t *describe(const struct gopx_node *node, size_t level,
			const struct trail *trail, const struct gopx_finding *f)
{
	struct node_title title = node_title(node);
	json_t *o = json_object();

	json_object_set_new(o, "depth", json_number(level));
	json_object_set_new(o, "parent",
			    level ? json_number(trail->numbers[level - 1]) : json_null());
	json_object_set_new(o, "children", json_number(node_children(node)));
	json_object_set_new(o, "type", json_text(gopx_node_type(node)));
	json_object_set_new(o, "subtype", json_text(gopx_node_subtype(node)));
	json_set_names(o, gopx_node_guid(node), title.name);
	json_set_offset(o, node_offset(node, gopx_node_offset(node)));
	set_sizes(o, node);
	json_object_set_new(o, "damaged", json_boolean(gopx_node_damaged(node)));
	json_object_set_new(o, "finding",
			    json_text(f ? kind_name(gopx_finding_kind(f)) : NULL));
	return o;
}

static json_t *front(const struct scanned *image)
{
	json_t *o = json_document("gopx-tree/1", image);

	json_object_set_new(o, "size", json_number(image->input.bytes.size));
	json_object_set_new(o, "sha256", json_input_sha256(image));
	json_object_set_new(o, "complete",
			    json_boolean(gopx_image_complete(image->scan)));
	return o;
}

void tree_print_json(const struct scanned *image, size_t depth)
{
	struct json_list list = json_list_begin(front(image), "nodes");
	const struct gopx_node *node = gopx_root(image->scan);
	struct marks marks = marks_make(image->scan);
	struct trail trail = { 0 };
	json_t *last_keys = json_object();
	size_t level = 0;

	for (size_t number = 0; node; number++) {
		trail_set(&trail, level, number);
		json_list_item(&list,
			       describe(node, level, &trail, marks_find(&marks, node)));
		node = tree_next(node, &level, depth);
	}
	json_object_set_new(last_keys, "diagnostics", json_diagnostics(image->scan));
	json_list_end(last_keys);
	free(trail.numbers);
	marks_free(&marks);
}
