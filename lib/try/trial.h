/* SPDX-License-Identifier: BSD-2-Clause */
/* trial.h - the steps of a trial, also used by sweeps */
#ifndef GX_TRY_TRIAL_H
#define GX_TRY_TRIAL_H

#include "try/graphics.h"
#include "try/trace.h"

#define GX_DRIVERS_MAX 16

struct gopx_trial {
	struct gopx_try_info info;
	struct gx_graphics graphics;
	struct gx_trace trace;
};

/* A driver binding: its address, and the addresses of two of its functions. */
struct gx_binding {
	uint64_t protocol, supported, start;
};

/*
 * Prepare machine and firmware, and run the drivers' entry points.  Returns false if the
 * trial has ended.
 */
bool gx_trial_prepare(struct gopx_machine *m, const struct gopx_try_options *options);

/* Get the index-th driver binding.  Returns false if there are no more. */
bool gx_trial_binding(struct gopx_machine *m, size_t index, struct gx_binding *out);

/* Call Supported() or Start() for the GPU, without RemainingDevicePath. */
bool gx_trial_ask(struct gopx_machine *m, const struct gx_binding *binding,
		  uint64_t function, uint64_t *status);

/*
 * Convert options of any version to options of this version.  Returns false if they are
 * invalid.
 */
bool gx_trial_options(const struct gopx_try_options *given, struct gopx_try_options *out);

#endif /* GX_TRY_TRIAL_H */
