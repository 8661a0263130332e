/* SPDX-License-Identifier: BSD-2-Clause */
/* commands.c - the one table of commands */
#include "command.h"

#include <string.h>
#include <unistd.h>

#include "args/device.h"
#include "cmd/guest/parts.h"
#include "io/progress.h"
#include "io/report.h"
#include "args/shared.h"
#include "args/suggest.h"
#include "words/text.h"

static const struct option_table *const scan_tables[] = { &scan_options, &device_options,
							  &limit_options, &common_options,
							  NULL };
static const struct option_table *const extract_tables[] = {
	&extract_options, &device_options, &limit_options, &common_options, NULL
};
static const struct option_table *const vbt_tables[] = { &vbt_options, &device_options,
							 &limit_options, &common_options,
							 NULL };
static const struct option_table *const map_tables[] = { &map_options, &limit_options,
							 &common_options, NULL };
static const struct option_table *const unpack_tables[] = { &unpack_options,
							    &limit_options,
							    &common_options, NULL };
static const struct option_table *const search_tables[] = { &search_options,
							    &limit_options,
							    &common_options, NULL };
static const struct option_table *const tree_tables[] = { &tree_options, &limit_options,
							  &common_options, NULL };
static const struct option_table *const check_tables[] = { &check_options, &limit_options,
							   &common_options, NULL };
static const struct option_table *const help_tables[] = { &help_options, &common_options,
							  NULL };
static const struct option_table *const rom_tables[] = { &parts_options,  &rom_options,
							 &device_options, &limit_options,
							 &common_options, NULL };
static const struct option_table *const opregion_tables[] = {
	&opregion_options, &device_options, &limit_options, &common_options, NULL
};
static const struct option_table *const config_tables[] = { &config_options,
							    &device_options,
							    &common_options, NULL };
static const struct option_table *const doctor_tables[] = { &doctor_options,
							    &common_options, NULL };
static const struct option_table *const inject_tables[] = {
	&parts_options, &inject_options, &device_options,
	&limit_options, &common_options, NULL
};
static const struct option_table *const version_tables[] = { &version_options,
							     &common_options, NULL };

