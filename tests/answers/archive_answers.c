/* SPDX-License-Identifier: BSD-2-Clause */
/* archive_answers.c - archives, packed streams, file systems and closed formats */
#include "answers.h"
#include "format/archive/archive_extent.h"
#include "format/archive/compound.h"
#include "format/archive/fat.h"
#include "format/archive/sevenzip.h"
#include "format/archive/unopened.h"
#include "pack_archive.h"
#include "pack_compound.h"
#include "pack_fat.h"

/* ---- decoding --------------------------------------------------------------- */

typedef bool probe_fn(struct gx_span at, struct gx_extent *out);

static probe_fn *const probes[] = {
	gx_zip_probe,  gx_7z_probe,   gx_cab_probe,     gx_inverted_cab_probe,
	gx_rar_probe,  gx_rar5_probe, gx_iso9660_probe, gx_tar_probe,
	gx_lha_probe,  gx_gzip_probe, gx_xz_probe,      gx_bzip2_probe,
	gx_zstd_probe, gx_lz4_probe,  gx_lzip_probe,
};

static void ask_archive(struct gx_span at, struct answer *a)
{
	for (size_t i = 0; i < sizeof(probes) / sizeof(probes[0]); i++) {
		struct gx_extent extent;
		bool found = probes[i](at, &extent);

		say_form(a, found);
		/* It is another form if the size reaches past the end of the input. */
		say_form(a, found && extent.size > at.len);
		say(a, extent.size);
		say(a, extent.looked);
	}
	say_form(a, gx_rar_is_part(at));
	say_form(a, gx_rar5_is_encrypted(at));
	say_form(a, gx_zip_is_last_part(at));
}

static void ask_7z(struct gx_span at, struct answer *a)
{
	struct gx_span header = gx_7z_header(at);
	struct gx_7z_packed packed;

	ask_archive(at, a);
	say_span(a, at, header);
	say_form(a, gx_7z_counts_are_possible(header));
	say_form(a, gx_7z_packed_header(at, header, &packed));
	say_span(a, at, packed.properties);
	say_span(a, at, packed.stream);
	say(a, packed.unpacked);
}

/* Decode only the header, without its archive. */
static void ask_7z_header(struct gx_span at, struct answer *a)
{
	struct gx_7z_packed packed;

	say_form(a, gx_7z_counts_are_possible(at));
	say_form(a, gx_7z_packed_header(at, at, &packed));
	say_span(a, at, packed.properties);
	say_span(a, at, packed.stream);
	say(a, packed.unpacked);
}

/* Decode each prefix of the header, although the archive continues after it. */
static void ask_7z_prefixes(struct gx_span at, struct answer *a)
{
	for (size_t len = 0; len < 28; len++) {
		struct gx_7z_packed packed;

		say_form(a, gx_7z_packed_header(at, gx_span_head(at, len), &packed));
		say(a, packed.unpacked);
	}
}

static void ask_closed(struct gx_span at, struct answer *a)
{
	const struct gx_closed *closed = gx_closed_of(at);
	uint64_t size;

	say_form(a, gx_inno_probe(at, &size));
	say(a, size);
	say_form(a, gx_nsis_probe(at, &size));
	say(a, size);
	say_text(a, closed ? closed->type : NULL);
	say_form(a, gx_zip_is_last_part(at));
	say_form(a, gx_toshiba_com_probe(at));
}

static void ask_scrambled(struct gx_span at, struct answer *a)
{
	uint64_t looked;

	say_form(a, gx_scrambled_probe(at, &looked));
	say(a, looked);
}

static void ask_fat(struct gx_span at, struct answer *a)
{
	struct gx_fat fat;

	say_form(a, gx_fat_decode(at, &fat));
	say(a, fat.size);
	say(a, fat.data_at);
	say(a, fat.cluster_size);
	say(a, fat.end);
	say(a, fat.root);
	say_form(a, fat.bits);
	say_span(a, at, fat.table);
	say_span(a, at, fat.root_bytes);
	for (uint32_t n = GX_FAT_FIRST; n < fat.end && n < 16; n++) {
		say(a, gx_fat_next(&fat, n));
		say(a, gx_fat_cluster_at(&fat, n));
	}
}

