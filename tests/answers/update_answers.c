/* SPDX-License-Identifier: BSD-2-Clause */
/* update_answers.c - update packages of vendors */
#include "answers.h"
#include "format/update/ami_pfat.h"
#include "format/update/ami_ucp.h"
#include "format/update/dell_pfs.h"
#include "format/update/im4p.h"
#include "format/update/insyde.h"
#include "format/update/phoenix_tdk.h"
#include "format/update/portwell.h"
#include "fwbuild_guid.h"
#include "pack_dell.h"
#include "pack_insyde.h"
#include "pack_pfat.h"
#include "pack_ucp.h"
#include "pack_vendor.h"

/* ---- decoding --------------------------------------------------------------- */

static void say_block(struct gx_span at, const struct gx_bios_guard *b, struct answer *a)
{
	uint32_t offset;

	say_span(a, at, b->marker);
	say_span(a, at, b->platform);
	say_form(a, b->has_signature);
	say_span(a, at, b->script);
	say_span(a, at, b->data);
	say(a, b->size);
	say_form(a, gx_bios_guard_place(b, &offset));
	say(a, offset);
}

static void ask_pfat(struct gx_span at, struct answer *a)
{
	static struct gx_pfat pfat;
	enum gopx_status status = gx_pfat_decode(at, &pfat);
	struct gx_bios_guard block;
	struct gx_pfat_cursor c;

	say_form(a, status);
	if (status != GOPX_OK)
		return;
	say(a, pfat.header_size);
	say_form(a, pfat.file_count);
	for (size_t i = 0; i < pfat.file_count; i++) {
		say(a, pfat.files[i].blocks);
		say_span(a, at, pfat.files[i].name);
		say(a, pfat.files[i].order);
	}
	c = gx_pfat_blocks(&pfat, at);
	for (size_t i = 0; i < 16 && gx_pfat_next(&c, &pfat, &block); i++) {
		say_block(at, &block, a);
		say(a, c.at);
		say(a, c.signature);
		say(a, c.file);
		say(a, c.done);
	}
	say_form(a, c.file);
}

static void ask_block(struct gx_span at, struct answer *a)
{
	struct gx_bios_guard block;

	say_form(a, gx_bios_guard_decode(at, &block));
	say_block(at, &block, a);
}

/* The input begins with 20 bytes that mark the block after the signature. */
static void ask_signature(struct gx_span at, struct answer *a)
{
	struct gx_span marker = gx_span_head(at, 20), rest = gx_span_tail(at, 20);

	say_form(a, gx_bios_guard_signature(rest, marker, 0));
	say_form(a, gx_bios_guard_signature(rest, marker, 99));
}

static void ask_ucp(struct gx_span at, struct answer *a)
{
	uint64_t size, off = GX_UCP_HEADER_SIZE;

	say_form(a, gx_ucp_decode(at, &size));
	say(a, size);
	for (unsigned i = 0; i < 4; i++) {
		struct gx_ucp_module m;

		say_form(a, gx_ucp_module_decode(gx_span_tail(at, off), &m));
		say_span(a, at, m.tag);
		say(a, m.size);
		say_span(a, at, m.data);
		say_form(a, m.packed);
		say_span(a, at, m.stream);
		off += m.size;
	}
}

static void ask_dell_section(struct gx_span at, struct answer *a)
{
	struct gx_dell_section s;

	say_form(a, gx_dell_section_decode(at, &s));
	say(a, s.size);
	say_span(a, at, s.packed);
	say_form(a, s.header_ok);
	say_form(a, s.footer_ok);
}

static void ask_dell_pkg(struct gx_span at, struct answer *a)
{
	uint64_t size;

	say_form(a, gx_dell_pkg_decode(at, &size));
	say(a, size);
}

static void say_entry(struct gx_span at, const struct gx_pfs_entry *e, struct answer *a)
{
	struct gx_reader r = gx_reader(e->data);
	struct gx_pfs_name name;
	uint32_t offset, address;

	say_guid(a, &e->guid);
	say(a, e->size);
	say(a, e->data_at);
	say_span(a, at, e->data);
	say_span(a, at, e->metadata);
	say_form(a, gx_pfs_has_names(e));
	say_form(a, gx_pfs_place(e, &offset, &address));
	say(a, offset);
	say(a, address);
	for (unsigned i = 0; i < 4 && gx_pfs_next_name(&r, &name); i++) {
		say_form(a, i);
		say_guid(a, &name.guid);
		say_span(a, at, name.text);
	}
}

