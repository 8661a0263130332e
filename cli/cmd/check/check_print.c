/* SPDX-License-Identifier: BSD-2-Clause */
/* check_print.c - print the result of a check: for people, as TAP, or as JUnit's XML */
#include "cmd/check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "io/system/memory.h"
#include "words/terminal.h"

static const char *clause(enum check_outcome outcome)
{
	switch (outcome) {
	case CHECK_SAME:
		return "as recorded";
	case CHECK_DIFFERS:
		return "not as recorded";
	case CHECK_UNKNOWN:
		return "is not in EXPECTED";
	case CHECK_ABSENT:
		return "is in EXPECTED, but was not given";
	case CHECK_UNREADABLE:
		break;
	}
	return "cannot be scanned";
}

static size_t count_same(const struct check_result *results, size_t count)
{
	size_t same = 0;

	for (size_t i = 0; i < count; i++)
		same += results[i].outcome == CHECK_SAME;
	return same;
}

static const char *line_of(const struct check_result *r, size_t i)
{
	return json_string_value(json_array_get(r->differences, i));
}

/*
 * If 'line' already begins with blanks, it is about a finding in the line above: keep
 * this extra indent.
 */
static void print_difference(const char *line)
{
	size_t indent = 2 + strspn(line, " ");
	struct text_flow flow = text_flow(indent + 4);

	printf("%*s", (int)indent, "");
	flow.column = indent;
	text_flow_put(&flow, line);
	text_flow_end(&flow);
}

static void print_text(const struct check_result *results, size_t count)
{
	size_t same = count_same(results, count);

	for (size_t i = 0; i < count; i++) {
		const struct check_result *r = &results[i];

		text_put(stdout, json_string_value(r->file));
		fputs(": ", stdout);
		text_style(r->outcome == CHECK_SAME ? STYLE_GOOD : STYLE_DOUBT);
		fputs(clause(r->outcome), stdout);
		text_style(STYLE_PLAIN);
		putchar('\n');
		for (size_t d = 0; d < json_array_size(r->differences); d++)
			print_difference(line_of(r, d));
	}
	printf("%zu checked: %zu as recorded, %zu not\n", count, same, count - same);
}

/* Returns a copy of the string that is safe to print on a terminal; free it. */
static char *cleaned(const char *s)
{
	struct memory_stream stream;

	memory_stream_open(&stream);
	text_put(stream.to, s);
	memory_stream_close(&stream);
	return stream.text;
}

/* '#' would begin a directive in a TAP description, so escape it. */
static void put_description(const char *s)
{
	char *text = cleaned(s);

	for (const char *c = text; *c; c++) {
		if (*c == '#' || *c == '\\')
			putchar('\\');
		putchar(*c);
	}
	free(text);
}

/* A JSON string is also a YAML string. */
static void put_yaml(const char *before, const char *s)
{
	json_t *string = json_string(s);
	char *text = json_dumps(string, JSON_ENSURE_ASCII | JSON_ENCODE_ANY);

	printf("%s%s\n", before, text ? text : "");
	free(text);
	json_decref(string);
}

static void print_tap(const struct check_result *results, size_t count)
{
	printf("TAP version 13\n1..%zu\n", count);
	for (size_t i = 0; i < count; i++) {
		const struct check_result *r = &results[i];

		printf("%sok %zu - ", r->outcome == CHECK_SAME ? "" : "not ", i + 1);
		put_description(json_string_value(r->file));
		putchar('\n');
		if (r->outcome == CHECK_SAME)
			continue;
		printf("  ---\n  message: %s\n", clause(r->outcome));
		if (r->fault)
			put_yaml("  reason: ", r->fault);
		if (json_array_size(r->differences))
			fputs("  differences:\n", stdout);
		for (size_t d = 0; d < json_array_size(r->differences); d++)
			put_yaml("    - ", line_of(r, d));
		fputs("  ...\n", stdout);
	}
}

static void put_xml(const char *s)
{
	char *text = cleaned(s);

	for (const char *c = text; *c; c++) {
		if (*c == '&')
			fputs("&amp;", stdout);
		else if (*c == '<')
			fputs("&lt;", stdout);
		else if (*c == '>')
			fputs("&gt;", stdout);
		else if (*c == '"')
			fputs("&quot;", stdout);
		else
			putchar(*c);
	}
	free(text);
}

static void print_testcase(const struct check_result *r)
{
	const char *element = r->outcome == CHECK_UNREADABLE ? "error" : "failure";

	fputs("    <testcase classname=\"gopx check\" name=\"", stdout);
	put_xml(json_string_value(r->file));
	if (r->outcome == CHECK_SAME) {
		fputs("\"/>\n", stdout);
		return;
	}
	printf("\">\n      <%s message=\"%s\">", element, clause(r->outcome));
	for (size_t d = 0; d < json_array_size(r->differences); d++) {
		fputs(d ? "\n" : "", stdout);
		put_xml(line_of(r, d));
	}
	if (r->fault)
		put_xml(r->fault);
	printf("</%s>\n    </testcase>\n", element);
}

static void print_junit(const struct check_result *results, size_t count)
{
	size_t errors = 0;

	for (size_t i = 0; i < count; i++)
		errors += results[i].outcome == CHECK_UNREADABLE;
	printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	       "<testsuites>\n"
	       "  <testsuite name=\"gopx check\" tests=\"%zu\" failures=\"%zu\" "
	       "errors=\"%zu\">\n",
	       count, count - count_same(results, count) - errors, errors);
	for (size_t i = 0; i < count; i++)
		print_testcase(&results[i]);
	fputs("  </testsuite>\n</testsuites>\n", stdout);
}

void check_print(enum check_format format, const struct check_result *results,
		 size_t count)
{
	switch (format) {
	case CHECK_TEXT:
		print_text(results, count);
		return;
	case CHECK_TAP:
		print_tap(results, count);
		return;
	case CHECK_JUNIT:
		print_junit(results, count);
		return;
	}
}
