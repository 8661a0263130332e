/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pack_text_dump.c - text dumps in the forms of Intel's specification, RFC 4648 and some
 * programs
 */
#include "pack_text_dump.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define ROW   16
#define START 0xFFF0 /* of the first record */

static size_t row_len(const struct fwbytes *of, size_t at)
{
	return of->len - at < ROW ? of->len - at : ROW;
}

__attribute__((format(printf, 2, 3))) static void put_hex(struct fwbytes *o,
							  const char *format, ...)
{
	char text[32];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	put_text(o, text);
}

/* Put ':', count, address, type, data and a checksum. The sum of all these bytes is 0. */
static void put_record(struct fwbytes *o, unsigned int address, unsigned int type,
		       const uint8_t *data, size_t len)
{
	unsigned int sum = (unsigned int)len + (address >> 8) + address + type;

	put_hex(o, ":%02X", (unsigned int)len);
	put_hex(o, "%04X", address);
	put_hex(o, "%02X", type);
	for (size_t i = 0; i < len; i++) {
		put_hex(o, "%02X", data[i]);
		sum += data[i];
	}
	put_hex(o, "%02X\r\n", (0x100 - sum) & 0xFF);
}

void intel_hex_put(struct fwbytes *o, const struct fwbytes *of)
{
	for (size_t at = 0; at < of->len; at += ROW) {
		size_t address = START + at;
		uint8_t upper[2] = { (uint8_t)(address >> 24), (uint8_t)(address >> 16) };

		if (at == 0 || address % 0x10000 == 0)
			put_record(o, 0, 4, upper, sizeof(upper));
		put_record(o, (unsigned int)(address & 0xFFFF), 0, of->data + at,
			   row_len(of, at));
	}
	put_record(o, 0, 1, NULL, 0);
}

void xxd_put(struct fwbytes *o, const struct fwbytes *of)
{
	for (size_t at = 0; at < of->len; at += ROW) {
		put_hex(o, "%08x:", (unsigned int)at);
		for (size_t i = 0; i < ROW; i++) {
			if (i % 2 == 0)
				put_text(o, " ");
			if (i < row_len(of, at))
				put_hex(o, "%02x", of->data[at + i]);
			else
				put_text(o, "  ");
		}
		put_text(o, "  ff..............\n");
	}
}

static void put_hexdump_row(struct fwbytes *o, const struct fwbytes *of, size_t at)
{
	put_hex(o, "%08x ", (unsigned int)at);
	for (size_t i = 0; i < row_len(of, at); i++)
		put_hex(o, i == 8 ? "  %02x" : " %02x", of->data[at + i]);
	put_text(o, "  |................|\n");
}

void hexdump_put(struct fwbytes *o, const struct fwbytes *of)
{
	bool same = false;

	for (size_t at = 0; at < of->len; at += ROW) {
		bool equal = at && row_len(of, at) == ROW &&
			     memcmp(of->data + at, of->data + at - ROW, ROW) == 0;

		if (equal && !same)
			put_text(o, "*\n");
		if (!equal)
			put_hexdump_row(o, of, at);
		same = equal;
	}
	put_hex(o, "%08x\n", (unsigned int)of->len);
}

void base64_put(struct fwbytes *o, const struct fwbytes *of)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t at = 0; at < of->len; at += 3) {
		size_t len = of->len - at < 3 ? of->len - at : 3;
		unsigned int bits = 0;

		for (size_t i = 0; i < 3; i++)
			bits = bits << 8 | (i < len ? of->data[at + i] : 0U);
		for (size_t i = 0; i < 4; i++)
			put_u8(o, i <= len
				      ? (unsigned char)digits[bits >> (18 - 6 * i) & 63]
				      : (unsigned char)'=');
		if (at % 57 == 54)
			put_text(o, "\n");
	}
	put_text(o, "\n");
}