static void ask_pfs(struct gx_span at, struct answer *a)
{
	struct gx_pfs pfs;
	struct gx_span rest;

	say_form(a, gx_pfs_decode(at, &pfs));
	say_form(a, pfs.version);
	say(a, pfs.size);
	say_span(a, at, pfs.entries);
	say_form(a, pfs.footer_ok);
	say(a, pfs.checksum);
	rest = pfs.entries;
	for (unsigned i = 0; i < 4; i++) {
		struct gx_pfs_entry e;

		say_form(a, gx_pfs_entry_decode(rest, &e));
		say_entry(at, &e, a);
		rest = gx_span_tail(rest, e.size);
	}
}

static void ask_im4p(struct gx_span at, struct answer *a)
{
	struct gx_im4p im4p;

	say_form(a, gx_im4p_decode(at, &im4p));
	say_span(a, at, im4p.type);
	say(a, im4p.header_size);
	say(a, im4p.size);
}

static void ask_iflash(struct gx_span at, struct answer *a)
{
	struct gx_iflash image;

	say_form(a, gx_iflash_decode(at, &image));
	say_span(a, at, image.tag);
	say_text(a, image.part);
	say(a, image.size);
	say_span(a, at, image.image);
}

static void ask_rotated(struct gx_span at, struct answer *a)
{
	uint64_t size;

	say_form(a, gx_rotated_7z_decode(at, &size));
	say(a, size);
}

static void ask_tdk(struct gx_span at, struct answer *a)
{
	struct gx_tdk tdk;

	say_form(a, gx_tdk_decode(at, &tdk));
	say(a, tdk.size);
	for (uint32_t i = 0; i < tdk.count && i < 4; i++) {
		struct gx_tdk_entry e = gx_tdk_entry(at, i);

		say_span(a, at, e.name);
		say(a, e.offset);
		say(a, e.size);
		say(a, e.packing);
	}
}

static void ask_portwell(struct gx_span at, struct answer *a)
{
	uint64_t looked;

	say_form(a, gx_portwell_probe(at, &looked));
	say(a, looked);
	say(a, gx_portwell_part_size(at));
}

/* ---- inputs ----------------------------------------------------------------- */

static struct fwbytes image(size_t len)
{
	struct fwbytes o = { 0 };

	for (size_t i = 0; i < len; i++)
		put_u8(&o, (unsigned)(i * 7));
	return o;
}

static void pfat(struct fwbytes *out, const char *order, unsigned signature)
{
	static const struct pfat_file files[] = {
		{ "1 /B 2;FV_BB", 64, 64, 32 },
		{ "0 /P 3;FV_MAIN", 0, 60, 20 },
	};
	const struct pfat update = {
		order, files, 2, { .platform = "P", .signature = signature, .type = 1 }
	};
	struct fwbytes flash = image(128);

	pfat_put(out, &update, &flash, NULL);
	put_text(out, "after the update");
	bytes_free(&flash);
}

static void pfat_ordered(struct fwbytes *out)
{
	pfat(out, "II00010000", 0);
}

static void pfat_plain(struct fwbytes *out)
{
	pfat(out, NULL, 0);
}

static void pfat_signed(struct fwbytes *out)
{
	pfat(out, "II0001000", 2048);
}

/* An update with one file more than gopx examines. */
static void pfat_many(struct fwbytes *out)
{
	put_le32(out, 0x11 + 37 + 257 * 4);
	put_le32(out, 0);
	put_text(out, "_AMIPFAT");
	put_u8(out, 0);
	put_text(out, "AMI_BIOS_GUARD_FLASH_CONFIGURATIONS\r\n");
	for (unsigned i = 0; i < 257; i++)
		put_text(out, "0;F\n");
}

static void bios_guard(struct fwbytes *out)
{
	const struct bios_guard block = { "Dell", 0x1000, 2048, 2 };

	bios_guard_put(out, &block, (const uint8_t *)"0123456789abcdef", 16, NULL);
}

