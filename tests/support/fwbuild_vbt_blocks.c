/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_vbt_blocks.c - the blocks that only a complete synthetic table has */
#include "fwbuild_vbt_blocks.h"

enum {
	PANEL_COUNT = 16,
	BACKLIGHT_ENTRY_SIZE = 6,
	COMPRESSION_ENTRY_SIZE = 14,
	MIPI_PANEL_COUNT = 6,
};

size_t begin_block(struct fwbytes *o, unsigned id)
{
	put_u8(o, id);
	put_le16(o, 0);
	return o->len;
}

void end_block(struct fwbytes *o, size_t body)
{
	poke_le16(o, body - 2, (unsigned)(o->len - body));
}

void put_pattern_to(struct fwbytes *o, size_t end)
{
	while (o->len < end)
		put_u8(o, (unsigned)(o->len * 37 + o->len / 256) & 0xFF);
}

/* Put a block of 'size' bytes, filled with the pattern. */
static void put_pattern_block(struct fwbytes *o, unsigned id, size_t size)
{
	size_t body = begin_block(o, id);

	put_pattern_to(o, body + size);
	end_block(o, body);
}

/* Put the backlight block, which states the size of its entries first. */
static void put_backlight(struct fwbytes *o)
{
	size_t body = begin_block(o, 43);

	put_u8(o, BACKLIGHT_ENTRY_SIZE);
	for (size_t i = 0; i < PANEL_COUNT; i++) {
		put_u8(o, i % 2 ? 6 : 2); /* PWM, inverted for every second panel */
		put_le16(o, 200 + 100 * (unsigned)i);
		put_u8(o, (unsigned)i); /* minimum brightness, up to version 233 */
		put_fill(o, 0, 2);
	}
	put_fill_to(o, 0x80, body + 113); /* brightness, up to version 233 */
	put_fill_to(o, 0x02, body + 129); /* pins of the display engine, controller 0 */
	for (size_t i = 0; i < 2 * (size_t)PANEL_COUNT; i++) {
		put_le16(o, i < PANEL_COUNT ? 0x4000 : 10);
		put_le16(o, 0);
	}
	put_fill_to(o, 8, body + 273); /* number of bits of each value */
	put_fill_to(o, 0, body + 305);
	end_block(o, body);
}

/* Put version 3 of the block: two sequences of panel 2, each with only an end mark. */
static void put_sequences(struct fwbytes *o)
{
	static const unsigned sequences[] = { 2, 3 };
	size_t body = begin_block(o, 53), data;

	put_u8(o, 3);
	put_le32(o, 0);
	data = o->len;
	put_u8(o, 2); /* panel */
	put_le32(o, 2 * 6 + 1);
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++) {
		put_u8(o, sequences[i]);
		put_le32(o, 1);
		put_u8(o, 0);
	}
	put_u8(o, 0);
	for (size_t i = 1; i < MIPI_PANEL_COUNT; i++) {
		put_u8(o, 0xFF);
		put_le32(o, 0);
	}
	poke_le16(o, data - 4, (unsigned)(o->len - data));
	end_block(o, body);
}

static void put_compression(struct fwbytes *o)
{
	size_t body = begin_block(o, 56);

	put_le16(o, COMPRESSION_ENTRY_SIZE);
	put_pattern_to(o, body + 2 + (size_t)PANEL_COUNT * COMPRESSION_ENTRY_SIZE);
	end_block(o, body);
}

/* Put the block that states the panel's connection: LVDS or eDP. */
static void put_driver_features(struct fwbytes *o, bool lvds)
{
	size_t body = begin_block(o, 12);

	put_pattern_to(o, body + 19);
	poke_u8(o, body + 8, (o->data[body + 8] & ~0x18u) | (lvds ? 1u : 3u) << 3);
	end_block(o, body);
}

void put_full_blocks(struct fwbytes *o, bool lvds)
{
	put_pattern_block(o, 9, PANEL_COUNT * 6 + 4);
	put_driver_features(o, lvds);
	put_backlight(o);
	put_pattern_block(o, 44, 136);
	put_pattern_block(o, 51, 9);
	put_pattern_block(o, 52, 822);
	put_sequences(o);
	put_compression(o);
}
