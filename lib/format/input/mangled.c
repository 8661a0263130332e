/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mangled.c - dumps with bytes in a wrong order, and dumps that were treated as text
 *
 * An order is accepted if it gives a flash descriptor, or a valid header of a firmware
 * volume.
 */
#include "format/input/mangled.h"

#include "format/pi/ffs_volume.h"

/* ---- orders ------------------------------------------------------------------ */

enum order {
	SWAPPED_16,
	SWAPPED_32,
	SWAPPED_64,
	INVERTED,
	REVERSED,
	INTERLEAVED,
	ORDERS,
};

#define PERMUTED "input.permuted"
#define THEN     ", then scan the result"

static const struct gx_mangled orders[ORDERS] = {
	[SWAPPED_16] = { PERMUTED, "the bytes of each 16-bit word are swapped: put them "
				   "back (objcopy -I binary -O binary --reverse-bytes=2 "
				   "FILE)" THEN },
	[SWAPPED_32] = { PERMUTED, "the bytes of each 32-bit word are swapped: put them "
				   "back (objcopy -I binary -O binary --reverse-bytes=4 "
				   "FILE)" THEN },
	[SWAPPED_64] = { PERMUTED, "the bytes of each 64-bit word are swapped: put them "
				   "back (objcopy -I binary -O binary --reverse-bytes=8 "
				   "FILE)" THEN },
	[INVERTED] = { PERMUTED, "every bit is inverted: invert the bits again" THEN },
	[REVERSED] = { PERMUTED, "the bits of each byte are in reverse order: reverse "
				 "them again" THEN },
	[INTERLEAVED] = { PERMUTED, "all even bytes come first, then all odd ones, as if "
				    "read from two chips: join them again, one byte of "
				    "each half in turn" THEN },
};

static uint8_t reversed(uint8_t b)
{
	uint8_t out = 0;

	//@ loop variant 8 - i;
	for (unsigned int i = 0; i < 8; i++)
		out = (uint8_t)(out << 1 | (b >> i & 1));
	return out;
}

/* Byte i of the dump in the right order, or 0 past the end. */
static uint8_t straight(struct gx_span s, enum order order, size_t i)
{
	static const uint8_t swap[] = {
		[SWAPPED_16] = 1, [SWAPPED_32] = 3, [SWAPPED_64] = 7
	};
	size_t at = i;

	if (order <= SWAPPED_64)
		at = i ^ swap[order];
	else if (order == INTERLEAVED)
		at = i / 2 + (i % 2 ? s.len / 2 : 0);
	if (at >= s.len)
		return 0;
	if (order == INVERTED)
		return (uint8_t)~gx_span_at(s, at);
	return order == REVERSED ? reversed(gx_span_at(s, at)) : gx_span_at(s, at);
}

static struct gx_span straighten(struct gx_span s, enum order order, size_t from,
				 uint8_t *out, size_t len)
{
	//@ loop variant len - i;
	for (size_t i = 0; i < len; i++)
		out[i] = straight(s, order, from + i);
	return gx_span(out, len);
}

#define WINDOW 0x100 /* enough for a volume header with the longest known block map */

static bool is_volume(struct gx_span s, enum order order, size_t from)
{
	uint8_t bytes[WINDOW];
	struct gx_span header = straighten(s, order, from, bytes, WINDOW);
	struct gx_volume v;

	return gx_volume_decode(header, &v) == GOPX_OK && v.checksum_off == 0 &&
	       v.header_size <= WINDOW && v.size <= s.len;
}

/* 16 blank bytes, then the signature of a flash descriptor. */
static bool is_descriptor(struct gx_span s, enum order order)
{
	uint8_t bytes[0x14];
	struct gx_span start = straighten(s, order, 0, bytes, sizeof(bytes));

	return gx_span_is_filled(gx_span_head(start, 0x10), 0xff) &&
	       gx_span_starts(gx_span_tail(start, 0x10), "\x5a\xa5\xf0\x0f", 4);
}

/*
 * For each order: what "_FVH" becomes in the dump, and how many bytes after its right
 * place it is.  Volumes are aligned to at least 8 bytes.
 */
static const struct volume_mark {
	const char *bytes;
	size_t len, late;
} marks[ORDERS] = {
	[SWAPPED_16] = { "F_HV", 4, 0 },
	[SWAPPED_32] = { "HVF_", 4, 0 },
	[SWAPPED_64] = { "HVF_", 4, 4 },
	[INVERTED] = { "\xa0\xb9\xa9\xb7", 4, 0 },
	[REVERSED] = { "\xfa\x62\x6a\x12", 4, 0 },
	[INTERLEAVED] = { "_V", 2, 0 },
};

