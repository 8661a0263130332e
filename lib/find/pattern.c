/* SPDX-License-Identifier: BSD-2-Clause */
/* pattern.c - parse a pattern to bytes and masks */
#include "find/pattern.h"

#include "base/guid.h"

#define TEXT_MIN 2
#define TEXT_MAX (GX_PATTERN_MAX / 2)

static void append(struct gx_masked_string *s, uint8_t value, uint8_t mask)
{
	s->bytes[s->len++] = (struct gx_masked){ value & mask, mask };
}

/* ---- hex ------------------------------------------------------------------ */

/* Convert a hex digit; ? becomes an empty mask.  False for any other character. */
static bool take_digit(char c, struct gx_masked *out)
{
	uint8_t value = 0;

	*out = (struct gx_masked){ 0, 0 };
	if (c == '?')
		return true;
	if (c >= '0' && c <= '9')
		value = (uint8_t)(c - '0');
	else if (c >= 'a' && c <= 'f')
		value = (uint8_t)(c - 'a' + 10);
	else if (c >= 'A' && c <= 'F')
		value = (uint8_t)(c - 'A' + 10);
	else
		return false;
	*out = (struct gx_masked){ value, 0xf };
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *parse_hex(const char *text, struct gx_masked_string *s)
{
	struct gx_masked high, low;
	uint8_t fixed = 0;

	for (; *text; text++) {
		if (is_blank(*text))
			continue;
		if (!take_digit(text[0], &high))
			return "may contain only hex digits, ? for any digit, and blanks";
		if (!text[1] || is_blank(text[1]))
			return "has a byte with only one digit; write two for each byte";
		if (!take_digit(text[1], &low))
			return "may contain only hex digits, ? for any digit, and blanks";
		if (s->len == GX_PATTERN_MAX)
			return "is too long: the limit is 256 bytes";
		append(s, (uint8_t)(high.value << 4 | low.value),
		       (uint8_t)(high.mask << 4 | low.mask));
		fixed |= high.mask | low.mask;
		text++;
	}
	if (s->len == 0)
		return "is empty";
	return fixed ? NULL : "has no fixed digit";
}

/* ---- text ----------------------------------------------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The two cases of an ASCII letter differ in one bit. */
static uint8_t case_mask(char c)
{
	return is_letter(c) ? 0xdf : 0xff;
}

static const char *parse_text(const char *text, struct gx_search_pattern *out)
{
	struct gx_masked_string *ascii = &out->strings[0];
	struct gx_masked_string *utf16 = &out->strings[1];

	for (; *text; text++) {
		if (*text < ' ' || *text > '~')
			return "takes printable ASCII; hex takes any bytes";
		if (ascii->len == TEXT_MAX)
			return "is too long: the limit is 128 characters";
		append(ascii, (uint8_t)*text, case_mask(*text));
		append(utf16, (uint8_t)*text, case_mask(*text));
		append(utf16, 0, 0xff);
	}
	/* A single character would be found at the same place in both encodings. */
	if (ascii->len < TEXT_MIN)
		return "is too short: it takes two characters or more";
	out->count = 2;
	out->utf16 = 1;
	return NULL;
}

/* --------------------------------------------------------------------------- */

static const char *parse_guid(const char *text, struct gx_masked_string *s)
{
	struct gx_guid guid;

	if (!gx_guid_parse(text, &guid))
		return "is not of the form 9042A9DE-23DC-4A38-96FB-7ADED080516A";
	for (size_t i = 0; i < sizeof(guid.b); i++)
		append(s, guid.b[i], 0xff);
	return NULL;
}

static const char *parse(enum gopx_pattern_kind kind, const char *text,
			 struct gx_search_pattern *out)
{
	out->count = out->utf16 = 1;
	switch (kind) {
	case GOPX_PATTERN_HEX:
		return parse_hex(text, &out->strings[0]);
	case GOPX_PATTERN_TEXT:
		return parse_text(text, out);
	case GOPX_PATTERN_GUID:
		return parse_guid(text, &out->strings[0]);
	}
	return "has an unknown kind";
}

const char *gx_pattern_parse(enum gopx_pattern_kind kind, const char *text,
			     struct gx_search_pattern *out)
{
	const char *wrong;

	*out = (struct gx_search_pattern){ .count = 0 };
	wrong = parse(kind, text, out);
	if (wrong)
		*out = (struct gx_search_pattern){ .count = 0 };
	return wrong;
}
