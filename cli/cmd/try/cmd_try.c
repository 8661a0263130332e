/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_try.c - gopx try: run a driver with its table in an emulated machine */
#include <string.h>

#include "args/device_option.h"
#include "cmd/commands.h"
#include "cmd/try/try.h"
#include "io/graphics.h"
#include "io/report.h"
#include "scan/scans.h"

#define AT(member) offsetof(struct try_values, member)

#define INTEL 0x8086

static const struct option options[] = {
	{ "from", 0, OPTION_TEXT, AT(from), "IMAGE",
	  "use the best driver and table of a firmware image" },
	{ "gop", 0, OPTION_TEXT, AT(gop), "FILE", "use this driver" },
	{ "vbt", 0, OPTION_TEXT, AT(vbt), "FILE", "use this table" },
	{ "rom", 0, OPTION_TEXT, AT(rom), "ROM",
	  "run the drivers of an option ROM, as a guest does" },
	{ "ovmf", 0, OPTION_TEXT, AT(ovmf), "OVMF",
	  "run the drivers that 'gopx inject' added to OVMF" },
	{ "lid", 0, OPTION_CHOICE, AT(lid), "unsupported|open",
	  "lid state reported to the graphics driver (open)" },
	{ "lpc", 0, OPTION_TEXT, AT(lpc), "ID|auto|none",
	  "LPC bridge at 00:1f.0: 8086:a30d, auto (this machine's) or none" },
	{ "machine", 0, OPTION_CHOICE, AT(machine), "board|q35|i440fx",
	  "LPC bridge of the GPU's own board (board), or of QEMU's machine" },
	{ "edid", 0, OPTION_TEXT, AT(edid), "FILE",
	  "attach a display with this EDID instead of gopx's own" },
	{ "all", 0, OPTION_FLAG, AT(all), NULL,
	  "try each driver of the image with each table" },
	{ "sweep", 0, OPTION_CHOICE, AT(sweep), "none|lpc|devices",
	  "list the LPC bridges, or the devices, that the driver accepts" },
	{ "png", 0, OPTION_TEXT, AT(png), "FILE",
	  "write the frame buffer, with a test picture, to FILE" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace an existing file" },
	{ "trace", 0, OPTION_FLAG, AT(trace), NULL, "list every access in order" },
	{ "json", 0, OPTION_FLAG, AT(json), NULL, "JSON: one object on each line" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/*
 * Open the machine before the command enters the sandbox: in the sandbox no memory can
 * become executable.
 */
static struct gopx_machine *machine;

static const char *source_of(const struct try_values *values)
{
	if (values->from)
		return values->from;
	if (values->gop)
		return values->gop;
	return values->rom ? values->rom : values->ovmf;
}

/* Returns NULL, or the reason why these options are refused. */
static const char *contradiction(const struct try_values *values, int operands)
{
	int sources = (values->from != NULL) + (values->gop != NULL) +
		      (values->rom != NULL) + (values->ovmf != NULL);

	if (operands)
		return "give files by options only; see 'gopx help try'";
	if (sources != 1)
		return "give one of --from, --gop, --rom and --ovmf";
	if (values->vbt && (values->rom || values->ovmf))
		return "a ROM and OVMF contain their own table: omit --vbt";
	if (!device_asked(&values->shared.limits))
		return "give the device: --device 8086:3e9b, or auto";
	if (values->shared.limits.pci_vendor != INTEL)
		return "the device is not Intel's";
	if (values->all && (values->png || values->trace || values->sweep))
		return "--all cannot be combined with --png, --trace or --sweep";
	if (values->all && !values->from)
		return "--all needs --from IMAGE";
	if (values->trace && values->json)
		return "--trace cannot be combined with --json";
	if (values->lpc && values->machine)
		return "give --lpc or --machine, not both";
	return NULL;
}

/*
 * Get the bridge of --lpc and --machine.  Returns NULL, or the reason why it is unknown.
 */
static const char *choose_bridge(struct try_values *values)
{
	const char *sysroot = values->shared.sysroot ? values->shared.sysroot : "";
	struct gopx_options asked = { 0 };

	if (values->machine)
		values->bridge = values->machine == TRY_MACHINE_Q35 ? TRIAL_Q35_BRIDGE
								    : GOPX_TRY_NONE;
	if (!values->lpc)
		return NULL;
	if (!strcmp(values->lpc, "none")) {
		values->bridge = GOPX_TRY_NONE;
		return NULL;
	}
	if (!strcmp(values->lpc, "auto")) {
		asked.pci_vendor = INTEL;
		asked.pci_device = graphics_bridge(sysroot);
		if (!asked.pci_device)
			return "--lpc auto: gopx cannot read a bridge at 00:1f.0 of this "
			       "machine";
	} else if (!device_parse(values->lpc, &asked)) {
		return "--lpc takes a PCI id such as 8086:a30d, auto or none";
	}
	values->bridge = (uint32_t)asked.pci_vendor << 16 | asked.pci_device;
	return NULL;
}

static const char *check(void *ctx, const struct operands *operands)
{
	struct try_values *values = ctx;
	const char *wrong = contradiction(values, operands->count);

	if (!wrong)
		wrong = choose_bridge(values);
	return wrong ? wrong : trial_machine(&machine);
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct try_values *values = ctx;

	(void)operands;
	request_file(request, source_of(values), WANTED_BYTES);
	request_file(request, values->vbt, WANTED_BYTES);
	request_file(request, values->edid, WANTED_BYTES);
	if (values->png)
		request->output = (struct delivery_plan){ .kind = DELIVER_FILE,
							  .path = values->png,
							  .force = values->force };
}

static enum exit_status task(struct work *work, enum exit_status status)
{
	(void)status;
	status = try_work(work, machine);
	gopx_machine_close(machine);
	machine = NULL;
	return status;
}

static const struct option_table *const tables[] = { &own_options, &device_options,
						     &limit_options, &common_options,
						     NULL };

const struct command try_command = {
	.name = "try",
	.summary = "run a driver without the GPU, and see whether it gives a picture",
	.usage = "--device ID {--from IMAGE | --gop FILE --vbt FILE | --rom ROM | "
		 "--ovmf OVMF}",
	.about =
	    "Runs the driver with the table in an emulated machine, with made-up "
	    "firmware and\nGPU, and reports what it asks for, whether it starts, and "
	    "which modes it offers.\nExit status 0: it gives a picture; 1: it does not.",
	.options = tables,
	.values_size = sizeof(struct try_values),
	.defaults = &(const struct try_values){ .lid = GOPX_LID_OPEN },
	.takes = TAKES_ANY,
	.check = check,
	.request = request,
	.task = task,
};
