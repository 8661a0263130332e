/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_rom.c - gopx rom: make an option ROM for a guest, or read one */
#include <stdlib.h>

#include <gopx/build.h>

#include "io/report.h"
#include "cmd/guest/rom.h"
#include "cmd/commands.h"
#include "scan/command.h"
#include "args/device_option.h"

#define AT(member) offsetof(struct rom_values, member)

/* The IDs in the ROM if no device was given. */
#define ANY_VENDOR 0x8086
#define ANY_DEVICE 0xffff

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE",
	  "write the ROM to FILE; with --extract, into this folder (.)" },
	{ "force", 0, OPTION_FLAG, AT(parts.force), NULL,
	  "replace existing files; accept a driver for other graphics" },
	{ "list", 0, OPTION_TEXT, AT(list), "ROM", "list the images of an option ROM" },
	{ "extract", 0, OPTION_TEXT, AT(extract), "ROM",
	  "write the drivers of an option ROM to files" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

static enum exit_status write_rom(struct work *work, const struct parts *p)
{
	const struct rom_values *values = work->values;
	const struct gopx_options *limits = work->limits;
	uint16_t vendor = device_asked(limits) ? limits->pci_vendor : ANY_VENDOR;
	uint16_t device = device_asked(limits) ? limits->pci_device : ANY_DEVICE;
	struct gopx_bytes drivers[3];
	size_t count = 0, size;
	struct output_file file = { .name = "" };
	enum exit_status status = EXIT_TROUBLE;
	uint8_t *rom;

	if (p->assign.size)
		drivers[count++] = p->assign;
	drivers[count++] = p->policy;
	drivers[count++] = p->gop;
	size = gopx_rom_size(drivers, count);
	rom = need_memory(NULL, size);
	if (gopx_rom_write(vendor, device, drivers, count, rom, size) != GOPX_OK) {
		report(values->output, "the ROM could not be made; please report this");
	} else {
		file.bytes = (struct gopx_bytes){ rom, size };
		if (delivery_write(&work->output, &file, 1)) {
			delivery_print(&work->output, &file, 1);
			parts_notes(p, &values->parts, values->output, "--rom");
			status = EXIT_FOUND;
		}
	}
	free(rom);
	return status;
}

static enum exit_status rom(struct work *work, enum exit_status status)
{
	const struct rom_values *values = work->values;
	struct parts p;

	if (values->list)
		return rom_list(&work->images[0].input);
	if (values->extract)
		return rom_extract(work, &work->images[0]);
	status = parts_take(&p, &values->parts, work->images);
	if (status == EXIT_FOUND)
		status = write_rom(work, &p);
	parts_close(&p);
	return status;
}

/* Returns NULL, or the reason why these options are refused. */
static const char *check(void *ctx, const struct operands *operands)
{
	const struct rom_values *values = ctx;
	int tasks = (values->list != NULL) + (values->extract != NULL) +
		    (values->parts.from || values->parts.gop);

	if (operands->count)
		return "give files by options only; see 'gopx help rom'";
	if (tasks != 1)
		return "give one of --from, --gop, --list and --extract";
	if ((values->parts.from || values->parts.gop) && !values->output)
		return "give the output file: -o FILE";
	if (values->list && values->output)
		return "--list writes no file: omit -o";
	if ((values->list || values->extract) && parts_chosen(&values->parts))
		return "--list and --extract read a ROM: omit --vbt, --assign and --lid";
	return parts_contradiction(&values->parts);
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct rom_values *values = ctx;
	const char *folder = values->output ? values->output : ".";

	(void)operands;
	request->output.force = values->parts.force;
	if (values->list) {
		request_file(request, values->list, WANTED_BYTES);
	} else if (values->extract) {
		request_file(request, values->extract, WANTED_SCAN);
		request->output.kind = DELIVER_FOLDER;
		request->output.path = folder;
	} else {
		parts_request(&values->parts, request);
		request->output.kind = DELIVER_FILE;
		request->output.path = values->output;
	}
}

static const struct option_table *const tables[] = { &parts_options,  &own_options,
						     &device_options, &limit_options,
						     &common_options, NULL };

const struct command rom_command = {
	.name = "rom",
	.summary = "make a PCI option ROM for a guest, or read one",
	.usage = "-o FILE {--from IMAGE | --gop FILE [--vbt FILE]} | --list ROM | "
		 "--extract ROM",
	.about = "Makes a ROM from the graphics driver, the table, and drivers for IGD "
		 "assignment\nand Platform GOP Policy; OVMF loads it as it is.  --list "
		 "and --extract read any\nROM.",
	.options = tables,
	.values_size = sizeof(struct rom_values),
	.defaults = &(const struct rom_values){ .parts.lid = GOPX_LID_OPEN },
	.takes = TAKES_ANY,
	.check = check,
	.request = request,
	.task = rom,
};
