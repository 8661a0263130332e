/* SPDX-License-Identifier: BSD-2-Clause */
/* libarchive.c - archives read by libarchive */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/checked.h"
#include "members/calls.h"
#include "members/reader.h"
#include "members/utf8.h"

/*
 * An archive may state false sizes.  If a member's stated size is at most this many times
 * the archive's size, gopx allocates memory for the whole member at once.  For a larger
 * member it allocates memory step by step, while libarchive returns the bytes.
 */
#define BELIEVED_RATIO 32

struct gx_archive_library {
	struct gx_archive_calls call;
};

struct gx_archive {
	const struct gx_archive_calls *call;
	struct archive *reader;
	struct gx_archive_source from;
	struct archive_entry *entry; /* NULL before the first member */
	struct gx_utf8 utf8;         /* in use during the calls that convert names */
	/* bytes of the input that libarchive has received */
	size_t at;
	/* packed streams that may start in these bytes */
	uint64_t joined;
	/* If no format is enabled, libarchive 3.6 reads past the end of its list of
	 * formats when it is asked about encryption. */
	bool recognised;
};

/* The functions of libarchive that enable a format, as offsets in struct
 * gx_archive_calls. */
struct support {
	size_t format, filter; /* a filter of 0: none */
	/* start of a packed stream; several such streams may follow each other */
	const char *magic;
};

#define FORMAT(name) offsetof(struct gx_archive_calls, archive_read_support_format_##name)
#define FILTER(name) offsetof(struct gx_archive_calls, archive_read_support_filter_##name)

static const struct support supports[] = {
	[GX_ARCHIVE_ZIP] = { FORMAT(zip), 0, NULL },
	[GX_ARCHIVE_7Z] = { FORMAT(7zip), 0, NULL },
	[GX_ARCHIVE_CAB] = { FORMAT(cab), 0, NULL },
	[GX_ARCHIVE_RAR] = { FORMAT(rar), 0, NULL },
	[GX_ARCHIVE_RAR5] = { FORMAT(rar5), 0, NULL },
	[GX_ARCHIVE_ISO9660] = { FORMAT(iso9660), 0, NULL },
	[GX_ARCHIVE_TAR] = { FORMAT(tar), 0, NULL },
	[GX_ARCHIVE_LHA] = { FORMAT(lha), 0, NULL },
	[GX_ARCHIVE_GZIP] = { FORMAT(raw), FILTER(gzip), "\x1f\x8b\x08" },
	[GX_ARCHIVE_XZ] = { FORMAT(raw), FILTER(xz), NULL },
	[GX_ARCHIVE_BZIP2] = { FORMAT(raw), FILTER(bzip2), NULL },
	[GX_ARCHIVE_ZSTD] = { FORMAT(raw), FILTER(zstd), NULL },
	[GX_ARCHIVE_LZ4] = { FORMAT(raw), FILTER(lz4), NULL },
	[GX_ARCHIVE_LZIP] = { FORMAT(raw), FILTER(lzip), NULL },
};

static bool is_supported(const struct gx_archive *a, size_t offset)
{
	int (*support)(struct archive *);

	memcpy(&support, (const char *)a->call + offset, sizeof(support));
	return support(a->reader) == ARCHIVE_OK;
}

/*
 * ARCHIVE_WARN means that the filter is an external program: gopx never uses such a
 * filter.  For an empty stream the raw format reports an error; the empty format accepts
 * it.
 */
static bool can_read(const struct gx_archive *a, const struct support *s)
{
	return is_supported(a, s->format) &&
	       (!s->filter ||
		(is_supported(a, FORMAT(empty)) && is_supported(a, s->filter)));
}

/* How much libarchive gets in one call. */
#define PART ((size_t)64 * 1024)

static uint64_t count_starts(struct gx_span s, struct gx_span magic)
{
	uint64_t count = 0;
	size_t at;

	while ((at = gx_span_find(s, magic)) < s.len) {
		count++;
		s = gx_span_tail(s, at + magic.len);
	}
	return count;
}

