/* SPDX-License-Identifier: BSD-2-Clause */
/* trial.h - one run of the drivers, step by step */
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

/* The function of a driver binding to call, and the binding itself. */
struct gx_binding {
	uint64_t protocol, supported, start;
};

/* The machine, the firmware and the drivers' entry points.  False: the trial ended
 * there. */
bool gx_trial_prepare(struct gopx_machine *m, const struct gopx_try_options *options);

/* The index-th driver binding; false when there are no more. */
bool gx_trial_binding(struct gopx_machine *m, size_t index, struct gx_binding *out);

/* Supported() or Start() for the GPU, without a remaining path. */
bool gx_trial_ask(struct gopx_machine *m, const struct gx_binding *binding,
		  uint64_t function, uint64_t *status);

/* From options of any size to those of this version; false: they are invalid. */
bool gx_trial_options(const struct gopx_try_options *given, struct gopx_try_options *out);

#endif /* GX_TRY_TRIAL_H */
