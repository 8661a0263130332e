/* SPDX-License-Identifier: BSD-2-Clause */
/* pe.c - headers of PE (Microsoft's "PE Format") and TE images */
#include "format/pe/pe.h"

#define PE_POINTER_AT                  0x3c
#define COFF_HEADER_SIZE               20
#define CHARACTERISTIC_RELOCS_STRIPPED 0x0001
#define SECTION_HEADER_SIZE            40
#define TE_HEADER_SIZE                 40
#define MAGIC_PE32                     0x10b
#define MAGIC_PE32_PLUS                0x20b
#define DIRECTORY_RESOURCES            2
#define DIRECTORY_SECURITY             4
#define DIRECTORY_RELOCATION           5
#define MAX_PE_HEADER_AT               0x10000

/* Read a section header.  Returns the end of the section in the file; 0: it has no bytes.
 */
//@ assigns r->pos, r->failed;
static uint64_t section_end(struct gx_reader *r, uint64_t stripped)
{
	uint64_t raw_size, raw_at;

	gx_skip(r, 8 + 4 + 4); /* name, virtual size, virtual address */
	raw_size = gx_le32(r);
	raw_at = gx_le32(r);
	gx_skip(r, 16);
	return raw_size && raw_at >= stripped ? raw_at - stripped + raw_size : 0;
}

/* Read the section headers.  Returns the largest end of a section in the file. */
static uint64_t sections_end(struct gx_reader *r, const struct gx_pe *pe)
{
	uint64_t end = pe->headers_size;

	//@ loop variant pe->section_count - i;
	for (unsigned int i = 0; i < pe->section_count; i++) {
		uint64_t section = section_end(r, pe->stripped);

		if (section > end)
			end = section;
	}
	return end;
}

/* There are 'count' data directories.  Read the ones that gopx needs. */
static void directories_decode(struct gx_reader *r, uint32_t count, struct gx_pe *pe,
			       uint64_t *security_end)
{
	uint64_t at, size;

	if (count <= DIRECTORY_SECURITY)
		return;
	gx_skip(r, 8 * DIRECTORY_RESOURCES);
	pe->resources_rva = gx_le32(r);
	gx_skip(r, 4 + 8 * (DIRECTORY_SECURITY - DIRECTORY_RESOURCES - 1));
	/* Only this directory has a file offset as its address. */
	at = gx_le32(r);
	size = gx_le32(r);
	*security_end = at ? at + size : 0;
	if (count <= DIRECTORY_RELOCATION)
		return;
	pe->relocations_rva = gx_le32(r);
	pe->relocations_size = gx_le32(r);
}

/* Decode the optional header at 'at', and its data directories. */
static enum gopx_status optional_header_decode(struct gx_span s, uint64_t at,
					       struct gx_pe *pe, uint64_t *security_end)
{
	struct gx_reader r = gx_reader(s);
	uint16_t magic = gx_le16(&r);
	bool plus = magic == MAGIC_PE32_PLUS;
	uint32_t directories;

	*security_end = 0;
	if (magic != MAGIC_PE32 && magic != MAGIC_PE32_PLUS)
		return GOPX_E_FORMAT;
	gx_seek(&r, 16);
	pe->entry_rva = gx_le32(&r);
	gx_seek(&r, plus ? 24 : 28);
	pe->image_base_at = at + r.pos;
	pe->image_base_size = plus ? 8 : 4;
	pe->image_base = plus ? gx_le64(&r) : gx_le32(&r);
	gx_seek(&r, 56);
	pe->size_of_image = gx_le32(&r);
	gx_seek(&r, 68);
	pe->subsystem = gx_le16(&r);
	gx_seek(&r, plus ? 108 : 92);
	directories = gx_le32(&r);
	if (r.failed)
		return GOPX_E_FORMAT;
	directories_decode(&r, directories, pe, security_end);
	return GOPX_OK;
}