static void signature(struct fwbytes *out, unsigned bits, bool next)
{
	const struct bios_guard block = { "Dell", 0x1000, bits, bits == 2048 ? 1 : 2 };
	struct fwbytes whole = { 0 };

	bios_guard_put(&whole, &block, (const uint8_t *)"0123456789abcdef", 16, NULL);
	put_bytes(out, whole.data, 20);
	put_bytes(out, whole.data + whole.len - (bits == 2048 ? 0x20c : 0x30c),
		  bits == 2048 ? 0x20c : 0x30c);
	if (next)
		put_bytes(out, whole.data, 20);
	bytes_free(&whole);
}

static void signature_2048(struct fwbytes *out)
{
	signature(out, 2048, false);
}

static void signature_3072(struct fwbytes *out)
{
	signature(out, 3072, true);
}

static void ucp(struct fwbytes *out, const char *tag)
{
	struct fwbytes flash = image(40);
	size_t start = ucp_begin(out, tag, NULL);

	ucp_module_put(out, "@R00", &flash, pack_efi11, NULL);
	ucp_module_put(out, "@~!2", &flash, NULL, NULL);
	ucp_end(out, start);
	bytes_free(&flash);
}

static void ucp_ami(struct fwbytes *out)
{
	ucp(out, "@UAF");
}

static void ucp_hp(struct fwbytes *out)
{
	ucp(out, "@HPU");
}

static uint8_t xor_of(const uint8_t *data, size_t len)
{
	uint8_t sum = 0;

	while (len--)
		sum ^= data[len];
	return sum;
}

/* Do not use the builder, because it packs with zlib, whose output may change. */
static void dell_section(struct fwbytes *out)
{
	put_le32(out, 10);
	put_u8(out, 0xaa);
	put_bytes(out, "\xEE\xAA\x76\x1B\xEC\xBB\x20\xF1\xE6\x51", 10);
	put_u8(out, xor_of(out->data, 15));
	put_bytes(out, "\x78\x9c stream ", 10);
	put_le32(out, 10);
	put_bytes(out, "\xEE\xAA\xEE\x8F\x49\x1B\xE8\xAE\x14\x37\x90", 11);
	put_u8(out, xor_of(out->data + 26, 15));
	put_text(out, "after");
}

static void dell_pkg(struct fwbytes *out)
{
	put_bytes(out, "\x72\x13\x55\0", 4);
	put_fill_to(out, 0, 16);
	put_le32(out, 20);
	put_fill_to(out, 0, 48);
	put_bytes(out, "\xfd\x37zXZ\0 stream", 13);
	put_fill_to(out, 1, 80);
}

static void pfs(struct fwbytes *out, unsigned version)
{
	struct fwbytes flash = image(30), names = { 0 }, place = { 0 };
	struct pfs volume = pfs_begin(out, version, NULL);

	pfs_name_put(&names, GUID_X, "System BIOS");
	pfs_name_put(&names, GUID_Y, "EC");
	pfs_place_put(&place, 0xFF001000, 0x1000, 30);
	pfs_entry_put(out, &volume, &(struct pfs_entry){ GUID_X, &flash, 16, &place });
	pfs_entry_put(out, &volume,
		      &(struct pfs_entry){ PFS_GUID_NAMES, &names, 0, NULL });
	pfs_end(out, &volume);
	put_text(out, "after");
	bytes_free(&flash);
	bytes_free(&names);
	bytes_free(&place);
}

static void pfs_1(struct fwbytes *out)
{
	pfs(out, 1);
}

static void pfs_2(struct fwbytes *out)
{
	pfs(out, 2);
}

static void im4p(struct fwbytes *out)
{
	struct fwbytes whole = { 0 };
	size_t at;

	im4p_put(&whole, (const uint8_t *)"payload", 7, NULL);
	at = bytes_find(&whole, GX_IM4P_SIGNATURE, GX_IM4P_SIGNATURE_SIZE);
	put_bytes(out, whole.data + at, whole.len - at);
	bytes_free(&whole);
}

static void im4p_string(struct fwbytes *out)
{
	put_bytes(out, "\x16\4IM4P\x16\4mefi\x16\x81\5words\4\x84\0\0\0\7payload", 30);
}