static void ask_fat_entries(struct gx_span at, struct answer *a)
{
	for (uint64_t off = 0; off <= at.len; off += GX_FAT_ENTRY_SIZE) {
		struct gx_fat_entry e;

		say_form(a, gx_fat_entry(gx_span_tail(at, off), &e));
		say_bytes(a, gx_span(e.name, sizeof(e.name)));
		say_form(a, e.folder);
		say(a, e.first);
		say(a, e.size);
	}
}

static void ask_compound(struct gx_span at, struct answer *a)
{
	uint32_t table[512] = { 0 };
	struct gx_compound c;
	bool found = gx_compound_decode(at, &c);

	say_form(a, found);
	say(a, c.size);
	say(a, c.sector);
	say(a, c.end);
	say(a, c.directory);
	say(a, c.table_count);
	if (!found || c.table_count > 512)
		return;
	c.table = table;
	gx_compound_collect(&c);
	say(a, c.table_len);
	for (uint32_t i = 0; i < c.table_len; i++)
		say(a, table[i]);
	for (uint32_t n = 0; n < 260; n += n < 24 ? 1 : 59)
		say(a, gx_compound_next(&c, n));
}

/* Decode entries of a folder, in compound files of both versions. */
static void ask_compound_entries(struct gx_span at, struct answer *a)
{
	for (unsigned bits = 9; bits <= 12; bits += 3) {
		const struct gx_compound c = { .sector = 1u << bits, .cutoff = 4096 };

		for (uint64_t off = 0; off <= at.len; off += GX_COMPOUND_ENTRY_SIZE) {
			struct gx_compound_entry e;

			say_form(a, gx_compound_entry(&c, gx_span_tail(at, off), &e));
			say_bytes(a, gx_span(e.name, sizeof(e.name)));
			say_form(a, e.root);
			say(a, e.first);
			say(a, e.size);
		}
	}
}

/* ---- inputs ----------------------------------------------------------------- */

static const struct pack_member members[] = {
	{ "BIOS.ROM", (const uint8_t *)"0123456789abcdef0123456789", 26, false, false },
	{ "A", (const uint8_t *)"text", 4, false, false },
};
static const struct pack_member packed[] = {
	{ "BIOS.ROM", (const uint8_t *)"0000000000000000000000000000", 28, true, false },
};
static const struct pack_member secret[] = {
	{ "BIOS.ROM", (const uint8_t *)"0000000000000000000000000000", 28, false, true },
};

#define ARCHIVE(name, put, list)                                        \
	static void name(struct fwbytes *out)                           \
	{                                                               \
		put(out, list, sizeof(list) / sizeof((list)[0]), NULL); \
		put_text(out, "after the archive");                     \
	}

/* A local header, and more bytes than the longest name has. */
static void zip_long_name(struct fwbytes *out)
{
	put_text(out, "PK\3\4");
	put_le16(out, 20);
	put_fill(out, 0, 2 + 2 + 16);
	put_le16(out, 4096);
	put_le16(out, 0);
	put_fill(out, 'n', 4096 + 16);
}

ARCHIVE(zip, zip_put, members)
ARCHIVE(zip64, zip64_put, members)
ARCHIVE(sevenzip, sevenzip_put_members, members)
ARCHIVE(cab, cab_put, members)
ARCHIVE(rar, rar_put, members)
ARCHIVE(rar5, rar5_put, members)
ARCHIVE(rar_secret, rar_put, secret)
ARCHIVE(rar5_secret, rar5_put, secret)
ARCHIVE(tar, tar_put, members)
ARCHIVE(lha, lha_put, members)
ARCHIVE(lha1, lha1_put, members)
ARCHIVE(lha2, lha2_put, members)
ARCHIVE(iso9660, iso9660_put, packed)

static void inverted_cab(struct fwbytes *out)
{
	cab(out);
	for (size_t i = 0; i < out->len; i++)
		out->data[i] = (uint8_t)~out->data[i];
}

/*
 * An archive with a comment, and in it another archive. The offsets in the inner archive
 * count from its own start, as in a self-extractor.
 */
static void zip_in_zip(struct fwbytes *out)
{
	struct fwbytes inner = { 0 };
	struct pack_member file = { "INNER.ZIP", NULL, 0, false, false };

	zip_put(&inner, members, 2, NULL);
	file.data = inner.data;
	file.len = inner.len;
	zip_put(out, &file, 1, NULL);
	poke_le16(out, out->len - 2, 7);
	put_text(out, "comment and more");
	bytes_free(&inner);
}

static void zip_part(struct fwbytes *out)
{
	zip_put(out, members, 1, NULL);
	poke_le16(out, out->len - 18, 1);
}

