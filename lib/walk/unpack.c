/* SPDX-License-Identifier: BSD-2-Clause */
/* unpack.c - the attempts to unpack one piece */
#include "walk/unpack.h"

#include "base/checked.h"
#include "format/pi/packed.h"

/* Below this size a high ratio is harmless.  It occurs in real images, because they have
 * blank parts. */
#define RATIO_FREE_SIZE ((uint64_t)16 * 1024 * 1024)

/* A false stream rarely unpacks to this many bytes. */
#define RIGHT_GUESS 4096

enum rank { NOTHING, PARTIAL, WHOLE, ACCEPTED };

void gx_unpack_try(struct gx_unpack *job, enum gx_codec_id codec, struct gx_span packed)
{
	if (job->count < GX_UNPACK_ATTEMPTS)
		job->attempts[job->count++] = (struct gx_attempt){ codec, packed };
}

bool gx_unpack_try_believable(struct gx_unpack *job, struct gx_span packed)
{
	size_t before = job->count;
	uint64_t unpacked;

	if (gx_lzma_is_believable(packed, &unpacked))
		gx_unpack_try(job, GX_CODEC_LZMA, packed);
	/* Try EFI 1.1 first; the wrong codec of the two fails soon. */
	if (gx_efi_stream_is_believable(packed)) {
		gx_unpack_try(job, GX_CODEC_EFI11, packed);
		gx_unpack_try(job, GX_CODEC_TIANO, packed);
	}
	if (gx_gzip_is_believable(packed))
		gx_unpack_try(job, GX_CODEC_GZIP, packed);
	if (gx_zlib_is_believable(packed))
		gx_unpack_try(job, GX_CODEC_ZLIB, packed);
	return job->count > before;
}

bool gx_unpack_is_wrong(const struct gx_unpack *job)
{
	return job->guess && job->status != GOPX_OK && job->status != GOPX_E_LIMIT &&
	       job->unpacked.len < RIGHT_GUESS;
}

uint64_t gx_unpack_ratio_limit(uint64_t packed, uint64_t max_ratio)
{
	uint64_t by_ratio;

	if (!gx_mul_u64(packed, max_ratio, &by_ratio))
		by_ratio = UINT64_MAX;
	return by_ratio < RATIO_FREE_SIZE ? RATIO_FREE_SIZE : by_ratio;
}

static uint64_t most_of(const struct gx_attempt *a, uint64_t max_ratio)
{
	uint64_t claimed;

	if (gx_codec(a->codec)->size(a->packed, &claimed) != GOPX_OK)
		return 0;
	return gx_min_u64(claimed, gx_unpack_ratio_limit(a->packed.len, max_ratio));
}

uint64_t gx_unpack_most(const struct gx_unpack *job, uint64_t max_ratio)
{
	uint64_t most = 0;

	for (size_t i = 0; i < job->count; i++) {
		uint64_t bytes = most_of(&job->attempts[i], max_ratio);

		if (bytes > most)
			most = bytes;
	}
	return most;
}

static enum rank rank_of(const struct gx_unpack *job, enum gopx_status status,
			 const struct gx_sink *sink)
{
	if (sink->len == 0)
		return NOTHING;
	if (status != GOPX_OK)
		return PARTIAL;
	return job->accept && !job->accept(gx_sink_end(sink)) ? WHOLE : ACCEPTED;
}

/* Make one attempt; its sink replaces 'kept' if it is the best so far. */
static enum gopx_status attempt(struct gx_unpack *job, const struct gx_attempt *a,
				struct gx_sink *kept, enum rank *best)
{
	struct gx_sink sink = { .arena = kept->arena, .limit = kept->limit };
	enum gopx_status status = gx_codec(a->codec)->decode(a->packed, &sink);
	enum rank rank = rank_of(job, status, &sink);

	if (*best == NOTHING || rank > *best)
		job->used = sink.used;
	if (rank <= *best) {
		gx_sink_drop(&sink);
		return status;
	}
	gx_sink_drop(kept);
	*kept = sink;
	*best = rank;
	job->status = status;
	job->codec = a->codec;
	return status;
}

void gx_unpack_run(struct gx_unpack *job, struct gx_arena *arena, uint64_t room)
{
	struct gx_sink kept = { .arena = arena, .limit = room };
	enum rank best = NOTHING;

	job->room = room;
	for (size_t i = 0; i < job->count && best != ACCEPTED; i++) {
		enum gopx_status status = attempt(job, &job->attempts[i], &kept, &best);
		/* If no attempt gave any bytes, report the status of the preferred
		 * one. */
		if (i == 0 && best == NOTHING) {
			job->status = status;
			job->codec = job->attempts[0].codec;
		}
		if (status == GOPX_E_NOMEM) {
			job->status = status;
			break;
		}
	}
	/* A stream of a few bytes may state 16 MiB, and there may be one in each section,
	 * so free the unused room. */
	if (gx_sink_trim(&kept) != GOPX_OK)
		job->status = GOPX_E_NOMEM;
	job->unpacked = gx_sink_end(&kept);
}
