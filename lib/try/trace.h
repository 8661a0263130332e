/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.h - every access in order, kept on request */
#ifndef GX_TRY_TRACE_H
#define GX_TRY_TRACE_H

#include <gopx/try.h>

#include "base/guid.h"

#define GX_EVENTS_MAX 65536u

struct gx_event {
	struct gopx_try_event told;
	char guid[GX_GUID_TEXT_SIZE]; /* of a protocol without a name */
};

struct gx_trace {
	struct gx_event *events;
	size_t count, room;
	bool wanted, lost;
};

/* 'guid' may be NULL. */
void gx_trace_add(struct gx_trace *trace, const struct gopx_try_event *event,
		  const struct gx_guid *guid);

/* After the last of them; .what has the kind of each. */
void gx_trace_finish(struct gx_trace *trace);

#endif /* GX_TRY_TRACE_H */
