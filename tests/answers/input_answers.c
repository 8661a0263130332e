/* SPDX-License-Identifier: BSD-2-Clause */
/* input_answers.c - the kinds of input files: text dumps, disk images, other formats */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "format/input/foreign.h"
#include "format/input/qcow2.h"
#include "format/input/text_dump_bytes.h"
#include "format/input/text_dump.h"
#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "pack_qcow2.h"
#include "pack_text_dump.h"

/* ---- decoding --------------------------------------------------------------- */

static void ask_foreign(struct gx_span at, struct answer *a)
{
	const struct gx_foreign *f = gx_foreign_of(at);
	const struct gx_mangled *dump = gx_text_dump_of(at);

	say_text(a, f ? f->name : NULL);
	say_text(a, dump ? dump->text : NULL);
}

static void ask_mangled(struct gx_span at, struct answer *a)
{
	static struct gx_matcher matcher;
	uint64_t looked;
	const struct gx_mangled *m = gx_mangled_of(at, &matcher, &looked);

	say_text(a, m ? m->text : NULL);
	say(a, looked);
}

static void ask_text(struct gx_span at, struct answer *a)
{
	enum gx_text_dump_form form = gx_text_dump_form_of(at);
	struct gx_text_dump_bytes b = { 0 };

	say_form(a, form);
	say_text(a, gx_text_dump_form_name(form));
	gx_text_dump_read(form, at, &b);
	say(a, b.from);
	say(a, b.to);
	say(a, b.used);
	if (b.to - b.from > 4096)
		return;
	b.out = calloc(1, (size_t)(b.to - b.from) + 1);
	if (!b.out)
		abort();
	gx_text_dump_read(form, at, &b);
	say_bytes(a, gx_span(b.out, (size_t)(b.to - b.from)));
	say(a, b.used);
	free(b.out);
	ask_foreign(at, a);
}

static void ask_qcow2(struct gx_span at, struct answer *a)
{
	struct gx_qcow2 q;
	enum gopx_status status = gx_qcow2_decode(at, &q);
	uint64_t count;

	say_form(a, status);
	say_text(a, q.closed);
	say(a, q.size);
	say(a, q.l1_at);
	say(a, q.cluster_bits);
	say_form(a, q.zeros);
	if (status != GOPX_OK || q.closed)
		return;
	count = gx_qcow2_clusters(&q);
	say(a, count);
	for (uint64_t n = 0; n < count && n < 8; n++) {
		struct gx_qcow2_cluster c = gx_qcow2_cluster(at, &q, n);

		say_form(a, c.form);
		say(a, c.size);
		say_span(a, at, c.stored);
		say_form(a, c.lost);
	}
	if (count)
		say(a, gx_qcow2_cluster(at, &q, count - 1).size);
}

/* ---- inputs ----------------------------------------------------------------- */

static void dump(struct fwbytes *out, pack_text_dump *put)
{
	struct fwbytes bytes = { 0 };

	for (unsigned i = 0; i < 70; i++)
		put_u8(&bytes, i < 16 || i > 55 ? i * 37 : 9);
	put(out, &bytes);
	bytes_free(&bytes);
}

static void intel_hex(struct fwbytes *out)
{
	dump(out, intel_hex_put);
	put_text(out, "more text");
}

/* Records in descending order. Some of them touch or overlap. */
static void intel_hex_backwards(struct fwbytes *out)
{
	static const uint8_t at[] = { 32, 16, 18, 16, 4, 0 };

	for (size_t i = 0; i < sizeof(at); i++) {
		unsigned sum = 256 - (2u + at[i] + 0x11 + 0x22 + (unsigned)i) % 256;
		char line[40];

		snprintf(line, sizeof(line), ":0200%02X0011%02X%02X\n", at[i],
			 0x22 + (unsigned)i, sum % 256);
		put_text(out, line);
	}
	put_text(out, ":00000001FF\n");
}

static void xxd(struct fwbytes *out)
{
	dump(out, xxd_put);
}

static void hexdump(struct fwbytes *out)
{
	dump(out, hexdump_put);
	put_text(out, "\nmore text");
}

static void base64(struct fwbytes *out)
{
	struct fwbytes bytes = { 0 };

	for (unsigned i = 0; i < 160; i++)
		put_u8(&bytes, i * i / 3);
	base64_put(out, &bytes);
	bytes_free(&bytes);
}

#define TEXT(name, text)                      \
	static void name(struct fwbytes *out) \
	{                                     \
		put_text(out, text);          \
	}

/* A record of type 5, the last type that exists, and a record of type 6. */
TEXT(intel_hex_types, ":0100000011EE\n:0400000512345678E3\n:0100010022DC\n"
		      ":0400000612345678E2\n:0100020033CA\n:00000001FF\n")

