/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_text.c - print the tables of an image for people */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/vbt/vbt_fields.h"
#include "cmd/vbt/vbt_panels.h"
#include "cmd/vbt/vbt_print.h"
#include "show/details.h"

static void print_place(const struct gopx_finding *f)
{
	const struct gopx_place *p = gopx_finding_place_at(f, 0);

	details_key("at");
	printf("0x%" PRIx64, p->offset);
	if (p->packed)
		printf(", compressed; offset 0x%" PRIx64 " after unpacking",
		       p->inner_offset);
	if (p->guid) {
		printf("\n%*s%s", DETAILS_VALUES, "", p->guid);
		details_title(place_title(p));
	}
	putchar('\n');
}

/* Print what is unusual about this table. */
static void print_warnings(const struct gopx_image *scan, const struct gopx_finding *f)
{
	const uint8_t *table = gopx_finding_trimmed(f).data;

	for (size_t i = 0; i < gopx_diag_count(scan); i++) {
		const struct gopx_diag *d = gopx_diag_at(scan, i);

		if (!d->node || d->severity != GOPX_WARNING ||
		    gopx_node_bytes(d->node).data != table)
			continue;
		details_key("warning");
		details_flow(d->message);
	}
}

static void print_table(const struct gopx_image *scan, const struct gopx_finding *f,
			bool verbose)
{
	struct gopx_vbt *vbt = vbt_fields_open(f);
	const struct gopx_vbt_info *info = gopx_finding_vbt(f);

	fputs("  ", stdout);
	details_styled(STYLE_STRONG, info->signature);
	printf(", %u bytes", info->vbt_size);
	if (gopx_finding_best(f))
		details_styled(STYLE_GOOD, ", best");
	putchar('\n');
	print_place(f);
	details_vbt(f);
	details_vbt_header(f);
	print_warnings(scan, f);
	if (vbt)
		vbt_panels_print(f, vbt);
	details_vbt_inside(f, verbose);
	if (vbt && verbose)
		vbt_fields_print(vbt);
	gopx_vbt_free(vbt);
}

void vbt_print_text(const struct scanned *image, bool verbose)
{
	static bool followed;
	bool blank = false;

	fputs(followed ? "\n" : "", stdout);
	followed = true;
	details_styled(STYLE_STRONG, image->input.name);
	putchar('\n');
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (!gopx_finding_vbt(f))
			continue;
		fputs(blank ? "\n" : "", stdout);
		blank = true;
		print_table(image->scan, f, verbose);
	}
}
