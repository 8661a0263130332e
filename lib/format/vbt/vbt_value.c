/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_value.c - the values of a VBT's fields as text, and back */
#include "format/vbt/vbt_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "format/vbt/vbt_sequence.h"

#define PNP_ID_LENGTH 7 /* three letters and four digits */

static bool is_printable(uint8_t c)
{
	return c >= ' ' && c < 0x7f;
}

/* ---- from a value to text ------------------------------------------------------ */

static void text_of(struct gx_span bytes, char *out)
{
	size_t len = gx_span_find(bytes, gx_span("", 1));

	//@ loop variant len - i;
	for (size_t i = 0; i < len; i++) {
		uint8_t c = gx_span_at(bytes, i);

		out[i] = is_printable(c) ? (char)c : '?';
	}
	out[len] = 0;
}

/* A PnP id as in EDID: three letters of five bits each, big-endian, then the product. */
static void pnp_id_of(struct gx_span bytes, char out[GX_VBT_VALUE_SIZE])
{
	struct gx_reader r = gx_reader(bytes);
	uint16_t letters = gx_be16(&r), product = gx_le16(&r);
	char maker[4] = { 0 };

	//@ loop variant 3 - i;
	for (unsigned int i = 0; i < 3; i++)
		maker[i] = (char)('@' + (letters >> (10 - 5 * i) & 0x1f));
	snprintf(out, GX_VBT_VALUE_SIZE, "%s%04X", maker, product);
}

static const char *word_of(const struct gx_vbt_field *field, uint64_t number)
{
	for (const struct gx_vbt_word *w = field->words; w->word; w++) {
		if (w->value == number)
			return w->word;
	}
	return NULL;
}

static void number_of(const struct gx_vbt_field *field, uint64_t number,
		      char out[GX_VBT_VALUE_SIZE])
{
	const char *word = NULL;

	if (field->form == GX_VBT_WORD)
		word = word_of(field, number);
	if (field->form == GX_VBT_FLAG)
		word = number ? "yes" : "no";
	if (word)
		snprintf(out, GX_VBT_VALUE_SIZE, "%s", word);
	else if (field->form == GX_VBT_NUMBER)
		snprintf(out, GX_VBT_VALUE_SIZE, "%" PRIu64, number);
	else
		snprintf(out, GX_VBT_VALUE_SIZE, "0x%" PRIx64, number);
}

static void sequences_of(const struct gx_vbt *vbt, uint64_t bit,
			 char out[GX_VBT_VALUE_SIZE])
{
	//@ loop variant GX_VBT_MIPI_PANELS - i;
	for (size_t i = 0; i < GX_VBT_MIPI_PANELS; i++) {
		struct gx_span s = gx_vbt_sequences(vbt, i);

		if (s.len && gx_span_offset(vbt->table, s) == bit / 8)
			gx_vbt_sequence_names(vbt, s, out, GX_VBT_VALUE_SIZE);
	}
}

void gx_vbt_value_text(const struct gx_vbt *vbt, const struct gx_vbt_field *field,
		       uint64_t bit, char out[GX_VBT_VALUE_SIZE])
{
	out[0] = 0;
	if (field->form == GX_VBT_SEQUENCES)
		sequences_of(vbt, bit, out);
	else if (field->form == GX_VBT_TEXT)
		text_of(gx_vbt_field_bytes(vbt, field, bit), out);
	else if (field->form == GX_VBT_PNP_ID)
		pnp_id_of(gx_vbt_field_bytes(vbt, field, bit), out);
	else
		number_of(field, gx_vbt_field_number(vbt, field, bit), out);
}

/* ---- from text to a value ------------------------------------------------------ */

/*@
  assigns \nothing;
*/
static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

/* Decimal digits, or 0x and hexadecimal digits; up to 32 bits. */
/*@
  requires valid_read_string(text) && \valid(number);
  assigns *number;
*/
static bool plain_number(const char *text, uint64_t *number)
{
	uint64_t base = 10, value = 0;

	if (text[0] == '0' && text[1] == 'x') {
		base = 16;
		text += 2;
	}
	if (!*text)
		return false;
	/*@
	  loop invariant valid_read_string(text);
	  loop assigns text, value;
	  loop variant strlen(text);
	*/
	for (; *text; text++) {
		uint64_t digit = (uint64_t)digit_of(*text);

		if (digit >= base)
			return false;
		value = value * base + digit;
		if (value > UINT32_MAX)
			return false;
	}
	*number = value;
	return true;
}

/*
 * True for a field that also takes numbers without a word, such as the type of an output.
 */
static bool takes_bits(const struct gx_vbt_field *field)
{
	return field->form == GX_VBT_BITS ||
	       (field->group == GOPX_VBT_OF_OUTPUT && field->width == 16);
}

uint64_t gx_vbt_value_most(const struct gx_vbt_field *field)
{
	uint64_t most = (UINT64_C(1) << (field->width + field->high_width)) - 1;

	most += field->bias;
	return field->scale ? most * field->scale : most;
}

bool gx_vbt_value_number(const struct gx_vbt_field *field, const char *text,
			 uint64_t *number)
{
	*number = 0;
	if (field->form == GX_VBT_FLAG) {
		*number = !strcmp(text, "yes");
		return *number || !strcmp(text, "no");
	}
	for (const struct gx_vbt_word *w = field->words; w && w->word; w++) {
		if (!strcmp(w->word, text)) {
			*number = w->value;
			return true;
		}
	}
	if (field->form == GX_VBT_WORD && !takes_bits(field))
		return false;
	return plain_number(text, number) && *number <= gx_vbt_value_most(field);
}

static bool store_text(uint8_t *at, size_t size, const char *text)
{
	size_t len = strlen(text);

	if (len > size)
		return false;
	//@ loop variant len - i;
	for (size_t i = 0; i < len; i++) {
		if (!is_printable((uint8_t)text[i]))
			return false;
	}
	memset(at, 0, size);
	memcpy(at, text, len);
	return true;
}

static bool store_pnp_id(uint8_t *at, const char *text)
{
	unsigned letters = 0, product = 0;

	if (strlen(text) != PNP_ID_LENGTH)
		return false;
	//@ loop variant 3 - i;
	for (size_t i = 0; i < 3; i++) {
		if (text[i] < '@' || text[i] > '_')
			return false;
		letters = letters << 5 | (unsigned)(text[i] - '@');
	}
	//@ loop variant PNP_ID_LENGTH - i;
	for (size_t i = 3; i < PNP_ID_LENGTH; i++) {
		if (digit_of(text[i]) > 15)
			return false;
		product = product << 4 | (unsigned)digit_of(text[i]);
	}
	at[0] = (uint8_t)(letters >> 8);
	at[1] = (uint8_t)letters;
	at[2] = (uint8_t)product;
	at[3] = (uint8_t)(product >> 8);
	return true;
}

bool gx_vbt_value_store(uint8_t *table, const struct gx_vbt_field *field, uint64_t bit,
			const char *text)
{
	uint64_t number;

	if (field->form == GX_VBT_TEXT)
		return store_text(table + bit / 8, field->width, text);
	if (field->form == GX_VBT_PNP_ID)
		return store_pnp_id(table + bit / 8, text);
	return gx_vbt_value_number(field, text, &number) &&
	       gx_vbt_field_store(table, field, bit, number);
}
