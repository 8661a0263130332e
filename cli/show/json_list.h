/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * json_list.h - one line of JSON around a list that is too long to be held
 *
 * { first keys, "key": [ items as they come ], other keys }
 */
#ifndef CLI_SHOW_JSON_LIST_H
#define CLI_SHOW_JSON_LIST_H

#include "show/json.h"

struct json_list {
	bool followed; /* an item was written */
};

/* The objects are gone after each of these. */
struct json_list json_list_begin(json_t *front, const char *key);
void json_list_item(struct json_list *list, json_t *item);
void json_list_end(json_t *behind);

#endif /* CLI_SHOW_JSON_LIST_H */