/* True if "_FVH" is at 'at' in the form of this order, and belongs to a volume. */
static bool has_volume(struct gx_span s, enum order order, size_t at)
{
	const struct volume_mark *mark = &marks[order];
	size_t before = GX_VOLUME_SIGNATURE_AT + mark->late;
	size_t signature = order == INTERLEAVED ? 2 * at : at;

	return gx_span_starts(gx_span_tail(s, at), mark->bytes, mark->len) &&
	       signature >= before && is_volume(s, order, signature - before);
}

/* The first order, from 'first' on, that gives a volume with its "_FVH" at 'at'; ORDERS:
 * none. */
static enum order order_at(struct gx_span s, enum order first, size_t at,
			   uint64_t *looked)
{
	//@ loop variant ORDERS - o;
	for (enum order o = first; o < ORDERS; o++) {
		*looked += WINDOW;
		if (has_volume(s, o, at))
			return o;
	}
	return ORDERS;
}

static void list_marks(struct gx_pattern *patterns)
{
	//@ loop variant ORDERS - o;
	for (enum order o = 0; o < ORDERS; o++)
		patterns[o] = (struct gx_pattern){ marks[o].bytes, marks[o].len };
}

/* The order that gives a volume in the dump; NULL: none. */
static const struct gx_mangled *find_volume(struct gx_span s, struct gx_matcher *matcher,
					    uint64_t *looked)
{
	struct gx_pattern patterns[ORDERS];
	size_t first;

	list_marks(patterns);
	gx_matcher_init(matcher, patterns, ORDERS);
	*looked += s.len;
	//@ loop variant s.len - at;
	for (size_t at = 0; at < s.len; at++) {
		size_t skip = gx_matcher_next(matcher, gx_span_tail(s, at), 0, &first);
		enum order order;

		if (skip >= s.len - at)
			break;
		at += skip;
		order = order_at(s, (enum order)first, at, looked);
		if (order < ORDERS)
			return &orders[order];
	}
	return NULL;
}

/* ---- dumps that were treated as text ----------------------------------------- */

static const struct gx_mangled utf16 = {
	"input.mangled",
	"UTF-16 text, as PowerShell's > writes the output of a program, and many bytes "
	"are lost: let the program write the file itself (flashrom -r FILE)",
};
static const struct gx_mangled utf8 = {
	"input.mangled",
	"a program treated it as text, and many bytes are lost (EF BF BD replaced them): "
	"read or download it again, in binary",
};

#define TEXT_SAMPLE ((size_t)1 << 20)
#define TEXT_MIN    64 /* fewer lost bytes may be chance */

/* True if there is a byte order mark, and the upper byte of most characters is 0. */
static bool is_utf16(struct gx_span s)
{
	struct gx_span sample = gx_span_head(s, TEXT_SAMPLE);
	size_t zeros = 0;

	if (s.len % 2 || !gx_span_starts(s, "\xff\xfe", 2))
		return false;
	/*@
	  loop invariant i <= sample.len + 1;
	  loop assigns i, zeros;
	  loop variant sample.len - i;
	*/
	for (size_t i = 3; i < sample.len; i += 2)
		zeros += gx_span_at(sample, i) == 0;
	return sample.len > 2 * TEXT_MIN && zeros > sample.len / 2 / 2;
}

/* True if there are many U+FFFD: more than one in 64 bytes. */
static bool is_utf8(struct gx_span s)
{
	struct gx_span sample = gx_span_head(s, TEXT_SAMPLE);
	size_t lost = 0;

	//@ loop variant sample.len - at;
	for (size_t at = 0; at < sample.len; at++) {
		size_t skip = gx_span_find(gx_span_tail(sample, at), gx_span("\xef", 1));

		if (skip >= sample.len - at)
			break;
		at += skip;
		lost += gx_span_starts(gx_span_tail(sample, at), "\xef\xbf\xbd", 3);
	}
	return lost >= TEXT_MIN && lost > sample.len / 3 / 64;
}

/* ---- all checks ---------------------------------------------------------------- */

const struct gx_mangled *gx_mangled_of(struct gx_span at, struct gx_matcher *matcher,
				       uint64_t *looked)
{
	*looked = 2 * gx_span_head(at, TEXT_SAMPLE).len;
	if (is_utf16(at))
		return &utf16;
	if (is_utf8(at))
		return &utf8;
	//@ loop variant ORDERS - o;
	for (enum order o = 0; o < ORDERS; o++) {
		if (is_descriptor(at, o))
			return &orders[o];
	}
	return find_volume(at, matcher, looked);
}