/* There is one more record after the end record. A decoder must ignore it. */
TEXT(intel_hex_ended, ":0100000011EE\n:0100010022DC\n:00000001FF\n:0100020033CA\n")

#define HEX_40    "0123456789abcdefABCDEF012345678901234567"
#define BASE64_40 "0123456789abcdefghijkl+/MNOPQRSTUVWXYZ=="

TEXT(html, "\xef\xbb\xbf \t\r\n<!DOCTYPE html>")
TEXT(html_short, "<hTmL>")
TEXT(pdf, "%PDF-1.4")
TEXT(gif, "GIF89a")
TEXT(sqlite, "SQLite format 3")
TEXT(vhd, "conectix ")
TEXT(vhdx, "vhdxfile ")
TEXT(vmdk, "KDMV ")
TEXT(s_records, "S1137AF00A0A0D000000000000")
TEXT(s_records_0, "S00F000068656C6C6F")
TEXT(uuencode, "begin 644 bios.rom\n")
TEXT(plain_hex, HEX_40 "\n" HEX_40 "\r\n" HEX_40 "\n")
TEXT(base64_lines, BASE64_40 "\n" BASE64_40 "\n" BASE64_40 "\n")
TEXT(base64_inside, "Subject: x\n\n" BASE64_40 "\n" BASE64_40 "\n" BASE64_40 "\nend\n")
TEXT(hex_dump_wide, "0123456789abcdef: 12 34\n0123456789abcdef: 56 78\n")
TEXT(hex_dump_too_wide, "0123456789abcdef0: 12 34\n0123456789abcdef0: 56 78\n")
TEXT(hex_dump_short, "0000000 ab\n0000010: cd")

static void swapped_at(struct fwbytes *out, unsigned with, size_t place)
{
	struct fwb b = { 0 };

	b.next_fv.block = 64;
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_RAW, GUID_X);
	put_text(&b.out, "content of a file");
	file_end(&b);
	fv_end(&b);
	put_fill(out, 0x10, place);
	put_bytes(out, b.out.data, b.out.len);
	put_align(out, 0x10, 0, 16);
	fwb_free(&b);
	for (size_t i = 0; i < out->len; i++) {
		uint8_t other = out->data[i ^ with];

		if ((i ^ with) > i) {
			out->data[i ^ with] = out->data[i];
			out->data[i] = other;
		}
	}
}

static void swapped(struct fwbytes *out, unsigned with)
{
	swapped_at(out, with, 8);
}

/* A swapped volume at the start of the input. */
static void swapped_at_start(struct fwbytes *out)
{
	swapped_at(out, 1, 0);
}

static void swapped_16(struct fwbytes *out)
{
	swapped(out, 1);
}

static void swapped_32(struct fwbytes *out)
{
	swapped(out, 3);
}

static void swapped_64(struct fwbytes *out)
{
	swapped(out, 7);
}

static void inverted(struct fwbytes *out)
{
	swapped(out, 0);
	for (size_t i = 0; i < out->len; i++)
		out->data[i] = (uint8_t)~out->data[i];
}

static void reversed(struct fwbytes *out)
{
	swapped(out, 0);
	for (size_t i = 0; i < out->len; i++) {
		uint8_t b = out->data[i], r = 0;

		for (unsigned k = 0; k < 8; k++)
			r = (uint8_t)(r << 1 | (b >> k & 1));
		out->data[i] = r;
	}
}

static void interleaved(struct fwbytes *out)
{
	struct fwbytes straight = { 0 };

	swapped(&straight, 0);
	for (size_t i = 0; i < straight.len; i += 2)
		put_u8(out, straight.data[i]);
	for (size_t i = 1; i < straight.len; i += 2)
		put_u8(out, straight.data[i]);
	bytes_free(&straight);
}

static void inverted_descriptor(struct fwbytes *out)
{
	put_fill(out, 0, 16);
	put_le32(out, ~0x0ff0a55au);
	put_fill(out, 1, 20);
}

static void utf16(struct fwbytes *out)
{
	put_bytes(out, "\xff\xfe", 2);
	for (unsigned i = 0; i < 70; i++)
		put_le16(out, i % 2 ? 'a' : 0x2300 + i);
	put_le16(out, 'x');
	put_le16(out, 'y');
}

static void utf16_letters(struct fwbytes *out)
{
	put_bytes(out, "\xff\xfe", 2);
	for (unsigned i = 0; i < 70; i++)
		put_le16(out, 'a');
}

static void utf8(struct fwbytes *out)
{
	for (unsigned i = 0; i < 65; i++)
		put_bytes(out, "\xef\xbf\xbdx", i % 3 ? 3 : 4);
}

static void qcow2(struct fwbytes *out, struct qcow2_options options)
{
	struct fwbytes disk = { 0 };

	for (size_t i = 0; i < 3 * QCOW2_CLUSTER + 100; i++)
		put_u8(&disk, i / QCOW2_CLUSTER == 1 ? 0 : (unsigned)(i % 251));
	qcow2_put(out, &disk, &options, NULL);
	bytes_free(&disk);
}

