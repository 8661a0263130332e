/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_rom.c - gopx rom: make an option ROM for a guest, or read one */
#include <stdlib.h>
#include <string.h>

#include <gopx/build.h>

#include "command.h"
#include "image.h"
#include "output.h"
#include "report.h"
#include "rom.h"
#include "sha256.h"
#include "shared.h"

#define AT(member) offsetof(struct rom_values, member)

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE",
	  "write the ROM to FILE; with --extract, into this folder (.)" },
	{ "from", 0, OPTION_TEXT, AT(from), "IMAGE",
	  "take the best driver and table of a firmware image" },
	{ "gop", 0, OPTION_TEXT, AT(gop), "FILE", "take this driver" },
	{ "vbt", 0, OPTION_TEXT, AT(vbt), "FILE",
	  "take this table (none: the guest's OpRegion has it)" },
	{ "assign", 0, OPTION_TEXT, AT(assign), "FILE",
	  "add an IGD assignment driver of your own" },
	{ "device", 0, OPTION_TEXT, AT(device), "8086:DDDD",
	  "PCI IDs in the ROM's headers (8086:ffff)" },
	{ "lid", 0, OPTION_CHOICE, AT(lid), "unsupported|open",
	  "what the driver is told of the lid (open)" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace files that exist" },
	{ "list", 0, OPTION_TEXT, AT(list), "ROM", "list the images of an option ROM" },
	{ "extract", 0, OPTION_TEXT, AT(extract), "ROM",
	  "write the drivers of an option ROM to files" },
};

const struct option_table rom_options = { "Options", options,
					  sizeof(options) / sizeof(*options) };

/* What goes into the ROM, in its order, and who keeps the bytes. */
struct parts {
	struct image from;
	struct input gop_file, vbt_file, assign_file;
	bool has_from, has_gop_file, has_vbt_file, has_assign_file;
	struct gopx_bytes gop, vbt;
	uint8_t *policy;
	struct gopx_bytes drivers[3];
	size_t count;
};

static void parts_close(struct parts *p)
{
	if (p->has_from)
		image_close(&p->from);
	if (p->has_gop_file)
		input_close(&p->gop_file);
	if (p->has_vbt_file)
		input_close(&p->vbt_file);
	if (p->has_assign_file)
		input_close(&p->assign_file);
	free(p->policy);
}

/* The body that a guest wants of this kind; empty when there is none. */
static struct gopx_bytes best_of(const struct gopx_image *scan,
				 enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(scan, i);

		if (gopx_finding_kind(f) == kind && gopx_finding_best(f))
			return gopx_finding_trimmed(f);
	}
	return (struct gopx_bytes){ 0 };
}

static enum exit_status take_image(struct parts *p, const struct rom_values *values)
{
	p->has_from = image_open(&p->from, values->from, &values->shared.limits);
	if (!p->has_from)
		return EXIT_TROUBLE;
	p->gop = best_of(p->from.scan, GOPX_FINDING_GOP);
	p->vbt = best_of(p->from.scan, GOPX_FINDING_VBT);
	if (p->gop.size)
		return EXIT_FOUND;
	report(p->from.input.name, "no Intel graphics driver in this image");
	image_notes(&p->from, true);
	return EXIT_NOT_FOUND;
}

static bool take_file(struct input *in, bool *has, const char *path,
		      struct gopx_bytes *bytes)
{
	*has = input_open(in, path);
	if (*has)
		*bytes = in->bytes;
	return *has;
}

static enum exit_status take_files(struct parts *p, const struct rom_values *values)
{
	struct gopx_bytes assign;

	if (values->gop &&
	    !take_file(&p->gop_file, &p->has_gop_file, values->gop, &p->gop))
		return EXIT_TROUBLE;
	if (values->vbt &&
	    !take_file(&p->vbt_file, &p->has_vbt_file, values->vbt, &p->vbt))
		return EXIT_TROUBLE;
	if (!values->assign)
		return EXIT_FOUND;
	if (!take_file(&p->assign_file, &p->has_assign_file, values->assign, &assign))
		return EXIT_TROUBLE;
	p->drivers[p->count++] = assign;
	return EXIT_FOUND;
}

/* The policy driver with the table in it. */
static bool make_policy(struct parts *p, const struct rom_values *values)
{
	size_t size = gopx_policy_size();

	p->policy = need_memory(NULL, size);
	switch (gopx_policy_write(p->vbt, (enum gopx_lid)values->lid, p->policy, size)) {
	case GOPX_OK:
		p->drivers[p->count++] = (struct gopx_bytes){ p->policy, size };
		p->drivers[p->count++] = p->gop;
		return true;
	case GOPX_E_LIMIT:
		report(values->vbt ? values->vbt : values->from,
		       "the table is too large for the policy driver (16 KiB)");
		return false;
	default:
		report(values->vbt ? values->vbt : values->from,
		       "not a video BIOS table: no $VBT header, or cut off");
		return false;
	}
}

static bool check_drivers(const struct parts *p, const struct rom_values *values)
{
	if (!gopx_rom_size(&p->gop, 1))
		report(values->gop ? values->gop : values->from,
		       "not a UEFI driver for x64, or too large");
	else if (!gopx_rom_size(p->drivers, p->count))
		report(values->assign, "not a UEFI driver for x64, or too large");
	else
		return true;
	return false;
}

static enum exit_status write_rom(const struct parts *p, const struct rom_values *values,
				  struct output_target *target)
{
	size_t size = gopx_rom_size(p->drivers, p->count);
	uint8_t *rom = need_memory(NULL, size);
	enum exit_status status = EXIT_TROUBLE;

	if (gopx_rom_write(values->ids.vendor, values->ids.device, p->drivers, p->count,
			   rom, size) != GOPX_OK) {
		report(values->output, "the ROM could not be made; please report this");
	} else {
		target->file.bytes = (struct gopx_bytes){ rom, size };
		if (output_write(&target->dir, &target->file, 1, values->force)) {
			rom_print_made(target, p->vbt.size, values->assign != NULL);
			status = EXIT_FOUND;
		}
	}
	free(rom);
	return status;
}

static enum exit_status rom_make(struct rom_values *values)
{
	struct parts p = { .count = 0 };
	struct output_target target;
	enum exit_status status;

	if (!output_target_open(&target, values->output))
		return EXIT_TROUBLE;
	status = values->from ? take_image(&p, values) : EXIT_FOUND;
	if (status == EXIT_FOUND)
		status = take_files(&p, values);
	if (status == EXIT_FOUND) {
		status = EXIT_TROUBLE;
		if (make_policy(&p, values) && check_drivers(&p, values))
			status = write_rom(&p, values, &target);
	}
	parts_close(&p);
	output_target_close(&target);
	return status;
}

/* NULL, or why this cannot be asked for. */
static const char *contradiction(struct rom_values *values, int operands)
{
	int tasks = (values->list != NULL) + (values->extract != NULL) +
		    (values->from || values->gop);

	if (operands)
		return "takes no FILE but by its options; 'gopx help rom' tells more";
	if (tasks != 1)
		return "one of --from, --gop, --list and --extract";
	if (values->from && values->gop)
		return "the driver comes --from an image or from a --gop file";
	if ((values->from || values->gop) && !values->output)
		return "where to? -o FILE";
	if (!rom_ids_parse(values->device, &values->ids))
		return "--device takes IDs as lspci -n prints them, 8086:3e9b";
	return NULL;
}

enum exit_status rom_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct rom_values values = { .lid = GOPX_LID_OPEN };
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
