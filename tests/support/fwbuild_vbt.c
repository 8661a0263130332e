/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_vbt.c - synthetic Video BIOS Tables, and a legacy video BIOS with a table */
#include "fwbuild_vbt.h"

#include <string.h>

#include "fwbuild_vbt_blocks.h"

enum {
	VBT_HEADER_SIZE = 48,
	VBT_SIZE_AT = 24,
	VBT_CHECKSUM_AT = 26,
	BDB_HEADER_SIZE = 22,
	BDB_SIZE_AT = 20,
	SIGN_ON_SIZE = 155,
	PANEL_COUNT = 16,
	PANEL_TIMING_SIZE = 46,
	PANEL_DTD_SIZE = 18,
	PANEL_PNP_SIZE = 10,
	PANEL_SIZE = PANEL_TIMING_SIZE + PANEL_DTD_SIZE + PANEL_PNP_SIZE,
	PANEL_NAME_SIZE = 13,
};

static const char gop_sign_on[] = "Intel(R) Synthetic PCI Accelerated SVGA BIOS\r\n"
				  "Build Number: 1000 PC 14.34  1/21/2015  12:00:00\r\n";
static const char vbios_sign_on[] =
    "Intel(R) Synthetic PCI Accelerated SVGA BIOS\r\n"
    "Build Number: 1063 PC 14.34  01/16/2019  12:00:00\r\n";

static void put_core_block(struct fwbytes *o, const char *sign_on)
{
	size_t body = begin_block(o, 254);

	if (strlen(sign_on) > SIGN_ON_SIZE)
		fwbuild_fail("a sign-on text has at most 155 bytes");
	put_le16(o, 0); /* BIOS size, type, status, hardware, integrated */
	put_fill(o, 0, 4);
	put_text(o, "0000"); /* BIOS build */
	put_text(o, sign_on);
	put_fill_to(o, 0, body + 10 + SIGN_ON_SIZE);
	end_block(o, body);
}

static void put_general_features(struct fwbytes *o, const struct vbt_options *opt)
{
	size_t body = begin_block(o, 1);

	put_bytes(o, "\x38\x24\x08\x00\x00", 5);
	put_fill(o, 0, opt->full ? 2 : 0);
	end_block(o, body);
}

