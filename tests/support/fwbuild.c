/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild.c - build firmware volumes and files in memory */
#include "fwbuild_frame.h"

#include <stdlib.h>
#include <string.h>

void fwb_free(struct fwb *b)
{
	bytes_free(&b->out);
	free(b->frames);
	*b = (struct fwb){ 0 };
}

struct fwb_frame *fwb_push(struct fwb *b, enum frame_kind kind)
{
	struct fwb_frame *f;

	if (b->depth == b->room) {
		b->room = b->room ? 2 * b->room : 16;
		b->frames = realloc(b->frames, b->room * sizeof(*b->frames));
		if (!b->frames)
			fwbuild_fail("out of memory");
	}
	f = &b->frames[b->depth++];
	*f = (struct fwb_frame){ .kind = kind, .start = b->out.len };
	return f;
}

struct fwb_frame fwb_pop(struct fwb *b, enum frame_kind kind)
{
	if (b->depth == 0 || b->frames[b->depth - 1].kind != kind)
		fwbuild_fail("the piece that ends is not the one that began last");
	return b->frames[--b->depth];
}

uint64_t fwb_truth_or_lie(uint64_t truth, uint64_t lie)
{
	if (lie == LIE_ZERO)
		return 0;
	return lie ? lie : truth;
}

/* ---- volumes ---- */

enum {
	FV_HEADER_SIZE = 0x48, /* with one block map entry and the end of the map */
	FV_LENGTH_AT = 0x20,
	FV_CHECKSUM_AT = 0x32,
	FV_BLOCKS_AT = 0x38,
	FV_ATTRIBUTES = 0x0004F6FF, /* all access rights and 16-byte alignment */
	FV_ERASE_POLARITY = 0x800,
	EXT_HEADER_SIZE = 20,
	EXT_ENTRY_SIZE = 20,
};

/* Put an EFI_FIRMWARE_VOLUME_EXT_HEADER and, if there is data, one GUID-typed entry. */
static void put_ext_header(struct fwb *b, const struct fwb_volume *fv)
{
	size_t entry = fv->ext_data ? EXT_ENTRY_SIZE + fv->ext_data : 0;

	put_guid(&b->out, fv->ext_name);
	put_le32(&b->out, (uint32_t)(EXT_HEADER_SIZE + entry));
	if (!entry)
		return;
	put_le16(&b->out, (unsigned)entry);
	put_le16(&b->out, 0x0002);
	put_guid(&b->out, GUID_Y);
	put_fill(&b->out, 0xE5, fv->ext_data);
}

static void begin_ext_header(struct fwb *b, const struct fwb_volume *fv)
{
	if (fv->ext_in_pad) {
		file_begin(b, FILE_PAD, GUID_PAD_FILE);
		put_ext_header(b, fv);
		file_end(b);
	} else {
		put_ext_header(b, fv);
	}
}

static unsigned ext_header_offset(const struct fwb_volume *fv)
{
	unsigned at = 0;

	if (fv->ext_name)
		at = fv->ext_in_pad ? FV_HEADER_SIZE + 24 : FV_HEADER_SIZE;
	return (unsigned)fwb_truth_or_lie(at, fv->ext_offset);
}

size_t fv_begin(struct fwb *b, const char *file_system)
{
	struct fwb_frame *f = fwb_push(b, FRAME_VOLUME);
	struct fwb_volume fv = b->next_fv;
	size_t start = f->start;

	b->next_fv = (struct fwb_volume){ 0 };
	if (!fv.block)
		fv.block = 512;
	if (!fv.revision)
		fv.revision = strcmp(file_system, FFS1) == 0 ? 1 : 2;
	f->fv = fv;
	f->revision = fv.revision;
	f->ffs3 = strcmp(file_system, FFS3) == 0;
	f->erased = fv.polarity0 ? 0x00 : 0xFF;
	f->body = start;

	put_fill(&b->out, 0, 16); /* ZeroVector */
	put_guid(&b->out, file_system);
	put_le64(&b->out, 0);
	put_text(&b->out, "_FVH");
	put_le32(&b->out, FV_ATTRIBUTES | (fv.polarity0 ? 0 : FV_ERASE_POLARITY));
	put_le16(&b->out, (unsigned)fwb_truth_or_lie(FV_HEADER_SIZE, fv.header_length));
	put_le16(&b->out, 0);
	put_le16(&b->out, ext_header_offset(&fv));
	put_u8(&b->out, 0);
	put_u8(&b->out, fv.revision);
	put_le32(&b->out, 0);
	put_le32(&b->out, fv.block);
	put_le64(&b->out, 0); /* the end of the block map */
	if (fv.ext_name)
		begin_ext_header(b, &fv);
	return start;
}

