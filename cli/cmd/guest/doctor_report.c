/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doctor_report.c - print the list of checks as text, with the result at the end, or as
 * JSON
 */
#include "cmd/guest/doctor_report.h"

#include <stdarg.h>
#include <stdio.h>

#include "show/json.h"
#include "words/terminal.h"

#define TEXT_COLUMN 9

static const char *const verdict_words[] = { "ok", "note", "missing", "breaks" };

void doctor_add(struct doctor *d, const char *code, enum verdict verdict, const char *fix,
		const char *format, ...)
{
	struct doctor_item *item = &d->items[d->count];
	va_list args;

	if (d->count == DOCTOR_ITEMS)
		return;
	d->count++;
	item->code = code;
	item->verdict = verdict;
	snprintf(item->fix, sizeof(item->fix), "%s", fix ? fix : "");
	va_start(args, format);
	vsnprintf(item->text, sizeof(item->text), format, args);
	va_end(args);
}

size_t doctor_to_do(const struct doctor *d)
{
	size_t count = 0;

	for (size_t i = 0; i < d->count; i++)
		count += d->items[i].verdict > VERDICT_NOTE;
	return count;
}

static void put_flow(const char *before, const char *text)
{
	struct text_flow flow = text_flow(TEXT_COLUMN);

	if (*before)
		text_flow_put(&flow, before);
	text_flow_put(&flow, text);
	text_flow_end(&flow);
}

static void put_item(const struct doctor_item *item)
{
	static const enum text_style styles[] = { STYLE_GOOD, STYLE_PLAIN, STYLE_DOUBT,
						  STYLE_STRONG };

	text_style(styles[item->verdict]);
	printf("%-*s", TEXT_COLUMN, verdict_words[item->verdict]);
	text_style(STYLE_PLAIN);
	put_flow("", item->text);
	if (!*item->fix)
		return;
	printf("%*s", TEXT_COLUMN, "");
	put_flow("-> ", item->fix);
}

void doctor_print(const struct doctor *d)
{
	size_t to_do = doctor_to_do(d);

	for (size_t i = 0; i < d->count; i++)
		put_item(&d->items[i]);
	if (to_do)
		printf("%zu thing%s to do\n", to_do, to_do == 1 ? "" : "s");
	else
		printf("ready\n");
}

static json_t *json_item(const struct doctor_item *item)
{
	json_t *o = json_object();

	json_object_set_new(o, "code", json_text(item->code));
	json_object_set_new(o, "verdict", json_text(verdict_words[item->verdict]));
	json_object_set_new(o, "text", json_file_name(item->text));
	json_object_set_new(o, "fix", json_text(*item->fix ? item->fix : NULL));
	return o;
}

void doctor_print_json(const struct doctor *d)
{
	json_t *o = json_object(), *list = json_array();
	size_t to_do = doctor_to_do(d);

	for (size_t i = 0; i < d->count; i++)
		json_array_append_new(list, json_item(&d->items[i]));
	json_object_set_new(o, "schema", json_text("gopx-doctor/1"));
	json_object_set_new(o, "device", json_text(*d->device ? d->device : NULL));
	json_object_set_new(o, "ready", json_boolean(to_do == 0));
	json_object_set_new(o, "to_do", json_number(to_do));
	json_object_set_new(o, "checks", list);
	json_print(o);
}
