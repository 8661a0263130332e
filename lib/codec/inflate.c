/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * inflate.c - gzip (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951) streams,
 * decoded by zlib
 */
#include "codec/inflate.h"

#include <limits.h>
#include <zlib.h>

#include "codec/pump.h"

/*
 * inflateInit2() takes the number of window bits.  16 more mean that the stream has a
 * gzip wrapper; a negative number means that it has no wrapper.
 */
#define WINDOW_ZLIB MAX_WBITS
#define WINDOW_GZIP (MAX_WBITS + 16)
#define WINDOW_RAW  (-MAX_WBITS)

#define MEASURE_ROOM ((size_t)32 * 1024)

enum gopx_status gx_gzip_size(struct gx_span in, uint64_t *out)
{
	static const uint8_t magic[3] = { 0x1f, 0x8b, 8 /* deflate */ };

	*out = UINT64_MAX;
	return gx_span_starts(in, magic, sizeof(magic)) ? GOPX_OK : GOPX_E_FORMAT;
}

enum gopx_status gx_zlib_size(struct gx_span in, uint64_t *out)
{
	struct gx_reader r = gx_reader(in);
	uint16_t header = gx_be16(&r);

	*out = UINT64_MAX;
	/* RFC 1950 2.2: method 8, and the two bytes are a multiple of 31. */
	if (r.failed || (header >> 8 & 0xf) != Z_DEFLATED || header % 31)
		return GOPX_E_FORMAT;
	return GOPX_OK;
}

/* The two bits after the first one are the type of a block; 3 is invalid. */
enum gopx_status gx_deflate_size(struct gx_span in, uint64_t *out)
{
	*out = UINT64_MAX;
	return in.len == 0 || (gx_span_at(in, 0) >> 1 & 3) == 3 ? GOPX_E_FORMAT : GOPX_OK;
}

static voidpf arena_alloc(voidpf opaque, uInt count, uInt size)
{
	const struct gx_allocator *a = opaque;
	size_t total;

	if (__builtin_mul_overflow((size_t)count, (size_t)size, &total))
		return NULL;
	return a->alloc_fn(a->ctx, total);
}

static void arena_free(voidpf opaque, voidpf ptr)
{
	const struct gx_allocator *a = opaque;

	a->free_fn(a->ctx, ptr);
}

struct inflate_state {
	z_stream z;
	struct gx_reader in;
};

/* zlib counts in uInt, so the input is passed in pieces. */
static void refill(struct inflate_state *s)
{
	struct gx_span rest = gx_rest(&s->in);
	struct gx_span piece = gx_take(&s->in, rest.len < UINT_MAX ? rest.len : UINT_MAX);

	s->z.next_in = (z_const Bytef *)piece.ptr;
	s->z.avail_in = (uInt)piece.len;
}

static enum gopx_status inflate_step(void *state, uint8_t *out, size_t room, size_t *made,
				     bool *done)
{
	struct inflate_state *s = state;
	uInt piece = room < UINT_MAX ? (uInt)room : UINT_MAX;
	int ret;

	if (s->z.avail_in == 0)
		refill(s);
	s->z.next_out = out;
	s->z.avail_out = piece;
	ret = inflate(&s->z, Z_NO_FLUSH);
	*made = piece - s->z.avail_out;
	*done = ret == Z_STREAM_END;
	if (ret == Z_MEM_ERROR)
		return GOPX_E_NOMEM;
	if (ret == Z_OK || ret == Z_STREAM_END || ret == Z_BUF_ERROR)
		return GOPX_OK;
	return GOPX_E_CORRUPT;
}

static enum gopx_status begin(struct inflate_state *s, struct gx_arena *arena, int window)
{
	s->z.zalloc = arena_alloc;
	s->z.zfree = arena_free;
	s->z.opaque = &arena->allocator;
	return inflateInit2(&s->z, window) == Z_OK ? GOPX_OK : GOPX_E_NOMEM;
}

static enum gopx_status decode(struct gx_span in, struct gx_sink *sink, int window)
{
	struct inflate_state s = { .in = gx_reader(in) };
	enum gopx_status status;

	GX_TRY(begin(&s, sink->arena, window));
	status = gx_sink_pump(sink, UINT64_MAX, in.len, inflate_step, &s);
	inflateEnd(&s.z);
	return status;
}

/* Write into the same room again and again, because no byte is kept. */
static enum gopx_status drain(struct inflate_state *s, const struct gx_sink *room,
			      uint64_t limit, struct gx_inflated *out)
{
	bool done = false;

	while (!done && out->made < limit) {
		size_t made = 0;

		GX_TRY(inflate_step(s, room->data, room->cap, &made, &done));
		if (!done && made == 0)
			return GOPX_E_TRUNCATED;
		out->made += made;
	}
	return GOPX_OK;
}

enum gopx_status gx_zlib_measure(struct gx_span in, uint64_t limit,
				 struct gx_arena *arena, struct gx_inflated *out)
{
	struct inflate_state s = { .in = gx_reader(in) };
	struct gx_sink room = { .arena = arena, .limit = MEASURE_ROOM };
	enum gopx_status status;

	*out = (struct gx_inflated){ 0 };
	GX_TRY(gx_sink_reserve(&room, MEASURE_ROOM));
	status = begin(&s, arena, WINDOW_ZLIB);
	if (status == GOPX_OK) {
		status = drain(&s, &room, limit, out);
		inflateEnd(&s.z);
	}
	out->used = s.in.pos - s.z.avail_in;
	gx_sink_drop(&room);
	return status;
}

enum gopx_status gx_gzip_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, WINDOW_GZIP);
}

enum gopx_status gx_zlib_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, WINDOW_ZLIB);
}

enum gopx_status gx_deflate_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, WINDOW_RAW);
}
