/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_config.c - gopx config: settings for a guest with an iGPU, and for its host */
#include <string.h>

#include "command.h"
#include "cmd/guest/config.h"
#include "args/device.h"
#include "io/report.h"
#include "io/sandbox.h"

#define AT(member) offsetof(struct config_values, member)

static const struct option options[] = {
	{ "target", 0, OPTION_CHOICE, AT(target), "qemu|proxmox|libvirt|host",
	  "whose settings (qemu)" },
	{ "machine", 0, OPTION_CHOICE, AT(machine), "i440fx|q35",
	  "kind of the guest's machine (i440fx)" },
	{ "qemu", 0, OPTION_TEXT, AT(qemu), "VERSION", "version of QEMU (10.1)" },
	{ "rom", 0, OPTION_TEXT, AT(rom), "FILE", "what gopx rom has made" },
	{ "ovmf-code", 0, OPTION_TEXT, AT(code), "FILE", "what gopx inject has made" },
	{ "ovmf-vars", 0, OPTION_TEXT, AT(vars), "FILE", "variables that go with it" },
	{ "opregion", 0, OPTION_TEXT, AT(opregion), "FILE",
	  "what gopx opregion has made, for a device that has none" },
};

const struct option_table config_options = { "Options", options,
					     sizeof(options) / sizeof(*options) };

/* Names go into a shell's words, QEMU's options and XML: in all of them these are plain.
 */
static bool is_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._/+@-";

	return !name || (strspn(name, plain) == strlen(name) && *name && *name != '-');
}

/* NULL, or why this cannot be asked for. */
static const char *contradiction(const struct config_values *v, int operands)
{
	if (operands)
		return "takes no operand; 'gopx help config' tells more";
	if (v->target != CONFIG_HOST && !v->rom && !v->code)
		return "one of --rom and --ovmf-code, or both";
	if (!v->code != !v->vars)
		return "--ovmf-code and --ovmf-vars go together";
	if (!is_plain(v->rom) || !is_plain(v->code) || !is_plain(v->vars) ||
	    !is_plain(v->opregion))
		return "names of letters, digits and ._/+@- alone: all others mean "
		       "something "
		       "to a shell, to QEMU or in XML";
	return NULL;
}

static void print(const struct config_plan *plan)
{
	static void (*const printers[])(const struct config_plan *plan) = {
		[CONFIG_QEMU] = config_print_qemu,
		[CONFIG_PROXMOX] = config_print_proxmox,
		[CONFIG_LIBVIRT] = config_print_libvirt,
		[CONFIG_HOST] = config_print_host,
	};

	printers[plan->values->target](plan);
}

enum exit_status config_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct config_values values = { .shared.device = "auto", .qemu = "10.1" };
	struct config_plan plan;
	enum exit_status status;
	unsigned int qemu = 0;
	const char *wrong;
	enum gpu_class gpu;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	wrong = contradiction(&values, operands.count);
	if (!wrong && !config_parse_qemu(values.qemu, &qemu))
		wrong = "--qemu takes a version such as 10.1";
	if (wrong) {
		report(self->name, "%s", wrong);
		return EXIT_TROUBLE;
	}
	gpu = gpu_class_of(&values.shared.limits);
	if (gpu == GPU_DISCRETE) {
		report(self->name, "%s is not part of a processor: it needs none of this",
		       device_title(&values.shared.limits).text);
		return EXIT_NOT_FOUND;
	}
	sandbox_enter(&values.shared, NULL, 0);
	plan = config_plan(&values, gpu, qemu);
	print(&plan);
	return EXIT_FOUND;
}
