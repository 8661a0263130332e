/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_config.c - gopx config: settings for a guest with an iGPU, and for its host */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "args/device_option.h"
#include "cmd/commands.h"
#include "cmd/guest/config.h"
#include "io/input.h"
#include "io/report.h"
#include "scan/command.h"

#define AT(member) offsetof(struct config_values, member)

static const struct option options[] = {
	{ "target", 0, OPTION_CHOICE, AT(target), "qemu|proxmox|libvirt|host",
	  "print settings for this program (qemu)" },
	{ "machine", 0, OPTION_CHOICE, AT(machine), "i440fx|q35",
	  "machine type of the guest (i440fx)" },
	{ "qemu", 0, OPTION_TEXT, AT(qemu), "VERSION",
	  "version of QEMU (the installed one)" },
	{ "pve", 0, OPTION_TEXT, AT(pve), "VERSION",
	  "version of Proxmox VE, instead of --qemu" },
	{ "rom", 0, OPTION_TEXT, AT(rom), "FILE", "option ROM made by gopx rom" },
	{ "ovmf-code", 0, OPTION_TEXT, AT(code), "FILE", "firmware made by gopx inject" },
	{ "ovmf-vars", 0, OPTION_TEXT, AT(vars), "FILE",
	  "template of the firmware's variables" },
	{ "ovmf", 0, OPTION_CHOICE, AT(ovmf), "auto|debian|fedora|arch|nixos|proxmox",
	  "use the OVMF paths of this distribution (auto: this host)" },
	{ "opregion", 0, OPTION_TEXT, AT(opregion), "FILE",
	  "OpRegion made by gopx opregion, for a device that has none" },
	{ "function", 0, OPTION_TEXT, AT(function), "N",
	  "virtual function 00:02.N (SR-IOV), 1 to 7" },
	{ "full", 0, OPTION_FLAG, AT(full), NULL,
	  "print a complete sample machine, not only its graphics" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/*
 * File names become shell words, options of QEMU and XML.  These characters have no
 * special meaning in any of them.
 */
static bool is_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._/+@-";

	return !name || (strspn(name, plain) == strlen(name) && *name && *name != '-');
}

/* The printed settings are for raw flash images; with another format QEMU hangs. */
static bool is_qcow2(const char *name)
{
	size_t len = name ? strlen(name) : 0;

	return len > 6 && !strcasecmp(name + len - 6, ".qcow2");
}

/* How the files of the options begin. */
static const struct beginning {
	size_t name; /* the offset of the file's name in struct config_values */
	size_t at, size;
	const void *bytes;
	const char *wrong;
} beginnings[] = {
	{ AT(rom), 0, 2, "\x55\xaa",
	  "--rom takes an option ROM, which gopx rom makes; this file is not one" },
	{ AT(code), 0x28, 4, "_FVH",
	  "--ovmf-code takes OVMF as a raw flash image, which gopx inject makes; this "
	  "file is not one" },
	{ AT(vars), 0x10, 16,
	  "\x8d\x2b\xf1\xff\x96\x76\x8b\x4c\xa9\x85\x27\x47\x07\x5b\x4f\x50",
	  "--ovmf-vars takes the template of OVMF's variables as a raw flash image, such "
	  "as OVMF_VARS_4M.fd; this file is not one" },
	{ AT(opregion), 0, 16, "IntelGraphicsMem",
	  "--opregion takes an OpRegion, which gopx opregion makes; this file is not "
	  "one" },
};

/*
 * False if the file is here, and of another kind: then the user gave it by mistake. It
 * need not be here, because the guest may be on another machine.
 */
static bool may_begin(const char *name, const struct beginning *b)
{
	return !name || !input_exists(name) ||
	       input_starts(name, b->at, (struct gopx_bytes){ b->bytes, b->size });
}

/* Returns NULL, or what is wrong with a file. */
static const char *check_files(const struct config_values *v)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
		const struct beginning *b = &beginnings[i];
		const char *name;

		memcpy(&name, (const char *)v + b->name, sizeof(name));
		if (!may_begin(name, b))
			return b->wrong;
	}
	return NULL;
}

static bool has_guest_option(const struct config_values *v)
{
	return v->rom || v->code || v->vars || v->opregion || v->qemu || v->pve ||
	       v->function || v->machine || v->ovmf || v->full;
}

/* Returns NULL, or the reason why these options are refused. */
static const char *check(void *ctx, const struct operands *operands)
{
	const struct config_values *v = ctx;
	const struct host host = { v->shared.sysroot ? v->shared.sysroot : "" };

	(void)operands;
	if (*host.root && !host_exists(&host, "."))
		return "--sysroot takes a folder that holds sys, proc and the rest";
	if (v->target == CONFIG_HOST && has_guest_option(v))
		return "--target host prints a script for the host: omit the options for "
		       "the guest, and give only --device and --sysroot";
	if (v->target != CONFIG_HOST && !v->rom && !v->code)
		return "give --rom or --ovmf-code, or both";
	if (!v->code != !v->vars)
		return "--ovmf-code and --ovmf-vars go together";
	if (is_qcow2(v->code) || is_qcow2(v->vars))
		return "flash images have to be raw, not qcow2: convert them first "
		       "(qemu-img convert -O raw IN.qcow2 OUT.fd)";
	if (v->qemu && v->pve)
		return "give --qemu or --pve, not both";
	if (v->function &&
	    (strlen(v->function) != 1 || *v->function < '0' || *v->function > '7'))
		return "--function takes a number from 0 to 7";
	if (!is_plain(v->rom) || !is_plain(v->code) || !is_plain(v->vars) ||
	    !is_plain(v->opregion))
		return "file names may contain only letters, digits and ._/+@-: other "
		       "characters have a meaning to a shell, to QEMU or in XML";
	return check_files(v);
}

