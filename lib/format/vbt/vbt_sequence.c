/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_sequence.c - the sequences for MIPI DSI panels in block 53 of a VBT
 *
 * Facts from Linux, intel_dsi_vbt_defs.h and intel_bios.c.  Since version 3 of the block,
 * sizes have 32 bits, and each sequence and each element states its own size.
 */
#include "format/vbt/vbt_sequence.h"

#include <stdio.h>
#include <string.h>

#include "format/vbt/vbt_block.h"

#define VERSION_SIZES  3 /* the first version with a size in each sequence */
#define VERSION_LATEST 3
#define PANELS_MAX     6

enum element {
	ELEMENT_END = 0,
	ELEMENT_PACKET = 1,
	ELEMENT_DELAY = 2,
	ELEMENT_GPIO = 3,
	ELEMENT_I2C = 4,
};

static uint8_t version_of(const struct gx_vbt *vbt)
{
	struct gx_reader r = gx_reader(
	    gx_vbt_block_find(vbt->blocks, GX_VBT_MIPI_SEQUENCE));

	return gx_u8(&r);
}

struct gx_span gx_vbt_sequences(const struct gx_vbt *vbt, size_t panel)
{
	struct gx_reader r = gx_reader(
	    gx_vbt_block_find(vbt->blocks, GX_VBT_MIPI_SEQUENCE));
	uint8_t version = gx_u8(&r);

	if (version == 0 || version > VERSION_LATEST)
		return (struct gx_span){ 0 };
	if (version >= VERSION_SIZES)
		gx_skip(&r, 4); /* the size of the block */
	//@ loop variant PANELS_MAX - i;
	for (size_t i = 0; i < PANELS_MAX; i++) {
		uint8_t id = gx_u8(&r);
		uint32_t size = version >= VERSION_SIZES ? gx_le32(&r) : gx_le16(&r);
		struct gx_span data = gx_take(&r, size);

		if (r.failed)
			break;
		if (id == panel)
			return data;
	}
	return (struct gx_span){ 0 };
}

/* Bytes of an element before version 3, after the byte with its type. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s) && r->pos >= \old(r->pos);
  ensures !r->failed ==> !\old(r->failed);
*/
static bool skip_element(struct gx_reader *r, uint8_t element)
{
	switch (element) {
	case ELEMENT_PACKET:
		gx_skip(r, 2);
		gx_skip(r, gx_le16(r));
		return true;
	case ELEMENT_DELAY:
		gx_skip(r, 4);
		return true;
	case ELEMENT_GPIO:
		gx_skip(r, 2);
		return true;
	case ELEMENT_I2C:
		gx_skip(r, 6);
		gx_skip(r, gx_u8(r));
		return true;
	}
	return false;
}

/* Skip to the end of a sequence whose first byte was read. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s) && r->pos >= \old(r->pos);
  ensures !r->failed ==> !\old(r->failed);
*/
static bool skip_sequence(struct gx_reader *r, uint8_t version)
{
	uint8_t element;

	if (version >= VERSION_SIZES) {
		gx_skip(r, gx_le32(r));
		return !r->failed;
	}
	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop invariant r->pos >= \at(r->pos, Pre);
	  loop invariant !r->failed ==> !\at(r->failed, Pre);
	  loop assigns element, r->pos, r->failed;
	  loop variant r->s.len - r->pos - r->failed;
	*/
	while ((element = gx_u8(r)) != ELEMENT_END) {
		if (!skip_element(r, element))
			return false;
	}
	return !r->failed;
}

void gx_vbt_sequence_names(const struct gx_vbt *vbt, struct gx_span sequences, char *out,
			   size_t size)
{
	static const char *const names[] = {
		NULL,          "deassert-reset", "init-otp",     "display-on",
		"display-off", "assert-reset",   "backlight-on", "backlight-off",
		"tear-on",     "tear-off",       "power-on",     "power-off",
	};
	struct gx_reader r = gx_reader(sequences);
	uint8_t version = version_of(vbt), id;
	size_t count = 0;

	out[0] = 0;
	//@ loop variant sizeof(names) / sizeof(names[0]) - count;
	while ((id = gx_u8(&r)) != 0 && count++ < sizeof(names) / sizeof(names[0])) {
		const char *name = id < sizeof(names) / sizeof(names[0]) ? names[id]
									 : "unknown";
		size_t len = strlen(out);

		snprintf(out + len, size - len, "%s%s", len ? ", " : "", name);
		if (!skip_sequence(&r, version))
			return;
	}
}
