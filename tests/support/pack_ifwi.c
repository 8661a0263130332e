/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_ifwi.c - integrated firmware images of Apollo Lake: boot partition tables */
#include "pack_vendor.h"

enum { TYPE_SECONDARY = 5, TYPE_OBB = 6, TYPE_CSE = 7, TYPE_EMPTY = 9, PAGE = 0x1000 };

static void put_table(struct fwbytes *out, unsigned entries, struct pack_fields *fields)
{
	put_bytes(out, "\xAA\x55\0\0", 4);
	pack_field(fields, out->len, 2);
	put_le16(out, entries);
	put_le16(out, 1); /* version */
	put_fill(out, 0, 16);
}

static void put_entry(struct fwbytes *out, unsigned type, size_t offset, size_t size,
		      struct pack_fields *fields)
{
	put_le32(out, type);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)offset);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)size);
}

static size_t pages(size_t len)
{
	return (len + PAGE - 1) / PAGE * PAGE;
}

void ifwi_put(struct fwbytes *out, const uint8_t *first, size_t first_len,
	      const uint8_t *second, size_t second_len, struct pack_fields *fields)
{
	size_t start = out->len, secondary = PAGE + pages(first_len);

	put_table(out, 3, fields);
	put_entry(out, TYPE_EMPTY, 0, 0, NULL);
	put_entry(out, TYPE_OBB, PAGE, first_len, fields);
	put_entry(out, TYPE_SECONDARY, secondary, PAGE + pages(second_len), fields);
	put_align(out, 0xFF, start, PAGE);
	put_bytes(out, first, first_len);
	put_align(out, 0xFF, start, PAGE);
	put_table(out, 1, fields);
	/* In the secondary table, too, offsets count from the primary table. */
	put_entry(out, TYPE_CSE, secondary + PAGE, second_len, fields);
	put_align(out, 0xFF, start, PAGE);
	put_bytes(out, second, second_len);
	put_align(out, 0xFF, start, PAGE);
}
