/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pack_pfat.c - BIOS Guard blocks, and the table of files before the blocks in AMI's
 * updates
 */
#include "pack_pfat.h"

#include <string.h>

/* Put an instruction: opcode and register, then a number. */
static void put_instruction(struct fwbytes *out, uint32_t code, uint32_t value)
{
	put_le32(out, code);
	put_le32(out, value);
}

static void put_signature(struct fwbytes *out, const struct bios_guard *b)
{
	size_t key = b->signature / 8;

	put_le32(out, b->type);
	put_le32(out, 1);
	put_fill(out, 0x5A, key); /* modulus */
	put_le32(out, 0x10001);
	put_fill(out, 0xA5, key);
}

void bios_guard_put(struct fwbytes *out, const struct bios_guard *b, const uint8_t *data,
		    size_t len, struct pack_fields *fields)
{
	enum { SCRIPT = 7 * 8, HEADER = 0x30 };
	size_t start = out->len;

	put_le16(out, 2);
	put_le16(out, 0);
	put_bytes(out, b->platform, strlen(b->platform));
	put_fill_to(out, 0, start + 0x14);
	put_le32(out, b->signature ? 1 : 0);
	put_le16(out, 2);
	put_le16(out, 0);
	put_le32(out, SCRIPT);
	put_le32(out, (uint32_t)len);
	put_le32(out, 1); /* security version of the BIOS */
	put_fill_to(out, 0, start + HEADER);
	put_instruction(out, 0x0001, 0); /* begin */
	put_instruction(out, 0x0054, b->offset);
	put_instruction(out, 0x0154, 0);
	put_instruction(out, 0x0254, (uint32_t)len);
	put_instruction(out, 0x0014, 0); /* erase */
	put_instruction(out, 0x0010, 0); /* write */
	put_instruction(out, 0x00FF, 0); /* end */
	put_bytes(out, data, len);
	pack_field(fields, start + 0x14, 4);
	pack_field(fields, start + 0x1C, 4);
	pack_field(fields, start + 0x20, 4);
	pack_field(fields, start + HEADER + 0x0C, 4);
	if (b->signature) {
		pack_field(fields, out->len, 4);
		put_signature(out, b);
	}
}

static void put_table(struct fwbytes *out, const struct pfat *pfat,
		      struct pack_fields *fields)
{
	size_t start = out->len;

	put_le32(out, 0);
	put_le32(out, 0); /* a checksum that nobody checks */
	put_text(out, "_AMIPFAT");
	put_u8(out, 'c');
	put_text(out, "AMI_BIOS_GUARD_FLASH_CONFIGURATIONS");
	if (pfat->order)
		put_text(out, pfat->order);
	put_text(out, "\r\n");
	pack_field(fields, out->len - 3, 1); /* last digit of the flash order */
	for (size_t i = 0; i < pfat->count; i++) {
		const char *line = pfat->files[i].line;

		/* The last digit of the number of blocks. */
		pack_field(fields, out->len + strcspn(line, ";") - 1, 1);
		put_text(out, line);
		put_text(out, "\r\n");
	}
	poke_le32(out, start, (uint32_t)(out->len - start));
	pack_field(fields, start, 4);
}

void pfat_put(struct fwbytes *out, const struct pfat *pfat, const struct fwbytes *image,
	      struct pack_fields *fields)
{
	struct bios_guard block = pfat->block;

	put_table(out, pfat, fields);
	for (size_t i = 0; i < pfat->count; i++) {
		const struct pfat_file *f = &pfat->files[i];

		for (size_t done = 0; done < f->len; done += f->block) {
			size_t len = f->len - done < f->block ? f->len - done : f->block;

			block.offset = (uint32_t)(f->at + done);
			bios_guard_put(out, &block, image->data + block.offset, len,
				       fields);
		}
	}
}
