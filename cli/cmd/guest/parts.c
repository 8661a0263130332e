/* SPDX-License-Identifier: BSD-2-Clause */
/* parts.c - read the driver and the table, make the policy driver */
#include "cmd/guest/parts.h"

#include <stdlib.h>
#include <string.h>

#include <gopx/build.h>

#include "args/device_option.h"
#include "io/report.h"
#include "show/lpc_lists.h"
#include "show/pair.h"
#include "show/warnings.h"
#include "words/terminal.h"

#define AT(member) offsetof(struct parts_values, member)

static const struct option options[] = {
	{ "from", 0, OPTION_TEXT, AT(from), "IMAGE",
	  "use the best driver and table of a firmware image" },
	{ "gop", 0, OPTION_TEXT, AT(gop), "FILE", "use this driver" },
	{ "vbt", 0, OPTION_TEXT, AT(vbt), "FILE",
	  "use this table, or the best one of this image (default: the OpRegion's)" },
	{ "assign", 0, OPTION_TEXT, AT(assign), "FILE|none",
	  "use this IGD assignment driver, or none, instead of gopx's own" },
	{ "lid", 0, OPTION_CHOICE, AT(lid), "unsupported|open",
	  "lid state reported to the graphics driver (open)" },
};

const struct option_table parts_options = { "Contents", options,
					    sizeof(options) / sizeof(*options) };

void parts_close(struct parts *p)
{
	free(p->policy_memory);
}

const char *parts_contradiction(const struct parts_values *values)
{
	if (values->from && values->gop)
		return "give either --from IMAGE or --gop FILE";
	return NULL;
}

bool parts_chosen(const struct parts_values *values)
{
	return values->vbt || values->assign || values->lid != GOPX_LID_OPEN;
}

/* True if --assign names another driver than gopx's own; "none" does not count. */
static bool names_assign(const struct parts_values *values)
{
	return values->assign && strcmp(values->assign, "none");
}

/* The body of the best finding of this kind, trimmed; empty if there is none. */
static struct gopx_bytes best_of(const struct scanned *image, enum gopx_finding_kind kind)
{
	const struct gopx_finding *f = scanned_best(image, kind);

	return f ? gopx_finding_trimmed(f) : (struct gopx_bytes){ 0 };
}

static void say_tie(const struct scanned *image, enum gopx_finding_kind kind,
		    const char *what)
{
	size_t tied = 0;

	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		tied += gopx_finding_kind(f) == kind && gopx_finding_tied(f);
	}
	if (tied > 1)
		report(image->input.name,
		       "%s: the first of %zu that are equally good; --device chooses "
		       "another",
		       what, tied);
}

/* ---- drivers and tables for other graphics -------------------------------------- */

/*
 * Print a message if the part is for graphics cards: it does not work with a processor's
 * graphics.  Returns true if the part is refused.
 */
static bool refuse_card(const struct scanned *image, const struct parts_values *values,
			enum gopx_finding_kind kind)
{
	const struct gopx_finding *f = scanned_best(image, kind);

	if (!f || !finding_for_cards(f))
		return false;
	report(image->input.name,
	       "the %s is for graphics cards (%s), not for a processor's graphics%s",
	       kind == GOPX_FINDING_GOP ? "driver" : "table",
	       gopx_platform_name(gopx_finding_platform_at(f, 0)),
	       values->force ? "" : "; --force accepts it");
	return !values->force;
}

/*
 * If the given file is an Intel driver, its list must have the device. --force accepts a
 * driver for other devices, with a message.
 */
static enum exit_status check_file(const struct parts *p,
				   const struct parts_values *values)
{
	const struct gopx_options *limits = &values->shared.limits;
	const struct scanned *file = &p->files[PART_GOP];

	if (refuse_card(file, values, GOPX_FINDING_GOP))
		return EXIT_NOT_FOUND;
	if (!device_asked(limits) || !scanned_has(file, GOPX_FINDING_GOP) ||
	    scanned_best(file, GOPX_FINDING_GOP))
		return EXIT_FOUND;
	report(file->input.name, "the driver does not list %s%s",
	       device_title(limits).text,
	       values->force ? ", and will not start there" : "; --force accepts it");
	return values->force ? EXIT_FOUND : EXIT_NOT_FOUND;
}

static enum exit_status take_image(struct parts *p, const struct parts_values *values)
{
	const struct gopx_options *limits = &values->shared.limits;
	const struct scanned *from = &p->files[PART_FROM];

	if (refuse_card(from, values, GOPX_FINDING_GOP))
		return EXIT_NOT_FOUND;
	p->gop = best_of(from, GOPX_FINDING_GOP);
	if (values->vbt || !refuse_card(from, values, GOPX_FINDING_VBT))
		p->vbt = best_of(from, GOPX_FINDING_VBT);
	if (!p->gop.size)
		warn_of_nothing(from);
	if (!p->vbt.size && !values->vbt)
		warn_of_missing(from, limits, "video BIOS table");
	say_tie(from, GOPX_FINDING_GOP, "graphics driver");
	if (!values->vbt) {
		say_tie(from, GOPX_FINDING_VBT, "video BIOS table");
		pair_say(from);
	}
	if (p->gop.size)
		return EXIT_FOUND;
	warn_of_missing(from, limits, "Intel graphics driver");
	return EXIT_NOT_FOUND;
}

/*
 * --vbt together with --from replaces the image's table.  The table may be in any file
 * that gopx can scan: an image, an OpRegion, a longer file.
 */