static void im4p_cut(struct fwbytes *out)
{
	put_bytes(out, "\x16\4IM4P\x16\4mefi\x16\0\4\x82\1", 17);
}

static void iflash(struct fwbytes *out)
{
	struct fwbytes flash = image(40);

	iflash_put(out, "_BIOSIMG", &flash, 8, NULL);
	iflash_put(out, "_EC_IMG_", &flash, 0, NULL);
	bytes_free(&flash);
}

static void rotated(struct fwbytes *out)
{
	struct fwbytes archive = { 0 }, file = image(20);

	sevenzip_put(&archive, "bios.fd", &file);
	pack_rotated(out, archive.data, archive.len);
	bytes_free(&archive);
	bytes_free(&file);
}

static void repair_rotated(uint8_t *data, size_t len)
{
	struct fwbytes o = { data, len, len };

	if (len < 32)
		return;
	for (size_t i = 0; i < 32; i++)
		data[i] = (uint8_t)(data[i] >> 1 | data[i] << 7);
	sevenzip_sum(&o, 0);
	for (size_t i = 0; i < 32; i++)
		data[i] = (uint8_t)(data[i] << 1 | data[i] >> 7);
}

static void tdk(struct fwbytes *out)
{
	static const struct pack_member files[] = {
		{ "BIOS.ROM", (const uint8_t *)"0123", 4, false, false },
		{ "OTHER.ROM", (const uint8_t *)"012345", 6, false, false },
	};
	struct fwbytes packer = { 0 };

	tdk_put(&packer, 0, files, 2, NULL);
	put_bytes(out, packer.data + 10, packer.len - 10);
	bytes_free(&packer);
}

/* A table without files. */
static void tdk_empty(struct fwbytes *out)
{
	put_bytes(out, GX_TDK_SIGNATURE, GX_TDK_SIGNATURE_SIZE);
	put_le32(out, 0x10 + 0x200);
	put_le32(out, 0);
	put_fill(out, 0, 0x300);
}

static void portwell(struct fwbytes *out)
{
	static const struct pack_member files[] = {
		{ "1", (const uint8_t *)"0123", 4, false, false },
		{ "2", (const uint8_t *)"", 0, false, false },
		{ "3", (const uint8_t *)"<UU", 3, false, false },
		{ "4", (const uint8_t *)"012345", 6, false, false },
	};

	portwell_put(out, files, 4);
}

const struct subject answers_subjects[] = {
	SUBJECT("pfat with an order", pfat_ordered, ask_pfat),
	SUBJECT("pfat", pfat_plain, ask_pfat),
	SUBJECT_WITH("pfat with signatures", pfat_signed, ask_pfat, .light = true,
		     .window = 2048),
	SUBJECT_ONCE("pfat, many files", pfat_many, ask_pfat),
	SUBJECT("bios guard", bios_guard, ask_block),
	SUBJECT_WITH("signature, 2048", signature_2048, ask_signature, .window = 32),
	SUBJECT_WITH("signature, 3072", signature_3072, ask_signature, .light = true,
		     .window = 1024),
	SUBJECT("ucp", ucp_ami, ask_ucp),
	SUBJECT("ucp of hp", ucp_hp, ask_ucp),
	SUBJECT("dell section", dell_section, ask_dell_section),
	SUBJECT("dell pkg", dell_pkg, ask_dell_pkg),
	SUBJECT("pfs, version 1", pfs_1, ask_pfs),
	SUBJECT("pfs, version 2", pfs_2, ask_pfs),
	SUBJECT("im4p", im4p, ask_im4p),
	SUBJECT("im4p with a description", im4p_string, ask_im4p),
	SUBJECT_ONCE("im4p, cut", im4p_cut, ask_im4p),
	SUBJECT("iflash", iflash, ask_iflash),
	SUBJECT_WITH("rotated 7z", rotated, ask_rotated, .repair = repair_rotated,
		     .window = 32),
	SUBJECT_WITH("rotated 7z, wrong sum", rotated, ask_rotated, .light = true,
		     .window = 32),
	SUBJECT("tdk", tdk, ask_tdk),
	SUBJECT_ONCE("tdk, empty", tdk_empty, ask_tdk),
	SUBJECT("portwell", portwell, ask_portwell),
	{ 0 },
};
