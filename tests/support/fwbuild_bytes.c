/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_bytes.c - the growing buffer that every builder of test images writes into */
#include "fwbuild_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fwbuild_fail(const char *what)
{
	fprintf(stderr, "fwbuild: %s\n", what);
	abort();
}

static uint8_t *grow(struct fwbytes *o, size_t more)
{
	if (more > o->cap - o->len) {
		size_t cap = o->cap ? o->cap : 256;

		while (cap - o->len < more)
			cap *= 2;
		o->data = realloc(o->data, cap);
		if (!o->data)
			fwbuild_fail("out of memory");
		o->cap = cap;
	}
	o->len += more;
	return o->data + o->len - more;
}

void bytes_free(struct fwbytes *o)
{
	free(o->data);
	*o = (struct fwbytes){ 0 };
}

void put_bytes(struct fwbytes *o, const void *data, size_t len)
{
	if (len > 0)
		memcpy(grow(o, len), data, len);
}

static void store_le(uint8_t *to, uint64_t value, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		to[i] = (uint8_t)(value >> 8 * i);
}

void put_u8(struct fwbytes *o, unsigned value)
{
	store_le(grow(o, 1), value, 1);
}

void put_le16(struct fwbytes *o, unsigned value)
{
	store_le(grow(o, 2), value, 2);
}

void put_le24(struct fwbytes *o, uint32_t value)
{
	store_le(grow(o, 3), value, 3);
}

void put_le32(struct fwbytes *o, uint32_t value)
{
	store_le(grow(o, 4), value, 4);
}

void put_le64(struct fwbytes *o, uint64_t value)
{
	store_le(grow(o, 8), value, 8);
}

void put_be32(struct fwbytes *o, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		put_u8(o, value >> shift & 0xFF);
}

void put_text(struct fwbytes *o, const char *text)
{
	put_bytes(o, text, strlen(text));
}

void put_utf16(struct fwbytes *o, const char *text)
{
	do {
		put_le16(o, (unsigned char)*text);
	} while (*text++);
}

void put_guid(struct fwbytes *o, const char *guid)
{
	unsigned a, b, c, d[8];
	int used = 0;

	if (sscanf(guid, "%8x-%4x-%4x-%2x%2x-%2x%2x%2x%2x%2x%2x%n", &a, &b, &c, &d[0],
		   &d[1], &d[2], &d[3], &d[4], &d[5], &d[6], &d[7], &used) != 11 ||
	    used != 36)
		fwbuild_fail("not a GUID");
	put_le32(o, a);
	put_le16(o, b);
	put_le16(o, c);
	for (unsigned i = 0; i < 8; i++)
		put_u8(o, d[i]);
}

void put_fill(struct fwbytes *o, unsigned byte, size_t count)
{
	if (count > 0)
		memset(grow(o, count), (int)byte, count);
}

void put_fill_to(struct fwbytes *o, unsigned byte, size_t end)
{
	if (end < o->len)
		fwbuild_fail("put_fill_to: the buffer is longer already");
	put_fill(o, byte, end - o->len);
}

void put_align(struct fwbytes *o, unsigned byte, size_t base, size_t align)
{
	while ((o->len - base) % align != 0)
		put_u8(o, byte);
}

static uint8_t *there(struct fwbytes *o, size_t at, size_t len)
{
	if (at > o->len || len > o->len - at)
		fwbuild_fail("no such bytes");
	return o->data + at;
}

void poke_u8(struct fwbytes *o, size_t at, unsigned value)
{
	store_le(there(o, at, 1), value, 1);
}

void poke_le16(struct fwbytes *o, size_t at, unsigned value)
{
	store_le(there(o, at, 2), value, 2);
}

void poke_le24(struct fwbytes *o, size_t at, uint32_t value)
{
	store_le(there(o, at, 3), value, 3);
}

void poke_le32(struct fwbytes *o, size_t at, uint32_t value)
{
	store_le(there(o, at, 4), value, 4);
}

void poke_le64(struct fwbytes *o, size_t at, uint64_t value)
{
	store_le(there(o, at, 8), value, 8);
}

void poke_bytes(struct fwbytes *o, size_t at, const void *data, size_t len)
{
	uint8_t *to = there(o, at, len);

	if (len > 0)
		memcpy(to, data, len);
}

void bytes_cut(struct fwbytes *o, size_t len)
{
	if (len > o->len)
		fwbuild_fail("bytes_cut: the buffer is shorter");
	o->len = len;
}

uint8_t bytes_sum8(const struct fwbytes *o, size_t at, size_t len)
{
	unsigned sum = 0;

	for (size_t i = 0; i < len; i++)
		sum += o->data[at + i];
	return (uint8_t)sum;
}

uint16_t bytes_sum16(const struct fwbytes *o, size_t at, size_t len)
{
	unsigned sum = 0;

	for (size_t i = 0; i + 1 < len; i += 2)
		sum += o->data[at + i] | (unsigned)o->data[at + i + 1] << 8;
	return (uint16_t)sum;
}

size_t bytes_find(const struct fwbytes *o, const void *needle, size_t len)
{
	for (size_t at = 0; len <= o->len && at <= o->len - len; at++) {
		if (memcmp(o->data + at, needle, len) == 0)
			return at;
	}
	fwbuild_fail("bytes_find: the buffer does not contain these bytes");
}
