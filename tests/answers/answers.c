/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * answers.c - usage: answers_ROOM FILE [--update | --brief | {--only | --print} SUBJECT]
 *
 * FILE is the record. It has one line for each subject: the number of inputs tried, the
 * number of limits found, and the checksum of all answers. --only compares one subject.
 * --print prints the answers of a subject. Compare the output of two builds to see what
 * changed. --brief is for sanitizers: it tries each length and each changed byte, and
 * compares nothing.
 */
#include "answers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 512, VALUES_MAX = 320, LENGTHS = 700, LINE = 256, AFTER = 64 };

struct trial {
	const struct subject *subject;
	struct fwbytes right; /* the valid input */
	uint8_t *data;        /* the copy with the changes */
	size_t len, from, to; /* the changes are in 'from' to 'to' */
	bool *matters;        /* for each byte: true if the answer depends on it */
	bool print, brief;
	uint64_t asked, limits, sum;
};

/* ---- building an answer ----------------------------------------------------- */

static uint64_t mixed(uint64_t sum, uint64_t value)
{
	sum = (sum ^ value) * UINT64_C(0x9e3779b97f4a7c15);
	return sum ^ sum >> 29;
}

void say_form(struct answer *a, uint64_t form)
{
	a->form = mixed(a->form, form + 1);
	a->all = mixed(a->all, form + 1);
}

void say(struct answer *a, uint64_t value)
{
	a->all = mixed(a->all, value + 1);
}

void say_span(struct answer *a, struct gx_span whole, struct gx_span part)
{
	say_form(a, part.len > 0);
	say(a, part.len);
	say(a, part.len ? (uint64_t)(part.ptr - whole.ptr) : 0);
}

void say_bytes(struct answer *a, struct gx_span bytes)
{
	say(a, bytes.len);
	for (size_t i = 0; i < bytes.len; i++)
		say(a, gx_span_at(bytes, i));
}

void say_text(struct answer *a, const char *text)
{
	say_form(a, text != NULL);
	for (; text && *text; text++)
		say_form(a, (unsigned char)*text);
}

void say_guid(struct answer *a, const struct gx_guid *guid)
{
	say_bytes(a, gx_span(guid->b, sizeof(guid->b)));
}

static void *refusing_alloc(void *ctx, size_t size)
{
	struct answer_memory *memory = ctx;

	return memory->fails && --memory->fails == 0 ? NULL : malloc(size);
}

static void plain_free(void *ctx, void *ptr)
{
	(void)ctx;
	free(ptr);
}

struct gx_allocator answer_allocator(struct answer_memory *memory)
{
	return (struct gx_allocator){ refusing_alloc, plain_free, memory };
}

/* ---- one input -------------------------------------------------------------- */

static struct answer ask(struct trial *t, uint8_t *data, size_t len)
{
	struct answer a = { 0 };

	if (t->subject->repair)
		t->subject->repair(data, len);
	t->subject->ask(gx_span(data, len), &a);
	t->asked++;
	return a;
}

static void take(struct trial *t, const char *what, uint64_t at, uint64_t value,
		 struct answer a)
{
	t->sum = mixed(t->sum, a.all);
	if (t->print)
		printf("%s 0x%" PRIx64 " = 0x%" PRIx64 ": %08" PRIx32 " %08" PRIx32 "\n",
		       what, at, value, (uint32_t)a.form, (uint32_t)a.all);
}

static void restore(struct trial *t)
{
	memcpy(t->data, t->right.data, t->len);
}

/* Return the answer for the input with one changed field. */
static struct answer ask_with(struct trial *t, size_t at, unsigned width, uint64_t value)
{
	struct answer a;

	for (unsigned i = 0; i < width; i++) {
		unsigned shift = 8 * (t->subject->big ? width - 1 - i : i);

		t->data[at + i] = (uint8_t)(value >> shift);
	}
	a = ask(t, t->data, t->len);
	restore(t);
	return a;
}

static uint64_t field(const struct trial *t, size_t at, unsigned width)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < width; i++) {
		unsigned place = t->subject->big ? i : width - 1 - i;

		value = value << 8 | t->right.data[at + place];
	}
	return value;
}

/* ---- limits ----------------------------------------------------------------- */

typedef struct answer ask_fn(struct trial *t, size_t at, unsigned width, uint64_t value);

/*
 * Find a limit: the smallest value above 'low' whose answer has another form. Do nothing
 * if the answer for 'high' has the same form as the answer for 'low'.
 */
