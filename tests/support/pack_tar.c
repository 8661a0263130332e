/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_tar.c - tar archives (POSIX.1: "ustar Interchange Format") */
#include <stdio.h>
#include <string.h>

#include "pack_archive.h"

enum { BLOCK = 512, SIZE_AT = 124, CHECKSUM_AT = 148 };

static void put_octal(struct fwbytes *out, unsigned digits, size_t value)
{
	char text[16];

	snprintf(text, sizeof(text), "%0*zo", (int)digits, value);
	put_text(out, text);
	put_u8(out, 0);
}

void tar_sum(struct fwbytes *out, size_t header)
{
	char text[8];
	size_t sum = 8 * ' ';

	for (size_t i = 0; i < BLOCK; i++)
		if (i < CHECKSUM_AT || i >= CHECKSUM_AT + 8)
			sum += out->data[header + i];
	snprintf(text, sizeof(text), "%06zo", sum);
	poke_bytes(out, header + CHECKSUM_AT, text, 7);
	poke_u8(out, header + CHECKSUM_AT + 7, ' ');
}

void tar_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	     struct pack_fields *fields)
{
	size_t start = out->len;

	for (size_t i = 0; i < count; i++) {
		size_t header = out->len;

		put_text(out, members[i].name);
		put_fill_to(out, 0, header + 100);
		put_octal(out, 7, 0644);
		put_octal(out, 7, 0);
		put_octal(out, 7, 0);
		put_octal(out, 11, members[i].len);
		put_octal(out, 11, 0);
		put_fill(out, ' ', 8); /* the checksum */
		put_u8(out, '0');
		put_fill(out, 0, 100);
		put_bytes(out,
			  "ustar\0"
			  "00",
			  8);
		put_fill_to(out, 0, header + BLOCK);
		tar_sum(out, header);
		pack_field(fields, header + SIZE_AT, 8);
		pack_field(fields, header + CHECKSUM_AT, 8);
		put_bytes(out, members[i].data, members[i].len);
		put_align(out, 0, start, BLOCK);
	}
	put_fill(out, 0, 2 * BLOCK);
}
