/* SPDX-License-Identifier: BSD-2-Clause */
/* hostile.c - images that cost as much work as possible */
#include "hostile.h"

#include <zlib.h>

#include "fwbuild_guid.h"
#include "fwbuild_pack.h"

#define FV_HEADER   0x38 /* without a block map */
#define FV_MIN      0x48 /* with an empty block map */
#define FILE_HEADER 24
#define SMALL_TABLE 76
#define PE_HEADERS  0x140
#define MARKS_SIZE  0x80

void hostile_spam(struct fwbytes *o, const void *magic, size_t len, size_t stride,
		  size_t size)
{
	while (o->len + stride <= size) {
		size_t next = o->len + stride;

		put_bytes(o, magic, len);
		put_fill_to(o, 0, next);
	}
}

/* Put the header of a volume of 'len' bytes. 'file_system' may be any GUID. */
static void put_volume(struct fwbytes *o, const char *file_system, size_t len)
{
	size_t at = o->len;

	put_fill(o, 0, 16);
	put_guid(o, file_system);
	put_le64(o, len);
	put_text(o, "_FVH");
	put_le32(o, 0x800);
	put_le16(o, FV_MIN);
	put_le16(o, 0);
	put_le16(o, 0);
	put_u8(o, 0);
	put_u8(o, 2);
	/* For this checksum, the header must be followed by 16 zeros. */
	poke_le16(o, at + 0x32, 0x10000u - bytes_sum16(o, at, FV_HEADER));
}

void hostile_volumes(struct fwbytes *o, size_t stride, size_t size)
{
	while (o->len + stride + FV_MIN <= size) {
		size_t next = o->len + stride;

		put_volume(o, "FFF12B8D-7696-4C8B-A985-2747075B4F50", size - o->len);
		put_fill_to(o, 0, next);
	}
	put_fill_to(o, 0, size);
}

/* Put the header of a raw file, in the form of FFS3 with a 64-bit size. */
static void put_raw_file(struct fwbytes *o, size_t len)
{
	size_t at = o->len;

	put_guid(o, "8C8CE578-8A3D-4F1C-9935-896185C32DD3");
	put_le16(o, 0);
	put_u8(o, 1);
	put_u8(o, 1);
	put_le24(o, 0);
	put_u8(o, 0);
	put_le64(o, len);
	poke_u8(o, at + 16, 0x100u - bytes_sum8(o, at, 32));
	poke_u8(o, at + 17, 0xaa);
	poke_u8(o, at + 23, 0xf8);
}

void hostile_streams(struct fwbytes *o, size_t size)
{
	size_t levels = size / 4096 < 400 ? size / 4096 : 400;

	for (size_t i = 0; i < levels; i++) {
		/*
		 * Put the header of a section. Its body is the headers that follow. So
		 * these headers do not end the outer stream of sections.
		 */
		put_le32(o, 0x19000000u + 4 + FV_MIN + 32);
		put_volume(o, GUID_FFS3, size - o->len);
		put_fill(o, 0, FV_MIN - FV_HEADER);
		put_raw_file(o, size - o->len);
	}
	while (o->len + 8 <= size)
		put_le32(o, 0x19000004);
	put_fill_to(o, 0xee, size);
}

void hostile_sections(struct fwbytes *o, const char *guid, size_t size)
{
	put_volume(o, GUID_FFS3, size);
	put_fill(o, 0, FV_MIN - FV_HEADER);
	put_raw_file(o, size - o->len);
	for (size_t i = 0; i < 1200 && o->len + 64 <= size; i++) {
		put_le32(o, 0x02ffffff);
		put_le32(o, (uint32_t)(size - o->len + 4));
		put_guid(o, guid);
		put_le16(o, 28);
		put_le16(o, 1);
	}
	put_fill_to(o, 0x41, size);
}

/*
 * Put four bytes that change a CRC-32 from 'crc' to 'want'. Each byte selects an entry of
 * the CRC table. Go backwards from 'want': its top byte determines the entry for the last
 * byte, and so on.
 */
static void put_crc_patch(struct fwbytes *o, uint32_t crc, uint32_t want)
{
	const z_crc_t *table = get_crc_table();
	uint8_t steps[4];
	uint32_t rest = ~want;

	crc = ~crc;
	for (size_t i = 4; i-- > 0;) {
		unsigned at = 0;

		while (table[at] >> 24 != rest >> 24)
			at++;
		steps[i] = (uint8_t)at;
		rest = (rest ^ table[at]) << 8;
	}
	for (size_t i = 0; i < 4; i++) {
		put_u8(o, (crc ^ steps[i]) & 0xff);
		crc = crc >> 8 ^ (uint32_t)table[steps[i]];
	}
}

void hostile_same_sums(struct fwbytes *o, uint32_t init, size_t len, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		size_t at = o->len;

		put_fill(o, 0, len - 8);
		put_le32(o, i);
		put_crc_patch(o, (uint32_t)crc32_z(init, o->data + at, len - 4),
			      0x12345678);
	}
}