static void find_limit(struct trial *t, ask_fn *with, size_t at, unsigned width,
		       uint64_t low, uint64_t high)
{
	struct answer first = with(t, at, width, low), a = with(t, at, width, high);

	if (first.form == a.form)
		return;
	while (high - low > 1) {
		uint64_t middle = low + (high - low) / 2;
		struct answer there = with(t, at, width, middle);

		if (there.form == first.form) {
			low = middle;
		} else {
			high = middle;
			a = there;
		}
	}
	t->limits++;
	t->sum = mixed(t->sum, high);
	take(t, "limit", at, high, a);
}

/*
 * Return the answer for a prefix of the input. The decoder must not read the bytes after
 * the prefix. With --brief, the memory ends there, so that sanitizers report a read.
 */
static struct answer ask_prefix(struct trial *t, size_t at, unsigned width, uint64_t len)
{
	size_t after = t->brief ? 0 : AFTER;
	uint8_t *bytes = calloc(len + after ? len + after : 1, 1);
	struct answer a;

	(void)at;
	(void)width;
	if (!bytes)
		abort();
	memcpy(bytes, t->right.data, len + after < t->len ? len + after : t->len);
	a = ask(t, bytes, len);
	free(bytes);
	return a;
}

static void try_lengths(struct trial *t)
{
	size_t dense = t->subject->light ? LENGTHS / 4 : LENGTHS, step = t->len / 64 + 1;
	size_t len = 0;

	while (len < t->len) {
		bool near = len < dense || len + 64 >= t->len;
		size_t next = near ? len + 1 : len + step;

		take(t, "length", 0, len, ask_prefix(t, 0, 0, len));
		next = next < t->len ? next : t->len;
		if (next > len + 1)
			find_limit(t, ask_prefix, 0, 0, len, next);
		len = next;
	}
}

/* ---- bytes ------------------------------------------------------------------ */

static void find_bytes(struct trial *t, uint64_t right)
{
	for (size_t at = t->from; at < t->to; at++) {
		uint8_t b = t->right.data[at];
		struct answer inverted = ask_with(t, at, 1, (uint8_t)~b);
		struct answer more = ask_with(t, at, 1, (uint8_t)(b + 1));
		struct answer none = ask_with(t, at, 1, 0);

		take(t, "inverted", at, b, inverted);
		take(t, "more", at, b, more);
		take(t, "none", at, b, none);
		t->matters[at] = inverted.all != right || more.all != right ||
				 none.all != right;
	}
}

static void try_byte(struct trial *t, size_t at)
{
	uint8_t b = t->right.data[at];
	const uint8_t few[] = { 0, 1, 0x7f, 0xff, (uint8_t)(b + 1), (uint8_t)(b - 1) };

	for (unsigned value = 0; !t->subject->light && value < 256; value++)
		take(t, "byte", at, value, ask_with(t, at, 1, value));
	for (size_t i = 0; t->subject->light && i < sizeof(few); i++)
		take(t, "byte", at, few[i], ask_with(t, at, 1, few[i]));
	for (unsigned bit = 0; t->subject->light && bit < 8; bit++)
		take(t, "byte", at, b ^ 1u << bit, ask_with(t, at, 1, b ^ 1u << bit));
}

/* ---- fields ----------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

struct values {
	uint64_t items[VALUES_MAX];
	size_t count;
};

static void near(struct values *v, uint64_t value, unsigned width)
{
	uint64_t mask = UINT64_MAX >> (64 - 8 * width);

	for (int i = -2; i <= 2; i++) {
		if (v->count < VALUES_MAX)
			v->items[v->count++] = (value + (uint64_t)(int64_t)i) & mask;
	}
}

/*
 * Return values that may be limits of the field: a decoder may compare the field with
 * them.
 */
static struct values values_of(const struct trial *t, size_t at, unsigned width)
{
	struct values v = { .count = 0 };

	near(&v, 0, width);
	near(&v, field(t, at, width), width);
	near(&v, t->len, width);
	near(&v, t->len - at, width);
	near(&v, t->len - at - width, width);
	for (unsigned bit = 3; bit < 8 * width; bit += width == 2 ? 1 : 3)
		near(&v, UINT64_C(1) << bit, width);
	qsort(v.items, v.count, sizeof(v.items[0]), by_value);
	return v;
}

