/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.c - the list of events; equal events in a row become one entry */
#include "try/trace.h"

#include <stdlib.h>
#include <string.h>

#include "try/firmware/efi.h"

static bool make_room(struct gx_trace *trace)
{
	size_t room = trace->room ? trace->room * 2 : 1024;
	struct gx_event *more;

	if (trace->count < trace->room)
		return true;
	if (trace->count == GX_EVENTS_MAX)
		return false;
	more = realloc(trace->events, room * sizeof(*more));
	if (!more)
		return false;
	trace->events = more;
	trace->room = room;
	return true;
}

static bool is_like(const struct gx_event *a, const struct gx_event *b)
{
	const struct gopx_try_event *x = &a->told, *y = &b->told;

	return x->kind == y->kind && x->write == y->write && x->size == y->size &&
	       x->name == y->name && x->what == y->what && x->address == y->address &&
	       x->value == y->value && !strcmp(a->guid, b->guid);
}

void gx_trace_add(struct gx_trace *trace, const struct gopx_try_event *event,
		  const struct gx_guid *guid)
{
	struct gx_event new = { .told = *event };

	if (!trace->wanted)
		return;
	if (guid)
		new.told.what = gx_protocol_name(guid);
	if (guid && !new.told.what)
		gx_guid_format(guid, new.guid);
	if (trace->count && is_like(&trace->events[trace->count - 1], &new)) {
		trace->events[trace->count - 1].told.more++;
		return;
	}
	if (make_room(trace))
		trace->events[trace->count++] = new;
	else
		trace->lost = true;
}

void gx_trace_finish(struct gx_trace *trace)
{
	for (size_t i = 0; i < trace->count; i++) {
		if (*trace->events[i].guid)
			trace->events[i].told.what = trace->events[i].guid;
	}
}
