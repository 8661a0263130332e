/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_text.c - the findings of an image for people */
#include "scan_print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "node.h"
#include "path.h"
#include "sha256.h"
#include "text.h"

#define VALUES 13 /* the column they start in */

static void key(const char *name)
{
	text_style(STYLE_FAINT);
	printf("    %-*s", VALUES - 4, name);
	text_style(STYLE_PLAIN);
}

static void print_flowing(const char *s)
{
	struct text_flow flow = text_flow(VALUES);

	text_flow_put(&flow, s);
	text_flow_end(&flow);
}

static void styled(enum text_style style, const char *s)
{
	text_style(style);
	text_put(stdout, s);
	text_style(STYLE_PLAIN);
}

static void print_heading(const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	bool certain = gopx_finding_confidence(f) == GOPX_CERTAIN;

	fputs("  ", stdout);
	text_style(STYLE_STRONG);
	if (gop) {
		printf("graphics driver (GOP)%s%s, %s%s", gop->version ? " " : "",
		       gop->version ? gop->version : "", machine_name(gop->machine).text,
		       gop->te ? ", TE image" : "");
	} else if (vbt) {
		fputs("video BIOS table (VBT), ", stdout);
		text_put(stdout, vbt->signature);
		printf(", BDB version %u", vbt->bdb_version);
	}
	text_style(STYLE_PLAIN);
	fputs(", ", stdout);
	styled(certain ? STYLE_GOOD : STYLE_DOUBT, certain ? "certain" : "likely");
	if (gopx_finding_best(f))
		styled(STYLE_GOOD, ", best");
	putchar('\n');
}

/* The devices of one platform; NULL: of those that are of none. */
static void print_devices(const struct gopx_finding *f,
			  const struct gopx_platform *platform)
{
	struct text_flow flow = text_flow(VALUES + 2);
	char number[8];
	bool any = false;

	for (size_t i = 0; i < gopx_finding_device_count(f); i++) {
		const struct gopx_device *d = gopx_finding_device_at(f, i);

		if (d->platform != platform)
			continue;
		if (!any)
			printf("%*s", VALUES + 2, "");
		any = true;
		snprintf(number, sizeof(number), "%04x ", d->device);
		text_flow_put(&flow, number);
	}
	if (any)
		text_flow_end(&flow);
}

static bool has_unknown_device(const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_device_count(f); i++) {
		if (!gopx_finding_device_at(f, i)->platform)
			return true;
	}
	return false;
}

static void print_platforms(const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_platform_count(f); i++) {
		const struct gopx_platform *p = gopx_finding_platform_at(f, i);

		key(i ? "" : "devices");
		printf("%s: %s\n", gopx_platform_name(p), gopx_platform_generation(p));
		print_devices(f, p);
	}
	if (has_unknown_device(f)) {
		key(gopx_finding_platform_count(f) ? "" : "devices");
		puts("of no platform that is known");
		print_devices(f, NULL);
	}
}

static void print_gop(const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	struct gopx_bytes normalized = gopx_finding_normalized(f);

	if (gop->version && !gop->version_exact) {
		key("version");
		puts("from its strings alone");
	}
	if (gop->image_base) {
		key("rebased");
		printf("to 0x%" PRIx64 "; as it was built:\n%*s%s\n", gop->image_base,
		       VALUES, "",
		       normalized.size ? sha256_of(normalized).text
				       : "not known, its relocations are no use");
	}
	print_platforms(f);
}

static void print_vbt(const struct gopx_vbt_info *vbt)
{
	key("from");
	printf("%s, checksum %s\n",
	       vbt->origin == GOPX_VBT_FROM_VBIOS ? "a legacy video BIOS"
						  : "the UEFI side",
	       vbt->checksum_ok ? "good" : "bad");
	if (vbt->sign_on && *vbt->sign_on) {
		key("sign-on");
		print_flowing(vbt->sign_on);
	}
}

static void print_body(const struct gopx_finding *f)
{
	struct gopx_bytes body = gopx_finding_body(f);
	struct gopx_bytes trimmed = gopx_finding_trimmed(f);

	key("size");
	printf("%zu bytes", body.size);
	if (trimmed.size != body.size)
		printf(", %zu trimmed", trimmed.size);
	putchar('\n');
	key("sha256");
	printf("%s\n", sha256_of(body).text);
	if (trimmed.size != body.size) {
		key("trimmed");
		printf("%s\n", sha256_of(trimmed).text);
	}
}

static void print_place(const struct gopx_place *p, const char *name)
{
	key(name);
	printf("0x%" PRIx64, p->offset);
	if (p->packed)
		printf(", packed; 0x%" PRIx64 " in the unpacked data", p->inner_offset);
	putchar('\n');
	if (p->guid || p->name) {
		key("");
		if (p->guid)
			text_put(stdout, p->guid);
		if (p->guid && p->name)
			putchar(' ');
		if (p->name)
			text_put(stdout, p->name);
		putchar('\n');
	}
	key("");
	path_print(p->node, VALUES);
}

static void print_reasons(const struct gopx_finding *f)
{
	struct text_flow flow = text_flow(VALUES);

	key("because");
	for (size_t i = 0; i < gopx_finding_reason_count(f); i++) {
		text_flow_put(&flow, i ? "; " : "");
		text_flow_put(&flow, gopx_finding_reason_at(f, i));
	}
	text_flow_end(&flow);
}

static void print_finding(const struct gopx_finding *f)
{
	print_heading(f);
	print_body(f);
	if (gopx_finding_gop(f))
		print_gop(f);
	if (gopx_finding_vbt(f))
		print_vbt(gopx_finding_vbt(f));
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

void scan_print_text(const struct image *image)
{
	static bool followed;
	size_t gops = 0;
	size_t vbts = 0;

	fputs(followed ? "\n" : "", stdout);
	followed = true;
	styled(STYLE_STRONG, image->input.name);
	putchar('\n');
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (!kind_name(gopx_finding_kind(f)))
			continue;
		fputs(gops + vbts ? "\n" : "", stdout);
		gops += gopx_finding_kind(f) == GOPX_FINDING_GOP;
		vbts += gopx_finding_kind(f) == GOPX_FINDING_VBT;
		print_finding(f);
	}
	putchar('\n');
	text_put(stdout, image->input.name);
	fputs(": ", stdout);
	print_count(gops, "graphics driver", "graphics drivers");
	fputs(", ", stdout);
	print_count(vbts, "video BIOS table", "video BIOS tables");
	putchar('\n');
}