/* The read callback for an input that is edited. */
static la_ssize_t read_edited(struct archive *reader, void *archive, const void **out)
{
	struct gx_archive *a = archive;
	struct gx_span rest = gx_span_tail(a->from.in, a->at);
	struct gx_span part = a->from.edit(a->from.editor, rest);

	(void)reader;
	a->at += part.len;
	*out = part.ptr;
	return (la_ssize_t)part.len;
}

/* The read callback for packed streams.  Returns the size of the next part, 0 at the
 * end. */
static la_ssize_t read_part(struct archive *reader, void *archive, const void **out)
{
	struct gx_archive *a = archive;
	struct gx_span part = gx_span_head(gx_span_tail(a->from.in, a->at), PART);
	const char *magic = supports[a->from.form].magic;

	a->at += part.len;
	a->joined += count_starts(part, gx_span(magic, strlen(magic)));
	if (a->joined > a->from.joined_max) {
		a->joined = a->from.joined_max;
		a->call->archive_set_error(reader, EINVAL, "too many streams");
		return ARCHIVE_FATAL;
	}
	*out = part.ptr;
	return (la_ssize_t)part.len;
}

static int open_bytes(struct gx_archive *a)
{
	struct gx_span in = a->from.in;

	if (supports[a->from.form].magic)
		return a->call->archive_read_open(a->reader, a, NULL, read_part, NULL);
	if (a->from.edit)
		return a->call->archive_read_open(a->reader, a, NULL, read_edited, NULL);
	return a->call->archive_read_open_memory(a->reader, in.ptr, in.len);
}

static enum gopx_status begin(struct gx_archive *a)
{
	int result;

	if (!can_read(a, &supports[a->from.form]))
		return GOPX_E_UNSUPPORTED;
	gx_utf8_enter(&a->utf8);
	result = open_bytes(a);
	gx_utf8_leave(&a->utf8);
	a->recognised = result == ARCHIVE_OK || result == ARCHIVE_WARN;
	/* libarchive reports wrong bytes only when the first member is requested. */
	return result == ARCHIVE_FATAL && a->call->archive_errno(a->reader) == ENOMEM
		   ? GOPX_E_NOMEM
		   : GOPX_OK;
}

enum gopx_status gx_archive_library_find(struct gx_arena *arena,
					 const struct gx_archive_library **out)
{
	struct gx_archive_library found, *library;

	*out = NULL;
	if (!gx_archive_calls_find(&found.call))
		return GOPX_E_UNSUPPORTED;
	library = gx_arena_alloc(arena, sizeof(*library));
	if (!library)
		return GOPX_E_NOMEM;
	*library = found;
	*out = library;
	return GOPX_OK;
}

enum gopx_status gx_archive_open(const struct gx_archive_library *library,
				 const struct gx_archive_source *source,
				 struct gx_archive **out)
{
	struct gx_archive *a = calloc(1, sizeof(*a));
	enum gopx_status status;

	*out = NULL;
	if (!a)
		return GOPX_E_NOMEM;
	a->call = &library->call;
	a->from = *source;
	a->reader = a->call->archive_read_new();
	a->utf8 = gx_utf8_make();
	status = a->reader ? begin(a) : GOPX_E_NOMEM;
	if (status == GOPX_OK)
		*out = a;
	else
		gx_archive_close(a);
	return status;
}

static struct gx_span name_of(const struct gx_archive *a)
{
	const char *name = a->call->archive_entry_pathname_utf8(a->entry);

	if (!name)
		name = a->call->archive_entry_pathname(a->entry);
	return gx_span(name, name ? strlen(name) : 0);
}

static bool is_file(const struct gx_archive *a)
{
	return a->call->archive_entry_filetype(a->entry) == AE_IFREG &&
	       !a->call->archive_entry_hardlink(a->entry);
}

