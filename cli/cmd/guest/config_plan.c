/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_plan.c - which properties a device needs, by machine, generation and QEMU
 *
 * Sources: QEMU's docs/igd-assign.txt and hw/vfio/igd.c of the versions named here.
 */
#include "cmd/guest/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "args/device.h"

#define QEMU_10_0 \
	1000 /* has x-igd-lpc and x-igd-legacy-mode; 11th generation and later */
#define QEMU_10_1 1001 /* Meteor Lake and later */

static bool is_one_of(const char *code, const char *const *codes)
{
	while (*codes && strcmp(code, *codes))
		codes++;
	return *codes != NULL;
}

enum gpu_class gpu_class_of(const struct gopx_options *device)
{
	static const char *const gen11[] = { "ICL",   "EHL",   "JSL",   "TGL",
					     "RKL",   "ADL-S", "ADL-P", "ADL-N",
					     "RPL-S", "RPL-P", NULL };
	static const char *const no_bdsm[] = { "MTL", "ARL", "LNL", "PTL", NULL };
	static const char *const discrete[] = { "DG1", "DG2", "BMG", NULL };
	const struct gopx_platform *p = gopx_platform_of(device->pci_vendor,
							 device->pci_device);
	const char *code = p ? gopx_platform_code(p) : "";

	if (!p)
		return GPU_UNKNOWN;
	if (is_one_of(code, discrete))
		return GPU_DISCRETE;
	if (is_one_of(code, no_bdsm))
		return GPU_NO_BDSM;
	return is_one_of(code, gen11) ? GPU_GEN11 : GPU_OLD;
}

bool config_parse_qemu(const char *text, unsigned int *version)
{
	char *end;
	unsigned long major = strtoul(text, &end, 10), minor;

	if (end == text || *end != '.' || major > 99)
		return false;
	text = end + 1;
	minor = strtoul(text, &end, 10);
	*version = (unsigned int)(major * 100 + minor);
	return end != text && minor < 100 && strspn(end, ".0123456789") == strlen(end);
}

static void add(struct config_plan *p, const char *name, const char *value,
		const char *type, const char *why)
{
	p->properties[p->property_count++] = (struct config_property){ name, value, type,
								       why };
}

static void note(struct config_plan *p, const char *text)
{
	p->notes[p->note_count++] = text;
}

static void plan_opregion(struct config_plan *p)
{
	if (p->values->opregion)
		add(p, "x-igd-opregion", "off", "bool",
		    "the OpRegion comes from a file instead of the host");
	else
		add(p, "x-igd-opregion", "on", "bool",
		    "the guest gets a copy of the host's OpRegion: display outputs");
}

static void plan_i440fx(struct config_plan *p)
{
	if (p->qemu >= QEMU_10_0) {
		if (p->values->target != CONFIG_PROXMOX)
			add(p, "x-igd-legacy-mode", "off", "string",
			    "nothing is done unasked: a UEFI guest needs no VGA ranges");
		plan_opregion(p);
		add(p, "x-igd-lpc", "on", "bool",
		    "the LPC bridge at 00:1f.0 gets the host's IDs: the GOP driver looks "
		    "there");
		return;
	}
	note(
	    p,
	    "QEMU before 10.0 sets up OpRegion and LPC bridge by itself, in legacy mode: "
	    "on i440fx, at 00:02.0, and only with a ROM");
	if (!p->values->rom)
		note(p, "without a ROM legacy mode stays off, and so does the picture");
	add(p, "x-igd-gms", "2", "unsigned",
	    "stolen memory in units of 32 MiB, which QEMU before 10.0 takes for none: no "
	    "less than 'DVMT Pre-Allocated' in the board's setup");
}

static void plan_q35(struct config_plan *p)
{
	plan_opregion(p);
	note(p,
	     "q35 has an LPC bridge of its own at 00:1f.0, with other IDs than the "
	     "host's: "
	     "the GOP driver gives no picture there, the guest's own driver may; for one "
	     "from the start take i440fx");
	p->stolen_by_hand = p->qemu < QEMU_10_0;
	if (p->stolen_by_hand)
		note(
		    p,
		    "QEMU before 10.0 offers no stolen memory on q35: a file does, of as "
		    "much as the board's setup has for 'DVMT Pre-Allocated'; not tested "
		    "whether a GPU takes its address");
}

struct config_plan config_plan(const struct config_values *values, enum gpu_class gpu,
			       unsigned int qemu)
{
	struct config_plan p = { .values = values, .gpu = gpu, .qemu = qemu };

	snprintf(p.title, sizeof(p.title), "%s, QEMU %s, %s",
		 device_title(&values->shared.limits).text, values->qemu,
		 values->machine == CONFIG_Q35 ? "q35" : "i440fx");

	if (values->machine == CONFIG_Q35)
		plan_q35(&p);
	else
		plan_i440fx(&p);
	if (gpu == GPU_GEN11 && qemu < QEMU_10_0)
		note(
		    &p,
		    "this generation needs QEMU 10.0 or later for stolen memory: with an "
		    "older one there is no picture before the guest's own driver");
	if (gpu == GPU_NO_BDSM && qemu < QEMU_10_1)
		note(&p, "this generation needs QEMU 10.1 or later");
	if (gpu == GPU_UNKNOWN)
		note(&p,
		     "gopx does not know the device; these are settings for Ice Lake and "
		     "later");
	return p;
}