/* The archived file looks like 'count' end records. */
static void zip_ends(struct fwbytes *out, size_t count)
{
	struct fwbytes ends = { 0 };
	struct pack_member file = { "A", NULL, 0, false, false };

	for (size_t i = 0; i < count; i++)
		put_text(&ends, "PK\5\6");
	file.data = ends.data;
	file.len = ends.len;
	zip_put(out, &file, 1, NULL);
	put_text(out, "after the archive");
	bytes_free(&ends);
}

static void zip_most_ends(struct fwbytes *out)
{
	zip_ends(out, 63);
}

static void zip_too_many_ends(struct fwbytes *out)
{
	zip_ends(out, 64);
}

/* A central directory that ends before the offset of its first entry. */
static void zip_short(struct fwbytes *out)
{
	put_text(out, "PK\3\4");
	put_fill_to(out, 0, 26);
	put_le16(out, 1);
	put_le16(out, 0);
	put_text(out, "x");
	put_text(out, "PK\1\2");
	put_fill_to(out, 0, 51);
	put_text(out, "PK\5\6");
	put_fill_to(out, 0, 63);
	put_le32(out, 20);
	put_le32(out, 31);
	put_le16(out, 0);
	put_text(out, "after the archive");
}

static void tar_large(struct fwbytes *out)
{
	tar_put(out, members, 1, NULL);
	poke_bytes(out, 124, "\x80\0\0\0\0\0\0\0\0\0\0\x1a", 12);
	tar_sum(out, 0);
}

/* The number in the size field ends at a blank. */
static void tar_blank(struct fwbytes *out)
{
	tar_put(out, members, 1, NULL);
	poke_bytes(out, 124, "0000000032 7", 12);
}

static void lha3(struct fwbytes *out)
{
	put_bytes(out, "\4\0-lh0-", 7);
	put_le32(out, 5);
	put_fill_to(out, 0, 20);
	put_u8(out, 3);
	put_fill_to(out, 0, 24);
	put_le32(out, 32);
	put_fill_to(out, 'x', 60);
}

/* The header that a 7z archive has if its main header is packed with LZMA. */
static void sevenzip_header(struct fwbytes *out)
{
	put_bytes(out, "\x17\x06\x05\x01\x09\x20\x00\x07\x0b\x01\x00\x01\x23\x03\x01",
		  15);
	put_bytes(out, "\x01\x05\x5d\x00\x10\x00\x00\x0c\x81\x23\x0a\x01", 12);
	put_fill(out, 0, 64);
}

static void sevenzip_plain_header(struct fwbytes *out)
{
	put_bytes(out, "\x01\x04\x06\x00\x02\x09\x10\x20\x00\x07\x0b\x02\x00", 13);
	put_fill(out, 1, 8);
}

/*
 * The packed bytes are constants, because each version of another library's encoder may
 * pack differently.
 */
static void gzip(struct fwbytes *out)
{
	put_bytes(out, "\x1f\x8b\x08\0\0\0\0\0\2\3 more", 15);
}

static void lzip(struct fwbytes *out)
{
	put_bytes(out, "LZIP\1\x0c more", 11);
}

static void zstd(struct fwbytes *out)
{
	pack_zstd(out, (const uint8_t *)"some text", 9);
	pack_zstd(out, (const uint8_t *)"more", 4);
	put_fill(out, 0, 9);
}

static void lz4(struct fwbytes *out)
{
	pack_lz4(out, (const uint8_t *)"some text aaaaaaaaaaaaaaaaaaaaaaaaa", 35);
	put_fill(out, 0, 9);
}

/* Put only the parts that determine the size of the stream: header, 'body' and footer. */
static void xz_put(struct fwbytes *out, const char *body, size_t len)
{
	put_bytes(out, "\xfd\x37zXZ\0\0\4\xe6\xd6\xb4\x46", 12);
	put_bytes(out, body, len);
	put_bytes(out, "\x1f\xb6\xf3\x7d\1\0\0\0\0\4YZ", 12);
}

static void xz(struct fwbytes *out)
{
	xz_put(out, "0123456789ab", 12);
	put_text(out, "more");
}

/* In the body, a footer that is not at a multiple of four, and one with other flags than
 * the header. */
