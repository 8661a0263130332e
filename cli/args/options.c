/* SPDX-License-Identifier: BSD-2-Clause */
/* options.c - parse command lines with tables of options */
#include "args/options.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "args/suggest.h"
#include "words/terminal.h"

/* The column of the help in which the explanations of options start. */
#define HELP_COLUMN 34

struct parser {
	const char *who;
	const struct option_table *const *tables;
	void *values;
	char **next; /* the words that were not read yet */
	char **end;
};

static const struct option *find_long(const struct parser *p, const char *name,
				      size_t len)
{
	for (const struct option_table *const *t = p->tables; *t; t++) {
		for (size_t i = 0; i < (*t)->count; i++) {
			const struct option *o = &(*t)->options[i];

			if (strlen(o->name) == len && !memcmp(o->name, name, len))
				return o;
		}
	}
	return NULL;
}

static const struct option *find_letter(const struct parser *p, char letter)
{
	for (const struct option_table *const *t = p->tables; *t; t++) {
		for (size_t i = 0; i < (*t)->count; i++) {
			if ((*t)->options[i].letter == letter)
				return &(*t)->options[i];
		}
	}
	return NULL;
}

static void complain_unknown(const struct parser *p, const char *name, size_t len)
{
	struct nearest near = nearest_start(name, len);

	for (const struct option_table *const *t = p->tables; *t; t++) {
		for (size_t i = 0; i < (*t)->count; i++)
			nearest_offer(&near, (*t)->options[i].name);
	}
	if (near.best)
		report(p->who, "unknown option '--%.*s'; did you mean '--%s'?", (int)len,
		       name, near.best);
	else
		report(p->who, "unknown option '--%.*s'; 'gopx help %s' lists them",
		       (int)len, name, p->who);
}

/* Each suffix stands for 1024 times as much as the one before it. */
static bool parse_number(const char *text, uint64_t max, const char *suffixes,
			 uint64_t *out)
{
	unsigned int shift = 0;
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*out = strtoull(text, &end, 10);
	if (errno)
		return false;
	if (*suffixes && *end) {
		const char *s = strchr(suffixes, toupper((unsigned char)*end));

		if (!s)
			return false;
		shift = 10 * ((unsigned int)(s - suffixes) + 1);
		end++;
	}
	if (*end || *out == 0 || *out > max >> shift)
		return false;
	*out <<= shift;
	return true;
}

static bool parse_choice(const char *text, const char *words, int *out)
{
	size_t len = strlen(text);

	for (*out = 0;; (*out)++) {
		size_t word = strcspn(words, "|");

		if (len == word && !memcmp(text, words, len))
			return true;
		if (!words[word])
			return false;
		words += word + 1;
	}
}

/* Parse "pe32,raw", and add these words to those of earlier uses of the option. */
static bool parse_choices(const char *text, const char *words, uint32_t *out)
{
	char word[32];
	int choice;

	for (;; text++) {
		size_t len = strcspn(text, ",");

		snprintf(word, sizeof(word), "%.*s", (int)len, text);
		if (len >= sizeof(word) || !parse_choice(word, words, &choice))
			return false;
		*out |= (uint32_t)1 << choice;
		text += len;
		if (!*text)
			return true;
	}
}

static bool add_text(const char *text, struct texts *texts)
{
	if (texts->count == TEXTS_MAX)
		return false;
	texts->items[texts->count++] = text;
	return true;
}

static bool store(const struct parser *p, const struct option *o, const char *text)
{
	char *to = (char *)p->values + o->offset;
	uint64_t number;
	uint32_t count;
	int choice;

	assert(text || o->type == OPTION_HELP || o->type == OPTION_FLAG);
	switch (o->type) {
	case OPTION_HELP:
		return true;
	case OPTION_FLAG:
		memcpy(to, &(bool){ true }, sizeof(bool));
		return true;
	case OPTION_TEXT:
		memcpy(to, &text, sizeof(text));
		return true;
	case OPTION_TEXTS:
		return add_text(text, (struct texts *)(void *)to);
	case OPTION_SIZE:
		if (!parse_number(text, UINT64_MAX, "KMG", &number))
			break;
		memcpy(to, &number, sizeof(number));
		return true;
	case OPTION_COUNT:
		if (!parse_number(text, UINT32_MAX, "", &number))
			break;
		count = (uint32_t)number;
		memcpy(to, &count, sizeof(count));
		return true;
	case OPTION_CHOICE:
		if (!parse_choice(text, o->value, &choice))
			break;
		memcpy(to, &choice, sizeof(choice));
		return true;
	case OPTION_CHOICES:
		memcpy(&count, to, sizeof(count));
		if (!parse_choices(text, o->value, &count))
			break;
		memcpy(to, &count, sizeof(count));
		return true;
	}
	return false;
}