static void qcow2_2(struct fwbytes *out)
{
	qcow2(out, (struct qcow2_options){ .version = 2 });
}

static void qcow2_3(struct fwbytes *out)
{
	qcow2(out, (struct qcow2_options){ .backwards = true });
}

/* The first cluster is packed, and its stream is invalid. */
static void qcow2_packed(struct fwbytes *out)
{
	qcow2(out, (struct qcow2_options){ .version = 3 });
	poke_bytes(out, QCOW2_L2, "\x40\x10\0\0\0\0\x20\x33", 8);
}

const struct subject answers_subjects[] = {
	SUBJECT_WITH("intel hex", intel_hex, ask_text, .text = true),
	SUBJECT_WITH("intel hex, backwards", intel_hex_backwards, ask_text, .text = true),
	SUBJECT_ONCE("intel hex, types", intel_hex_types, ask_text),
	SUBJECT_ONCE("intel hex, ended", intel_hex_ended, ask_text),
	SUBJECT_WITH("xxd", xxd, ask_text, .text = true),
	SUBJECT_WITH("hexdump", hexdump, ask_text, .text = true),
	SUBJECT_WITH("base64", base64, ask_text, .light = true),
	SUBJECT_WITH("html", html, ask_foreign, .text = true),
	SUBJECT_WITH("html, short", html_short, ask_foreign, .text = true),
	SUBJECT_WITH("pdf", pdf, ask_foreign, .text = true),
	SUBJECT_WITH("gif", gif, ask_foreign, .text = true),
	SUBJECT_WITH("sqlite", sqlite, ask_foreign, .text = true),
	SUBJECT_WITH("vhd", vhd, ask_foreign, .text = true),
	SUBJECT_WITH("vhdx", vhdx, ask_foreign, .text = true),
	SUBJECT_WITH("vmdk", vmdk, ask_foreign, .text = true),
	SUBJECT_WITH("s-records", s_records, ask_foreign, .text = true),
	SUBJECT_WITH("s-records, first", s_records_0, ask_foreign, .text = true),
	SUBJECT_WITH("uuencode", uuencode, ask_foreign, .text = true),
	SUBJECT_WITH("plain hex", plain_hex, ask_foreign, .text = true),
	SUBJECT_WITH("base64 lines", base64_lines, ask_foreign, .text = true),
	SUBJECT_WITH("base64 inside", base64_inside, ask_foreign, .text = true),
	SUBJECT_ONCE("hex dump, wide", hex_dump_wide, ask_foreign),
	SUBJECT_ONCE("hex dump, too wide", hex_dump_too_wide, ask_foreign),
	SUBJECT_WITH("hex dump, short", hex_dump_short, ask_foreign, .text = true),
	SUBJECT_WITH("swapped, 16 bits", swapped_16, ask_mangled, .light = true),
	SUBJECT_ONCE("swapped, at the start", swapped_at_start, ask_mangled),
	SUBJECT_WITH("swapped, 32 bits", swapped_32, ask_mangled, .light = true),
	SUBJECT_WITH("swapped, 64 bits", swapped_64, ask_mangled, .light = true),
	SUBJECT_WITH("inverted", inverted, ask_mangled, .light = true),
	SUBJECT_WITH("reversed", reversed, ask_mangled, .light = true),
	SUBJECT_WITH("interleaved", interleaved, ask_mangled, .light = true),
	SUBJECT_WITH("inverted descriptor", inverted_descriptor, ask_mangled,
		     .light = true),
	SUBJECT_WITH("utf-16", utf16, ask_mangled, .light = true),
	SUBJECT_WITH("utf-16, letters", utf16_letters, ask_mangled, .light = true),
	SUBJECT_WITH("utf-8", utf8, ask_mangled, .light = true),
	SUBJECT_WITH("qcow2, version 2", qcow2_2, ask_qcow2, .big = true, .window = 128),
	SUBJECT_WITH("qcow2, version 3", qcow2_3, ask_qcow2, .big = true, .window = 128),
	SUBJECT_WITH("qcow2, first table", qcow2_3, ask_qcow2, .big = true,
		     .from = QCOW2_L1, .window = 16),
	SUBJECT_WITH("qcow2, second table", qcow2_2, ask_qcow2, .big = true,
		     .from = QCOW2_L2, .window = 40),
	SUBJECT_WITH("qcow2, zeros", qcow2_3, ask_qcow2, .big = true, .from = QCOW2_L2,
		     .window = 40),
	SUBJECT_WITH("qcow2, packed", qcow2_packed, ask_qcow2, .big = true,
		     .from = QCOW2_L2, .window = 8),
	{ 0 },
};