static const struct ovmf_place *proxmox_ovmf(void)
{
	return &ovmf_places[ovmf_place_count - 1];
}

/* Proxmox VE has its own OVMF, which every host of it has. */
static bool has_proxmox(const struct host_facts *host)
{
	return host->ovmf == proxmox_ovmf();
}

/* Returns NULL, or the reason why the version is unknown. */
static const char *find_version(const struct config_values *v,
				const struct host_facts *host, unsigned int *version)
{
	unsigned int pve;

	if (v->target == CONFIG_HOST)
		return NULL;
	if (v->qemu)
		return igd_parse_version(v->qemu, version)
			   ? NULL
			   : "--qemu takes a version such as 10.1";
	if (v->pve) {
		if (!igd_parse_version(v->pve, &pve))
			return "--pve takes a version such as 9.1";
		*version = pve_qemu(pve);
		return *version
			   ? NULL
			   : "gopx does not know the QEMU version of this Proxmox VE: "
			     "give --qemu VERSION, as 'kvm --version' prints it there";
	}
	/* The QEMU of a machine that builds gopx says nothing about Proxmox VE. */
	if (v->target == CONFIG_PROXMOX && !has_proxmox(host))
		return "this machine is not a Proxmox VE host: give --pve VERSION, as "
		       "'pveversion' prints it on the host, such as 9.1";
	if (igd_parse_version(host->qemu, version))
		return NULL;
	return "no QEMU is installed here: give --qemu VERSION, as 'qemu-system-x86_64 "
	       "--version' prints it, or --pve VERSION for Proxmox VE";
}

static const struct ovmf_place *choose_ovmf(const struct config_values *v,
					    const struct host_facts *host)
{
	if (v->ovmf)
		return &ovmf_places[v->ovmf - 1];
	if (v->target == CONFIG_PROXMOX)
		return proxmox_ovmf();
	return host && host->ovmf ? host->ovmf : &ovmf_places[0];
}

/* Returns NULL, or the reason why there are no settings for the device. */
static const char *refuse(const struct gopx_options *device)
{
	const struct gopx_platform *p = gopx_platform_of(device->pci_vendor,
							 device->pci_device);
	const char *code = p ? gopx_platform_code(p) : "";

	if (device->pci_vendor != 0x8086)
		return "is not an Intel GPU";
	if (!strcmp(code, "DG1") || !strcmp(code, "DG2") || !strcmp(code, "BMG"))
		return "is a graphics card: it needs none of these settings";
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

static enum exit_status config(struct work *work, enum exit_status status)
{
	const struct config_values *values = work->values;
	const struct host host = { values->shared.sysroot ? values->shared.sysroot : "" };
	struct host_facts facts = host_facts(&host);
	const struct device_text device = device_id(&values->shared.limits);
	struct config_plan plan = { .values = values, .device = device.text };
	const char *wrong = refuse(work->limits);

	if (wrong) {
		report(work->self->name, "%s %s", device_title(work->limits).text, wrong);
		return EXIT_NOT_FOUND;
	}
	if (values->target != CONFIG_HOST && !values->qemu && !values->pve)
		host_find_qemu(&host, &facts);
	wrong = find_version(values, &facts, &plan.qemu);
	plan.host = facts.device == values->shared.limits.pci_device ? &facts : NULL;
	plan.ovmf = choose_ovmf(values, plan.host);
	if (!wrong)
		wrong = config_plan(&plan);
	if (wrong) {
		report(work->self->name, "%s", wrong);
		return EXIT_TROUBLE;
	}
	print(&plan);
	return status;
}

static const struct option_table *const tables[] = { &own_options, &device_options,
						     &common_options, NULL };

const struct command config_command = {
	.name = "config",
	.summary = "print the settings for a guest with an iGPU, and for its host",
	.usage = "[--target TARGET] {--rom FILE | --ovmf-code FILE --ovmf-vars FILE} "
		 "[OPTION]...",
	.about = "Prints settings for the device (auto: that of this machine), each with "
		 "its\nreason.  --target host prints a script that prepares the host.  "
		 "Changes nothing.",
	.options = tables,
	.values_size = sizeof(struct config_values),
	.defaults = &(const struct config_values){ .shared.device = "auto" },
	.takes = TAKES_NOTHING,
	.check = check,
	.task = config,
	.outside = true,
};