static const char *expected(const struct option *o)
{
	switch (o->type) {
	case OPTION_SIZE:
		return "a size above 0 such as 4096, 64K, 512M or 2G";
	case OPTION_COUNT:
		return "a number from 1 to 4294967295";
	default:
		return o->value;
	}
}

/* 'text' is the value in the same word as the option, or NULL. */
static bool take(struct parser *p, const struct option *o, const char *text)
{
	if (!o->value && text) {
		report(p->who, "option '--%s' takes no value", o->name);
		return false;
	}
	if (o->value && !text) {
		if (p->next == p->end) {
			report(p->who, "option '--%s' needs a value: %s", o->name,
			       expected(o));
			return false;
		}
		text = *p->next++;
	}
	if (!store(p, o, text)) {
		report(p->who, "option '--%s': '%s' is not %s", o->name, text,
		       expected(o));
		return false;
	}
	return true;
}

static enum options_result parse_long(struct parser *p, const char *word)
{
	size_t len = strcspn(word, "=");
	const struct option *o = find_long(p, word, len);

	if (!o) {
		complain_unknown(p, word, len);
		return OPTIONS_BAD;
	}
	if (!take(p, o, word[len] ? word + len + 1 : NULL))
		return OPTIONS_BAD;
	return o->type == OPTION_HELP ? OPTIONS_HELP : OPTIONS_OK;
}

/* "-ab" is "-a -b", and "-oDIR" is "-o DIR". */
static enum options_result parse_letters(struct parser *p, const char *letters)
{
	for (; *letters; letters++) {
		const struct option *o = find_letter(p, *letters);

		if (!o) {
			report(p->who, "unknown option '-%s'; 'gopx help %s' lists them",
			       letters, p->who);
			return OPTIONS_BAD;
		}
		if (o->value)
			return take(p, o, letters[1] ? letters + 1 : NULL) ? OPTIONS_OK
									   : OPTIONS_BAD;
		if (o->type == OPTION_HELP)
			return OPTIONS_HELP;
		store(p, o, NULL);
	}
	return OPTIONS_OK;
}

enum options_result options_parse(const char *who,
				  const struct option_table *const *tables,
				  struct operands *in, void *values)
{
	struct parser p = { .who = who, .tables = tables, .values = values };
	enum options_result result = OPTIONS_OK;
	bool ended = false;

	p.next = in->words;
	p.end = in->words + in->count;
	in->count = 0;
	while (result == OPTIONS_OK && p.next < p.end) {
		char *word = *p.next++;

		if (ended || word[0] != '-' || !word[1])
			in->words[in->count++] = word;
		else if (word[1] != '-')
			result = parse_letters(&p, word + 1);
		else if (word[2])
			result = parse_long(&p, word + 2);
		else
			ended = true;
	}
	return result;
}

static void print_option(const struct option *o)
{
	struct text_flow flow = text_flow(HELP_COLUMN);
	char left[80];
	int len;

	len = snprintf(left, sizeof(left), "  %c%c%s--%s%s%s", o->letter ? '-' : ' ',
		       o->letter ? o->letter : ' ', o->letter ? ", " : "  ", o->name,
		       o->value ? " " : "", o->value ? o->value : "");
	printf("%-*s", HELP_COLUMN, left);
	if (len + 2 > HELP_COLUMN)
		printf("\n%*s", HELP_COLUMN, "");
	text_flow_put(&flow, o->help);
	text_flow_end(&flow);
}

void options_print(const struct option_table *table)
{
	printf("\n%s:\n", table->title);
	for (size_t i = 0; i < table->count; i++)
		print_option(&table->options[i]);
}
