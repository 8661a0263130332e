/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_doctor.c - gopx doctor: what of a host is ready to give its GPU to a guest */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "args/device.h"
#include "cmd/guest/doctor.h"
#include "io/report.h"
#include "args/shared.h"

static const struct option options[] = {
	{ "sysroot", 0, OPTION_TEXT, offsetof(struct shared_values, sysroot), "DIR",
	  "where sys, proc and dev are (/)" },
};

const struct option_table doctor_options = { "Options", options,
					     sizeof(options) / sizeof(*options) };

/* The GPU's IDs; false where Intel's is not at its place. */
static bool find_gpu(const struct host *host, struct gopx_options *out)
{
	uint32_t vendor, device;

	if (!host_number(host, HOST_GPU "vendor", &vendor) || vendor != 0x8086 ||
	    !host_number(host, HOST_GPU "device", &device))
		return false;
	out->pci_vendor = (uint16_t)vendor;
	out->pci_device = (uint16_t)device;
	return true;
}

/* The generations whose GGC has GMS in bits 7 to 3. */
static bool has_old_layout(const struct gopx_options *gpu)
{
	const struct gopx_platform *p = gopx_platform_of(gpu->pci_vendor,
							 gpu->pci_device);
	const char *code = p ? gopx_platform_code(p) : "";

	return !strcmp(code, "SNB") || !strcmp(code, "IVB") || !strcmp(code, "HSW") ||
	       !strcmp(code, "VLV") || !strcmp(code, "CHV");
}

static enum verdict examine(const struct host *host, const struct gopx_options *gpu)
{
	enum verdict worst = doctor_gpu(host);

	worst = verdict_worse(worst, doctor_iommu(host));
	worst = verdict_worse(worst, doctor_driver(host, device_id(gpu).text));
	worst = verdict_worse(worst, doctor_console(host));
	return verdict_worse(worst,
			     doctor_guest(host, gpu_class_of(gpu), has_old_layout(gpu)));
}

enum exit_status doctor_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct shared_values values = { 0 };
	enum exit_status status;
	enum verdict worst;
	struct host host;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	if (operands.count) {
		report(self->name, "takes no operand: '%s'", operands.words[0]);
		return EXIT_TROUBLE;
	}
	host.root = values.sysroot ? values.sysroot : "";
	if (!find_gpu(&host, &values.limits)) {
		doctor_say(VERDICT_BREAKS, "turn it on in the board's setup",
			   "no Intel GPU is at 0000:00:02.0");
		return EXIT_NOT_FOUND;
	}
	doctor_say(VERDICT_OK, NULL, "the GPU is %s", device_title(&values.limits).text);
	worst = examine(&host, &values.limits);
	return worst > VERDICT_NOTE ? EXIT_NOT_FOUND : EXIT_FOUND;
}
