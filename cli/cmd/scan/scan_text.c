/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_text.c - print everything about the findings of an image for people */
#include "cmd/scan/scan_print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "args/device_option.h"
#include "show/details.h"
#include "show/node.h"
#include "show/path.h"
#include "words/sha256.h"
#include "words/terminal.h"

static void print_heading(const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	bool certain = gopx_finding_confidence(f) == GOPX_CERTAIN;

	fputs("  ", stdout);
	text_style(STYLE_STRONG);
	if (gop) {
		if (gopx_finding_kind(f) == GOPX_FINDING_GOP)
			fputs("graphics driver (GOP)", stdout);
		else
			printf("other graphics driver, %s", vendor_title(gop->vendor));
		printf("%s%s, %s%s", gop->version ? " " : "",
		       gop->version ? gop->version : "", machine_name(gop->machine).text,
		       gop->te ? ", TE image" : "");
	} else if (vbt) {
		fputs("video BIOS table (VBT), ", stdout);
		text_put(stdout, vbt->signature);
		printf(", BDB version %u", vbt->bdb_version);
	}
	text_style(STYLE_PLAIN);
	fputs(", ", stdout);
	details_styled(certain ? STYLE_GOOD : STYLE_DOUBT,
		       certain ? "certain" : "likely");
	if (gopx_finding_best(f))
		details_styled(STYLE_GOOD, ", best");
	if (gopx_finding_tied(f))
		details_styled(STYLE_DOUBT, ", tied");
	putchar('\n');
}

static void print_body(const struct gopx_finding *f)
{
	struct gopx_bytes body = gopx_finding_body(f);
	struct gopx_bytes trimmed = gopx_finding_trimmed(f);

	details_key("size");
	printf("%zu bytes", body.size);
	if (trimmed.size != body.size)
		printf(", %zu trimmed", trimmed.size);
	putchar('\n');
	details_key("sha256");
	printf("%s\n", sha256_of(body).text);
	if (trimmed.size != body.size) {
		details_key("trimmed");
		printf("%s\n", sha256_of(trimmed).text);
	}
}

static void print_place(const struct gopx_place *p, const char *name)
{
	details_key(name);
	printf("0x%" PRIx64, p->offset);
	if (p->packed)
		printf(", compressed; offset 0x%" PRIx64 " after unpacking",
		       p->inner_offset);
	putchar('\n');
	if (p->guid) {
		details_key("");
		text_put(stdout, p->guid);
		details_title(place_title(p));
		putchar('\n');
	}
	if (p->member) {
		details_key("");
		fputs("in ", stdout);
		text_put(stdout, p->member);
		putchar('\n');
	}
	details_key("");
	path_print(p->node, DETAILS_VALUES);
}

static void print_reasons(const struct gopx_finding *f)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);

	details_key("because");
	for (size_t i = 0; i < gopx_finding_reason_count(f); i++) {
		text_flow_put(&flow, i ? "; " : "");
		text_flow_put(&flow, gopx_finding_reason_at(f, i));
	}
	text_flow_end(&flow);
}

static void print_finding(const struct scanned *image, const struct gopx_finding *f)
{
	size_t others = gopx_finding_best(f) ? scan_others(image, f) : 0;

	print_heading(f);
	if (others) {
		struct text_flow flow = text_flow(DETAILS_VALUES);

		details_key("best");
		scan_flow_decision(&flow, f, others);
		text_flow_end(&flow);
	}
	print_body(f);
	if (gopx_finding_kind(f) == GOPX_FINDING_GOP)
		details_gop(f);
	if (gopx_finding_vbt(f))
		details_vbt(f);
	for (size_t i = 0; i < gopx_finding_place_count(f); i++)
		print_place(gopx_finding_place_at(f, i), i ? "also at" : "at");
	print_reasons(f);
}

static void print_count(size_t count, const char *one, const char *many)
{
	if (count)
		printf("%zu %s", count, count == 1 ? one : many);
	else
		printf("no %s", one);
}

static void flow_place(struct text_flow *flow, const struct gopx_place *p)
{
	char at[80];

	snprintf(at, sizeof(at), " at 0x%" PRIx64, p->offset);
	text_flow_put(flow, at);
	if (p->packed) {
		snprintf(at, sizeof(at), " (packed, 0x%" PRIx64 " in it)",
			 p->inner_offset);
		text_flow_put(flow, at);
	}
	text_flow_put(flow, ", ");
}

static void print_choice(const struct scanned *image, enum gopx_finding_kind kind)
{
	const struct gopx_finding *f = scanned_best(image, kind);
	struct text_flow flow = text_flow(DETAILS_VALUES);

	details_key(kind == GOPX_FINDING_GOP ? "driver" : "table");
	if (!f) {
		puts("none in this image");
		return;
	}
	if (gopx_finding_vbt(f))
		text_flow_put(&flow, gopx_finding_vbt(f)->signature);
	else if (gopx_finding_gop(f)->version)
		text_flow_put(&flow, gopx_finding_gop(f)->version);
	else
		text_flow_put(&flow, "of unknown version");
	flow_place(&flow, gopx_finding_place_at(f, 0));
	scan_flow_decision(&flow, f, scan_others(image, f));
	text_flow_end(&flow);
}

static void print_device(const struct scanned *image, const struct gopx_options *options)
{
	fputs("\n  ", stdout);
	details_styled(STYLE_STRONG, "for ");
	details_styled(STYLE_STRONG, device_title(options).text);
	putchar('\n');
	print_choice(image, GOPX_FINDING_GOP);
	print_choice(image, GOPX_FINDING_VBT);
}

void scan_print_text(const struct scanned *image, const struct gopx_options *options)
{
	static bool followed;
	size_t gops = 0, vbts = 0, others = 0;

	fputs(followed ? "\n" : "", stdout);
	followed = true;
	details_styled(STYLE_STRONG, image->input.name);
	putchar('\n');
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (!finding_is_body(f))
			continue;
		fputs(gops + vbts + others ? "\n" : "", stdout);
		gops += gopx_finding_kind(f) == GOPX_FINDING_GOP;
		vbts += gopx_finding_kind(f) == GOPX_FINDING_VBT;
		others += gopx_finding_kind(f) == GOPX_FINDING_OTHER_GOP;
		print_finding(image, f);
	}
	if (device_asked(options))
		print_device(image, options);
	putchar('\n');
	text_put(stdout, image->input.name);
	fputs(": ", stdout);
	print_count(gops, "graphics driver", "graphics drivers");
	fputs(", ", stdout);
	print_count(vbts, "video BIOS table", "video BIOS tables");
	if (options->other_drivers) {
		fputs(", ", stdout);
		print_count(others, "other graphics driver", "other graphics drivers");
	}
	putchar('\n');
}
