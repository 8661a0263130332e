/* SPDX-License-Identifier: BSD-2-Clause */
/* foreign.c - signatures of files that people give by mistake */
#include "format/input/foreign.h"

#include <string.h>

/* A page may begin with a byte order mark and blank lines. */
#define PAGE_START 512

static const char web_advice[] = "save the file itself, not the page that offers it";
static const char picture_advice[] = "a picture holds no firmware";

static const struct signature {
	const char *bytes;
	size_t len;
	struct gx_foreign what;
} signatures[] = {
	{ "\xff\xd8\xff", 3, { "JPEG picture", picture_advice } },
	{ "\x89PNG\r\n\x1a\n", 8, { "PNG picture", picture_advice } },
	{ "GIF8", 4, { "GIF picture", picture_advice } },
	{ "%PDF-", 5, { "PDF document", "a document holds no firmware" } },
	{ "\x7f"
	  "ELF",
	  4,
	  { "ELF program", NULL } },
	{ "\xca\xfe\xba\xbe", 4, { "Java or Mach-O program", NULL } },
	{ "SQLite format 3", 15, { "SQLite database", NULL } },
	{ "KDMV", 4, { "VMware disk image", "scan the file in it" } },
	{ "conectix", 8, { "VHD disk image", "scan the file in it" } },
	{ "vhdxfile", 8, { "VHDX disk image", "scan the file in it" } },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	  8,
	  { "compound file (MSI, DOC)", "unpack it with 7z, then scan the result" } },
};

static const struct gx_foreign web_page = { "web page (HTML)", web_advice };

/* "<!DOCTYPE HTML" and "<html", in either case, after a mark and blanks. */
static bool is_page(struct gx_span at)
{
	static const char *const starts[] = { "<!doctype html", "<html" };
	char text[PAGE_START + 1] = "";
	size_t pos = gx_span_starts(at, "\xef\xbb\xbf", 3) ? 3 : 0;

	at = gx_span_head(gx_span_tail(at, pos), PAGE_START);
	//@ loop variant at.len - i;
	for (size_t i = 0; i < at.len; i++) {
		uint8_t c = gx_span_at(at, i);

		text[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	pos = strspn(text, " \t\r\n");
	//@ loop variant sizeof(starts) / sizeof(starts[0]) - i;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (!strncmp(text + pos, starts[i], strlen(starts[i])))
			return true;
	}
	return false;
}

const struct gx_foreign *gx_foreign_of(struct gx_span at)
{
	//@ loop variant sizeof(signatures) / sizeof(signatures[0]) - i;
	for (size_t i = 0; i < sizeof(signatures) / sizeof(signatures[0]); i++) {
		const struct signature *s = &signatures[i];

		if (gx_span_starts(at, s->bytes, s->len))
			return &s->what;
	}
	return is_page(at) ? &web_page : NULL;
}
