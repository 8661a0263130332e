/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_pe.c - the headers, relocations and layout of a synthetic driver, PE or TE */
#include "fwbuild_pe_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PE_HEADER_AT = 0x80,
	SECTION_ENTRY_SIZE = 40,
	DIRECTORY_SECURITY = 4,
	DIRECTORY_RELOCATIONS = 5,
	DIRECTORY_COUNT = 16,
};

uint32_t pe_align_up(uint32_t value, uint32_t align)
{
	return (value + align - 1) / align * align;
}

/* ---- .reloc ---- */

static void make_relocations(struct pe *pe)
{
	struct fwbytes *r = &pe->reloc.bytes;
	unsigned type = pe->x64 ? 10 /* DIR64 */ : 3 /* HIGHLOW */;

	for (size_t i = 0; i < pe->relocation_count;) {
		uint32_t page = pe->relocations[i] & ~UINT32_C(0xFFF);
		size_t start = r->len;

		put_le32(r, page);
		put_le32(r, 0);
		for (; i < pe->relocation_count; i++) {
			if ((pe->relocations[i] & ~UINT32_C(0xFFF)) != page)
				break;
			put_le16(r, type << 12 | (pe->relocations[i] & 0xFFF));
		}
		put_align(r, 0, start, 4);
		poke_le32(r, start + 4, (uint32_t)(r->len - start));
	}
}

