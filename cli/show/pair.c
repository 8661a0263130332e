/* SPDX-License-Identifier: BSD-2-Clause */
/* pair.c - check whether the best driver and the best table are for the same graphics */
#include "show/pair.h"

#include "io/report.h"

static bool has_platform(const struct gopx_finding *f, const struct gopx_platform *p)
{
	for (size_t i = 0; i < gopx_finding_platform_count(f); i++) {
		if (gopx_finding_platform_at(f, i) == p)
			return true;
	}
	return false;
}

/* Also true if the platforms of one of the two are unknown. */
static bool fits(const struct gopx_finding *driver, const struct gopx_finding *table)
{
	size_t count = gopx_finding_platform_count(table);

	for (size_t i = 0; i < count; i++) {
		if (has_platform(driver, gopx_finding_platform_at(table, i)))
			return true;
	}
	return count == 0 || gopx_finding_platform_count(driver) == 0;
}

void pair_say(const struct scanned *image)
{
	const struct gopx_finding *driver = scanned_best(image, GOPX_FINDING_GOP);
	const struct gopx_finding *table = scanned_best(image, GOPX_FINDING_VBT);
	const char *version;

	if (!driver || !table || fits(driver, table))
		return;
	version = gopx_finding_gop(driver)->version;
	report(
	    image->input.name,
	    "no table here is for the platforms of the driver%s%s; the best, %s, is for "
	    "others (%s)",
	    version ? " " : "", version ? version : "",
	    gopx_finding_vbt(table)->signature,
	    gopx_platform_name(gopx_finding_platform_at(table, 0)));
}

bool finding_for_cards(const struct gopx_finding *f)
{
	size_t count = gopx_finding_platform_count(f);

	for (size_t i = 0; i < count; i++) {
		if (!gopx_platform_discrete(gopx_finding_platform_at(f, i)))
			return false;
	}
	return count > 0;
}
