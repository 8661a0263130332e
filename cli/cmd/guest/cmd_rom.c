/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_rom.c - gopx rom: make an option ROM for a guest, or read one */
#include <stdlib.h>

#include <gopx/build.h>

#include "io/output.h"
#include "io/report.h"
#include "cmd/guest/rom.h"
#include "io/sandbox.h"
#include "show/device.h"

#define AT(member) offsetof(struct rom_values, member)

/* The IDs of a ROM for no certain device. */
#define ANY_VENDOR 0x8086
#define ANY_DEVICE 0xffff

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE",
	  "write the ROM to FILE; with --extract, into this folder (.)" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace files that exist" },
	{ "list", 0, OPTION_TEXT, AT(list), "ROM", "list the images of an option ROM" },
	{ "extract", 0, OPTION_TEXT, AT(extract), "ROM",
	  "write the drivers of an option ROM to files" },
};

const struct option_table rom_options = { "Options", options,
					  sizeof(options) / sizeof(*options) };

static enum exit_status write_rom(const struct parts *p, const struct rom_values *values,
				  struct output_target *target)
{
	const struct gopx_options *limits = &values->parts.shared.limits;
	uint16_t vendor = device_asked(limits) ? limits->pci_vendor : ANY_VENDOR;
	uint16_t device = device_asked(limits) ? limits->pci_device : ANY_DEVICE;
	struct gopx_bytes drivers[3];
	size_t count = 0, size;
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
		target->file.bytes = (struct gopx_bytes){ rom, size };
		if (output_write(&target->dir, &target->file, 1, values->force)) {
			output_print(&target->dir, &target->file, 1);
			parts_notes(p, &values->parts, values->output);
			status = EXIT_FOUND;
		}
	}
	free(rom);
	return status;
}

static enum exit_status rom_make(struct rom_values *values)
{
	struct output_target target;
	enum exit_status status;
	struct parts p;

	if (!output_target_open(&target, values->output))
		return EXIT_TROUBLE;
	status = EXIT_TROUBLE;
	if (parts_open(&p, &values->parts)) {
		sandbox_enter(&values->parts.shared, &target.dir, 1);
		status = parts_take(&p, &values->parts);
	}
	if (status == EXIT_FOUND)
		status = write_rom(&p, values, &target);
	parts_close(&p);
	output_target_close(&target);
	return status;
}

/* NULL, or why this cannot be asked for. */
static const char *contradiction(const struct rom_values *values, int operands)
{
	int tasks = (values->list != NULL) + (values->extract != NULL) +
		    (values->parts.from || values->parts.gop);

	if (operands)
		return "takes no FILE but by its options; 'gopx help rom' tells more";
	if (tasks != 1)
		return "one of --from, --gop, --list and --extract";
	if ((values->parts.from || values->parts.gop) && !values->output)
		return "where to? -o FILE";
	return parts_contradiction(&values->parts);
}

enum exit_status rom_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct rom_values values = { .parts.lid = GOPX_LID_OPEN };
	enum exit_status status;
	const char *wrong;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	wrong = contradiction(&values, operands.count);
	if (wrong) {
		report(self->name, "%s", wrong);
		return EXIT_TROUBLE;
	}
	if (values.list)
		return rom_list(&values);
	return values.extract ? rom_extract(&values) : rom_make(&values);
}