const struct command commands[] = {
	{ "scan", scan_run, "list the graphics drivers and video tables in images",
	  "[OPTION]... FILE... | --host [OPTION]...",
	  "Lists each distinct Intel graphics driver (GOP) and video BIOS table (VBT)\n"
	  "with all its places.  FILE may be -, standard input.",
	  scan_tables },
	{ "extract", extract_run, "write the driver and the table of an image to files",
	  "[OPTION]... FILE",
	  "Writes the best driver as IntelGopDriver.efi and the best table as Vbt.bin,\n"
	  "or neither when one cannot be written.  With --guid, writes any file of the\n"
	  "image, or sections of it; with --gop-vendor, graphics drivers of others.\n"
	  "FILE may be -, standard input.",
	  extract_tables },
	{ "map", map_run, "draw a picture of an image", "-o PICTURE [OPTION]... FILE",
	  "Draws regions, volumes, files and free space, and where drivers and tables "
	  "lie, to\n"
	  "scale.  FILE may be -, standard input.",
	  map_tables },
	{ "unpack", unpack_run, "write the firmware images in a package to files",
	  "[OPTION]... FILE",
	  "Writes each distinct firmware image that an update package, installer or "
	  "archive\n"
	  "holds, as image-1.bin and so on, for other tools.  FILE may be -, standard "
	  "input.",
	  unpack_tables },
	{ "search", search_run, "find a GUID, a text or bytes in images",
	  "--guid GUID | --text TEXT | --hex BYTES [OPTION]... FILE...",
	  "Lists every place that holds the pattern, unpacked data included, with the "
	  "piece\n"
	  "it is in.  FILE may be -, standard input.",
	  search_tables },
	{ "tree", tree_run, "show the pieces that images are made of",
	  "[OPTION]... FILE...",
	  "Shows every piece of an image: its offset and size in hex, type, name and "
	  "GUID.\n"
	  "Offsets with a plus count in unpacked data.  A name in brackets is the one "
	  "that\n"
	  "a GUID is commonly known by.  FILE may be -, standard input.",
	  tree_tables },
	{ "rom", rom_run, "make a PCI option ROM for a guest, or read one",
	  "-o FILE {--from IMAGE | --gop FILE [--vbt FILE]} | --list ROM | --extract ROM",
	  "Makes a ROM of drivers for IGD assignment and Platform GOP Policy, with the\n"
	  "table in it, and of the graphics driver; stock OVMF loads it.  --list and\n"
	  "--extract read any ROM.",
	  rom_tables },
	{ "check", check_run, "compare images with a recorded answer",
	  "[OPTION]... EXPECTED FILE...",
	  "Compares what images hold with EXPECTED, which 'gopx scan --json' wrote.\n"
	  "Keys that are taken out of EXPECTED are not compared.",
	  check_tables },
	{ "inject", inject_run, "put the driver and the table into a guest's firmware",
	  "-o FILE {--from IMAGE | --gop FILE [--vbt FILE] | --remove} OVMF | --list "
	  "OVMF",
	  "Writes OVMF anew with the drivers that gopx rom puts into a ROM, and the\n"
	  "table, as files of its DXE volume.  All else in it stays as it is.",
	  inject_tables },
	{ "opregion", opregion_run, "make an OpRegion with the table for a guest",
	  "--vbt FILE -o FILE [OPTION]...",
	  "Makes the file that QEMU takes as the guest's OpRegion, for a device that "
	  "QEMU\n"
	  "gives none, such as a virtual function: -fw_cfg "
	  "name=etc/igd-opregion,file=FILE",
	  opregion_tables },
	{ "config", config_run,
	  "print the settings of a guest with an iGPU, and its host's",
	  "[--target TARGET] {--rom FILE | --ovmf-code FILE --ovmf-vars FILE} "
	  "[OPTION]...",
	  "Prints settings for the device (auto: that of this machine), each with its\n"
	  "reason.  --target host prints a script for what the host needs first.  "
	  "Changes\n"
	  "nothing.",
	  config_tables },
	{ "doctor", doctor_run, "report what this host lacks to give its GPU to a guest",
	  "",
	  "Reads what the kernel shows of the GPU, the IOMMU and the drivers, and which "
	  "QEMU\n"
	  "and OVMF are installed; prints what is in place, what is missing and what "
	  "would\n"
	  "break, each with what to do.  The last line is the verdict.  Changes nothing.",
	  doctor_tables },
	{ "vbt", vbt_run, "tell what is in a video BIOS table, and mend its checksum",
	  "[OPTION]... FILE...",
	  "Tells everything in the tables of an image: header, outputs, default panel "
	  "and\n"
	  "blocks.  FILE may also be a table alone, a dump of the i915 driver's debugfs\n"
	  "(i915_vbt, i915_opregion), or -, standard input.",
	  vbt_tables },
	{ "version", version_run, "print the version", "[OPTION]...", NULL,
	  version_tables },
	{ "help", help_run, "explain a command", "[OPTION]... [COMMAND]", NULL,
	  help_tables },
	{ NULL, NULL, NULL, NULL, NULL, NULL },
};

const struct command *command_find(const char *name)
{
	for (const struct command *c = commands; c->name; c++) {
		if (!strcmp(c->name, name))
			return c;
	}
	return NULL;
}

static const char *nearest_command(const char *name)
{
	struct nearest near = nearest_start(name, strlen(name));

	for (const struct command *c = commands; c->name; c++)
		nearest_offer(&near, c->name);
	return near.best;
}

enum exit_status command_unknown(const char *word)
{
	const char *near = nearest_command(word);

	if (near)
		report(NULL, "unknown command '%s'; did you mean '%s'?", word, near);
	else if (*word == '-')
		report(NULL, "unknown option '%s'; options follow the command", word);
	else if (access(word, F_OK) == 0)
		report(NULL, "unknown command '%s'; did you mean 'gopx scan %s'?", word,
		       word);
	else
		report(NULL, "unknown command '%s'; 'gopx help' lists them", word);
	return EXIT_TROUBLE;
}

void command_help(const struct command *command)
{
	printf("Usage: gopx %s%s%s\n\n", command->name, *command->usage ? " " : "",
	       command->usage);
	if (command->about)
		printf("%s\n", command->about);
	else
		printf("gopx %s: %s\n", command->name, command->summary);
	options_print(stdout, command->options);
}

bool command_begin(const struct command *self, struct operands *operands, void *values,
		   enum exit_status *status)
{
	struct shared_values *shared = values;

	*status = EXIT_FOUND;
	switch (options_parse(self->name, self->options, operands, values)) {
	case OPTIONS_OK:
		text_set_color((enum color_mode)shared->color);
		progress_set(shared->no_progress);
		if (device_resolve(self->name, shared))
			return true;
		break;
	case OPTIONS_HELP:
		command_help(self);
		return false;
	case OPTIONS_BAD:
		break;
	}
	*status = EXIT_TROUBLE;
	return false;
}