static void xz_false_ends(struct fwbytes *out)
{
	xz_put(out,
	       "x\x1f\xb6\xf3\x7d\1\0\0\0\0\4YZ"
	       "pad\x90\x42\x99\x0d\1\0\0\0\0\1YZ",
	       28);
	put_text(out, "more");
}

static void bzip2(struct fwbytes *out)
{
	put_text(out, "BZh91AY&SYabcdefgh");
}

/*
 * Two streams with a gap between them. The first body contains bytes that look like a
 * footer.
 */
static void two_xz(struct fwbytes *out)
{
	xz_put(out, "YZ2YZ6789aYZ", 12);
	put_fill(out, 0, 8);
	xz_put(out, "0123", 4);
	put_fill(out, 0, 4);
	put_text(out, "end");
}

/* A frame with every optional field, blocks of each type, and a checksum. */
static void zstd_full(struct fwbytes *out)
{
	put_le32(out, 0xfd2fb528);
	put_u8(out, 0x46 | 0x80);
	put_fill(out, 1, 1 + 2 + 4);
	put_le24(out, 3 << 3);
	put_text(out, "abc");
	put_le24(out, 9 << 3 | 1 << 1);
	put_text(out, "x");
	put_le24(out, 2 << 3 | 2 << 1 | 1);
	put_text(out, "yyCRC4");
	put_text(out, "more bytes");
}

static void lz4_full(struct fwbytes *out)
{
	put_bytes(out, "\x04\x22\x4d\x18\x5d\x70", 6);
	put_fill(out, 0, 8 + 4 + 1);
	put_le32(out, 3 | 1u << 31);
	put_text(out, "abcSUM1");
	put_le32(out, 0);
	put_text(out, "SUM2 and more");
}

static void fat(struct fwbytes *out, unsigned bits)
{
	static const uint8_t data[1300] = { 1 };
	const struct fat_file files[] = { { "README  TXT", data, 600, false },
					  { "BIOS    ROM", data, sizeof(data), true } };

	fat_put(out, bits, files, 2, NULL);
}

static void fat12(struct fwbytes *out)
{
	fat(out, 12);
}

static void fat16(struct fwbytes *out)
{
	fat(out, 16);
}

static void fat32(struct fwbytes *out)
{
	fat(out, 32);
}

static void fat_folder(struct fwbytes *out)
{
	static const char *const names[] = {
		"BIOS    ROM", "A          ", "LONGNAMETXT",
		"\5IOS   B  ", "        X  ", ".          "
	};

	for (size_t i = 0; i < 6; i++) {
		put_text(out, names[i]);
		put_u8(out, i == 1 ? 0x10 : i == 2 ? 0x20 : 0);
		put_fill(out, 0, 8);
		put_le16(out, 1);
		put_fill(out, 0, 4);
		put_le16(out, 5);
		put_le32(out, 1000);
	}
}

static void compound(struct fwbytes *out)
{
	static const uint8_t data[4200] = { 1 };
	const struct compound_stream streams[] = { { "one", data, 4096, false },
						   { "two", data, 4200, true } };

	compound_put(out, streams, 2);
}

/* A compound file whose list of the table's sectors continues in two more sectors. */
static void compound_long(struct fwbytes *out)
{
	compound(out);
	put_fill_to(out, 0xff, (size_t)512 * 260);
	poke_le32(out, 44, 250);
	poke_le32(out, 68, 20);
	for (uint32_t i = 0; i < 109; i++)
		poke_le32(out, 76 + 4 * i, i % 19);
	for (uint32_t i = 0; i < 128; i++)
		poke_le32(out, 512 * 21 + 4 * i, i % 17);
	for (uint32_t i = 0; i < 20; i++)
		poke_le32(out, 512 * 22 + 4 * i, i % 13);
	poke_le32(out, 512 * 21 + 508, 21);
}

/* The file ends in the sector that has the second part of the table's list. */
static void compound_cut(struct fwbytes *out)
{
	compound_long(out);
	bytes_cut(out, (size_t)512 * 200);
	put_fill(out, 0, 100);
	poke_le32(out, 44, 180);
	poke_le32(out, 68, 199);
}

static void compound_v4(struct fwbytes *out)
{
	compound(out);
	poke_le16(out, 26, 4);
	poke_le16(out, 30, 12);
	put_fill_to(out, 7, 4096 * 5 - 3);
	poke_le32(out, 76, 1);
}

