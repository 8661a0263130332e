/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gop_version.c - the version of a graphics driver, which is not stored as one string
 *
 * When asked for its name, the driver appends " [", the major number, ".", the minor
 * number, ".", the build number and "]".  Other code may use the same strings, so only
 * the code that appends them shows which strings form the version.  The order in which
 * this code refers to the strings gave the right version for each of 44 drivers, 2.0 to
 * 22.1.
 */
#include <stdio.h>
#include <string.h>

#include "find/driver/gop_facts.h"
#include "format/pe/pe_code.h"

#define DIGITS_MAX  5
#define NUMBERS_MAX 4 /* major, minor and build number, or four numbers */
/* limit of other strings between " [" and "]"; known drivers have 8 */
#define REFS_BETWEEN 24

/* A string of the version: "9"; or two numbers in one string, "3.0". */
struct number {
	char text[2 * DIGITS_MAX + 2]; /* "": none */
	size_t count;                  /* how many numbers the string contains */
};

/* The UTF-16 string at the start of s, if it is a number, or two with a dot. */
static struct number take_number(struct gx_span s)
{
	struct number n = { "", 1 };
	struct gx_reader r = gx_reader(s);
	size_t digits = 0;

	for (size_t i = 0; i < sizeof(n.text); i++) {
		uint16_t c = gx_le16(&r);

		if (c == 0 && digits && !r.failed)
			return n;
		if (c == '.' && digits && n.count == 1) {
			n.count = 2;
			digits = 0;
		} else if (c < '0' || c > '9' || digits++ == DIGITS_MAX) {
			break;
		}
		n.text[i] = (char)c;
	}
	return (struct number){ "", 0 };
}

/* ---- the version from the code --------------------------------------------- */

struct version_parts {
	struct number items[NUMBERS_MAX];
	size_t count;   /* number of strings */
	size_t numbers; /* count of numbers in all strings */
	size_t dots;    /* strings "." */
};

static void add_part(struct version_parts *p, const struct number *n)
{
	if (p->count < NUMBERS_MAX)
		p->items[p->count++] = *n;
	p->numbers += n->count;
}

/*
 * A version has three or four numbers.  References to the dots may be missing, because
 * the compiler keeps their address in a register.  Four numbers are accepted only if each
 * is a string of its own.
 */
static bool is_version(const struct version_parts *p)
{
	if (p->count == NUMBERS_MAX)
		return p->numbers == NUMBERS_MAX && p->dots == NUMBERS_MAX - 1;
	return p->numbers == NUMBERS_MAX || p->numbers == NUMBERS_MAX - 1;
}

static void put_parts(struct gx_gop_version *out, const struct version_parts *p)
{
	size_t len = 0;

	for (size_t i = 0; i < p->count && len < sizeof(out->text); i++)
		len += (size_t)snprintf(out->text + len, sizeof(out->text) - len, "%s%s",
					i ? "." : "", p->items[i].text);
}

/* The strings to which the code refers after " [" and before "]". */
static bool from_references(const struct gx_gop_pe *driver, struct gx_gop_version *out)
{
	static const char opening[] = " \0[\0\0", closing[] = "]\0\0", dot[] = ".\0\0";
	struct gx_pe_refs refs = gx_pe_refs(driver->map, driver->pe);
	struct version_parts parts = { .count = 0 };
	struct gx_span target;
	size_t left = 0;

	while (gx_pe_ref_next(&refs, &target)) {
		struct number n = take_number(target);

		if (gx_span_starts(target, opening, sizeof(opening))) {
			left = REFS_BETWEEN;
			parts = (struct version_parts){ .count = 0 };
		} else if (left && gx_span_starts(target, closing, sizeof(closing))) {
			if (is_version(&parts))
				break;
			left = 0;
		} else if (left) {
			left--;
			parts.dots += gx_span_starts(target, dot, sizeof(dot));
			if (n.count)
				add_part(&parts, &n);
		}
	}
	if (!left || !is_version(&parts))
		return false;
	put_parts(out, &parts);
	return true;
}

/* ---- the version from strings alone ---------------------------------------- */

/* The range, in bytes after the name of the driver, that contains the strings of the
 * version. */
#define STRINGS_FROM 0x28
#define STRINGS_TO   0x220

/* Room for a number of one or two digits, and the fill bytes after it. */
#define NEXT_WITHIN 16

struct candidate {
	struct number number;
	size_t at; /* its offset; 0: not found */
};

/* True if the text at 'at' continues text that starts before it. */
static bool goes_on(struct gx_span driver, size_t at)
{
	struct gx_reader r = gx_reader(gx_span_tail(driver, at - 2));
	uint16_t c = gx_le16(&r);

	return c == '.' || (c >= '0' && c <= '9');
}

/* A build number has at least three digits here; no driver has the major number 0. */
static bool is_build(const struct number *n)
{
	return n->count == 1 && strlen(n->text) >= 3;
}

static bool is_major(const struct number *n)
{
	return n->count && n->text[0] != '0' && (n->count > 1 || strlen(n->text) <= 2);
}

static bool is_minor(const struct number *n)
{
	return n->count == 1 && strlen(n->text) <= 2;
}

/* The first number at or after 'from' that may be part of the version. */
static struct candidate next_number(struct gx_span driver, size_t from, size_t end,
				    bool (*wanted)(const struct number *n))
{
	for (size_t at = from; at < end; at += 4) {
		struct number n = take_number(gx_span_tail(driver, at));

		if (n.count && !goes_on(driver, at) && wanted(&n))
			return (struct candidate){ n, at };
	}
	return (struct candidate){ { "", 0 }, 0 };
}

/*
 * Derive the version from the strings alone.  The first short number is the major one.
 * The minor number is known only if the three strings follow each other, as in drivers
 * for ia32.  Otherwise the strings "0" and "1" may serve other uses, too.
 */
static void from_strings(const struct gx_gop_pe *driver, struct gx_gop_version *out)
{
	size_t from = driver->name_at + STRINGS_FROM, end = driver->name_at + STRINGS_TO;
	struct candidate build = next_number(driver->bytes, from, end, is_build);
	struct candidate major = next_number(driver->bytes, from, end, is_major);
	struct candidate minor;
	struct version_parts parts = { .count = 0 };

	if (!build.at || !major.at)
		return;
	minor = next_number(driver->bytes, major.at + 4, end, is_minor);
	add_part(&parts, &major.number);
	if (minor.at && minor.at < build.at && minor.at - major.at <= NEXT_WITHIN &&
	    build.at - minor.at <= NEXT_WITHIN)
		add_part(&parts, &minor.number);
	else if (major.number.count == 1)
		add_part(&parts, &(struct number){ "?", 1 });
	add_part(&parts, &build.number);
	put_parts(out, &parts);
}

void gx_gop_version_find(const struct gx_gop_pe *driver, struct gx_gop_version *out)
{
	*out = (struct gx_gop_version){ .text = "" };
	out->exact = from_references(driver, out);
	if (!out->exact && driver->named)
		from_strings(driver, out);
}
