/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * trial.c - the steps of a trial: load, run entry points, Supported(), Start(), list
 * modes, verdict
 */
#include "try/trial.h"

#include <stdlib.h>
#include <string.h>

#include "try/device/gpu.h"
#include "try/device/pci.h"
#include "try/firmware/firmware.h"
#include "try/world.h"
#include "try/model/model.h"

#define INSTRUCTIONS (UINT64_C(1) << 26)
#define SECONDS      UINT64_C(120)
#define MICRO        UINT64_C(1000000)
#define INTEL        0x80860000u

bool gx_trial_options(const struct gopx_try_options *given, struct gopx_try_options *out)
{
	*out = (struct gopx_try_options){ 0 };
	if (!given || given->struct_size < sizeof(size_t))
		return false;
	memcpy(out, given,
	       given->struct_size < sizeof(*out) ? given->struct_size : sizeof(*out));
	if (!out->max_instructions)
		out->max_instructions = INSTRUCTIONS;
	if (!out->max_seconds)
		out->max_seconds = SECONDS;
	return out->drivers && out->driver_count && out->driver_count <= GX_DRIVERS_MAX &&
	       out->max_seconds < UINT64_MAX / MICRO;
}

/* ---- the steps -------------------------------------------------------------------- */

static void give_verdict(struct gopx_machine *m, enum gopx_try_verdict verdict)
{
	m->info->verdict = verdict;
}

static bool make_world(struct gopx_machine *m, const struct gopx_try_options *options)
{
	const struct gx_generation *g = gx_generation_of(options->device);
	struct gx_board board = { .gpu = options->device, .bridge = GOPX_TRY_NONE };

	if (g) {
		board.host = g->host;
		board.bridge = options->lpc ? options->lpc : g->bridge;
		board.ggc = g->model->ggc;
		m->info->model = g->model->name;
	}
	m->info->lpc = board.bridge;
	m->budget = options->max_instructions;
	m->time_limit = options->max_seconds * MICRO;
	m->trace.wanted = options->trace;
	gx_pci_reset(&m->state.pci, &board);
	if (!gx_gpu_reset(m, g ? g->model : NULL, options))
		return false;
	gx_firmware_make(m);
	return !m->failed;
}

static bool run_entry(struct gopx_machine *m, struct gx_span image)
{
	struct gx_loaded loaded;
	uint64_t args[2], status;

	m->info->stage = GOPX_TRY_LOAD;
	m->stopped = false;
	if (gx_load(m, image, &loaded)) {
		give_verdict(m, GOPX_TRY_NOT_LOADABLE);
		return false;
	}
	args[0] = loaded.handle;
	args[1] = m->system_table;
	m->info->stage = GOPX_TRY_ENTRY;
	if (!gx_call(m, loaded.entry, args, 2, &status)) {
		give_verdict(m, GOPX_TRY_STOPPED);
		return false;
	}
	m->info->status = status;
	return true;
}

bool gx_trial_prepare(struct gopx_machine *m, const struct gopx_try_options *options)
{
	if (!gx_machine_reset(m) || !make_world(m, options))
		return false;
	for (size_t i = 0; i < options->driver_count; i++) {
		if (!run_entry(
			m, gx_span(options->drivers[i].data, options->drivers[i].size)))
			return false;
	}
	gx_policy_watch(m);
	return true;
}

bool gx_trial_binding(struct gopx_machine *m, size_t index, struct gx_binding *out)
{
	const struct gx_protocol *p = gx_protocol_at(&m->state.handles,
						     &gx_driver_binding_guid, index);

	if (!p)
		return false;
	out->protocol = p->interface;
	m->stopped = false;
	out->supported = gx_guest_get(m, p->interface, 8);
	out->start = gx_guest_get(m, p->interface + 8, 8);
	return !m->stopped;
}

bool gx_trial_ask(struct gopx_machine *m, const struct gx_binding *binding,
		  uint64_t function, uint64_t *status)
{
	uint64_t args[] = { binding->protocol, m->controller, 0 };

	if (!gx_call(m, function, args, 3, status)) {
		give_verdict(m, GOPX_TRY_STOPPED);
		return false;
	}
	m->info->status = *status;
	return true;
}