void fv_end(struct fwb *b)
{
	struct fwb_frame f = fwb_pop(b, FRAME_VOLUME);
	const struct fwb_volume *fv = &f.fv;
	size_t size;

	if (fv->size)
		put_fill_to(&b->out, f.erased, f.start + fv->size);
	put_align(&b->out, f.erased, f.start, fv->block);
	size = b->out.len - f.start;
	poke_le64(&b->out, f.start + FV_LENGTH_AT, fwb_truth_or_lie(size, fv->length));
	poke_le32(&b->out, f.start + FV_BLOCKS_AT,
		  (uint32_t)fwb_truth_or_lie(size / fv->block, fv->blocks));
	poke_le16(&b->out, f.start + FV_CHECKSUM_AT,
		  (0u - bytes_sum16(&b->out, f.start, FV_HEADER_SIZE)) & 0xFFFF);
	b->out.data[f.start + FV_CHECKSUM_AT] ^= (uint8_t)fv->checksum_xor;
	b->out.data[f.start + FV_CHECKSUM_AT + 1] ^= (uint8_t)(fv->checksum_xor >> 8);
}

/* ---- files ---- */

enum {
	FILE_HEADER_SIZE = 24,
	FILE_SUM_AT = 16, /* IntegrityCheck: header, then data */
	FILE_ATTRIBUTES_AT = 19,
	FILE_SIZE_AT = 20,
	FILE_STATE_AT = 23,
	FILE_TAIL_PRESENT = 0x01, /* revision 1 */
	FILE_LARGE = 0x01,        /* revision 2 */
	FILE_CHECKSUM = 0x40,
	FILE_STATE_VALID = 0x07, /* header construction, header valid, data valid */
};

/*
 * Return the size of the file's header. In a large file, it is 8 bytes longer in FFS3 and
 * 4 bytes in FFS2.
 */
static size_t file_header_size(const struct fwb_frame *f)
{
	if (!f->file.large)
		return FILE_HEADER_SIZE;
	return FILE_HEADER_SIZE + (f->ffs3 ? 8 : 4);
}

size_t file_begin(struct fwb *b, unsigned type, const char *guid)
{
	struct fwb_frame *volume, *f = fwb_push(b, FRAME_FILE);

	if (b->depth < 2 || f[-1].kind != FRAME_VOLUME)
		fwbuild_fail("a file outside a volume");
	volume = f - 1;
	f->file = b->next_file;
	b->next_file = (struct fwb_file){ 0 };
	f->erased = volume->erased;
	f->revision = volume->revision;
	f->ffs3 = volume->ffs3;
	put_align(&b->out, f->erased, volume->start, 8);
	f->start = b->out.len;
	put_guid(&b->out, guid);
	put_le16(&b->out, 0);
	put_u8(&b->out, type);
	put_u8(&b->out, f->file.attributes | (f->file.large ? FILE_LARGE : 0) |
			    (f->file.tail ? FILE_TAIL_PRESENT : 0) |
			    (f->file.checksum ? FILE_CHECKSUM : 0));
	put_le24(&b->out, 0);
	put_u8(&b->out, 0);
	put_fill(&b->out, 0, file_header_size(f) - FILE_HEADER_SIZE);
	f->body = b->out.len;
	return f->start;
}

static void put_file_size(struct fwb *b, const struct fwb_frame *f, uint64_t size)
{
	size = fwb_truth_or_lie(size, f->file.size);
	if (!f->file.large) {
		if (size > 0xFFFFFF)
			fwbuild_fail("a file of 16 MiB and more must be large");
		poke_le24(&b->out, f->start + FILE_SIZE_AT, (uint32_t)size);
	} else if (f->ffs3) {
		poke_le64(&b->out, f->start + FILE_HEADER_SIZE, size);
	} else {
		poke_le32(&b->out, f->start + FILE_HEADER_SIZE, (uint32_t)size);
	}
}

/* For the header's checksum, State and the data checksum count as zero. */
static void put_file_sums(struct fwb *b, const struct fwb_frame *f, size_t body_len)
{
	unsigned data = f->revision == 1 ? 0x5A : 0xAA;
	unsigned head = 0u - bytes_sum8(&b->out, f->start, f->body - f->start);

	if (f->file.checksum)
		data = 0u - bytes_sum8(&b->out, f->body, body_len);
	poke_u8(&b->out, f->start + FILE_SUM_AT, (head ^ f->file.header_sum_xor) & 0xFF);
	poke_u8(&b->out, f->start + FILE_SUM_AT + 1,
		(data ^ f->file.data_sum_xor) & 0xFF);
}

void file_end(struct fwb *b)
{
	struct fwb_frame f = fwb_pop(b, FRAME_FILE);
	size_t body_len = b->out.len - f.body;
	unsigned state = f.file.state ? f.file.state : FILE_STATE_VALID;

	if (f.file.tail)
		put_le16(&b->out, 0);
	put_file_size(b, &f, b->out.len - f.start);
	put_file_sums(b, &f, body_len);
	if (f.file.tail) /* the complement of IntegrityCheck */
		poke_le16(&b->out, b->out.len - 2,
			  ~(b->out.data[f.start + FILE_SUM_AT] |
			    (unsigned)b->out.data[f.start + FILE_SUM_AT + 1] << 8) &
			      0xFFFF);
	poke_u8(&b->out, f.start + FILE_STATE_AT, state ^ f.erased);
}