static void try_field(struct trial *t, size_t at, unsigned width)
{
	struct values v = values_of(t, at, width);
	struct answer before = { 0 };

	for (size_t i = 0; i < v.count; i++) {
		struct answer a;

		if (i && v.items[i] == v.items[i - 1])
			continue;
		a = ask_with(t, at, width, v.items[i]);
		take(t, "field", at, v.items[i], a);
		if (i && a.form != before.form && v.items[i] > v.items[i - 1] + 1)
			find_limit(t, ask_with, at, width, v.items[i - 1], v.items[i]);
		before = a;
	}
}

static bool all_matter(const struct trial *t, size_t at, unsigned width)
{
	for (unsigned i = 0; i < width; i++) {
		if (at + i >= t->to || !t->matters[at + i])
			return false;
	}
	return true;
}

/* ---- subjects --------------------------------------------------------------- */

static bool has_fields(const struct subject *s)
{
	return !s->light && !s->text;
}

static void try_all(struct trial *t)
{
	struct answer right = ask(t, t->data, t->len);

	take(t, "right", 0, t->len, right);
	restore(t);
	if (t->subject->once)
		return;
	try_lengths(t);
	find_bytes(t, right.all);
	for (size_t at = t->from; !t->brief && !t->subject->flips && at < t->to; at++) {
		if (!t->matters[at])
			continue;
		try_byte(t, at);
		for (unsigned width = 2; has_fields(t->subject) && width <= 8;
		     width *= 2) {
			if (all_matter(t, at, width))
				try_field(t, at, width);
		}
	}
}

enum manner { COMPLETE, BRIEF, PRINTED };

static void answer_line(const struct subject *s, enum manner manner, char line[LINE])
{
	struct trial t = { .subject = s,
			   .print = manner == PRINTED,
			   .brief = manner == BRIEF,
			   .from = s->from };

	s->build(&t.right);
	t.len = t.right.len;
	t.to = t.from + (s->window ? s->window : WINDOW);
	t.to = t.to < t.len ? t.to : t.len;
	t.data = malloc(t.len ? t.len : 1);
	t.matters = calloc(t.len ? t.len : 1, sizeof(*t.matters));
	if (!t.data || !t.matters)
		abort();
	restore(&t);
	try_all(&t);
	snprintf(line, LINE,
		 "%s: %" PRIu64 " tried, %" PRIu64 " limits, %016" PRIx64 "\n", s->name,
		 t.asked, t.limits, t.sum);
	free(t.data);
	free(t.matters);
	bytes_free(&t.right);
}

static int update(const char *path)
{
	FILE *out = fopen(path, "w");
	char line[LINE];

	if (!out)
		return EXIT_FAILURE;
	for (const struct subject *s = answers_subjects; s->name; s++) {
		answer_line(s, COMPLETE, line);
		fputs(line, out);
	}
	return fclose(out) ? EXIT_FAILURE : EXIT_SUCCESS;
}

/*
 * Compare each subject with its line in the record, and stop at the first difference. If
 * 'only' is not NULL, compare only the subject with this name.
 */
static int compare(const char *path, const char *only)
{
	FILE *in = fopen(path, "r");
	char line[LINE], recorded[LINE];
	int verdict = in ? EXIT_SUCCESS : EXIT_FAILURE;

	for (const struct subject *s = answers_subjects;
	     s->name && verdict == EXIT_SUCCESS; s++) {
		if (!fgets(recorded, sizeof(recorded), in))
			recorded[0] = '\0';
		if (only && strcmp(only, s->name) != 0)
			continue;
		answer_line(s, COMPLETE, line);
		if (strcmp(line, recorded) != 0) {
			printf("The answers differ from the record. Recorded:\n  "
			       "%sNow:\n  %s"
			       "If the change is right, run: ninja update-answers\n",
			       recorded, line);
			verdict = EXIT_FAILURE;
		}
	}
	if (in)
		fclose(in);
	return verdict;
}

static void each(enum manner manner, const char *name)
{
	char line[LINE];

	for (const struct subject *s = answers_subjects; s->name; s++) {
		if (!name || !strcmp(s->name, name))
			answer_line(s, manner, line);
	}
}

int main(int argc, char **argv)
{
	if (argc == 2)
		return compare(argv[1], NULL);
	if (argc == 4 && !strcmp(argv[2], "--only"))
		return compare(argv[1], argv[3]);
	if (argc == 3 && !strcmp(argv[2], "--update"))
		return update(argv[1]);
	each(argc == 3 ? BRIEF : PRINTED, argc == 3 ? NULL : argv[3]);
	return EXIT_SUCCESS;
}
