/* SPDX-License-Identifier: BSD-2-Clause */
/* details.c - details of a driver, for people */
#include "show/details.h"

#include <inttypes.h>
#include <stdio.h>

#include "words/sha256.h"

void details_key(const char *name)
{
	text_style(STYLE_FAINT);
	printf("    %-*s", DETAILS_VALUES - 4, name);
	text_style(STYLE_PLAIN);
}

void details_flow(const char *s)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);

	text_flow_put(&flow, s);
	text_flow_end(&flow);
}

void details_styled(enum text_style style, const char *s)
{
	text_style(style);
	text_put(stdout, s);
	text_style(STYLE_PLAIN);
}

void details_title(struct node_title title)
{
	if (title.name) {
		putchar(' ');
		text_put(stdout, title.name);
	}
	if (title.known)
		printf(" (%s)", title.known);
}

/* Print the devices of one platform; NULL: the devices without a platform. */
static void print_devices(const struct gopx_finding *f,
			  const struct gopx_platform *platform)
{
	struct text_flow flow = text_flow(DETAILS_VALUES + 2);
	char number[8];
	bool any = false;

	for (size_t i = 0; i < gopx_finding_device_count(f); i++) {
		const struct gopx_device *d = gopx_finding_device_at(f, i);

		if (d->platform != platform)
			continue;
		if (!any)
			printf("%*s", DETAILS_VALUES + 2, "");
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

		details_key(i ? "" : "devices");
		printf("%s: %s\n", gopx_platform_name(p), gopx_platform_generation(p));
		print_devices(f, p);
	}
	if (has_unknown_device(f)) {
		details_key(gopx_finding_platform_count(f) ? "" : "devices");
		puts("for an unknown platform");
		print_devices(f, NULL);
	}
}

void details_gop(const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	struct gopx_bytes normalized = gopx_finding_normalized(f);

	if (gop->version && !gop->version_exact) {
		details_key("version");
		puts("from its strings alone");
	}
	if (gop->image_base) {
		details_key("rebased");
		printf("to 0x%" PRIx64 "; before that:\n%*s%s\n", gop->image_base,
		       DETAILS_VALUES, "",
		       normalized.size ? sha256_of(normalized).text
				       : "unknown: its relocations are unusable");
	}
	print_platforms(f);
}
