/* SPDX-License-Identifier: BSD-2-Clause */
/* unpack.h - one packed piece and the ways to unpack it; the best result is kept */
#ifndef GX_WALK_UNPACK_H
#define GX_WALK_UNPACK_H

#include "codec/codec.h"

#define GX_UNPACK_ATTEMPTS 4

struct gx_attempt {
	enum gx_codec_id codec;
	struct gx_span packed;
};

struct gx_unpack {
	/* The task: attempts in the order of preference. */
	struct gx_attempt attempts[GX_UNPACK_ATTEMPTS];
	size_t count;
	bool (*accept)(struct gx_span unpacked); /* NULL: any output is accepted */
	uint64_t looked; /* bytes, beyond headers, that were read to decide */
	/*
	 * Nothing but the bytes themselves suggests that this is a stream.  If it fails
	 * at once, it is not a stream, and there is no diagnostic.
	 */
	bool guess;

	/* The result. */
	uint64_t room;          /* bytes of room for the output of each attempt */
	enum gx_codec_id codec; /* of the kept attempt */
	/* GOPX_OK: complete; else the status of the kept attempt */
	enum gopx_status status;
	struct gx_span unpacked; /* may have bytes even if the status is not GOPX_OK */
	/* packed bytes that the decoder consumed; 0: unknown */
	uint64_t used;
};

/* Add an attempt; more than GX_UNPACK_ATTEMPTS would be a bug. */
void gx_unpack_try(struct gx_unpack *job, enum gx_codec_id codec, struct gx_span packed);

/*
 * If 'packed' starts with a credible header of a packed stream, add the attempts to
 * unpack it.  Otherwise returns false.
 */
bool gx_unpack_try_believable(struct gx_unpack *job, struct gx_span packed);

/* True if a guess turned out to be wrong. */
bool gx_unpack_is_wrong(const struct gx_unpack *job);

/* The maximum unpacked size of 'packed' bytes.  16 MiB are allowed at any ratio. */
uint64_t gx_unpack_ratio_limit(uint64_t packed, uint64_t max_ratio);

/*
 * The maximum output of all attempts.  It depends on their headers and on the size of
 * their input.
 */
uint64_t gx_unpack_most(const struct gx_unpack *job, uint64_t max_ratio);

/*
 * Make the attempts one after the other, until one has a complete and accepted output.
 * If none has, keep a complete output; if there is none, the first output with any bytes.
 * An output has at most 'room' bytes.  Buffers come from 'arena'.  Uses nothing but 'job'
 * and 'arena'.
 */
void gx_unpack_run(struct gx_unpack *job, struct gx_arena *arena, uint64_t room);

#endif /* GX_WALK_UNPACK_H */
