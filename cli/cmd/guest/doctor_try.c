/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doctor_try.c - check whether the drivers in a ROM give a picture with this host's GPU
 * and bridge
 */
#include <string.h>

#include "cmd/guest/doctor_report.h"
#include "io/report.h"
#include "show/trial.h"

#define DRIVERS_MAX 16
#define INTEL       0x80860000u

static const struct gopx_finding *best(const struct gopx_image *scan,
				       enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(scan, i);

		if (gopx_finding_kind(f) == kind && gopx_finding_best(f))
			return f;
	}
	return NULL;
}

static void add_verdict(struct doctor *d, const struct gopx_image *scan,
			const struct gopx_trial *trial)
{
	const struct gopx_try_info *info = gopx_trial_info(trial);
	struct trial_subject subject = { best(scan, GOPX_FINDING_GOP), d->facts.device };

	if (info->verdict == GOPX_TRY_LIGHTS_UP)
		doctor_add(d, "try", VERDICT_OK, NULL,
			   "the ROM's driver gives a picture in the emulated machine "
			   "with this GPU and this host's LPC bridge");
	else
		doctor_add(d, "try", VERDICT_BREAKS,
			   "see gopx try --rom ROM --device auto --lpc auto",
			   "the ROM's driver gives no picture in the emulated machine: "
			   "it %.400s",
			   trial_verdict(subject, info).text);
}

bool doctor_try(struct doctor *d, struct gopx_machine *machine, const struct scanned *rom)
{
	struct gopx_bytes drivers[DRIVERS_MAX];
	struct gopx_try_options options = { .struct_size = sizeof(options),
					    .drivers = drivers,
					    .device = d->facts.device };
	struct trial_result result = { 0 };

	if (d->facts.lpc)
		options.lpc = INTEL | d->facts.lpc;
	options.driver_count = trial_rom_drivers(rom->scan, drivers, DRIVERS_MAX);
	if (!options.driver_count || options.driver_count > DRIVERS_MAX) {
		report(rom->input.name, "%s",
		       options.driver_count ? "has more than 16 drivers"
					    : "has no option ROM with a UEFI driver");
		return false;
	}
	if (!trial_run(machine, &options, best(rom->scan, GOPX_FINDING_VBT), &result))
		return false;
	add_verdict(d, rom->scan, result.trial);
	gopx_trial_free(result.trial);
	return true;
}
