/* SPDX-License-Identifier: BSD-2-Clause */
/* edid.c - the EDID of an invented display (VESA E-EDID 1.4) */
#include "try/device/display.h"

#define BLOCK    128
#define WIDTH    1920u
#define HEIGHT   1080u
#define H_BLANK  160u
#define V_BLANK  31u
#define TIMING   54 /* offset of the first of four descriptors */
#define CHECKSUM 127

/*
 * Header, maker "GPX", product, EDID 1.4, digital input (DisplayPort, 8 bits per colour),
 * size, colours of sRGB; then no established and no standard timings.
 */
static const uint8_t head[] = {
	0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x1e, 0x18, 0x01, 0x00,
	0x01, 0x00, 0x00, 0x00, 0x01, 0x1e, 0x01, 0x04, 0xa5, 0x22, 0x13, 0x78,
	0x02, 0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54,
};

static void put_timing(uint8_t *d)
{
	/* in units of 10 kHz */
	uint32_t clock = (WIDTH + H_BLANK) * (HEIGHT + V_BLANK) / 10000 * 60;

	d[0] = clock & 0xff;
	d[1] = clock >> 8 & 0xff;
	d[2] = WIDTH & 0xff;
	d[3] = H_BLANK & 0xff;
	d[4] = WIDTH >> 8 << 4 | H_BLANK >> 8;
	d[5] = HEIGHT & 0xff;
	d[6] = V_BLANK & 0xff;
	d[7] = HEIGHT >> 8 << 4 | V_BLANK >> 8;
	d[8] = 48; /* front porches and syncs */
	d[9] = 32;
	d[10] = 0x35;
	d[12] = 340 & 0xff; /* millimetres */
	d[13] = 190;
	d[14] = 0x10;
	d[17] = 0x1a; /* separate syncs */
}

static void put_name(uint8_t *d)
{
	static const char name[13] = "GOPX\n        ";

	d[3] = 0xfc;
	for (size_t i = 0; i < sizeof(name); i++)
		d[5 + i] = (uint8_t)name[i];
}

static void make_up(struct gx_edid *edid)
{
	uint8_t *e = edid->bytes, sum = 0;

	gx_span_copy(gx_span(head, sizeof(head)), e);
	for (size_t i = 38; i < TIMING; i++)
		e[i] = 1;
	put_timing(e + TIMING);
	put_name(e + TIMING + 18);
	e[TIMING + 36 + 3] = 0x10; /* the other two descriptors are empty */
	e[TIMING + 54 + 3] = 0x10;
	for (size_t i = 0; i < CHECKSUM; i++)
		sum = (uint8_t)(sum + e[i]);
	e[CHECKSUM] = (uint8_t)-sum;
	edid->size = BLOCK;
}

void gx_edid_make(struct gx_edid *edid, struct gx_span given)
{
	*edid = (struct gx_edid){ 0 };
	given = gx_span_head(given, GX_EDID_MAX);
	if (given.len < BLOCK) {
		make_up(edid);
		return;
	}
	gx_span_copy(given, edid->bytes);
	edid->size = given.len / BLOCK * BLOCK;
}
