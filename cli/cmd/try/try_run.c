/* SPDX-License-Identifier: BSD-2-Clause */
/* try_run.c - a trial, with the display at one output of the table after the other */
#include "cmd/try/try.h"

#include "io/report.h"

#define PINS 16

void try_options_fill(const struct try_values *values, const struct try_inputs *inputs,
		      const struct try_case *c, struct gopx_try_options *out)
{
	*out = (struct gopx_try_options){
		.struct_size = sizeof(*out),
		.drivers = c->drivers,
		.driver_count = c->count,
		.device = values->shared.limits.pci_device,
		.lpc = values->bridge,
		.edid = inputs->edid,
		.trace = values->trace,
		.picture = values->png != NULL || values->json,
	};
}

/* False: nothing answers there, by what is tried here. */
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

/* A display elsewhere would change nothing. */
static bool is_final(const struct gopx_trial *trial)
{
	const struct gopx_try_info *info = gopx_trial_info(trial);

	return info->verdict != GOPX_TRY_NO_DISPLAY &&
	       !(info->verdict == GOPX_TRY_START_FAILS && info->register_writes) &&
	       !(info->verdict == GOPX_TRY_STOPPED && info->register_writes);
}

/* The next output that something can be attached to; NULL: there are no more. */
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

static bool run(const struct try_inputs *inputs, const struct gopx_try_options *options,
		struct gopx_trial **out)
{
	enum gopx_status status = gopx_try(inputs->machine, options, out);

	if (status == GOPX_OK)
		return true;
	report("try", "the emulator failed (%s); please report this",
	       gopx_status_name(status));
	return false;
}

/* The first trial tells most, unless a later one lights up. */
static void keep(struct try_result *r, struct gopx_trial *trial,
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

bool try_run(const struct try_values *values, const struct try_inputs *inputs,
	     const struct try_case *c, struct try_result *out)
{
	struct gopx_try_options options;
	const struct gopx_vbt_device *display;
	struct gopx_trial *trial;
	size_t index = 0;
	bool final = false;

	*out = (struct try_result){ 0 };
	try_options_fill(values, inputs, c, &options);
	display = next_display(c->vbt, &index, &options);
	do {
		if (!run(inputs, &options, &trial))
			return false;
		final = is_final(trial);
		keep(out, trial, display);
		display = next_display(c->vbt, &index, &options);
	} while (!final && display);
	return true;
}
