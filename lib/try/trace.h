/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.h - a list of all accesses in their order, made on request */
#ifndef GX_TRY_TRACE_H
#define GX_TRY_TRACE_H

#include <gopx/try.h>

#include "base/guid.h"

#define GX_EVENTS_MAX 65536u

enum gx_access { GX_READ, GX_WRITE };

struct gx_event {
	struct gopx_try_event told;
	char guid[GX_GUID_TEXT_SIZE]; /* set for a protocol without a name */
};

struct gx_trace {
	struct gx_event *events;
	size_t count, room;
	bool wanted, lost;
};

/* 'guid' may be NULL. */
void gx_trace_add(struct gx_trace *trace, const struct gopx_try_event *event,
		  const struct gx_guid *guid);

/* Call this after the last event.  Afterwards .what of each event is set. */
void gx_trace_finish(struct gx_trace *trace);

#endif /* GX_TRY_TRACE_H */