static void compound_folder(struct fwbytes *out)
{
	for (unsigned i = 0; i < 4; i++) {
		size_t at = out->len;

		put_utf16(out, i == 3 ? "0123456789012345678901234567890" : "name");
		put_fill_to(out, 0, at + 64);
		put_le16(out, 10);
		put_u8(out, i == 1 ? 5 : 2);
		put_fill_to(out, 0, at + 116);
		put_le32(out, 3);
		put_le32(out, i == 2 ? 4095 : 4096);
		put_le32(out, i == 3);
	}
}

static void inno(struct fwbytes *out)
{
	put_text(out, GX_INNO_MAGIC "5.5.7) (u)");
	put_fill_to(out, 0, 70);
}

static void nsis(struct fwbytes *out)
{
	put_le32(out, 0);
	put_le32(out, 0xdeadbeef);
	put_text(out, "NullsoftInst");
	put_fill_to(out, 1, 40);
}

static void lzop(struct fwbytes *out)
{
	put_bytes(out, "\x89LZO\0\r\n\x1a\n more", 14);
}

static void squashfs(struct fwbytes *out)
{
	put_text(out, "hsqs more");
}

static void installshield(struct fwbytes *out)
{
	put_text(out, "ISc( more");
}

static void toshiba(struct fwbytes *out)
{
	put_bytes(out, "\0\0\1BIOS more", 12);
}

/* 512 KiB that look random, and one more byte. */
static void scrambled(struct fwbytes *out)
{
	uint32_t state = 1;

	for (size_t i = 0; i < 512 * 1024; i++) {
		state = state * 1664525 + 1013904223;
		put_u8(out, state >> 24);
	}
	put_fill(out, 0, 1);
}

/*
 * Probe an image whose first or last sector has 'bad' equal bytes. If these are too
 * many, the sector does not look random.
 */
static void ask_sector(struct gx_span at, struct answer *a)
{
	static uint8_t image[512 * 1024];
	struct gx_reader r = gx_reader(at);
	size_t bad = gx_le16(&r);
	bool last = gx_u8(&r) & 1;
	uint64_t looked;

	for (size_t i = 0; i < sizeof(image); i++)
		image[i] = (uint8_t)i;
	for (size_t i = 0; i < bad && i < 4096; i++)
		image[last ? sizeof(image) - 1 - i : i] = 7;
	say_form(a, gx_scrambled_probe(gx_span(image, sizeof(image)), &looked));
	say(a, looked);
}

/*
 * Probe an image in which one sector is just random enough for the decoder. A sector has
 * 4096 bytes: 16 of each value if the counts are equal. The decoder allows a sum of 6400
 * for the squares of the differences from 16.
 */
static void ask_limit(struct gx_span at, struct answer *a)
{
	/*
	 * 76 more bytes of one value, and fewer bytes of 12 other values:
	 * 76 * 76 + 16 * 16 + 4 * 8 * 8 + 7 * 4 * 4 = 6400.
	 */
	static const uint8_t fewer[] = { 16, 8, 8, 8, 8, 4, 4, 4, 4, 4, 4, 4 };
	static uint8_t image[512 * 1024];
	uint64_t looked;

	for (size_t i = 0; i < sizeof(image); i++)
		image[i] = (uint8_t)i;
	image[4096] = 0xff; /* belongs to the next sector */
	for (size_t b = 0; b < sizeof(fewer); b++) {
		for (size_t i = 0; i < fewer[b]; i++)
			image[b + 256 * i] = 0xff;
	}
	if (at.len && gx_span_at(at, 0))
		image[gx_span_at(at, 0)] = 0xff;
	say_form(a, gx_scrambled_probe(gx_span(image, sizeof(image)), &looked));
	say(a, looked);
}

static void sector(struct fwbytes *out)
{
	put_le32(out, 70);
}

static void last_sector(struct fwbytes *out)
{
	put_le16(out, 300);
	put_u8(out, 1);
}

static void repair_7z(uint8_t *data, size_t len)
{
	struct fwbytes o = { data, len, len };

	if (len >= 32)
		sevenzip_sum(&o, 0);
}

static void repair_tar(uint8_t *data, size_t len)
{
	struct fwbytes o = { data, len, len };

	if (len >= 512)
		tar_sum(&o, 0);
}