static int by_address(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* ---- headers ---- */

static void put_coff_header(struct pe *pe, struct fwbytes *o)
{
	put_text(o, "MZ");
	put_fill_to(o, 0, 0x3C);
	put_le32(o, PE_HEADER_AT);
	put_fill_to(o, 0, PE_HEADER_AT);
	put_bytes(o, "PE\0\0", 4);
	put_le16(o, pe->opt.machine);
	put_le16(o, PE_SECTION_COUNT);
	put_fill(o, 0, 12); /* time stamp, symbols */
	put_le16(o, pe->x64 ? 0xF0 : 0xE0);
	put_le16(o, pe->x64 ? 0x202E : 0x210E);
}

static void put_directories(struct pe *pe, struct fwbytes *o)
{
	put_le32(o, DIRECTORY_COUNT);
	pe->security_at = o->len + DIRECTORY_SECURITY * 8;
	put_fill(o, 0, DIRECTORY_RELOCATIONS * 8);
	put_le32(o, pe->reloc.rva);
	put_le32(o, (uint32_t)pe->reloc.bytes.len);
	put_fill(o, 0, (DIRECTORY_COUNT - DIRECTORY_RELOCATIONS - 1) * 8);
}

static void put_word(struct pe *pe, struct fwbytes *o, uint64_t value)
{
	if (pe->x64)
		put_le64(o, value);
	else
		put_le32(o, (uint32_t)value);
}

static void put_optional_header(struct pe *pe, struct fwbytes *o)
{
	uint32_t end = pe->reloc.rva + (uint32_t)pe->reloc.bytes.len;

	put_le16(o, pe->x64 ? 0x20B : 0x10B);
	put_le16(o, 0); /* linker version */
	put_le32(o, (uint32_t)pe->text.bytes.len);
	put_le32(o, (uint32_t)(pe->data.bytes.len + pe->reloc.bytes.len));
	put_le32(o, 0);
	put_le32(o, pe->text.rva); /* entry point */
	put_le32(o, pe->text.rva);
	if (!pe->x64)
		put_le32(o, pe->data.rva);
	put_word(pe, o, pe->opt.base);
	put_le32(o, pe->section_align);
	put_le32(o, pe->file_align);
	put_fill(o, 0, 16); /* versions */
	put_le32(o, pe_align_up(end, pe->section_align));
	put_le32(o, pe->text.file_offset); /* SizeOfHeaders */
	put_le32(o, 0);                    /* CheckSum */
	put_le16(o, pe->opt.subsystem);
	put_le16(o, 0);
	for (unsigned i = 0; i < 4; i++)
		put_word(pe, o, 0); /* stack and heap */
	put_le32(o, 0);
	put_directories(pe, o);
}

static void put_section_entry(struct fwbytes *o, const struct pe_section *s)
{
	size_t start = o->len;

	put_text(o, s->name);
	put_fill_to(o, 0, start + 8);
	put_le32(o, (uint32_t)s->bytes.len);
	put_le32(o, s->rva);
	put_le32(o, (uint32_t)s->bytes.len);
	put_le32(o, s->file_offset);
	put_fill(o, 0, 12);
	put_le32(o, s->flags);
}

/* A signature of an EFI image is a WIN_CERTIFICATE outside all sections. */
static void put_certificate(struct pe *pe, struct fwbytes *o)
{
	size_t at;

	put_align(o, 0, 0, 8);
	at = o->len;
	put_le32(o, (uint32_t)(8 + pe->opt.certificate));
	put_le16(o, 0x0200);
	put_le16(o, 0x0002); /* PKCS #7 */
	put_fill(o, 0xCE, pe->opt.certificate);
	poke_le32(o, pe->security_at, (uint32_t)at);
	poke_le32(o, pe->security_at + 4, (uint32_t)(o->len - at));
}

/* ---- the whole ---- */

static void place(struct pe *pe, struct pe_section *s, const struct pe_section *before)
{
	uint32_t len = (uint32_t)before->bytes.len;

	s->rva = pe_align_up(before->rva + len, pe->section_align);
	s->file_offset = before->file_offset + pe_align_up(len, pe->file_align);
}

static void set_version(struct pe *pe)
{
	const char *text = pe->opt.version ? pe->opt.version : "9.0.1084";

	unsigned major, minor;

	if (sscanf(text, "%1u.%1u.%7[0-9].%7[0-9]", &major, &minor, pe->version[1],
		   pe->version[2]) == 4)
		snprintf(pe->version[0], sizeof(pe->version[0]), "%u.%u", major, minor);
	else if (sscanf(text, "%7[0-9].%7[0-9].%7[0-9]", pe->version[0], pe->version[1],
			pe->version[2]) != 3)
		fwbuild_fail("a version is major.minor.build");
	if (!pe->x64 && (strlen(pe->version[0]) > 1 || strlen(pe->version[1]) > 1))
		fwbuild_fail("ia32 drivers have room for one digit");
}

/* Code refers to data, so make .text twice: the first time, only its length is used. */
static void make_sections(struct pe *pe)
{
	size_t headers = PE_HEADER_AT + 24 + (pe->x64 ? 0xF0 : 0xE0);

	pe->section_table = headers;
	headers += PE_SECTION_COUNT * SECTION_ENTRY_SIZE;
	pe->text.file_offset = pe_align_up((uint32_t)headers, pe->file_align);
	pe->text.rva = pe_align_up((uint32_t)headers, pe->section_align);
	pe_make_text(pe);
	place(pe, &pe->data, &pe->text);
	bytes_free(&pe->text.bytes);
	pe->relocation_count = 0;
	pe_make_data(pe);
	pe_make_text(pe);
	place(pe, &pe->reloc, &pe->data);
	qsort(pe->relocations, pe->relocation_count, sizeof(pe->relocations[0]),
	      by_address);
	make_relocations(pe);
	put_align(&pe->reloc.bytes, 0, 0, pe->file_align);
}

static void make_pe(struct fwbytes *o, struct pe *pe)
{
	struct pe_section *sections[] = { &pe->text, &pe->data, &pe->reloc };

	make_sections(pe);
	put_coff_header(pe, o);
	put_optional_header(pe, o);
	for (size_t i = 0; i < PE_SECTION_COUNT; i++)
		put_section_entry(o, sections[i]);
	for (size_t i = 0; i < PE_SECTION_COUNT; i++) {
		put_fill_to(o, 0, sections[i]->file_offset);
		put_bytes(o, sections[i]->bytes.data, sections[i]->bytes.len);
		bytes_free(&sections[i]->bytes);
	}
	if (pe->opt.certificate)
		put_certificate(pe, o);
}

static struct pe begin_pe(const struct gop_options *options)
{
	struct pe pe = {
		.opt = *options,
		.text = { .name = ".text", .flags = 0x60000020 },
		.data = { .name = ".data", .flags = 0xC0000040 },
		.reloc = { .name = ".reloc", .flags = 0x42000040 },
	};

	if (!pe.opt.machine)
		pe.opt.machine = MACHINE_X64;
	if (!pe.opt.subsystem)
		pe.opt.subsystem = 0x0B;
	pe.x64 = pe.opt.machine != MACHINE_IA32;
	pe.section_align = pe.opt.page_aligned ? 0x1000 : 0x20;
	pe.file_align = pe.opt.page_aligned ? 0x200 : 0x20;
	set_version(&pe);
	return pe;
}

size_t gop_put(struct fwbytes *out, const struct gop_options *options)
{
	struct pe pe = begin_pe(options);
	struct fwbytes image = { 0 };
	size_t size;

	make_pe(&image, &pe);
	size = image.len;
	put_bytes(out, image.data, size);
	bytes_free(&image);
	return size;
}

/*
 * In a TE image, a header of 40 bytes replaces the headers before the section table (PI
 * volume 1).
 */
size_t gop_put_te(struct fwbytes *out, const struct gop_options *options)
{
	struct pe pe = begin_pe(options);
	struct fwbytes image = { 0 };
	size_t start = out->len;

	make_pe(&image, &pe);
	put_text(out, "VZ");
	put_le16(out, pe.opt.machine);
	put_u8(out, PE_SECTION_COUNT);
	put_u8(out, pe.opt.subsystem);
	put_le16(out, (unsigned)pe.section_table); /* StrippedSize */
	put_le32(out, pe.text.rva);
	put_le32(out, pe.text.rva);
	put_le64(out, pe.opt.base);
	put_le32(out, pe.reloc.rva);
	put_le32(out, (uint32_t)image.len - pe.reloc.file_offset);
	put_fill(out, 0, 8);
	put_bytes(out, image.data + pe.section_table, image.len - pe.section_table);
	bytes_free(&image);
	return out->len - start;
}
