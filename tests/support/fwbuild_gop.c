/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_gop.c - the content of a synthetic graphics driver: its data and code */
#include "fwbuild_pe_parts.h"

#include "fwbuild_guid.h"

/* ---- .data ---- */

static const uint16_t default_ids[] = {
	0x1902, 0x1906, 0x190B, 0x1912, 0x1916, 0x191B, 0x191D, 0x191E,
	0x5902, 0x5906, 0x590B, 0x5912, 0x5916, 0x591B, 0x591D, 0x591E,
	0x3E90, 0x3E91, 0x3E92, 0x3E93, 0x3E98, 0x3E9B, 0x3EA0, 0x3EA5,
};

static void put_marks(struct pe *pe)
{
	static const struct {
		unsigned mark;
		const char *guid;
	} marks[] = {
		{ GOP_OUTPUT, GUID_GRAPHICS_OUTPUT },
		{ GOP_BINDING, GUID_DRIVER_BINDING },
		{ GOP_POLICY, GUID_GOP_POLICY },
		{ GOP_NAME2, GUID_GOP_NAME2 },
		{ GOP_BIST, GUID_GOP_BIST },
		{ GOP_BRIGHTNESS, GUID_GOP_BRIGHTNESS },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (pe->opt.leave_out & marks[i].mark)
			put_guid(&pe->data.bytes,
				 pe->opt.instead ? pe->opt.instead : GUID_X);
		else
			put_guid(&pe->data.bytes, marks[i].guid);
	}
}

/*
 * Put padding up to offset 'at', and then the string that the code refers to as
 * 'which'.
 */
static void put_string(struct pe *pe, size_t at, int which, const char *text)
{
	struct fwbytes *d = &pe->data.bytes;

	put_fill_to(d, 0, at);
	pe->string_rva[which] = pe->data.rva + (uint32_t)at;
	put_utf16(d, pe->opt.leave_out & GOP_VERSION ? "" : text);
}

static void put_ids(struct pe *pe)
{
	const uint16_t *ids = pe->opt.ids ? pe->opt.ids : default_ids;
	size_t count = pe->opt.id_count;

	if (!pe->opt.ids)
		count = sizeof(default_ids) / sizeof(default_ids[0]);
	for (size_t i = 0; i < count; i++)
		put_le16(&pe->data.bytes, ids[i]);
}

/*
 * Put the strings at the same distances as in real drivers. In an x64 driver, the build
 * number is 0x88 bytes after the name, and the minor number is elsewhere. In an ia32
 * driver, all three numbers are together, 0x88 bytes after the name.
 */
static void put_strings(struct pe *pe)
{
	struct fwbytes *d = &pe->data.bytes;
	const char *name = pe->opt.name ? pe->opt.name : "Intel(R) GOP Driver";
	size_t a;

	put_align(d, 0, 0, 16);
	put_string(pe, d->len, 3, pe->version[1]);
	put_align(d, 0, 0, 16);
	a = d->len;
	if (!(pe->opt.leave_out & GOP_NAME)) {
		put_utf16(d, name);
		if (pe->opt.name_goes_on)
			poke_le16(d, d->len - 2, ' ');
	}
	put_fill_to(d, 0, a + 0x2C);
	put_string(pe, a + 0x2C, 0, " [");
	put_string(pe, a + 0x34, 6, "]");
	put_string(pe, a + 0x38, 2, ".");
	put_fill_to(d, 0, a + 0x40);
	put_utf16(d, "Synthetic Graphics Controller");
	if (!pe->x64) {
		put_string(pe, a + 0x88, 1, pe->version[0]);
		put_string(pe, a + 0x8C, 3, pe->version[1]);
		put_string(pe, a + 0x90, 5, pe->version[2]);
	} else {
		put_string(pe, a + 0x88, 5, pe->version[2]);
		put_string(pe, a + 0x98, 1, pe->version[0]);
	}
	pe->string_rva[4] = pe->string_rva[2];
	put_fill_to(d, 0, a + 0xA0);
	put_utf16(d, " + ");
	put_utf16(d, "EDP");
	put_utf16(d, "HDMI");
	if (pe->opt.ids_after_name) {
		put_fill_to(d, 0, a + 0x130);
		pe->ids_rva = pe->data.rva + (uint32_t)d->len;
		put_ids(pe);
		put_le32(d, 0);
	}
}

