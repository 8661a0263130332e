/* SPDX-License-Identifier: BSD-2-Clause */
/* unopened.c - signatures of installers, encrypted images and other formats that gopx
 * does not open */
#include "format/archive/unopened.h"

#include <zlib.h>

/* ---- Inno Setup: "Inno Setup Setup Data (5.5.7) (u)", padded with zeros to 64 -- */

#define INNO_ID_SIZE 64

bool gx_inno_probe(struct gx_span at, uint64_t *size)
{
	struct gx_span id;
	bool padded = gx_span_sub(at, 0, INNO_ID_SIZE, &id) &&
		      gx_span_at(id, INNO_ID_SIZE - 1) == 0;

	*size = padded ? INNO_ID_SIZE : 0;
	return padded && gx_span_starts(id, GX_INNO_MAGIC, sizeof(GX_INNO_MAGIC) - 1);
}

/* ---- NSIS: {flags, EF BE AD DE, "NullsoftInst", two sizes} ----------------------- */

#define NSIS_HEADER_SIZE 28
#define NSIS_SIGNATURE   0xdeadbeef

bool gx_nsis_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, 4));
	bool signed_so = gx_le32(&r) == NSIS_SIGNATURE && at.len >= NSIS_HEADER_SIZE;

	*size = signed_so ? NSIS_HEADER_SIZE : 0;
	return signed_so;
}

/* ---- closed files, recognised by their first bytes --------------------------------- */

#define WIM_FLAGS_AT      16
#define WIM_FLAG_COMPRESS 0x2

/* False for a WIM image without compression: its files are in one piece, so it can be
 * searched. */
static bool is_packed_wim(struct gx_span at)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, WIM_FLAGS_AT));
	uint32_t flags = gx_le32(&r);

	return !r.failed && flags & WIM_FLAG_COMPRESS;
}

#define ARJ_SIZE_AT    2
#define ARJ_HEADER_MIN 30
#define ARJ_HEADER_MAX 2600

/* {0xEA60, size, 'size' bytes of header, CRC-32 of the header}; the first two bytes alone
 * are too common. */
static bool is_arj(struct gx_span at)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, ARJ_SIZE_AT));
	uint16_t size = gx_le16(&r);
	struct gx_span header = gx_take(&r, size);
	uint32_t sum = gx_le32(&r);

	return !r.failed && size >= ARJ_HEADER_MIN && size <= ARJ_HEADER_MAX &&
	       crc32_z(0, header.ptr, header.len) == sum;
}

static const struct gx_closed closed[] = {
	{ "\x89LZO\0\r\n\x1a\n", 9, NULL, "lzop", "lzop file: unpack it (lzop -d FILE)" },
	{ "hsqs", 4, NULL, "squashfs",
	  "squashfs file system: unpack it (unsquashfs FILE)" },
	{ "ISc(", 4, NULL, "installshield",
	  "InstallShield cabinet: unpack it (unshield x FILE)" },
	{ "MSWIM\0\0\0", 8, is_packed_wim, "wim", "WIM image: unpack it (7z x FILE)" },
	{ "\x60\xea", 2, is_arj, "arj", "ARJ archive: unpack it (7z x FILE)" },
};

const struct gx_closed *gx_closed_of(struct gx_span at)
{
	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++) {
		const struct gx_closed *c = &closed[i];

		if (gx_span_starts(at, c->magic, c->len) && (!c->check || c->check(at)))
			return c;
	}
	return NULL;
}

/* ---- the end record of a zip archive, APPNOTE 4.3.16 --------------------------------
 */

#define ZIP_END_SIZE 22 /* without a comment */

bool gx_zip_is_last_part(struct gx_span at)
{
	struct gx_span end = gx_span_tail(
	    at, at.len < ZIP_END_SIZE ? at.len : at.len - ZIP_END_SIZE);
	struct gx_reader r = gx_reader(gx_span_tail(end, 4));
	uint16_t disk = gx_le16(&r);

	return gx_span_starts(end, "PK\5\6", 4) && disk > 0 && disk < UINT16_MAX;
}

/* ---- Toshiba: {0 u16, 0 to 2 u8, "BIOS"} ---------------------------------------- */

bool gx_toshiba_com_probe(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint16_t zero = gx_le16(&r);
	uint8_t form = gx_u8(&r);
	struct gx_span text = gx_take(&r, 4);

	return !r.failed && zero == 0 && form <= 2 && gx_span_starts(text, "BIOS", 4);
}

/* ---- encrypted images -------------------------------------------------------------- */

#define SCRAMBLED_MIN ((size_t)512 * 1024)
#define SECTOR        ((size_t)4096)

/*
 * Limit of the chi-squared statistic of the byte values; random bytes give 255, with a
 * standard deviation of 23.  Even in the compressed parts of flash, some sector has
 * headers or erased bytes.
 */
#define CHI_SQUARED_MAX 400

static bool is_random(struct gx_span s)
{
	uint64_t counts[256] = { 0 }, expected = s.len / 256, sum = 0;

	//@ loop variant s.len - i;
	for (size_t i = 0; i < s.len; i++)
		counts[gx_span_at(s, i)]++;
	//@ loop variant 256 - i;
	for (size_t i = 0; i < 256; i++) {
		uint64_t off = counts[i] > expected ? counts[i] - expected
						    : expected - counts[i];

		sum += off * off;
	}
	return sum <= CHI_SQUARED_MAX * expected;
}

bool gx_scrambled_probe(struct gx_span at, uint64_t *looked_at)
{
	*looked_at = 0;
	if (at.len < SCRAMBLED_MIN || at.len % SECTOR)
		return false;
	*looked_at = 2 * SECTOR;
	if (!is_random(gx_span_head(at, SECTOR)) ||
	    !is_random(gx_span_tail(at, at.len - SECTOR)))
		return false;
	*looked_at = at.len;
	return is_random(at);
}
