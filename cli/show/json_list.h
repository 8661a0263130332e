/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * json_list.h - write one line of JSON with a list that is too long for memory
 *
 * { first keys, "key": [ items as they come ], other keys }
 */
#ifndef CLI_SHOW_JSON_LIST_H
#define CLI_SHOW_JSON_LIST_H

#include "show/json.h"

struct json_list {
	bool followed; /* an item has been written */
};

/* Each of these functions also frees the object. */
struct json_list json_list_begin(json_t *front, const char *key);
void json_list_item(struct json_list *list, json_t *item);
void json_list_end(json_t *last_keys);

#endif /* CLI_SHOW_JSON_LIST_H */
