/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_brief.c - print the summary of an image's findings */
#include "cmd/scan/scan_print.h"

#include <string.h>

#include "args/device_option.h"
#include "show/details.h"
#include "show/node.h"

/* ---- one image ------------------------------------------------------------- */

static void put_count(struct text_flow *flow, size_t count, const char *what)
{
	char text[64];

	snprintf(text, sizeof(text), "%zu %s%s", count, what, count == 1 ? "" : "s");
	text_flow_put(flow, text);
}

/* Print why gopx chose this finding, if the image has other candidates. */
static void put_choice(struct text_flow *flow, const struct scanned *image,
		       const struct gopx_finding *f)
{
	size_t others = gopx_finding_best(f) ? scan_others(image, f) : 0;
	char text[64];

	if (!others)
		return;
	if (gopx_finding_tied(f)) {
		text_flow_put(flow, "; ");
	} else {
		snprintf(text, sizeof(text), "; the best of %zu, ", others + 1);
		text_flow_put(flow, text);
	}
	scan_flow_decision(flow, f, others);
}

static void put_platforms(struct text_flow *flow, const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_platform_count(f); i++) {
		text_flow_put(flow, i ? ", " : ": ");
		text_flow_put(flow, gopx_platform_name(gopx_finding_platform_at(f, i)));
	}
}

static void put_driver(struct text_flow *flow, const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);

	text_flow_put(flow, gop->version ? gop->version : "of unknown version");
	text_flow_put(flow, ", ");
	text_flow_put(flow, machine_name(gop->machine).text);
	if (gop->te)
		text_flow_put(flow, ", TE image");
	if (gopx_finding_confidence(f) != GOPX_CERTAIN)
		text_flow_put(flow, ", likely, not certain");
	put_platforms(flow, f);
	if (gopx_finding_device_count(f)) {
		text_flow_put(flow, " (");
		put_count(flow, gopx_finding_device_count(f), "device");
		text_flow_put(flow, ")");
	}
}

static void put_table(struct text_flow *flow, const struct gopx_finding *f)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	char text[80];

	text_flow_put(flow, vbt->signature);
	snprintf(text, sizeof(text), ", BDB version %u, %zu bytes, ", vbt->bdb_version,
		 gopx_finding_body(f).size);
	text_flow_put(flow, text);
	text_flow_put(flow, vbt->origin == GOPX_VBT_FROM_VBIOS
				? "from a legacy video BIOS"
				: "from the UEFI side");
	if (gopx_finding_confidence(f) != GOPX_CERTAIN)
		text_flow_put(flow, ", likely, not certain");
}

static void put_none(struct text_flow *flow, const struct scanned *image,
		     const struct gopx_options *options, enum gopx_finding_kind kind)
{
	if (!scanned_has(image, kind)) {
		text_flow_put(flow, "none in this image");
		return;
	}
	text_flow_put(flow, "none for ");
	text_flow_put(flow, device_title(options).text);
	text_flow_put(flow, " in this image, only for other devices");
}

static void print_best(const struct scanned *image, const struct gopx_options *options,
		       enum gopx_finding_kind kind)
{
	const struct gopx_finding *f = scanned_best(image, kind);
	struct text_flow flow = text_flow(DETAILS_VALUES);

	details_key(kind == GOPX_FINDING_GOP ? "driver" : "table");
	if (!f) {
		put_none(&flow, image, options, kind);
	} else {
		(kind == GOPX_FINDING_GOP ? put_driver : put_table)(&flow, f);
		put_choice(&flow, image, f);
	}
	text_flow_end(&flow);
}

static void print_others(const struct scanned *image)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);
	size_t count = 0;

	for (size_t i = 0; i < gopx_finding_count(image->scan); i++)
		count += gopx_finding_kind(gopx_finding_at(image->scan, i)) ==
			 GOPX_FINDING_OTHER_GOP;
	if (!count)
		return;
	details_key("others");
	put_count(&flow, count, "graphics driver");
	text_flow_put(&flow, " of other makers");
	text_flow_end(&flow);
}

static void print_fit(const struct scanned *image, const struct gopx_options *options)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);

	if (!device_asked(options) || !scanned_best(image, GOPX_FINDING_GOP))
		return;
	details_key("fits");
	text_flow_put(&flow, device_title(options).text);
	text_flow_end(&flow);
}

/* ---- what to do next ------------------------------------------------------- */

static void print_step(const char *key, const char *command,
		       const struct gopx_options *options, const char *path,
		       const char *effect)
{
	details_key(key);
	printf("gopx %s", command);
	if (device_asked(options))
		printf(" --device %s", device_id(options).text);
	printf("%s%s", *path == '-' && path[1] ? " -- " : " ", text_typed(path));
	text_style(STYLE_FAINT);
	printf("   %s\n", effect);
	text_style(STYLE_PLAIN);
}

static void print_next(const struct scanned *image, const struct gopx_options *options)
{
	const char *path = image->input.path;
	bool driver = scanned_best(image, GOPX_FINDING_GOP) != NULL;
	bool table = scanned_best(image, GOPX_FINDING_VBT) != NULL;

	if (driver || table)
		print_step("next",
			   driver && table ? "extract"
			   : driver        ? "extract --gop"
					   : "extract --vbt",
			   options, path,
			   driver && table ? "writes both files" : "writes it to a file");
	print_step(driver || table ? "" : "next", "scan -v", options, path,
		   "shows all details");
}

void scan_print_brief(const struct scanned *image, const struct gopx_options *options)
{
	details_styled(STYLE_STRONG, image->input.name);
	fputs(": ", stdout);
	text_put(stdout, gopx_image_summary(image->scan)->text);
	putchar('\n');
	print_best(image, options, GOPX_FINDING_GOP);
	print_fit(image, options);
	print_best(image, options, GOPX_FINDING_VBT);
	print_others(image);
	/* Input from a pipe cannot be read again. */
	if (image->input.path && strcmp(image->input.path, "-") != 0)
		print_next(image, options);
}

/* ---- one of many ----------------------------------------------------------- */

void scan_print_line(const struct scanned *image)
{
	const struct gopx_finding *gop = scanned_best(image, GOPX_FINDING_GOP);
	const struct gopx_finding *vbt = scanned_best(image, GOPX_FINDING_VBT);
	bool others = scanned_has(image, GOPX_FINDING_OTHER_GOP);

	details_styled(STYLE_STRONG, image->input.name);
	fputs(": ", stdout);
	if (gop) {
		const struct gopx_gop_info *info = gopx_finding_gop(gop);

		printf("GOP driver %s, %s", info->version ? info->version : "(version ?)",
		       machine_name(info->machine).text);
	}
	if (vbt) {
		fputs(gop ? "; VBT " : "VBT ", stdout);
		text_put(stdout, gopx_finding_vbt(vbt)->signature);
	}
	if (!gop && !vbt)
		fputs(others ? "only drivers of other makers" : "nothing: ", stdout);
	if (!gop && !vbt && !others)
		text_put(stdout, gopx_image_summary(image->scan)->text);
	putchar('\n');
}
