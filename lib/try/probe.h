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
	bool lost; /* the memory for saved pieces is used up */
	/*
	 * end the probe at the first access to a register after the bridge's ID was read
	 */
	bool bridge;
	bool read; /* some call has read the bridge's ID */
	bool went_on;
};

/*
 * Call this before a write.  Returns true if the write can be undone, or need not be
 * undone.
 */
bool gx_probe_saves(struct gopx_machine *m, uint64_t at, size_t size);

/* Begin to save memory.  Returns false if there is no memory for that. */
bool gx_probe_begin(struct gopx_machine *m, struct gx_probe *probe);
void gx_probe_end(struct gopx_machine *m);

/* Restore all memory to its state at the start of the probe. */
void gx_probe_undo(struct gopx_machine *m);

/* Call this when the driver accesses the GPU's registers. */
void gx_probe_register(struct gopx_machine *m);

/* Call this when the driver reads the ID of 00:1f.0. */
void gx_probe_bridge(struct gopx_machine *m);

#endif /* GX_TRY_PROBE_H */
