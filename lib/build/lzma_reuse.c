/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma_reuse.c - read the old stream's symbols, and write the still valid ones again
 *
 * Reader and writer go through the text at the same pace.  A symbol of the old stream is
 * written again if it still describes the new text.  Otherwise the writer searches for
 * copies.  The copies end where the next symbol of the old stream starts, so that the
 * writer can follow that stream again.
 */
#include "build/lzma_reuse.h"

#include "base/checked.h"
#include "build/lzma_copies.h"
#include "build/put.h"

#define PROGRESS_STEP ((size_t)1 << 20)

struct reuse {
	struct gx_lzma_coder old, new;
	struct gx_copies known;
	struct gx_lzma_symbol symbol; /* the current symbol of the old stream */
	size_t at;                    /* where this symbol starts */
	size_t first, end;            /* the changed range: [first, end) */
};

static bool find_change(const struct gx_lzma_change *change, struct reuse *r)
{
	r->end = change->now.len;
	while (r->first < r->end &&
	       gx_span_at(change->was, r->first) == gx_span_at(change->now, r->first))
		r->first++;
	while (r->end > r->first &&
	       gx_span_at(change->was, r->end - 1) == gx_span_at(change->now, r->end - 1))
		r->end--;
	return change->was.len == change->now.len;
}

/* Move to the first symbol that starts at or after 'pos', or to the end of the old
 * stream.  Returns false if the old stream has an invalid symbol before that. */
static bool follow(struct reuse *r, size_t pos)
{
	while (r->at < pos || r->symbol.len == 0) {
		r->at = r->old.pos;
		if (r->at == r->old.len)
			return true;
		if (!gx_lzma_read(&r->old, &r->symbol))
			return false;
	}
	return true;
}

/* True if the old symbol at the writer's place still describes the text. */
static bool holds(const struct reuse *r)
{
	const struct gx_lzma_coder *new = &r->new;
	struct gx_lzma_symbol s = r->symbol;

	if (r->at != new->pos || (r->at < r->end && r->at + s.len > r->first))
		return false;
	if (s.dist == 0)
		return true;
	if (s.len == 1 && s.dist != new->reps[0])
		return false;
	return gx_copy_length(new->text, new->pos, s.dist, s.len) == s.len;
}

/* A recent distance costs few bits, so a copy with it is better even if it is a little
 * shorter. */
static struct gx_lzma_symbol find_copy(const struct reuse *r, size_t pos, uint32_t most)
{
	const struct gx_lzma_coder *new = &r->new;
	struct gx_lzma_symbol best = gx_copies_find(&r->known, pos, most);
	uint32_t spare = best.dist < 512 ? 1 : best.dist < 1 << 15 ? 2 : 3;

	for (size_t i = 0; i < GX_LZMA_REPS; i++) {
		uint32_t len = gx_copy_length(new->text, pos, new->reps[i], most);

		if (len >= GX_LZMA_LEN_MIN && len + spare > best.len) {
			best = (struct gx_lzma_symbol){ len, new->reps[i],
							GX_LZMA_BY_ANY };
			spare = 0;
		}
	}
	return best;
}

/* The maximum length of a copy.  The copy must end where the writer can follow the old
 * stream again. */
static uint32_t room_for_copy(const struct reuse *r, size_t pos)
{
	size_t stop = r->new.len;

	if (pos < r->first)
		stop = r->first;
	else if (pos >= r->end && r->at > pos)
		stop = r->at;
	return (uint32_t)gx_min_u64(stop - pos, GX_LZMA_LEN_MAX);
}

/* Write a literal if a longer copy starts at the next byte. */
static struct gx_lzma_symbol choose(struct reuse *r)
{
	const size_t pos = r->new.pos;
	uint32_t most = room_for_copy(r, pos);
	struct gx_lzma_symbol here, next = { 0 };

	gx_copies_learn(&r->known, pos + 1);
	here = find_copy(r, pos, most);
	if (here.len && here.len < 32 && most > here.len) {
		gx_copies_learn(&r->known, pos + 2);
		next = find_copy(r, pos + 1, room_for_copy(r, pos + 1));
	}
	if (here.len < GX_LZMA_LEN_MIN || next.len > here.len + 1)
		return (struct gx_lzma_symbol){ .len = 1 };
	return here;
}

static enum gopx_status write_all(struct reuse *r, const struct gx_progress *progress)
{
	size_t said = 0;

	while (r->new.pos < r->new.len && !r->new.rc.full) {
		if (!follow(r, r->new.pos))
			return GOPX_E_UNSUPPORTED;
		/* After the changed range, the list of recent distances differs from the
		 * old stream's. */
		if (r->at >= r->end)
			r->symbol.by = GX_LZMA_BY_ANY;
		gx_lzma_write(&r->new, holds(r) ? r->symbol : choose(r));
		if (progress->fn && r->new.pos - said >= PROGRESS_STEP) {
			said = r->new.pos;
			progress->fn(progress->ctx, said, r->new.len);
		}
	}
	gx_lzma_write_end(&r->new);
	if (progress->fn)
		progress->fn(progress->ctx, r->new.len, r->new.len);
	return r->new.rc.full ? GOPX_E_LIMIT : GOPX_OK;
}

enum gopx_status gx_lzma_reuse(const struct gx_lzma_change *change,
			       struct gx_arena *arena, const struct gx_progress *progress,
			       uint8_t *out, uint64_t room, uint64_t *size)
{
	struct gx_reader header = gx_reader(change->packed);
	uint8_t properties = gx_u8(&header);
	uint32_t dict_size = gx_le32(&header);
	struct reuse *r = gx_arena_alloc(arena, sizeof(*r));

	*size = 0;
	if (!r)
		return GOPX_E_NOMEM;
	if (!find_change(change, r) ||
	    !gx_lzma_coder_init(&r->old, properties, change->was) ||
	    !gx_lzma_coder_init(&r->new, properties, change->now))
		return GOPX_E_UNSUPPORTED;
	if (room < GX_LZMA_HEADER_SIZE)
		return GOPX_E_LIMIT;
	GX_TRY(gx_copies_init(&r->known, arena, change->now, dict_size));
	gx_copies_skip(&r->known, r->first);
	gx_lzma_read_from(&r->old, gx_span_tail(change->packed, GX_LZMA_HEADER_SIZE));
	gx_lzma_write_to(&r->new, out + GX_LZMA_HEADER_SIZE, room - GX_LZMA_HEADER_SIZE);
	GX_TRY(write_all(r, progress));
	*size = GX_LZMA_HEADER_SIZE + r->new.rc.size;
	out[0] = properties;
	gx_put_le(out + 1, dict_size, 4);
	gx_put_le(out + 5, change->now.len, 8);
	return GOPX_OK;
}