void hostile_broken_streams(struct fwbytes *o, size_t claimed, size_t size)
{
	struct fwbytes packed = { 0 };

	for (uint8_t i = 0; o->len + 64 <= size; i++) {
		uint8_t text[64] = { i, (uint8_t)(i * 7), (uint8_t)(o->len >> 5) };

		for (size_t k = 3; k < sizeof(text); k++)
			text[k] = (uint8_t)(text[k - 1] * 167 + text[k - 2] + 13);
		bytes_free(&packed);
		pack_lzma(&packed, text, sizeof(text));
		poke_le32(&packed, 5, (uint32_t)claimed);
		put_le32(o, 0x01000000 | (9 + 40));
		put_le32(o, (uint32_t)claimed);
		put_u8(o, 2);
		put_bytes(o, packed.data, 40);
		put_fill(o, 0, 3);
	}
	bytes_free(&packed);
}

void hostile_empty_sections(struct fwbytes *o, size_t size)
{
	put_volume(o, GUID_FFS3, size);
	put_fill(o, 0, FV_MIN - FV_HEADER);
	put_raw_file(o, size - o->len);
	while (o->len + 4 <= size)
		put_le32(o, 0x19000004);
}

/* Put a VBT header whose BIOS data block is at offset 'bdb_at'. */
static void put_table(struct fwbytes *o, uint32_t len, uint32_t bdb_at)
{
	put_text(o, "$VBT HOSTILE        ");
	put_le16(o, 100);
	put_le16(o, 48);
	put_le16(o, len);
	put_le16(o, 0);
	put_le32(o, bdb_at);
	put_fill(o, 0, 16);
}

static void put_bdb(struct fwbytes *o, uint32_t len)
{
	put_text(o, "BIOS_DATA_BLOCK ");
	put_le16(o, 200);
	put_le16(o, 22);
	put_le16(o, len);
}

void hostile_same_tables(struct fwbytes *o, uint16_t len, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		size_t at = o->len;

		put_table(o, len, 48);
		put_bdb(o, len - 48);
		put_bytes(o, "\1\5\0\0\0\0\0\0\2\5\0\0\0\0\0\0", 16);
		put_fill_to(o, 0, at + len - 8);
		put_le32(o, i);
		put_crc_patch(o, (uint32_t)crc32_z(0, o->data + at, len - 4u),
			      0x12345678);
	}
}

void hostile_tables(struct fwbytes *o, size_t size)
{
	while (o->len + 0x10000 <= size) {
		size_t bdb = o->len + 0x4000;

		while (o->len + 48 <= bdb)
			put_table(o, 0xfff0, (uint32_t)(bdb - o->len));
		put_fill_to(o, 0, bdb);
		put_bdb(o, 0x8000);
		/*
		 * Put zeros, which are empty blocks. A reader examines all of them,
		 * because it does not find the blocks that it needs.
		 */
		put_fill(o, 0, 0xc000 - 22);
	}
}

void hostile_small_tables(struct fwbytes *o, size_t size)
{
	for (uint32_t i = 0; o->len + SMALL_TABLE + 8 <= size; i++) {
		size_t at = o->len;

		put_table(o, SMALL_TABLE, 48);
		put_bdb(o, SMALL_TABLE - 48);
		put_bytes(o, "\1\0\0\2\0\0", 6);
		poke_le32(o, at + 36, i);
		put_fill_to(o, 0, at + SMALL_TABLE + 4);
	}
}

/* Put PE32+ headers with one section, which is the next 'len' bytes. */
static void put_driver(struct fwbytes *o, size_t len)
{
	size_t at = o->len;

	put_text(o, "MZ");
	put_fill_to(o, 0, at + 0x3c);
	put_le32(o, 0x40);
	put_bytes(o, "PE\0\0", 4);
	put_le16(o, 0x8664);
	put_le16(o, 1);
	put_fill(o, 0, 12);
	put_le16(o, 112);
	put_le16(o, 0);
	put_le16(o, 0x20b);
	put_fill_to(o, 0, at + 0x58 + 56);
	put_le32(o, (uint32_t)len);
	put_fill_to(o, 0, at + 0x58 + 68);
	put_le16(o, 11);
	put_fill_to(o, 0, at + 0x58 + 112);
	put_text(o, ".text\1\1\1");
	put_le32(o, (uint32_t)len);
	put_le32(o, 0x200);
	put_le32(o, (uint32_t)(len - 0x100));
	put_le32(o, 0x100);
	put_fill_to(o, 0x90, at + PE_HEADERS);
}

void hostile_drivers(struct fwbytes *o, size_t size)
{
	while (o->len + PE_HEADERS + MARKS_SIZE + 0x40 <= size)
		put_driver(o, size - o->len);
	put_guid(o, "9042A9DE-23DC-4A38-96FB-7ADED080516A");
	put_guid(o, "18A031AB-B443-4D1A-A5C0-0C09261E9F71");
	put_guid(o, "F51DD33A-E57F-4020-B466-F4C171C6E4F7");
	put_guid(o, "6FF23F1D-877C-4B1B-93FC-F142B2EEA6A7");
	put_utf16(o, "Intel(R) GOP Driver");
	put_fill_to(o, 0, size);
}

void hostile_deep_tables(struct fwbytes *o, size_t depth, size_t size)
{
	for (size_t i = 0; i < depth; i++) {
		put_volume(o, "FFF12B8D-7696-4C8B-A985-2747075B4F50", size - o->len);
		put_fill(o, 0, FV_MIN - FV_HEADER);
	}
	hostile_small_tables(o, size);
	put_fill_to(o, 0, size);
}
