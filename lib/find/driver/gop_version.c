/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gop_version.c - the version of a graphics driver, which no string holds whole
 *
 * The driver appends " [", the major number, ".", the minor number, ".", the build
 * number and "]" to its name when it is asked for it.  The linker shares these
 * strings with others, so only the code says which of them are meant: its references
 * in their order were right for every one of 44 drivers, 2.0 to 22.1.
 */
#include <stdio.h>
#include <string.h>

#include "find/driver/gop_facts.h"
#include "format/pe/pe_code.h"

#define DIGITS_MAX   5
#define NUMBERS      3  /* major, minor, build */
#define REFS_BETWEEN 24 /* references from " [" to "]"; 8 in the drivers seen */

struct number {
	char digits[DIGITS_MAX + 1]; /* "": none */
};

/* The UTF-16 string at the start of s, when it is one to five digits. */
static struct number take_number(struct gx_span s)
{
	struct number n = { "" };
	struct gx_reader r = gx_reader(s);

	for (size_t i = 0; i <= DIGITS_MAX; i++) {
		uint16_t c = gx_le16(&r);

		if (c == 0 && !r.failed)
			return n;
		if (c < '0' || c > '9' || i == DIGITS_MAX)
			break;
		n.digits[i] = (char)c;
	}
	return (struct number){ "" };
}

static void put_version(struct gx_gop_version *out, const struct number *major,
			const char *minor, const struct number *build)
{
	snprintf(out->text, sizeof(out->text), "%s.%s.%s", major->digits, minor,
		 build->digits);
}

/*
 * Exactly three numbers are referred to between " [" and "]".  The two dots may be
 * missing (the compiler keeps their address in a register) and are not looked at.
 */
static bool from_references(const struct gx_gop_image *image, struct gx_gop_version *out)
{
	static const char opening[] = " \0[\0\0", closing[] = "]\0\0";
	struct gx_pe_refs refs = gx_pe_refs(image->map, image->pe);
	struct number numbers[NUMBERS + 1];
	size_t count = 0, left = 0;
	struct gx_span target;

	while (gx_pe_ref_next(&refs, &target)) {
		struct number n = take_number(target);

		if (gx_span_starts(target, opening, sizeof(opening))) {
			left = REFS_BETWEEN;
			count = 0;
		} else if (left && gx_span_starts(target, closing, sizeof(closing))) {
			if (count == NUMBERS)
				break;
			left = 0;
		} else if (left) {
			left--;
			if (n.digits[0] && count <= NUMBERS)
				numbers[count++] = n;
		}
	}
	if (!left || count != NUMBERS)
		return false;
	put_version(out, &numbers[0], numbers[1].digits, &numbers[2]);
	return true;
}

/* ---- from strings alone ---------------------------------------------------- */

/* The strings of the version lie in this range behind the name of the driver. */
#define STRINGS_FROM 0x28
#define STRINGS_TO   0x220

/* Room for a number of one or two digits and the filler behind it. */
#define NEXT_WITHIN 16

struct candidate {
	struct number number;
	size_t at; /* offset of it; 0: not found */
};

static bool ends_in_digit(struct gx_span image, size_t end)
{
	struct gx_reader r = gx_reader(gx_span_tail(image, end - 2));
	uint16_t c = gx_le16(&r);

	return c >= '0' && c <= '9';
}

/* The first number of 'least' to 'most' digits at or after 'from', which is not 0. */
static struct candidate next_number(struct gx_span image, size_t from, size_t end,
				    size_t least, size_t most)
{
	for (size_t at = from; at < end; at += 4) {
		struct number n = take_number(gx_span_tail(image, at));
		size_t len = strlen(n.digits);

		if (len == 0 || ends_in_digit(image, at))
			continue;
		if (len >= least && len <= most)
			return (struct candidate){ n, at };
	}
	return (struct candidate){ { "" }, 0 };
}

/*
 * Without the references: a build number has three digits or more here, and the
 * first shorter number is the major one.  The minor number is known where the three
 * follow each other, as in drivers for ia32; "0" and "1" are shared otherwise.
 */
static void from_strings(const struct gx_gop_image *image, struct gx_gop_version *out)
{
	size_t from = image->name_at + STRINGS_FROM, end = image->name_at + STRINGS_TO;
	struct candidate build = next_number(image->bytes, from, end, 3, DIGITS_MAX);
	struct candidate major = next_number(image->bytes, from, end, 1, 2);
	struct candidate minor;

	if (!build.at || !major.at)
		return;
	minor = next_number(image->bytes, major.at + 4, end, 1, 2);
	if (minor.at && minor.at < build.at && minor.at - major.at <= NEXT_WITHIN &&
	    build.at - minor.at <= NEXT_WITHIN)
		put_version(out, &major.number, minor.number.digits, &build.number);
	else
		put_version(out, &major.number, "?", &build.number);
}

void gx_gop_version_find(const struct gx_gop_image *image, struct gx_gop_version *out)
{
	*out = (struct gx_gop_version){ .text = "" };
	out->exact = from_references(image, out);
	if (!out->exact && image->named)
		from_strings(image, out);
}
