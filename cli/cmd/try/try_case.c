/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * try_case.c - choose the drivers to run: the drivers in a ROM or OVMF, or a given driver
 * and a policy driver made here
 */
#include "cmd/try/try.h"

#include <stdlib.h>
#include <string.h>

#include "args/device_option.h"
#include "io/report.h"
#include "show/node.h"

void try_case_free(struct try_case *c)
{
	free(c->policy);
	*c = (struct try_case){ 0 };
}

const char *try_case_pair(const struct try_values *values, struct gopx_bytes driver,
			  const struct gopx_finding *gop, struct gopx_bytes table,
			  const struct gopx_finding *vbt, struct try_case *out)
{
	size_t size = gopx_policy_size();
	enum gopx_status status;

	*out = (struct try_case){ .gop = gop,
				  .vbt = vbt,
				  .count = 2,
				  .device = values->shared.limits.pci_device,
				  .has_table = table.size != 0 };
	out->policy = need_memory(NULL, size);
	out->drivers[0] = (struct gopx_bytes){ out->policy, size };
	out->drivers[1] = driver;
	status = gopx_policy_write(table, (enum gopx_lid)values->lid, out->policy, size);
	if (status == GOPX_OK)
		return NULL;
	out->bad_table = true;
	if (status == GOPX_E_LIMIT && vbt)
		return "the table is too large for the policy driver (16 KiB)";
	return "not a video BIOS table: no $VBT header, or the table is cut off";
}

static const struct gopx_finding *best(const struct scanned *image,
				       enum gopx_finding_kind kind)
{
	return image->scan ? scanned_best(image, kind) : NULL;
}

static struct gopx_bytes body(const struct gopx_finding *f)
{
	return f ? gopx_finding_trimmed(f) : (struct gopx_bytes){ 0 };
}

/* Take the driver and the table that the scan found, or else the files as they are. */
static const char *make_pair(const struct try_values *values,
			     const struct try_inputs *inputs, struct try_case *out)
{
	const struct gopx_finding *gop = best(inputs->source, GOPX_FINDING_GOP);
	const struct gopx_finding *vbt = best(
	    values->vbt ? inputs->table : inputs->source, GOPX_FINDING_VBT);
	struct gopx_bytes driver = body(gop), table = body(vbt);

	if (!gop && values->gop)
		driver = inputs->source->input.bytes;
	if (!vbt && values->vbt)
		table = inputs->table->input.bytes;
	if (!driver.size)
		return "no Intel graphics driver for the device in this image";
	if (!table.size && values->from)
		return "no video BIOS table for the device in this image; --vbt names "
		       "one";
	return try_case_pair(values, driver, gop, table, vbt, out);
}

/* ---- what a guest is given ------------------------------------------------------ */

static bool add(struct try_case *out, struct gopx_bytes driver)
{
	if (out->count == TRY_DRIVERS_MAX)
		return false;
	out->drivers[out->count++] = driver;
	return true;
}

/* Take the executables in the ROM's images; compressed ones are unpacked. */
static const char *make_rom(const struct try_inputs *inputs, struct try_case *out)
{
	out->count = trial_rom_drivers(inputs->source->scan, out->drivers,
				       TRY_DRIVERS_MAX);
	if (out->count > TRY_DRIVERS_MAX)
		return "has more than 16 drivers";
	return out->count ? NULL : "has no option ROM with a UEFI driver";
}

/*
 * Take the executable in the FFS file with this name.  Returns false if the image has no
 * such executable.
 */
static bool add_file(const struct gopx_node *root, const char *guid, struct try_case *out)
{
	const struct gopx_node *n = root;

	for (; n; n = gopx_node_following(n, NULL)) {
		const struct gopx_node *up = gopx_node_parent(n);

		while (up && gopx_node_kind(up) != GOPX_NODE_FILE)
			up = gopx_node_parent(up);
		if (up && gopx_node_guid(up) && !strcmp(gopx_node_guid(up), guid) &&
		    gopx_node_kind(n) == GOPX_NODE_PE)
			return add(out, gopx_node_bytes(n));
	}
	return false;
}

static const char *make_ovmf(const struct try_inputs *inputs, struct try_case *out)
{
	static const enum gopx_guest_file order[] = { GOPX_GUEST_ASSIGN,
						      GOPX_GUEST_POLICY, GOPX_GUEST_GOP };
	const struct gopx_node *root = gopx_root(inputs->source->scan);
	bool found = false;

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
		found = add_file(root, gopx_guest_file_guid(order[i]), out);
	return found ? NULL : "no graphics driver with the name that 'gopx inject' uses";
}

const char *try_case_make(const struct try_values *values,
			  const struct try_inputs *inputs, struct try_case *out)
{
	const char *wrong;

	*out = (struct try_case){ 0 };
	if (!values->rom && !values->ovmf)
		return make_pair(values, inputs, out);
	out->device = values->shared.limits.pci_device;
	wrong = values->rom ? make_rom(inputs, out) : make_ovmf(inputs, out);
	out->gop = best(inputs->source, GOPX_FINDING_GOP);
	out->vbt = best(inputs->source, GOPX_FINDING_VBT);
	return wrong;
}

struct trial_subject try_subject(const struct try_case *c)
{
	return (struct trial_subject){ c->gop, c->device };
}

/* ---- the trial ------------------------------------------------------------------- */

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

bool try_run(const struct try_values *values, const struct try_inputs *inputs,
	     const struct try_case *c, struct trial_result *out)
{
	struct gopx_try_options options;

	try_options_fill(values, inputs, c, &options);
	return trial_run(inputs->machine, &options, c->vbt, out);
}
