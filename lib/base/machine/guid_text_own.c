/* SPDX-License-Identifier: BSD-2-Clause */
/* guid_text_own.c - EFI_GUID to text and back, without libuuid */
#include <string.h>

#include "base/guid.h"

#define TEXT_LEN (GX_GUID_TEXT_SIZE - 1)

/* For each byte of a GUID in an image: its place in the text (UEFI 2.3, A). */
static const uint8_t places[16] = { 6,  4,  2,  0,  11, 9,  16, 14,
				    19, 21, 24, 26, 28, 30, 32, 34 };

void gx_guid_format(const struct gx_guid *g, char out[GX_GUID_TEXT_SIZE])
{
	static const char digits[] = "0123456789ABCDEF";

	memset(out, '-', TEXT_LEN);
	out[TEXT_LEN] = '\0';
	for (size_t i = 0; i < sizeof(places); i++) {
		out[places[i]] = digits[g->b[i] >> 4];
		out[places[i] + 1] = digits[g->b[i] & 15];
	}
}

/* The value of a hex digit; 16 for another character. */
static unsigned int digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (unsigned int)(at - digits) & 15 : 16;
}

static bool has_dashes(const char *text)
{
	return text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

bool gx_guid_parse(const char *text, struct gx_guid *out)
{
	struct gx_guid guid;

	*out = (struct gx_guid){ { 0 } };
	if (strlen(text) != TEXT_LEN || !has_dashes(text))
		return false;
	for (size_t i = 0; i < sizeof(places); i++) {
		unsigned int high = digit(text[places[i]]);
		unsigned int low = digit(text[places[i] + 1]);

		if (high > 15 || low > 15)
			return false;
		guid.b[i] = (uint8_t)(high << 4 | low);
	}
	*out = guid;
	return true;
}
