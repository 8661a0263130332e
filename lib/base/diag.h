/* SPDX-License-Identifier: BSD-2-Clause */
/* diag.h - the bounded list of diagnostics: what was wrong, and where */
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
	/* how many diagnostics are kept, apart from those that report a limit */
	size_t max;
	size_t limits;  /* how many of the items report a limit */
	size_t dropped; /* how many were dropped */
};

/*
 * Append a diagnostic.  If there are more than 'max', the newest one of the lowest
 * severity is dropped and counted.  Diagnostics that report a limit are always kept.
 * 'format' makes the message and never comes from an image.  Fails only with
 * GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_diags_add(struct gx_diags *d, struct gx_arena *arena,
					   const struct gx_diag *diag, const char *format,
					   va_list args)
    __attribute__((format(printf, 4, 0)));

#endif /* GX_BASE_DIAG_H */
