/* SPDX-License-Identifier: BSD-2-Clause */
/* unpack.h - one packed piece and the ways it may be unpacked, best result kept */
#ifndef GX_WALK_UNPACK_H
#define GX_WALK_UNPACK_H

#include "codec/codec.h"

#define GX_UNPACK_ATTEMPTS 4

struct gx_attempt {
	enum gx_codec_id codec;
	struct gx_span packed;
};

struct gx_unpack {
	/* What to do: attempts in the order of preference. */
	struct gx_attempt attempts[GX_UNPACK_ATTEMPTS];
	size_t count;
	bool (*accept)(struct gx_span unpacked); /* NULL: anything will do */
	uint64_t looked; /* bytes, beyond headers, that were read to decide */
	/*
	 * Only the stream itself says that it is one: it is none where it goes wrong at
	 * once, without a diagnostic.
	 */
	bool guess;

	/* What came of it. */
	uint64_t room;           /* bytes that each attempt had for its output */
	enum gx_codec_id codec;  /* of the attempt that was kept */
	enum gopx_status status; /* GOPX_OK: whole; else of the kept attempt */
	struct gx_span unpacked; /* may hold bytes even when the status is not GOPX_OK */
	uint64_t used;           /* packed bytes that these came from; 0: nobody knows */
};

/* Add an attempt; those beyond GX_UNPACK_ATTEMPTS would be a bug of ours. */
void gx_unpack_try(struct gx_unpack *job, enum gx_codec_id codec, struct gx_span packed);

/*
 * Add those attempts at 'packed' that its first bytes speak for: where a header is there
 * that can be believed.  False when there is none.
 */
bool gx_unpack_try_believable(struct gx_unpack *job, struct gx_span packed);

/* True when a guess turned out to be wrong. */
bool gx_unpack_is_wrong(const struct gx_unpack *job);

/* The most that so many bytes may unpack to; 16 MiB are allowed at any ratio. */
uint64_t gx_unpack_ratio_limit(uint64_t packed, uint64_t max_ratio);

/*
 * The most that any of the attempts may put out, by its header and by the ratio to
 * what went in.
 */
uint64_t gx_unpack_most(const struct gx_unpack *job, uint64_t max_ratio);

/*
 * Make the attempts one after the other, up to the first whose output is whole
 * and accepted.  Without one, a whole output is kept, else the first that gave
 * bytes at all.  At most 'room' bytes come out of each.  Buffers come from
 * 'arena'.  Touches nothing but 'job' and 'arena'.
 */
void gx_unpack_run(struct gx_unpack *job, struct gx_arena *arena, uint64_t room);

#endif /* GX_WALK_UNPACK_H */