static bool take_table(struct parts *p, const struct parts_values *values)
{
	const struct scanned *image = &p->files[PART_VBT];

	if (!values->vbt)
		return true;
	p->vbt = best_of(image, GOPX_FINDING_VBT);
	if (!p->vbt.size) {
		warn_of_nothing(image);
		warn_of_missing(image, &values->shared.limits, "video BIOS table");
	}
	return p->vbt.size != 0;
}

static void take_files(struct parts *p, const struct parts_values *values)
{
	if (values->gop)
		p->gop = p->files[PART_GOP].input.bytes;
	if (names_assign(values))
		p->assign = p->files[PART_ASSIGN].input.bytes;
	else if (!values->assign)
		p->assign = gopx_assign_driver();
}

static bool make_policy(struct parts *p, const struct parts_values *values)
{
	size_t size = gopx_policy_size();
	const char *whose = values->vbt ? values->vbt : values->from;

	p->policy_memory = need_memory(NULL, size);
	p->policy = (struct gopx_bytes){ p->policy_memory, size };
	switch (gopx_policy_write(p->vbt, (enum gopx_lid)values->lid, p->policy_memory,
				  size)) {
	case GOPX_OK:
		return true;
	case GOPX_E_LIMIT:
		report(whose, "the table is too large for the policy driver (16 KiB)");
		return false;
	default:
		report(whose,
		       "not a video BIOS table: no $VBT header, or the table is cut off");
		return false;
	}
}

static bool check_driver(struct gopx_bytes driver, const char *whose)
{
	if (gopx_rom_size(&driver, 1))
		return true;
	report(whose, "not a UEFI driver for x64, or too large");
	return false;
}

void parts_request(const struct parts_values *values, struct request *request)
{
	request_file(request, values->from, WANTED_SCAN);
	request_file(request, values->gop, WANTED_SCAN);
	request_file(request, values->vbt, WANTED_SCAN);
	request_file(request, names_assign(values) ? values->assign : NULL, WANTED_BYTES);
}

enum exit_status parts_take(struct parts *p, const struct parts_values *values,
			    const struct scanned *files)
{
	enum exit_status status = EXIT_FOUND;

	*p = (struct parts){ .files = files };
	if (values->from)
		status = take_image(p, values);
	else if (values->gop)
		status = check_file(p, values);
	if (status != EXIT_FOUND)
		return status;
	take_files(p, values);
	if (!take_table(p, values))
		return EXIT_NOT_FOUND;
	if (!make_policy(p, values) ||
	    !check_driver(p->gop, values->gop ? values->gop : values->from) ||
	    (names_assign(values) && !check_driver(p->assign, values->assign)))
		return EXIT_TROUBLE;
	return EXIT_FOUND;
}

/* The version of the driver for the guest; NULL if it is unknown. */
static const struct gopx_gop_info *driver_info(const struct parts *p,
					       const struct parts_values *values)
{
	const struct scanned *image = &p->files[values->gop ? PART_GOP : PART_FROM];

	for (size_t i = 0; image->scan && i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (gopx_finding_kind(f) == GOPX_FINDING_GOP &&
		    (values->gop || gopx_finding_best(f)))
			return gopx_finding_gop(f);
	}
	return NULL;
}

/*
 * Report that the driver will not start in a guest that gets the host's LPC bridge,
 * because the driver's list lacks this bridge.  This happens if the driver is older than
 * the board.
 */
static void note_bridge(const struct parts *p, const struct parts_values *values,
			const char *path)
{
	const struct shared_values *shared = &values->shared;
	const struct gopx_gop_info *info = shared->bridge ? driver_info(p, values) : NULL;
	const struct lpc_list *list = info ? lpc_list_of(info->version) : NULL;
	const struct gopx_platform *platform = gopx_platform_of(
	    shared->limits.pci_vendor, shared->limits.pci_device);
	struct lpc_advice advice = { .text = "" };

	if (!list || lpc_accepts(list, shared->bridge))
		return;
	if (platform)
		lpc_advice(gopx_platform_code(platform), shared->bridge, &advice);
	report(path, "driver %s does not start with this host's LPC bridge 8086:%04x%s%s",
	       info->version, shared->bridge, *advice.text ? ": " : "", advice.text);
}

/* Suggest the commands that use the file. The devices of the driver may be unknown. */
static void note_next(const struct parts_values *values, const char *path,
		      const char *option)
{
	const struct gopx_options *limits = &values->shared.limits;

	bool asked = device_asked(limits);

	if (!strcmp(path, "-"))
		return;
	if (asked)
		report(NULL,
		       "next, to try it without the GPU: gopx try %s %s --device %s",
		       option, text_typed(path), device_id(limits).text);
	if (!strcmp(option, "--rom"))
		report(NULL, "next, for the guest's settings: gopx config --rom %s%s%s",
		       text_typed(path), asked ? " --device " : "",
		       asked ? device_id(limits).text : "");
}

void parts_notes(const struct parts *p, const struct parts_values *values,
		 const char *path, const char *option)
{
	if (!p->vbt.size)
		report(
		    path,
		    "contains no table: the driver uses the one in the guest's OpRegion");
	if (!values->assign)
		report(
		    path,
		    "contains gopx's own IGD assignment driver, never tested on real "
		    "hardware (--assign FILE uses another one, --assign none omits it)");
	else if (!p->assign.size)
		report(path,
		       "contains no IGD assignment driver: something else must set the "
		       "addresses of OpRegion and stolen memory");
	note_bridge(p, values, path);
	note_next(values, path, option);
}
