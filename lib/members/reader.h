/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * reader.h - the members of an archive, one after the other
 *
 * libarchive reads the members, from memory and into memory.  gopx enables only the
 * formats for which libarchive opens no file and starts no program.  (The C library may
 * still read its files for the time zone and the character set UTF-8.)  Without
 * libarchive, or if it lacks a format, an archive is GOPX_E_UNSUPPORTED.
 */
#ifndef GX_MEMBERS_READER_H
#define GX_MEMBERS_READER_H

#include "base/arena.h"
#include "base/sink.h"

enum gx_archive_form {
	GX_ARCHIVE_ZIP,
	GX_ARCHIVE_7Z,
	GX_ARCHIVE_CAB,
	GX_ARCHIVE_RAR,
	GX_ARCHIVE_RAR5,
	GX_ARCHIVE_ISO9660,
	GX_ARCHIVE_TAR,
	GX_ARCHIVE_LHA,

	/* Packed streams: archives of one member without a name. */
	GX_ARCHIVE_GZIP,
	GX_ARCHIVE_XZ,
	GX_ARCHIVE_BZIP2,
	GX_ARCHIVE_ZSTD,
	GX_ARCHIVE_LZ4,
	GX_ARCHIVE_LZIP,
};

struct gx_archive_library;
struct gx_archive;

/*
 * Find libarchive.  Call this once for each walk, because it takes as long as opening a
 * small archive.  *out is NULL on failure: GOPX_E_UNSUPPORTED, GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status
gx_archive_library_find(struct gx_arena *arena, const struct gx_archive_library **out);

struct gx_archive_member {
	struct gx_span name; /* valid until the next call; text is in UTF-8 */
	uint64_t size;       /* the size that the archive states; UINT64_MAX: none */
	bool file;           /* not a folder, link or device */
	bool encrypted;
};

/* What to read.  'in' and 'editor' must stay in place until gx_archive_close(). */
struct gx_archive_source {
	enum gx_archive_form form;
	struct gx_span in;
	/* how many consecutive packed streams may be read as one */
	uint64_t joined_max;
	/*
	 * If not NULL, returns what libarchive gets for the first bytes of 'rest', which
	 * is the part of 'in' that it has not got yet: these bytes, or as many others.
	 * The latter stay in place until the next call.  If 'rest' is empty, it may
	 * return further bytes; an empty span is the end.
	 */
	struct gx_span (*edit)(void *editor, struct gx_span rest);
	void *editor;
};

/* Begin to read.  *out is NULL on failure: GOPX_E_UNSUPPORTED, GOPX_E_NOMEM. */
GX_NODISCARD enum gopx_status gx_archive_open(const struct gx_archive_library *library,
					      const struct gx_archive_source *source,
					      struct gx_archive **out);

/*
 * The next member; *more is false at the end.  GOPX_E_CORRUPT: no more can be read.
 */
GX_NODISCARD enum gopx_status gx_archive_next(struct gx_archive *a,
					      struct gx_archive_member *out, bool *more);

/*
 * The bytes of the current member.  If the archive contains these bytes unpacked, *stored
 * is their range in the input, and the sink stays empty.  Otherwise they are written to
 * the sink.  Bytes that were read before a fault are kept.  GOPX_E_CORRUPT, _LIMIT,
 * _NOMEM; GOPX_E_UNSUPPORTED: libarchive does not know the compression.
 */
GX_NODISCARD enum gopx_status gx_archive_read(struct gx_archive *a, struct gx_sink *sink,
					      struct gx_span *stored);

/* True if members or their list are encrypted, as far as the archive was read. */
bool gx_archive_is_encrypted(const struct gx_archive *a);

/* How much of the input was read so far. */
uint64_t gx_archive_used(const struct gx_archive *a);

/* How many packed streams may start in the part that was read. */
uint64_t gx_archive_joined(const struct gx_archive *a);

/* NULL is a no-op. */
void gx_archive_close(struct gx_archive *a);

#endif /* GX_MEMBERS_READER_H */