/* The size of a child device depends on the BDB version. */
static unsigned child_size(unsigned bdb_version)
{
	static const struct {
		unsigned from;
		unsigned size;
	} sizes[] = { { 263, 44 }, { 256, 40 }, { 216, 39 }, { 196, 38 }, { 195, 37 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (bdb_version >= sizes[i].from)
			return sizes[i].size;
	}
	return 33;
}

struct child_device {
	unsigned handle, type, port, ddc_pin, aux;
};

static struct child_device child_device(const struct vbt_options *opt, size_t index)
{
	static const struct child_device devices[2][4] = {
		{
		    { 0x0008, 0x1806, 10, 0, 0 }, /* eDP on port A */
		    { 0x0004, 0x60D2, 1, 0, 0 },  /* HDMI on port B */
		    { 0x0040, 0x68C6, 8, 0, 0 },  /* DisplayPort on port C */
		    { 0x0020, 0x60D6, 9, 0, 0 },  /* DisplayPort++ on port D */
		},
		{
		    { 0x0008, 0x1022, 4, 3, 0 },    /* LVDS */
		    { 0x0004, 0x60D6, 7, 5, 0x10 }, /* DisplayPort++ on ports B to D */
		    { 0x0040, 0x60D6, 8, 4, 0x20 },
		    { 0x0020, 0x60D6, 9, 6, 0x30 },
		},
	};

	return devices[opt->laptop][index % 4];
}

static void put_child_device(struct fwbytes *o, struct child_device d,
			     unsigned bdb_version)
{
	size_t start = o->len;

	put_le16(o, d.handle);
	put_le16(o, d.type);
	put_fill_to(o, 0, start + 16);
	put_u8(o, d.port);
	put_fill_to(o, 0, start + 19);
	put_u8(o, d.ddc_pin);
	put_fill_to(o, 0, start + 23);
	put_u8(o, bdb_version >= 244 ? 0x40 : 0); /* at most two lanes */
	put_fill_to(o, 0, start + 25);
	put_u8(o, d.aux);
	put_fill_to(o, 0, start + child_size(bdb_version));
}

static void put_general_definitions(struct fwbytes *o, const struct vbt_options *opt)
{
	unsigned size = child_size(opt->bdb_version);
	size_t body = begin_block(o, 2), count = opt->devices ? opt->devices : 4;

	put_bytes(o, "\x02\x00\x08\x00", 4); /* CRT DDC pin, DPMS, boot displays */
	put_u8(o, size);
	for (size_t i = 0; i < count; i++)
		put_child_device(o, child_device(opt, i), opt->bdb_version);
	end_block(o, body);
}

static void put_lfp_options(struct fwbytes *o, const struct vbt_options *opt)
{
	size_t body = begin_block(o, 40);

	put_u8(o, opt->panel_by_edid ? 0xFF : 2); /* panel type */
	put_u8(o, opt->panel2);
	put_fill(o, 0, opt->full ? 33 : 25);
	end_block(o, body);
}

/*
 * Put block 41, which has the offsets of fields in block 42. The offsets count from the
 * BDB. 'data' is the offset of the body of block 42, which is built later.
 */
static void put_lfp_pointers(struct fwbytes *o, size_t bdb)
{
	size_t body = begin_block(o, 41), data, at;

	data = body + 1 + PANEL_COUNT * 9 + 3 + 3 - bdb;
	put_u8(o, 3);
	for (size_t i = 0; i < PANEL_COUNT; i++) {
		at = data + i * PANEL_SIZE;
		put_le16(o, (unsigned)at);
		put_u8(o, PANEL_TIMING_SIZE);
		put_le16(o, (unsigned)(at + PANEL_TIMING_SIZE));
		put_u8(o, PANEL_DTD_SIZE);
		put_le16(o, (unsigned)(at + PANEL_TIMING_SIZE + PANEL_DTD_SIZE));
		put_u8(o, PANEL_PNP_SIZE);
	}
	put_le16(o, (unsigned)(data + PANEL_COUNT * PANEL_SIZE));
	put_u8(o, PANEL_NAME_SIZE);
	end_block(o, body);
}

static void put_panel(struct fwbytes *o, const struct vbt_options *opt, size_t index)
{
	size_t start = o->len;

	/* The panel's timing data starts with the resolution. */
	put_le16(o, opt->reference_panel ? 1024 : 1920);
	put_le16(o, opt->reference_panel ? 768 : 1080);
	put_fill_to(o, 0, start + PANEL_TIMING_SIZE - 2);
	put_le16(o, 0xFFFF);
	/* DTDs: 65 MHz, 1024+320 x 768+38, and 138.5 MHz, 1920+160 x 1080+31 */
	if (opt->reference_panel)
		put_bytes(o, "\x64\x19\x00\x40\x41\x00\x26\x30\x18\x88\x36", 11);
	else
		put_bytes(o, "\x1A\x36\x80\xA0\x70\x38\x1F\x40\x30\x20\x35", 11);
	put_fill_to(o, 0, start + PANEL_TIMING_SIZE + PANEL_DTD_SIZE);
	if (opt->reference_panel) {
		put_bytes(o, "\x36\x7F\x03\x00", 4); /* MS_, 3 */
	} else {
		put_le16(o, 0x694D); /* PnP manufacturer SKI */
		put_le16(o, (unsigned)(0x1000 + index));
	}
	put_fill_to(o, 0, start + PANEL_SIZE);
}

static void put_lfp_data(struct fwbytes *o, const struct vbt_options *opt)
{
	const char *name = opt->reference_panel ? "LFP_PanelName" : "SYN_PANEL    ";
	size_t body = begin_block(o, 42);

	for (size_t i = 0; i < PANEL_COUNT; i++)
		put_panel(o, opt, i);
	for (size_t i = 0; i < PANEL_COUNT; i++)
		put_bytes(o, name, PANEL_NAME_SIZE);
	put_fill(o, 0, opt->full ? 104 : 0);
	end_block(o, body);
}

/*
 * Put link rates in units of 200 kbit/s. They replace the rates of the link parameters.
 */
static void put_edp_rates(struct fwbytes *o, size_t body)
{
	put_fill_to(o, 0, body + 748);
	for (size_t i = 0; i < PANEL_COUNT; i++)
		put_le16(o, 2700 * 5);
}

/* Put the power sequences, colour depths and link parameters of 16 panels. */
static void put_edp(struct fwbytes *o, const struct vbt_options *opt)
{
	size_t body = begin_block(o, 27);

	for (size_t i = 0; i < PANEL_COUNT; i++) {
		put_le16(o, 2000); /* T1+T3: 200 ms */
		put_le16(o, 10);
		put_le16(o, 2000);
		put_le16(o, 500);
		put_le16(o, 5000 + (unsigned)i); /* T11+T12 */
	}
	put_le32(o, 0x55555555); /* 24 bits per pixel for each panel */
	for (size_t i = 0; i < PANEL_COUNT; i++)
		put_bytes(o, "\x11\x00", 2); /* codes for 2.7 Gbit/s and 2 lanes */
	if (opt->bdb_version >= 224)
		put_edp_rates(o, body);
	put_fill_to(o, 0, opt->full ? body + 850 : o->len);
	end_block(o, body);
}

static void put_generic_dtd(struct fwbytes *o)
{
	size_t body = begin_block(o, 58);

	put_le16(o, 28);
	for (size_t i = 0; i < PANEL_COUNT; i++) {
		put_le32(o, 72300); /* kHz */
		put_le16(o, 1366);
		put_le16(o, 160);
		put_fill(o, 0, 4);
		put_le16(o, 768);
		put_le16(o, 22);
		put_fill(o, 0, 28 - 16);
	}
	end_block(o, body);
}

static void put_extra(struct fwbytes *o, size_t len)
{
	size_t body;

	if (len == 0)
		return;
	body = begin_block(o, 52);
	for (size_t i = 0; i < len; i++)
		put_u8(o, i * 37 & 0xFF);
	end_block(o, body);
}

static void put_header(struct fwbytes *o, const struct vbt_options *opt)
{
	const char *name = opt->name ? opt->name : "SKYLAKE";
	size_t start = o->len;

	if (strlen(name) > 15)
		fwbuild_fail("a table's name has at most 15 characters");
	put_text(o, "$VBT ");
	put_text(o, name);
	put_fill_to(o, ' ', start + 20);
	if (opt->shape == VBT_VIRTUAL) {
		bytes_cut(o, start + 4);
		put_fill_to(o, 0, start + 20);
	}
	put_le16(o, 100); /* version */
	put_le16(o, opt->header_size ? opt->header_size : VBT_HEADER_SIZE);
	put_fill(o, 0, 4); /* vbt_size, checksum, reserved */
	put_le32(o, opt->bdb_offset ? opt->bdb_offset : VBT_HEADER_SIZE);
	put_fill(o, 0, 16);
}

static void put_blocks(struct fwbytes *o, const struct vbt_options *opt, size_t bdb)
{
	put_core_block(o, opt->sign_on ? opt->sign_on : gop_sign_on);
	put_general_features(o, opt);
	put_general_definitions(o, opt);
	put_lfp_options(o, opt);
	if (opt->edp || opt->full)
		put_edp(o, opt);
	if (!opt->no_pointers)
		put_lfp_pointers(o, bdb);
	put_lfp_data(o, opt);
	if (opt->generic_dtd)
		put_generic_dtd(o);
	if (opt->full)
		put_full_blocks(o, opt->laptop);
	put_extra(o, opt->extra);
}

/* Put the blocks of a table that Linux accepts, but that no board has. */
static void put_few_blocks(struct fwbytes *o, const struct vbt_options *opt)
{
	if (opt->shape != VBT_HEADLESS)
		put_general_features(o, opt);
	if (opt->shape == VBT_VIRTUAL)
		put_general_definitions(o, opt);
}

static void put_bdb(struct fwbytes *o, const struct vbt_options *opt)
{
	size_t bdb = o->len, size;

	put_text(o, opt->no_bdb_signature ? "BIOS DATA BLOCK " : "BIOS_DATA_BLOCK ");
	put_le16(o, opt->bdb_version);
	put_le16(o, BDB_HEADER_SIZE);
	put_le16(o, 0);
	if (opt->shape == VBT_VIRTUAL)
		poke_u8(o, bdb + 15, 0);
	if (opt->shape == VBT_OF_BOARD)
		put_blocks(o, opt, bdb);
	else
		put_few_blocks(o, opt);
	size = o->len - bdb - (opt->exact || opt->shape != VBT_OF_BOARD ? 0 : 1);
	poke_le16(o, bdb + BDB_SIZE_AT, opt->bdb_size ? opt->bdb_size : (unsigned)size);
}

size_t vbt_put(struct fwbytes *out, const struct vbt_options *options)
{
	struct vbt_options opt = *options;
	size_t start = out->len, size;

	if (!opt.bdb_version)
		opt.bdb_version = 209;
	put_header(out, &opt);
	put_bdb(out, &opt);
	size = out->len - start;
	poke_le16(out, start + VBT_SIZE_AT, opt.vbt_size ? opt.vbt_size : (unsigned)size);
	poke_u8(out, start + VBT_CHECKSUM_AT, 0u - bytes_sum8(out, start, size));
	if (opt.bad_checksum)
		out->data[start + VBT_CHECKSUM_AT] ^= 0xDC;
	return size;
}

size_t vbt_put_padded(struct fwbytes *out, const struct vbt_options *options)
{
	size_t start = out->len, size = vbt_put(out, options);

	put_align(out, 0, start, 512);
	return size;
}

static void put_vbios_header(struct fwbytes *o)
{
	size_t start = o->len;

	put_le16(o, 0xAA55);
	put_u8(o, 0); /* length in 512 bytes */
	put_bytes(o, "\xE9\x00\x01", 3);
	put_fill_to(o, 0, start + 0x18);
	put_le16(o, 0x40);
	put_le16(o, VBIOS_VBT_AT);
	put_fill_to(o, 0, start + 0x40);
	put_text(o, "PCIR");
	put_le16(o, 0x8086);
	put_le16(o, 0x0406);
	put_le16(o, 0);
	put_le16(o, 0x18); /* length of this structure */
	put_u8(o, 0);
	put_bytes(o, "\x00\x00\x03", 3); /* VGA display controller */
	put_le16(o, 0);                  /* image length in 512 bytes */
	put_le16(o, 0);
	put_u8(o, 0x00); /* code type: x86 PC-AT */
	put_u8(o, 0x80); /* the last image */
	put_le16(o, 0);
	put_fill_to(o, 0x90, start + VBIOS_VBT_AT);
}

size_t vbios_put(struct fwbytes *out, const struct vbt_options *options)
{
	struct vbt_options opt = *options;
	size_t start = out->len, size;

	if (!opt.sign_on)
		opt.sign_on = vbios_sign_on;
	opt.exact = true;
	put_vbios_header(out);
	size = vbt_put(out, &opt);
	put_text(out, "end of table");
	put_fill(out, 0, 256);
	put_align(out, 0, start, 512);
	poke_u8(out, start + 2, (unsigned)((out->len - start) / 512));
	poke_le16(out, start + 0x40 + 0x10, (unsigned)((out->len - start) / 512));
	poke_u8(out, out->len - 1, 0u - bytes_sum8(out, start, out->len - start));
	return size;
}
