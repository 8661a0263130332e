/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * streams.h - the packed streams of an image: each distinct one is unpacked once
 */
#ifndef GX_WALK_STREAMS_H
#define GX_WALK_STREAMS_H

#include "walk/unpack.h"

struct gx_stream; /* one finished job */

struct gx_streams {
	struct gx_stream *items;
	size_t count, cap;
	size_t *slots; /* hash table over items: index + 1, 0 for an empty slot */
	size_t slot_count;
};

struct gx_stream_limits {
	uint64_t max_ratio;
	uint64_t max_bytes; /* bytes that may still be produced, by all jobs together */
	unsigned int threads;
};

/*
 * Run all 'count' jobs and set their results.  If an earlier job, in this call or a
 * previous one, had the same attempts, the new job gets its bytes.  *unpacked is the
 * number of newly unpacked bytes.  The results do not depend on the number of threads.
 * Fails only with GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_streams_run(struct gx_streams *s, struct gx_arena *arena,
					     struct gx_unpack *jobs, size_t count,
					     const struct gx_stream_limits *limits,
					     uint64_t *unpacked);

/*
 * From now on, do not compare later streams with streams of 'large' or more packed bytes
 * in 'input', because these bytes may be gone.  A later stream is unpacked again, even if
 * it is equal to one of these.
 */
void gx_streams_forget(struct gx_streams *s, struct gx_span input, size_t large);

/* Call take() for the packed bytes of every stream with which later streams are
 * compared. */
void gx_streams_compared(const struct gx_streams *s,
			 void (*take)(void *ctx, struct gx_span packed), void *ctx);

#endif /* GX_WALK_STREAMS_H */