const struct subject answers_subjects[] = {
	SUBJECT("zip", zip, ask_archive),
	SUBJECT_WITH("zip, long name", zip_long_name, ask_archive, .from = 26,
		     .window = 2),
	SUBJECT("zip64", zip64, ask_archive),
	SUBJECT("zip in zip", zip_in_zip, ask_archive),
	SUBJECT("zip part", zip_part, ask_archive),
	SUBJECT_ONCE("zip, most ends", zip_most_ends, ask_archive),
	SUBJECT_ONCE("zip, too many ends", zip_too_many_ends, ask_archive),
	SUBJECT_ONCE("zip, short directory", zip_short, ask_archive),
	SUBJECT_WITH("7z", sevenzip, ask_7z, .repair = repair_7z),
	SUBJECT_WITH("7z, wrong sum", sevenzip, ask_7z, .window = 32, .light = true),
	SUBJECT("7z header", sevenzip_header, ask_7z_header),
	SUBJECT_ONCE("7z header, cut", sevenzip_header, ask_7z_prefixes),
	SUBJECT("7z header, not packed", sevenzip_plain_header, ask_7z_header),
	SUBJECT("cab", cab, ask_archive),
	SUBJECT("inverted cab", inverted_cab, ask_archive),
	SUBJECT("rar", rar, ask_archive),
	SUBJECT("rar5", rar5, ask_archive),
	SUBJECT("rar, encrypted", rar_secret, ask_archive),
	SUBJECT("rar5, encrypted", rar5_secret, ask_archive),
	SUBJECT_WITH("iso9660", iso9660, ask_archive, .from = 0x8000, .window = 256),
	SUBJECT_WITH("tar", tar, ask_archive, .repair = repair_tar, .light = true),
	SUBJECT_WITH("tar, blank", tar_blank, ask_archive, .once = true,
		     .repair = repair_tar),
	SUBJECT_WITH("tar, wrong sum", tar, ask_archive, .light = true),
	SUBJECT_WITH("tar, large", tar_large, ask_archive, .repair = repair_tar,
		     .from = 124, .window = 12, .big = true),
	SUBJECT("lha", lha, ask_archive),
	SUBJECT("lha1", lha1, ask_archive),
	SUBJECT("lha2", lha2, ask_archive),
	SUBJECT("lha3", lha3, ask_archive),
	SUBJECT("gzip", gzip, ask_archive),
	SUBJECT("bzip2", bzip2, ask_archive),
	SUBJECT("xz", xz, ask_archive),
	SUBJECT("two xz", two_xz, ask_archive),
	SUBJECT_ONCE("xz, false ends", xz_false_ends, ask_archive),
	SUBJECT("zstd", zstd, ask_archive),
	SUBJECT("zstd with all fields", zstd_full, ask_archive),
	SUBJECT("lz4", lz4, ask_archive),
	SUBJECT("lz4 with all fields", lz4_full, ask_archive),
	SUBJECT("lzip", lzip, ask_archive),
	SUBJECT("fat12", fat12, ask_fat),
	SUBJECT_WITH("fat12 table", fat12, ask_fat, .from = 512, .window = 24),
	SUBJECT("fat16", fat16, ask_fat),
	SUBJECT_WITH("fat16 table", fat16, ask_fat, .from = 512, .window = 24),
	SUBJECT("fat32", fat32, ask_fat),
	SUBJECT("fat folder", fat_folder, ask_fat_entries),
	SUBJECT("compound", compound, ask_compound),
	SUBJECT_WITH("compound, long table", compound_long, ask_compound, .window = 120,
		     .flips = true),
	SUBJECT_ONCE("compound, cut table", compound_cut, ask_compound),
	SUBJECT("compound, version 4", compound_v4, ask_compound),
	SUBJECT("compound folder", compound_folder, ask_compound_entries),
	SUBJECT("inno", inno, ask_closed),
	SUBJECT("nsis", nsis, ask_closed),
	SUBJECT("lzop", lzop, ask_closed),
	SUBJECT("squashfs", squashfs, ask_closed),
	SUBJECT("installshield", installshield, ask_closed),
	SUBJECT("zip part, closed", zip_part, ask_closed),
	SUBJECT("toshiba", toshiba, ask_closed),
	SUBJECT_WITH("scrambled", scrambled, ask_scrambled, .window = 1, .light = true),
	SUBJECT_WITH("scrambled sector", sector, ask_sector, .window = 3, .light = true),
	SUBJECT_ONCE("scrambled, last sector", last_sector, ask_sector),
	SUBJECT_WITH("scrambled sector, at the limit", sector, ask_limit, .window = 1,
		     .flips = true),
	{ 0 },
};
