/* SPDX-License-Identifier: BSD-2-Clause */
/* search_json.c - print the hits of a search as JSON; see doc/gopx-search.schema.json */
#include "cmd/search/search.h"

#include <stdlib.h>

#include "show/json_list.h"
#include "show/node.h"

static json_t *front(const struct scanned *image, const struct search_pattern *pattern,
		     const struct gopx_search *search)
{
	bool complete = gopx_image_complete(image->scan) && gopx_search_complete(search);
	json_t *o = json_document("gopx-search/1", image);

	json_object_set_new(o, "size", json_number(image->input.bytes.size));
	json_object_set_new(o, "sha256", json_input_sha256(image));
	json_object_set_new(o, "kind", json_string(pattern->option));
	json_object_set_new(o, "pattern", json_file_name(pattern->text));
	json_object_set_new(o, "known_name",
			    json_text(pattern->kind == GOPX_PATTERN_GUID
					  ? gopx_guid_name(pattern->text)
					  : NULL));
	json_object_set_new(o, "complete", json_boolean(complete));
	return o;
}

static json_t *describe(const struct gopx_hit *hit)
{
	const struct gopx_node *owner = node_owner(hit->node);
	char *path = node_path(hit->node, GOPX_PATH_GUIDS);
	json_t *o = json_object();

	json_set_names(o, owner ? gopx_node_guid(owner) : NULL,
		       owner ? gopx_node_name(owner) : NULL);
	json_object_set_new(o, "path", json_text(path));
	json_set_offset(
	    o, (struct node_offset){ hit->offset, hit->inner_offset, hit->packed,
				     hit->packed || node_has_space(hit->space) });
	json_object_set_new(o, "size", json_number(hit->size));
	json_object_set_new(o, "utf16", json_boolean(hit->utf16));
	json_object_set_new(o, "header", json_boolean(hit->header));
	free(path);
	return o;
}

void search_print_json(const struct scanned *image, const struct search_pattern *pattern,
		       const struct gopx_search *search)
{
	struct json_list list = json_list_begin(front(image, pattern, search), "hits");
	json_t *last_keys = json_object();

	for (size_t i = 0; i < gopx_search_count(search); i++)
		json_list_item(&list, describe(gopx_search_at(search, i)));
	json_object_set_new(last_keys, "diagnostics", json_diagnostics(image->scan));
	json_list_end(last_keys);
}