enum gopx_status gx_pe_decode(struct gx_span at, struct gx_pe *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_pe pe = { 0 };
	uint64_t security_end;
	uint32_t pe_at;
	uint16_t optional_size;
	struct gx_span optional;

	*out = pe;
	if (!gx_span_starts(at, "MZ", 2))
		return GOPX_E_FORMAT;
	gx_seek(&r, PE_POINTER_AT);
	pe_at = gx_le32(&r);
	if (r.failed || pe_at < 4 || pe_at > MAX_PE_HEADER_AT)
		return GOPX_E_FORMAT;
	gx_seek(&r, pe_at);
	if (!gx_span_starts(gx_take(&r, 4), "PE\0\0", 4))
		return GOPX_E_FORMAT;
	pe.machine = gx_le16(&r);
	pe.section_count = gx_le16(&r);
	gx_skip(&r, 12); /* time stamp, symbols */
	optional_size = gx_le16(&r);
	pe.relocations_stripped = gx_le16(&r) & CHARACTERISTIC_RELOCS_STRIPPED;
	optional = gx_take(&r, optional_size);
	if (r.failed || pe.section_count == 0 || pe.section_count > GX_PE_SECTIONS_MAX)
		return GOPX_E_FORMAT;
	GX_TRY(
	    optional_header_decode(optional, r.pos - optional_size, &pe, &security_end));
	pe.sections_at = r.pos;
	pe.headers_size = r.pos + (uint64_t)pe.section_count * SECTION_HEADER_SIZE;
	pe.size = sections_end(&r, &pe);
	if (r.failed)
		return GOPX_E_FORMAT;
	/* A loader does not load the signature.  So the executable is complete even if
	 * the end of its signature is missing. */
	pe.signature_cut = security_end > pe.size && security_end > at.len;
	if (security_end > pe.size && !pe.signature_cut)
		pe.size = security_end;
	*out = pe;
	return GOPX_OK;
}

/* A TE header does not state the size of the image in memory, so compute it from the
 * sections. */
static uint32_t memory_size(struct gx_reader r, unsigned int sections)
{
	uint64_t end = 0;

	//@ loop variant sections - i;
	for (unsigned int i = 0; i < sections; i++) {
		uint64_t size, rva, raw_size;

		gx_skip(&r, 8); /* name */
		size = gx_le32(&r);
		rva = gx_le32(&r);
		raw_size = gx_le32(&r);
		gx_skip(&r, 20);
		if (size < raw_size)
			size = raw_size;
		if (rva + size > end)
			end = rva + size;
	}
	return end < UINT32_MAX ? (uint32_t)end : UINT32_MAX;
}

bool gx_te_first_section_fits(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint16_t stripped;

	gx_skip(&r, 2 + 2 + 1 + 1); /* signature, machine, sections, subsystem */
	stripped = gx_le16(&r);
	gx_seek(&r, TE_HEADER_SIZE);
	return stripped >= TE_HEADER_SIZE &&
	       section_end(&r, stripped - (uint64_t)TE_HEADER_SIZE) <= at.len &&
	       !r.failed;
}

enum gopx_status gx_te_decode(struct gx_span at, struct gx_pe *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_pe te = { .te = true };
	uint16_t stripped;

	*out = (struct gx_pe){ 0 };
	if (!gx_span_starts(gx_take(&r, 2), "VZ", 2))
		return GOPX_E_FORMAT;
	te.machine = gx_le16(&r);
	te.section_count = gx_u8(&r);
	te.subsystem = gx_u8(&r);
	stripped = gx_le16(&r);
	te.entry_rva = gx_le32(&r);
	gx_skip(&r, 4); /* base of code */
	te.image_base_at = r.pos;
	te.image_base_size = 8;
	te.image_base = gx_le64(&r);
	te.relocations_rva = gx_le32(&r);
	te.relocations_size = gx_le32(&r);
	gx_skip(&r, 8); /* debug directory */
	te.sections_at = r.pos;
	te.headers_size = TE_HEADER_SIZE +
			  (uint64_t)te.section_count * SECTION_HEADER_SIZE;
	/* Offsets in section headers count as in the original PE image, before 'stripped'
	 * bytes were cut off. */
	if (r.failed || te.section_count == 0 || stripped < TE_HEADER_SIZE)
		return GOPX_E_FORMAT;
	te.stripped = (uint64_t)stripped - TE_HEADER_SIZE;
	te.size_of_image = memory_size(r, te.section_count);
	te.size = sections_end(&r, &te);
	if (r.failed)
		return GOPX_E_FORMAT;
	*out = te;
	return GOPX_OK;
}