static void relocate_next(struct pe *pe, const struct pe_section *s)
{
	if (pe->relocation_count == PE_MAX_RELOCATIONS)
		fwbuild_fail("too many relocations for the array");
	pe->relocations[pe->relocation_count++] = s->rva + (uint32_t)s->bytes.len;
}

/* Put a table of pointers to the strings, so that the image needs relocations. */
static void put_pointers(struct pe *pe)
{
	put_align(&pe->data.bytes, 0, 0, 8);
	for (size_t i = 0; i < PE_STRING_COUNT; i++) {
		relocate_next(pe, &pe->data);
		if (pe->x64)
			put_le64(&pe->data.bytes, pe->opt.base + pe->string_rva[i]);
		else
			put_le32(&pe->data.bytes,
				 (uint32_t)pe->opt.base + pe->string_rva[i]);
	}
}

void pe_make_data(struct pe *pe)
{
	put_marks(pe);
	put_align(&pe->data.bytes, 0, 0, 16);
	if (!pe->opt.ids_after_name)
		put_ids(pe);
	put_strings(pe);
	put_pointers(pe);
	put_align(&pe->data.bytes, 0, 0, pe->file_align);
}

/* ---- .text ---- */

static void put_call(struct fwbytes *text, size_t target)
{
	put_u8(text, 0xE8);
	put_le32(text, (uint32_t)target - (uint32_t)(text->len + 4));
}

/*
 * Put functions that load a constant and call an earlier function: a branch filter
 * changes these calls.
 */
static void put_other_code(struct pe *pe, size_t end)
{
	struct fwbytes *text = &pe->text.bytes;
	uint32_t random = pe->opt.seed;

	while (text->len + 32 <= end) {
		random = random * 1664525 + 1013904223;
		put_bytes(text, "\x83\xEC\x28\xB9",
			  4); /* sub esp, 0x28; mov ecx, imm32 */
		put_le32(text, random >> 9);
		put_call(text, (random >> 8) % (text->len / 16 + 1) * 16);
		put_bytes(text, "\x83\xC4\x28\xC3", 4); /* add esp, 0x28; ret */
		put_align(text, 0xCC, 0, 16);
	}
	put_fill_to(text, 0xCC, end);
}

/* Put code that appends a string to the name at rbx or ebx. */
static void put_append(struct pe *pe, uint32_t string_rva)
{
	struct fwbytes *text = &pe->text.bytes;

	if (pe->x64) {
		put_bytes(text, "\x48\x8D\x15", 3); /* lea rdx, [rip + disp32] */
		put_le32(text, string_rva - (pe->text.rva + (uint32_t)text->len + 4));
		put_bytes(text, "\x48\x8B\xCB", 3); /* mov rcx, rbx */
		put_call(text, 0);
	} else {
		put_u8(text, 0x68); /* push imm32 */
		relocate_next(pe, &pe->text);
		put_le32(text, (uint32_t)pe->opt.base + string_rva);
		put_u8(text, 0x53); /* push ebx */
		put_call(text, 0);
		put_bytes(text, "\x83\xC4\x08", 3); /* add esp, 8 */
	}
}

void pe_make_text(struct pe *pe)
{
	struct fwbytes *text = &pe->text.bytes;
	size_t code = pe->opt.code ? pe->opt.code : 4096;

	put_other_code(pe, pe_align_up((uint32_t)code / 2, 16));
	if (pe->opt.ids_after_name)
		put_append(pe, pe->ids_rva);
	if (pe->opt.ids_loop) {
		put_bytes(text, "\x80\xF9", 2); /* cmp cl, imm8 */
		put_u8(text, pe->opt.ids_loop);
		put_bytes(text, "\x72\xE8", 2); /* jb, backwards */
	}
	if (!(pe->opt.leave_out & GOP_VERSION)) {
		for (size_t i = 0; i < PE_STRING_COUNT; i++)
			put_append(pe, pe->string_rva[i]);
	}
	put_u8(text, 0xC3);
	put_align(text, 0xCC, 0, 16);
	put_other_code(pe, pe_align_up((uint32_t)code + 256, pe->file_align));
}
