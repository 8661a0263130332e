/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_text.c - the tables of an image for people */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/vbt/vbt_fields.h"
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

static void print_fields(const struct gopx_finding *f)
{
	struct gopx_vbt *vbt = vbt_fields_open(f);

	if (vbt)
		vbt_fields_print(vbt);
	gopx_vbt_free(vbt);
}

static void print_table(const struct gopx_finding *f, bool verbose)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);

	fputs("  ", stdout);
	details_styled(STYLE_STRONG, vbt->signature);
	printf(", %u bytes", vbt->vbt_size);
	if (gopx_finding_best(f))
		details_styled(STYLE_GOOD, ", best");
	putchar('\n');
	print_place(f);
	details_vbt(f);
	details_vbt_inside(f);
	if (verbose)
		print_fields(f);
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
		print_table(f, verbose);
	}
}