/* Find the binding that supports the device. */
static bool find_binding(struct gopx_machine *m, struct gx_binding *out)
{
	uint64_t status;

	if (!gx_protocol_total(&m->state.handles, &gx_driver_binding_guid)) {
		give_verdict(m, m->info->status ? GOPX_TRY_ENTRY_FAILS
						: GOPX_TRY_NO_GRAPHICS);
		return false;
	}
	m->info->stage = GOPX_TRY_SUPPORTED;
	give_verdict(m, GOPX_TRY_REFUSES_DEVICE);
	for (size_t i = 0; gx_trial_binding(m, i, out); i++) {
		if (!gx_trial_ask(m, out, out->supported, &status))
			return false;
		if (!status) {
			m->info->supported = true;
			return true;
		}
	}
	if (m->stopped)
		give_verdict(m, GOPX_TRY_STOPPED);
	return false;
}

/* Derive from the driver's earlier actions why Start() returned an error. */
static enum gopx_try_verdict why_not(const struct gopx_machine *m)
{
	const struct gopx_try_info *info = m->info;
	bool untouched = !info->register_writes && !info->gtt_writes;

	if (info->read_bridge && !info->registers_after)
		return GOPX_TRY_REFUSES_BRIDGE;
	if (untouched && !m->policy[GX_POLICY_TABLE])
		return GOPX_TRY_NO_POLICY;
	if (untouched && info->asked_table && !info->read_bridge &&
	    info->status == GX_EFI_NOT_FOUND)
		return GOPX_TRY_REFUSES_TABLE;
	return GOPX_TRY_START_FAILS;
}

static bool start(struct gopx_machine *m, const struct gx_binding *binding)
{
	uint64_t status;

	m->info->stage = GOPX_TRY_START;
	if (!m->info->model) {
		give_verdict(m, GOPX_TRY_UNKNOWN_DEVICE);
		return false;
	}
	if (!gx_trial_ask(m, binding, binding->start, &status))
		return false;
	give_verdict(m, status ? why_not(m) : GOPX_TRY_NO_DISPLAY);
	return !status;
}

static void look(struct gopx_machine *m, struct gopx_trial *trial, bool picture)
{
	const struct gx_protocol *p = gx_protocol_at(&m->state.handles,
						     &gx_graphics_output_guid, 0);
	uint64_t interface;

	if (!p)
		return;
	interface = p->interface;
	m->info->stage = GOPX_TRY_MODES;
	if (gx_graphics_modes(m, interface, &trial->graphics))
		give_verdict(m, GOPX_TRY_LIGHTS_UP);
	if (m->info->verdict == GOPX_TRY_LIGHTS_UP && picture) {
		m->info->stage = GOPX_TRY_PICTURE;
		gx_graphics_draw(m, interface, &trial->graphics);
	}
	if (m->stopped)
		give_verdict(m, GOPX_TRY_STOPPED);
}

static void run(struct gopx_machine *m, const struct gopx_try_options *options,
		struct gopx_trial *trial)
{
	struct gx_binding binding;

	if (gx_trial_prepare(m, options) && find_binding(m, &binding) &&
	    start(m, &binding))
		look(m, trial, options->picture);
	gx_policy_unwatch(m);
	m->info->instructions = m->spent;
	m->info->microseconds = m->state.microseconds;
}

enum gopx_status gopx_try(struct gopx_machine *machine,
			  const struct gopx_try_options *options, struct gopx_trial **out)
{
	struct gopx_try_options o;
	struct gopx_trial *trial;

	*out = NULL;
	if (!machine || !gx_trial_options(options, &o))
		return GOPX_E_ARGUMENT;
	trial = calloc(1, sizeof(*trial));
	if (!trial)
		return GOPX_E_NOMEM;
	machine->info = &trial->info;
	machine->probe = NULL;
	run(machine, &o, trial);
	trial->trace = machine->trace;
	machine->trace = (struct gx_trace){ 0 };
	machine->info = NULL;
	gx_trace_finish(&trial->trace);
	if (machine->failed) {
		gopx_trial_free(trial);
		return GOPX_E_INTERNAL;
	}
	*out = trial;
	return GOPX_OK;
}
