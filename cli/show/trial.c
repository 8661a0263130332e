/* SPDX-License-Identifier: BSD-2-Clause */
/* trial.c - run a trial with the display at each output of the table in turn */
#include "show/trial.h"

#include "io/report.h"

#define PINS 16

const char *trial_machine(struct gopx_machine **machine)
{
	switch (gopx_machine_open(machine)) {
	case GOPX_OK:
		return NULL;
	case GOPX_E_UNSUPPORTED:
		return "this gopx was built without the emulator (libunicorn)";
	default:
		return "no memory for the emulator";
	}
}

/*
 * Connect the display to this output.  Returns false if no display can answer there in
 * the emulated machine.
 */
static bool attach(const struct gopx_vbt_device *display, struct gopx_try_options *out)
{
	const char *aux = display->aux;

	out->aux_channels = out->ddc_pins = 0;
	if (aux && *aux >= 'A' && *aux < 'A' + GOPX_TRY_PORTS)
		out->aux_channels = 1u << (*aux - 'A');
	if (display->ddc_pin && display->ddc_pin < PINS && !display->internal)
		out->ddc_pins = 1u << display->ddc_pin;
	return out->aux_channels || out->ddc_pins;
}

/* True if a display at another output would not change the result. */
static bool is_final(const struct gopx_trial *trial)
{
	const struct gopx_try_info *info = gopx_trial_info(trial);

	return info->verdict != GOPX_TRY_NO_DISPLAY &&
	       !(info->verdict == GOPX_TRY_START_FAILS && info->register_writes) &&
	       !(info->verdict == GOPX_TRY_STOPPED && info->register_writes);
}

/* The next output to which a display can be connected; NULL after the last one. */
static const struct gopx_vbt_device *next_display(const struct gopx_finding *vbt,
						  size_t *index,
						  struct gopx_try_options *options)
{
	size_t count = vbt ? gopx_finding_vbt_device_count(vbt) : 0;

	while (*index < count) {
		const struct gopx_vbt_device *d = gopx_finding_vbt_device_at(vbt,
									     (*index)++);

		if (attach(d, options))
			return d;
	}
	return NULL;
}

static bool run(struct gopx_machine *machine, const struct gopx_try_options *options,
		struct gopx_trial **out)
{
	enum gopx_status status = gopx_try(machine, options, out);

	if (status == GOPX_OK)
		return true;
	report("try", "the emulator failed (%s); please report this",
	       gopx_status_name(status));
	return false;
}

/* Keep the first trial as the result, unless a later one gives a picture. */
static void keep(struct trial_result *r, struct gopx_trial *trial,
		 const struct gopx_vbt_device *display)
{
	bool better = !r->trial || gopx_trial_info(trial)->verdict == GOPX_TRY_LIGHTS_UP;

	r->displays++;
	gopx_trial_free(better ? r->trial : trial);
	if (better) {
		r->trial = trial;
		r->display = display;
	}
}

bool trial_run(struct gopx_machine *machine, struct gopx_try_options *options,
	       const struct gopx_finding *vbt, struct trial_result *out)
{
	const struct gopx_vbt_device *display;
	struct gopx_trial *trial;
	size_t index = 0;
	bool final = false;

	*out = (struct trial_result){ 0 };
	display = next_display(vbt, &index, options);
	do {
		if (!run(machine, options, &trial))
			return false;
		final = is_final(trial);
		keep(out, trial, display);
		display = next_display(vbt, &index, options);
	} while (!final && display);
	return true;
}

size_t trial_rom_drivers(const struct gopx_image *scan, struct gopx_bytes *out,
			 size_t room)
{
	const struct gopx_node *n = gopx_root(scan);
	size_t count = 0;

	for (; n; n = gopx_node_following(n, NULL)) {
		const struct gopx_node *parent = gopx_node_parent(n);

		if (!parent || gopx_node_kind(n) != GOPX_NODE_PE ||
		    gopx_node_kind(parent) != GOPX_NODE_OPTION_ROM)
			continue;
		if (count < room)
			out[count] = gopx_node_bytes(n);
		count++;
	}
	return count;
}