enum gopx_status gx_archive_next(struct gx_archive *a, struct gx_archive_member *out,
				 bool *more)
{
	int result;

	gx_utf8_enter(&a->utf8);
	*out = (struct gx_archive_member){ .size = UINT64_MAX };
	result = a->call->archive_read_next_header(a->reader, &a->entry);
	*more = result == ARCHIVE_OK || result == ARCHIVE_WARN;
	if (*more) {
		out->name = name_of(a);
		out->file = is_file(a);
		out->encrypted = a->call->archive_entry_is_encrypted(a->entry);
		if (a->call->archive_entry_size_is_set(a->entry) &&
		    a->call->archive_entry_size(a->entry) >= 0)
			out->size = (uint64_t)a->call->archive_entry_size(a->entry);
	}
	gx_utf8_leave(&a->utf8);
	return *more || result == ARCHIVE_EOF ? GOPX_OK : GOPX_E_CORRUPT;
}

/* Reserve memory for a member at once if its stated size is plausible. */
static enum gopx_status reserve(const struct gx_archive *a, struct gx_sink *sink)
{
	int64_t size = a->call->archive_entry_size(a->entry);

	if (!a->call->archive_entry_size_is_set(a->entry) || size <= 0 ||
	    (uint64_t)size / BELIEVED_RATIO > a->from.in.len)
		return GOPX_OK;
	return gx_sink_reserve(sink, (uint64_t)size);
}

/* True if the block is part of the input, and directly follows the range 'stored'. */
static bool lies_behind(struct gx_span in, const void *data, size_t len,
			struct gx_span *stored)
{
	struct gx_span block;
	size_t start;

	if (!gx_span_locate(in, data, len, &block))
		return false;
	start = gx_span_offset(in, stored->len ? *stored : block);
	return gx_span_offset(in, block) == start + stored->len &&
	       gx_span_sub(in, start, (uint64_t)stored->len + len, stored);
}

/*
 * libarchive has no error number for an unknown compression, so gopx compares its
 * message.  If a later version changes the message, the archive is reported as damaged.
 */
static enum gopx_status fault(const struct gx_archive *a)
{
	static const char *const words[] = { "nsupported", "nexpected codec",
					     "nknown codec" };
	const char *said = a->call->archive_error_string(a->reader);

	for (size_t i = 0; said && i < sizeof(words) / sizeof(words[0]); i++) {
		if (strstr(said, words[i]))
			return GOPX_E_UNSUPPORTED;
	}
	return GOPX_E_CORRUPT;
}

static enum gopx_status read_blocks(struct gx_archive *a, struct gx_sink *sink,
				    struct gx_span *stored)
{
	bool in_place = true;
	const void *data;
	size_t len;
	la_int64_t at;
	int result;

	while ((result = a->call->archive_read_data_block(a->reader, &data, &len, &at)) ==
	       ARCHIVE_OK) {
		if (len == 0)
			continue;
		if (in_place && at == (la_int64_t)stored->len &&
		    lies_behind(a->from.in, data, len, stored))
			continue;
		if (in_place) {
			in_place = false;
			GX_TRY(reserve(a, sink));
			GX_TRY(gx_sink_write(sink, 0, *stored));
			*stored = (struct gx_span){ 0 };
		}
		if (at < 0)
			return GOPX_E_CORRUPT;
		GX_TRY(gx_sink_write(sink, (uint64_t)at, gx_span(data, len)));
	}
	return result == ARCHIVE_EOF ? GOPX_OK : fault(a);
}

enum gopx_status gx_archive_read(struct gx_archive *a, struct gx_sink *sink,
				 struct gx_span *stored)
{
	enum gopx_status status;

	gx_utf8_enter(&a->utf8);
	*stored = (struct gx_span){ 0 };
	status = read_blocks(a, sink, stored);
	gx_utf8_leave(&a->utf8);
	return status;
}

bool gx_archive_is_encrypted(const struct gx_archive *a)
{
	return a->recognised &&
	       a->call->archive_read_has_encrypted_entries(a->reader) > 0;
}

uint64_t gx_archive_used(const struct gx_archive *a)
{
	int64_t used = a->call->archive_filter_bytes(a->reader, -1);

	return used < 0 ? 0 : gx_min_u64((uint64_t)used, a->from.in.len);
}

uint64_t gx_archive_joined(const struct gx_archive *a)
{
	return a->joined;
}

void gx_archive_close(struct gx_archive *a)
{
	if (!a)
		return;
	a->call->archive_read_free(a->reader);
	gx_utf8_free(&a->utf8);
	free(a);
}
