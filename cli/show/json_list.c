/* SPDX-License-Identifier: BSD-2-Clause */
/* json_list.c - write one line of JSON with a list that is too long for memory */
#include "show/json_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/streams.h"

/*
 * Write the text of an object, without its first 'front' bytes and its last 'after'
 * bytes.
 */
static void put(json_t *object, size_t front, size_t after)
{
	char *text = json_line(object);

	if (text)
		streams_write((struct gopx_bytes){ (uint8_t *)text + front,
						   strlen(text) - front - after });
	free(text);
}

struct json_list json_list_begin(json_t *front, const char *key)
{
	put(front, 0, 1);
	printf(",\"%s\":[", key);
	return (struct json_list){ false };
}

void json_list_item(struct json_list *list, json_t *item)
{
	if (list->followed)
		putchar(',');
	list->followed = true;
	put(item, 0, 0);
}

void json_list_end(json_t *last_keys)
{
	fputs("],", stdout);
	put(last_keys, 1, 0);
	putchar('\n');
}
