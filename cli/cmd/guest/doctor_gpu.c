/* SPDX-License-Identifier: BSD-2-Clause */
/* doctor_gpu.c - checks of the GPU: class, virtual functions, stolen memory, bridge */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/doctor_report.h"
#include "show/lpc_lists.h"

#define CLASS_VGA 0x0300

static const char set_dvmt[] = "in the board's setup set DVMT Pre-Allocated to 64 MB";

static void check_class(struct doctor *d)
{
	if (!d->facts.class_code)
		return;
	if (d->facts.class_code >> 8 == CLASS_VGA)
		doctor_add(d, "class", VERDICT_OK, NULL, "the GPU is a VGA device");
	else
		doctor_add(
		    d, "class", VERDICT_BREAKS,
		    "in the board's setup make the iGPU the primary display (with QEMU "
		    "10.1 or later and Linux 6.15 or later, "
		    "x-pci-class-code=0x030000 may be enough)",
		    "the GPU is not set as a VGA device (class %04x, not 0300), so "
		    "its GOP driver will not start",
		    d->facts.class_code >> 8);
}

void doctor_gpu(struct doctor *d)
{
	doctor_add(d, "gpu", VERDICT_OK, NULL, "the GPU is %s", d->title);
	check_class(d);
	if (d->facts.functions)
		doctor_add(d, "sriov", VERDICT_OK, NULL,
			   "%u virtual functions are in use (SR-IOV): 00:02.0 stays with "
			   "the host's driver; give a guest 00:02.1 (gopx config "
			   "--function 1)",
			   d->facts.functions);
}

/*
 * True if QEMU can give a guest this size of stolen memory. For devices that QEMU 9.2
 * treats as generation 8, it supports no sizes in steps of 4 MiB.
 */
static bool takes_size(const struct doctor *d, unsigned int mib)
{
	bool steps = mib % 32 != 0 || mib > 512;

	if (d->release->stolen == STOLEN_BY_GMS)
		return mib <= d->release->gms_max * 32;
	if (d->release->stolen == STOLEN_LEGACY_MODE && d->family &&
	    d->family->known_from == 702)
		return !steps;
	return true;
}

static bool has_no_bdsm(const struct doctor *d)
{
	return !d->family || d->family->generation == 13;
}

static void check_size(struct doctor *d)
{
	unsigned int mib;

	if (!d->facts.has_registers) {
		doctor_add(d, "stolen-memory", VERDICT_NOTE, "run gopx doctor as root",
			   "the size of stolen memory cannot be read");
		return;
	}
	mib = stolen_mib(d->facts.ggc, d->family);
	if (!mib)
		doctor_add(d, "stolen-memory", VERDICT_BREAKS, set_dvmt,
			   "the GPU has no stolen memory: the GOP driver needs some");
	else if (d->release && !takes_size(d, mib))
		doctor_add(
		    d, "stolen-memory", VERDICT_BREAKS, set_dvmt,
		    "stolen memory (DVMT Pre-Allocated): %u MiB, a size that QEMU %s "
		    "does not give to a guest",
		    mib, d->facts.qemu);
	else if ((d->release && d->release->stolen != STOLEN_BY_GMS) || has_no_bdsm(d))
		doctor_add(d, "stolen-memory", VERDICT_OK, NULL,
			   "stolen memory (DVMT Pre-Allocated): %u MiB", mib);
	else
		doctor_add(d, "stolen-memory", VERDICT_OK, NULL,
			   "stolen memory (DVMT Pre-Allocated): %u MiB; QEMU before 9.2 "
			   "needs x-igd-gms of at least %u",
			   mib, (mib + 31) / 32);
	if (mib && !d->facts.functions && !has_no_bdsm(d) && d->family->generation >= 11)
		doctor_add(d, "stolen-address", VERDICT_NOTE, NULL,
			   "according to reports, these GPUs keep using the host's "
			   "address of stolen memory (if the guest's differs: DMAR "
			   "faults, Code 43); gopx's IGD assignment driver uses the same "
			   "address in the guest if the guest's memory map allows it");
}

void doctor_memory(struct doctor *d)
{
	check_size(d);
	if (!d->facts.has_registers || d->facts.functions)
		return;
	if (d->facts.asls)
		doctor_add(d, "opregion", VERDICT_OK, NULL,
			   "the firmware left an OpRegion, which QEMU copies");
	else
		doctor_add(d, "opregion", VERDICT_BREAKS,
			   "switch CSM off in the board's setup; or make an OpRegion: "
			   "gopx opregion --vbt IMAGE -o opregion.bin, and give it to "
			   "gopx config --opregion, for QEMU 10.0: other releases give "
			   "such a GPU neither LPC bridge nor stolen memory",
			   "the host has no OpRegion (ASLS is 0): QEMU has nothing to "
			   "copy, and x-igd-opregion=on fails");
}

/* A clause about what happens on q35 with a GPU of this generation. */
static const char *q35_of(const struct doctor *d)
{
	if (d->family && d->family->any_lpc)
		return "q35 guests have QEMU's own, which this generation's GOP drivers "
		       "do "
		       "not check";
	return "q35 guests have QEMU's own, and no picture from the GOP driver";
}

void doctor_bridge(struct doctor *d)
{
	struct lpc_advice advice = { .text = "" };
	bool known;

	if (!d->facts.lpc)
		return;
	known = lpc_advice(d->platform, d->facts.lpc, &advice);
	doctor_add(d, "lpc", VERDICT_NOTE,
		   known && !advice.all ? "use a GOP driver of a version that accepts it"
					: NULL,
		   "the LPC bridge is 8086:%04x%s%s; i440fx guests get these IDs "
		   "(x-igd-lpc=on, before QEMU 10.0 legacy mode), %s",
		   d->facts.lpc, known ? ": " : "", known ? advice.text : "", q35_of(d));
}
