/* SPDX-License-Identifier: BSD-2-Clause */
/* zip.c - extent of a zip archive (PKWARE's APPNOTE 6.3) */
#include "base/checked.h"
#include "format/archive/archive_extent.h"

#define LOCAL_HEADER     "PK\3\4"
#define CENTRAL_HEADER   "PK\1\2"
#define END_RECORD       "PK\5\6"
#define ZIP64_END_RECORD "PK\6\6"
#define ZIP64_LOCATOR    "PK\6\7"

#define END_RECORD_SIZE       22
#define ZIP64_LOCATOR_SIZE    20
#define ZIP64_END_RECORD_SIZE 56
#define VERSION_MAX           63 /* version 6.3 of the format */
#define NAME_MAX_SIZE         4096

/* An archive inside this archive has its own end record, which comes before the end
 * record of this archive. */
#define ENDS_MAX 64

/* Methods 0 to 20 (from stored to LZMA and the reserved ones), and those from Zstandard
 * to AES encryption. */
static bool is_method(uint16_t method)
{
	return method <= 20 || (method >= 93 && method <= 99);
}

static bool is_local_header(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint16_t version, method, name_size, extra_size;

	gx_skip(&r, 4);
	version = gx_le16(&r);
	gx_skip(&r, 2);
	method = gx_le16(&r);
	gx_skip(&r, 4 + 12); /* time and date; CRC-32 and sizes */
	name_size = gx_le16(&r);
	extra_size = gx_le16(&r);
	gx_skip(&r, name_size);
	gx_skip(&r, extra_size);
	return !r.failed && gx_span_starts(at, LOCAL_HEADER, 4) &&
	       (version & 0xff) <= VERSION_MAX && is_method(method) && name_size > 0 &&
	       name_size <= NAME_MAX_SIZE;
}

struct central {
	uint64_t size, offset; /* 'offset' counts from the start of the first disk */
};

/* A large archive has one more end record, before its locator. */
static bool zip64_decode(struct gx_span before, struct central *out)
{
	struct gx_span tail, locator, record;
	struct gx_reader r;
	size_t size = ZIP64_LOCATOR_SIZE + ZIP64_END_RECORD_SIZE;

	if (before.len < size)
		return false;
	tail = gx_span_tail(before, before.len - size);
	if (!gx_span_cut(tail, ZIP64_END_RECORD_SIZE, &record, &locator) ||
	    !gx_span_starts(record, ZIP64_END_RECORD, 4) ||
	    !gx_span_starts(locator, ZIP64_LOCATOR, 4))
		return false;
	r = gx_reader(record);
	gx_seek(&r, 40);
	out->size = gx_le64(&r);
	out->offset = gx_le64(&r);
	return true;
}

/*
 * True if the end record at 'end' belongs to the archive that starts at 'at'.  Then the
 * first entry of its central directory refers to the local header at 'at'.  Offsets may
 * count from the start of a self-extractor before the archive.
 */
static bool is_end_of(struct gx_span at, uint64_t end)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, end));
	struct gx_span directory;
	struct central c;
	uint64_t end_of_list = end;
	uint32_t local;

	gx_skip(&r, 12);
	c.size = gx_le32(&r);
	c.offset = gx_le32(&r);
	if (c.size == UINT32_MAX || c.offset == UINT32_MAX) {
		if (!zip64_decode(gx_span_head(at, end), &c))
			return false;
		end_of_list -= ZIP64_LOCATOR_SIZE + ZIP64_END_RECORD_SIZE;
	}
	if (r.failed || c.size > end_of_list ||
	    !gx_span_sub(at, end_of_list - c.size, c.size, &directory) ||
	    !gx_span_starts(directory, CENTRAL_HEADER, 4))
		return false;
	r = gx_reader(directory);
	gx_seek(&r, 42);
	local = gx_le32(&r);
	/*
	 * 'local' is the size of the self-extractor, or 0.  The place of the directory,
	 * c.offset, must be too large by the same number.  The sum is modulo 2^64.
	 */
	return !r.failed &&
	       (local == UINT32_MAX || local + end_of_list - c.size == c.offset);
}

bool gx_zip_probe(struct gx_span at, struct gx_extent *out)
{
	static const struct gx_span mark = { (const uint8_t *)END_RECORD, 4 };
	uint64_t from = 4;

	*out = (struct gx_extent){ 0 };
	if (!is_local_header(at))
		return false;
	out->size = at.len;
	//@ loop variant ENDS_MAX - i;
	for (unsigned int i = 0; i < ENDS_MAX; i++) {
		uint64_t end = from + gx_span_find(gx_span_tail(at, from), mark);
		struct gx_reader r = gx_reader(gx_span_tail(at, end));
		uint16_t comment;

		out->looked = end;
		if (end >= at.len)
			break;
		gx_skip(&r, END_RECORD_SIZE - 2);
		comment = gx_le16(&r);
		gx_skip(&r, comment);
		if (!r.failed && is_end_of(at, end)) {
			out->size = end + r.pos;
			break;
		}
		from = end + 4;
	}
	return true;
}
