/* SPDX-License-Identifier: BSD-2-Clause */
/* probe.h - a call whose writes are undone afterwards */
#ifndef GX_TRY_PROBE_H
#define GX_TRY_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "try/emulator.h"

struct gopx_machine;

/* The saved memory of a probe. */
struct gx_probe {
	struct gx_saved {
		uint64_t at;
		uint8_t bytes[8];
		uint8_t size;
	} * saved;
	size_t count, room;
	uc_hook hook;
	bool lost; /* there was no memory to save more */
	/* the probe ends at the first register after the bridge's ID was read */
	bool bridge;
	bool read; /* the ID was read in any call so far */
	bool went_on;
};

/* Call it before a write.  True if the write can be undone, or does not have to be. */
bool gx_probe_saves(struct gopx_machine *m, uint64_t at, size_t size);

/* Begin to save; false: no memory. */
bool gx_probe_begin(struct gopx_machine *m, struct gx_probe *probe);
void gx_probe_end(struct gopx_machine *m);

/* Restore all memory to its state at the begin of the probe. */
void gx_probe_undo(struct gopx_machine *m);

/* The driver reached the GPU's registers. */
void gx_probe_register(struct gopx_machine *m);

/* The ID of 00:1f.0 was read. */
void gx_probe_bridge(struct gopx_machine *m);

#endif /* GX_TRY_PROBE_H */
