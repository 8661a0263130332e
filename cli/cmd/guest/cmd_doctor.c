/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_doctor.c - gopx doctor: check whether a host can give its GPU to a guest */
#include <stdio.h>
#include <string.h>

#include "args/device_option.h"
#include "args/shared.h"
#include "cmd/commands.h"
#include "cmd/guest/doctor_report.h"
#include "scan/scans.h"
#include "show/trial.h"

struct doctor_values {
	struct shared_values shared;
	const char *rom;
	bool json;
};

static const struct option options[] = {
	{ "sysroot", 0, OPTION_TEXT, offsetof(struct doctor_values, shared.sysroot),
	  "DIR", "folder with sys, proc, dev and usr (/)" },
	{ "rom", 0, OPTION_TEXT, offsetof(struct doctor_values, rom), "ROM",
	  "also try this ROM's drivers with this host's GPU, in an emulated machine" },
	{ "json", 0, OPTION_FLAG, offsetof(struct doctor_values, json), NULL,
	  "print one JSON object" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/* Use the name of the family for devices whose title has no name in brackets. */
static void name_device(struct doctor *d, const struct gopx_options *gpu)
{
	const struct device_text title = device_title(gpu);

	snprintf(d->device, sizeof(d->device), "%.15s", device_id(gpu).text);
	if (d->family && !strchr(title.text, '('))
		snprintf(d->title, sizeof(d->title), "%s (%s)", title.text,
			 d->family->name);
	else
		snprintf(d->title, sizeof(d->title), "%s", title.text);
}

static void examine(struct doctor *d, const struct gopx_options *gpu)
{
	const struct gopx_platform *p = gopx_platform_of(gpu->pci_vendor,
							 gpu->pci_device);
	unsigned int version;

	d->family = igd_family_of(gpu->pci_device);
	d->platform = p ? gopx_platform_code(p) : "";
	if (igd_parse_version(d->facts.qemu, &version))
		d->release = qemu_release_of(version);
	name_device(d, gpu);
	doctor_gpu(d);
	doctor_iommu(d);
	doctor_driver(d);
	doctor_console(d);
	doctor_memory(d);
	doctor_bridge(d);
	doctor_programs(d);
}

static enum exit_status finish(const struct doctor *d, bool json)
{
	if (json)
		doctor_print_json(d);
	else
		doctor_print(d);
	return doctor_to_do(d) ? EXIT_NOT_FOUND : EXIT_FOUND;
}

/* Read everything from the machine here, before the command enters the sandbox. */
static struct host host;
static struct doctor found;
static struct gopx_machine *machine;

static const char *check(void *ctx, const struct operands *operands)
{
	const struct doctor_values *values = ctx;
	struct gopx_options gpu = { .pci_vendor = 0x8086 };

	(void)operands;
	if (!host_is_read())
		return "gopx examines a host on Linux only";
	host = (struct host){ values->shared.sysroot ? values->shared.sysroot : "" };
	if (*host.root && !host_exists(&host, "."))
		return "--sysroot takes a folder that holds sys, proc and the rest";
	found.host = &host;
	found.facts = host_facts(&host);
	host_find_qemu(&host, &found.facts);
	gpu.pci_device = found.facts.device;
	if (gpu.pci_device)
		examine(&found, &gpu);
	else
		doctor_add(&found, "gpu", VERDICT_BREAKS,
			   "turn it on in the board's setup",
			   "there is no Intel GPU at 0000:00:02.0");
	return values->rom && gpu.pci_device ? trial_machine(&machine) : NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct doctor_values *values = ctx;

	(void)operands;
	request_file(request, values->rom, WANTED_BYTES);
}

static enum exit_status doctor(struct work *work, enum exit_status status)
{
	const struct doctor_values *values = work->values;
	bool done = true;

	if (machine) {
		done = image_scan(&work->images[0], work->limits) &&
		       doctor_try(&found, machine, &work->images[0]);
		gopx_machine_close(machine);
		machine = NULL;
	}
	return done ? exit_worse(status, finish(&found, values->json)) : EXIT_TROUBLE;
}

static const struct option_table *const tables[] = { &own_options, &common_options,
						     NULL };

const struct command doctor_command = {
	.name = "doctor",
	.summary = "report what this host lacks to give its GPU to a guest",
	.usage = "",
	.about =
	    "Reads facts about the GPU, the IOMMU and the drivers from the kernel, and "
	    "which\n"
	    "QEMU and OVMF are installed; prints what is in place, what is missing and "
	    "what\n"
	    "would break, each with what to do.  The last line is the verdict.  "
	    "Changes\n"
	    "nothing.",
	.options = tables,
	.values_size = sizeof(struct doctor_values),
	.takes = TAKES_NOTHING,
	.check = check,
	.request = request,
	.task = doctor,
	.outside = true,
};
