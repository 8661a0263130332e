/* SPDX-License-Identifier: BSD-2-Clause */
/* sink.c - the buffer that decoders write to */
#include "base/sink.h"

#include <string.h>

#include "base/checked.h"
#include "base/poison.h"

#define FIRST_ROOM 4096

enum gopx_status gx_sink_reserve(struct gx_sink *sink, uint64_t size)
{
	uint8_t *grown;

	if (size <= sink->cap)
		return GOPX_OK;
	if (size > sink->limit || size > SIZE_MAX)
		return GOPX_E_LIMIT;
	grown = gx_arena_buffer(sink->arena, (size_t)size);
	if (!grown)
		return GOPX_E_NOMEM;
	if (sink->len)
		memcpy(grown, sink->data, sink->len);
	gx_arena_release(sink->arena, sink->data);
	sink->data = grown;
	sink->cap = (size_t)size;
	return GOPX_OK;
}

/* Double the room, so that many small writes do not copy the bytes often. */
static uint64_t more_room(const struct gx_sink *sink, uint64_t need)
{
	uint64_t room;

	if (need <= sink->cap || !gx_mul_u64(sink->cap, 2, &room))
		return need;
	if (room < FIRST_ROOM)
		room = FIRST_ROOM;
	room = gx_min_u64(room, sink->limit);
	return room < need ? need : room;
}

enum gopx_status gx_sink_write(struct gx_sink *sink, uint64_t off, struct gx_span s)
{
	uint64_t end;

	if (off < sink->len)
		return GOPX_E_CORRUPT;
	if (!gx_add_u64(off, s.len, &end))
		return GOPX_E_LIMIT;
	GX_TRY(gx_sink_reserve(sink, more_room(sink, end)));
	if (end == sink->len)
		return GOPX_OK;
	memset(sink->data + sink->len, 0, (size_t)off - sink->len);
	gx_span_copy(s, sink->data + off);
	sink->len = (size_t)end;
	return GOPX_OK;
}

enum gopx_status gx_sink_repeat(struct gx_sink *sink, uint64_t distance, uint64_t len)
{
	uint64_t end;

	if (distance == 0 || distance > sink->len)
		return GOPX_E_CORRUPT;
	if (!gx_add_u64(sink->len, len, &end))
		return GOPX_E_LIMIT;
	GX_TRY(gx_sink_reserve(sink, more_room(sink, end)));
	for (; sink->len < end; sink->len++)
		sink->data[sink->len] = sink->data[sink->len - distance];
	return GOPX_OK;
}

enum gopx_status gx_sink_trim(struct gx_sink *sink)
{
	uint8_t *fitting;

	if (sink->len == 0 || sink->cap - sink->len <= FIRST_ROOM ||
	    sink->cap - sink->len <= sink->len)
		return GOPX_OK;
	fitting = gx_arena_buffer(sink->arena, sink->len);
	if (!fitting)
		return GOPX_E_NOMEM;
	memcpy(fitting, sink->data, sink->len);
	gx_arena_release(sink->arena, sink->data);
	sink->data = fitting;
	sink->cap = sink->len;
	return GOPX_OK;
}

struct gx_span gx_sink_end(const struct gx_sink *sink)
{
	if (sink->data)
		gx_poison(sink->data + sink->len, sink->cap - sink->len);
	return gx_span(sink->data, sink->len);
}

void gx_sink_drop(struct gx_sink *sink)
{
	gx_arena_release(sink->arena, sink->data);
	sink->data = NULL;
	sink->len = sink->cap = 0;
}
