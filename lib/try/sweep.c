/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sweep.c - try all device IDs with one driver, each time starting with the same memory
 */
#include <stdlib.h>

#include "try/device/pci.h"
#include "try/firmware/firmware.h"
#include "try/probe.h"
#include "try/trial.h"

#define IDS          65536u
#define TOTAL_BUDGET 64u /* a sweep may take this many times the limit of a trial */

/* ---- the sweep -------------------------------------------------------------------- */

struct sweep {
	enum gopx_try_sweep what;
	struct gx_binding binding;
	struct gx_probe probe;
	struct gx_state *before;
	uint8_t *accepted;
};

static bool ask(struct gopx_machine *m, struct sweep *s, uint16_t id)
{
	bool devices = s->what == GOPX_TRY_SWEEP_DEVICES;
	uint64_t status = 1;
	bool returned;

	gx_config_set_id(&m->state.pci, devices ? GX_DEVICE_GPU : GX_DEVICE_BRIDGE, id);
	s->probe.went_on = m->info->read_bridge = false;
	m->gpu.reads_alike = 0;
	returned = gx_trial_ask(
	    m, &s->binding, devices ? s->binding.supported : s->binding.start, &status);
	gx_probe_undo(m);
	m->state = *s->before;
	return devices ? returned && !status : s->probe.went_on;
}

static enum gopx_status ask_all(struct gopx_machine *m, struct sweep *s, bool *reads)
{
	uint64_t limit = m->budget, most = limit * TOTAL_BUDGET, total = 0;

	for (uint32_t id = 0; id < IDS; id++) {
		m->spent = 0;
		if (ask(m, s, (uint16_t)id))
			s->accepted[id / 8] |= (uint8_t)(1u << id % 8);
		total += m->spent;
		if (m->failed)
			return GOPX_E_INTERNAL;
		if (s->probe.lost || total > most)
			return GOPX_E_LIMIT;
		*reads = s->what == GOPX_TRY_SWEEP_DEVICES || s->probe.read;
		if (!*reads)
			return GOPX_OK;
	}
	return GOPX_OK;
}

/* Find the binding that supports the device, or take the only one. */
static bool choose(struct gopx_machine *m, struct sweep *s)
{
	struct gx_binding binding;
	uint64_t status;

	for (size_t i = 0; gx_trial_binding(m, i, &binding); i++) {
		if (!i)
			s->binding = binding;
		if (gx_trial_ask(m, &binding, binding.supported, &status) && !status) {
			s->binding = binding;
			return true;
		}
	}
	return s->what == GOPX_TRY_SWEEP_DEVICES && s->binding.protocol;
}

/*
 * At the first request for the table, the policy driver copies the table, which takes
 * longer than everything else.  Request it once before the sweep.
 */
static void warm_up(struct gopx_machine *m)
{
	uint64_t room = gx_pool_take(m, 16, 16), status;
	uint64_t args[] = { room, room + 8 };

	if (m->policy[GX_POLICY_TABLE])
		(void)gx_call(m, m->policy[GX_POLICY_TABLE], args, 2, &status);
}

static enum gopx_status probe(struct gopx_machine *m, struct sweep *s, bool *reads)
{
	enum gopx_status status = GOPX_E_NOMEM;

	s->before = malloc(sizeof(*s->before));
	if (!s->before)
		return GOPX_E_NOMEM;
	if (s->probe.bridge)
		warm_up(m);
	*s->before = m->state;
	if (gx_probe_begin(m, &s->probe)) {
		status = ask_all(m, s, reads);
		gx_probe_end(m);
	}
	m->probe = NULL;
	free(s->before);
	return status;
}

enum gopx_status gopx_try_sweep(struct gopx_machine *machine,
				const struct gopx_try_options *options,
				enum gopx_try_sweep what, uint8_t accepted[8192],
				bool *reads)
{
	struct sweep sweep = { .what = what,
			       .accepted = accepted,
			       .probe.bridge = what == GOPX_TRY_SWEEP_BRIDGES };
	struct gopx_try_info info = { 0 };
	struct gopx_try_options o;
	enum gopx_status status = GOPX_E_UNSUPPORTED;

	*reads = false;
	for (size_t i = 0; i < IDS / 8; i++)
		accepted[i] = 0;
	if (!machine || !gx_trial_options(options, &o))
		return GOPX_E_ARGUMENT;
	o.trace = o.picture = false;
	machine->info = &info;
	machine->probe = NULL;
	if (gx_trial_prepare(machine, &o) && choose(machine, &sweep) &&
	    (info.model || what == GOPX_TRY_SWEEP_DEVICES))
		status = probe(machine, &sweep, reads);
	gx_policy_unwatch(machine);
	machine->info = NULL;
	return status;
}
