/* SPDX-License-Identifier: BSD-2-Clause */
/* diag.h - what was odd, and where: kept in a bounded list */
#ifndef GX_BASE_DIAG_H
#define GX_BASE_DIAG_H

#include <stdarg.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

struct gx_node;

struct gx_diag {
	enum gopx_severity severity;
	enum gopx_status status;
	const char *code; /* static: "ffs.volume.checksum" */
	const char *message;
	const struct gx_node *node; /* NULL: the image as a whole */
	uint64_t offset;
};

struct gx_diags {
	struct gx_diag *items;
	size_t count, cap;
	size_t max;     /* kept at most, not counting those that report a limit */
	size_t limits;  /* those */
	size_t dropped; /* what was not kept */
};

/*
 * Append a diagnostic.  Over 'max' the one of least severity gives way, the newest of
 * those first, and is counted; each limit is kept whatever there is, since it must be
 * known to be said once.  The message is made by 'format', which never comes from an
 * image.  Fails with GOPX_E_NOMEM alone.
 */
GX_NODISCARD enum gopx_status gx_diags_add(struct gx_diags *d, struct gx_arena *arena,
					   const struct gx_diag *diag, const char *format,
					   va_list args)
    __attribute__((format(printf, 4, 0)));

#endif /* GX_BASE_DIAG_H */
