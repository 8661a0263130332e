/* SPDX-License-Identifier: BSD-2-Clause */
/* try_png.c - make a PNG (ISO/IEC 15948) with one chunk of data and no filter */
#include "cmd/try/try.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "io/report.h"

#define HEADER_SIZE 13
#define FRAME_SIZE  12 /* length, type and CRC of a chunk */

static const uint8_t signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static void put32(uint8_t *to, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Finish a chunk whose data is in place. */
static uint8_t *frame(uint8_t *chunk, const char *type, size_t size)
{
	put32(chunk, (uint32_t)size);
	memcpy(chunk + 4, type, 4);
	put32(chunk + 8 + size, (uint32_t)crc32(0, chunk + 4, (uInt)size + 4));
	return chunk + FRAME_SIZE + size;
}

/* PNG wants a filter byte before each line, and three bytes per pixel. */
static uint8_t *lines(const uint8_t *pixels, uint32_t width, uint32_t height)
{
	uint8_t *out = need_memory(NULL, ((size_t)width * 3 + 1) * height), *to = out;

	for (uint32_t y = 0; y < height; y++) {
		*to++ = 0;
		for (uint32_t x = 0; x < width; x++, pixels += 4, to += 3)
			memcpy(to, pixels, 3);
	}
	return out;
}

static void put_header(uint8_t *to, uint32_t width, uint32_t height)
{
	put32(to, width);
	put32(to + 4, height);
	to[8] = 8; /* bits per sample */
	to[9] = 2; /* red, green, blue */
	to[10] = to[11] = to[12] = 0;
}

struct gopx_bytes try_png(const uint8_t *pixels, uint32_t width, uint32_t height)
{
	uLong size = (uLong)(((size_t)width * 3 + 1) * height);
	uLongf room = compressBound(size);
	uint8_t *raw = lines(pixels, width, height);
	uint8_t *out = need_memory(NULL, sizeof(signature) + 3 * FRAME_SIZE +
					     HEADER_SIZE + room);
	uint8_t *at = out + sizeof(signature);
	bool done;

	memcpy(out, signature, sizeof(signature));
	put_header(at + 8, width, height);
	at = frame(at, "IHDR", HEADER_SIZE);
	done = compress2(at + 8, &room, raw, size, 9) == Z_OK;
	free(raw);
	if (!done)
		out_of_memory();
	at = frame(at, "IDAT", room);
	at = frame(at, "IEND", 0);
	return (struct gopx_bytes){ out, (size_t)(at - out) };
}
