/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_plan.c - choose the properties of QEMU's device from the tables in igd_tables.c
 */
#include "cmd/guest/config.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "args/device_option.h"
#include "show/lpc_lists.h"

#define GENERATION_NO_BDSM 13
#define GENERATION_BDSM_64 11

static void add(struct config_plan *p, const char *name, const char *value,
		const char *type, const char *why)
{
	p->properties[p->property_count++] = (struct config_property){ name, value, type,
								       why };
}

__attribute__((format(printf, 2, 3))) static void note(struct config_plan *p,
						       const char *format, ...)
{
	va_list args;

	if (p->note_count == CONFIG_NOTES)
		return;
	va_start(args, format);
	vsnprintf(p->notes[p->note_count++], CONFIG_NOTE_SIZE, format, args);
	va_end(args);
}

static unsigned int generation(const struct config_plan *p)
{
	return p->family ? p->family->generation : GENERATION_NO_BDSM;
}

static bool is_i440fx(const struct config_plan *p)
{
	return p->values->machine == CONFIG_I440FX;
}

static bool lacks_opregion(const struct config_plan *p)
{
	return p->host && p->host->has_registers && !p->host->asls;
}

static void plan_opregion(struct config_plan *p)
{
	if (p->values->opregion)
		add(p, "x-igd-opregion", "off", "bool",
		    "the OpRegion comes from a file, not from the host");
	else if (lacks_opregion(p))
		add(p, "x-igd-opregion", "off", "bool",
		    "the host has no OpRegion, and QEMU would fail to copy it");
	else
		add(p, "x-igd-opregion", "on", "bool",
		    "gives the guest a copy of the host's OpRegion, in which the board's "
		    "firmware describes the display outputs to the graphics driver");
}

/*
 * Add x-igd-gms, the size of stolen memory in units of 32 MiB. It must be at least the
 * size that the board's firmware set, because some drivers use that size.
 */
static void plan_gms(struct config_plan *p)
{
	unsigned int mib = 64, units;

	if (p->host && p->host->has_registers)
		mib = stolen_mib(p->host->ggc, p->family);
	units = mib ? (mib + 31) / 32 : 2;
	if (units > p->release->gms_max) {
		note(p,
		     "the host has %u MiB of stolen memory; this QEMU takes at most %u "
		     "MiB: set DVMT Pre-Allocated to 64 MB in the board's setup",
		     mib, p->release->gms_max * 32);
		units = 2;
	}
	snprintf(p->gms, sizeof(p->gms), "%u", units);
	add(p, "x-igd-gms", p->gms, "unsigned",
	    "stolen memory (memory that belongs to the GPU alone) in units of 32 MiB; "
	    "this QEMU gives none without it. It must not be smaller than \"DVMT "
	    "Pre-Allocated\" in the board's setup");
}

static bool refuses_legacy_mode(const struct config_plan *p)
{
	return p->release->unknown == UNKNOWN_NO_LEGACY &&
	       !qemu_knows(p->qemu, p->family);
}

/* Only legacy mode provides OpRegion and LPC bridge. */
static void plan_legacy_mode(struct config_plan *p)
{
	if (refuses_legacy_mode(p)) {
		note(p,
		     "QEMU 9.2 does not know this device (\"is unsupported in legacy "
		     "mode\"): no LPC bridge, no stolen memory, so no picture from the "
		     "GOP driver; use QEMU %s",
		     generation(p) < GENERATION_NO_BDSM && p->family->known_from == 1000
			 ? "9.1 or older, or 10.0 and later"
			 : "10.1 or later");
		plan_opregion(p);
		return;
	}
	note(p, "QEMU before 10.0 gives the guest OpRegion and LPC bridge only in legacy "
		"mode. Legacy mode needs i440fx, address 00:02.0, a ROM, and VGA access "
		"(a host kernel built with VFIO_PCI_VGA, and vfio-pci without "
		"disable_vga=1; gopx doctor checks both)");
	if (!p->values->rom)
		note(p, "without a ROM, legacy mode stays off, and the GOP driver shows "
			"no picture");
	if (p->values->opregion)
		plan_opregion(p);
	if (p->release->stolen == STOLEN_BY_GMS)
		plan_gms(p);
	if (p->release->stolen == STOLEN_BY_GMS && generation(p) >= GENERATION_BDSM_64)
		note(p,
		     "this QEMU treats the device like 8th-generation graphics. People "
		     "report pictures with legacy-igd and x-igd-gms on 11th to 13th "
		     "generation Core processors. QEMU 10.0 or later is better");
}

static void plan_i440fx(struct config_plan *p)
{
	if (!p->release->has_lpc) {
		plan_legacy_mode(p);
		return;
	}
	/*
	 * On Proxmox VE, leave legacy mode at QEMU's default, because people report that
	 * the guest then shows a picture. With --opregion, switch it off: legacy mode
	 * adds the host's OpRegion, and QEMU stops if there is a second OpRegion.
	 */
	if (p->values->target != CONFIG_PROXMOX || p->values->opregion)
		add(p, "x-igd-legacy-mode", "off", "string",
		    "switches off QEMU's automatic legacy VGA mode; a UEFI guest does "
		    "not "
		    "need it");
	plan_opregion(p);
	add(p, "x-igd-lpc", "on", "bool",
	    "gives the guest's LPC bridge at 00:1f.0 the host's IDs, which the GOP "
	    "driver checks");
}

static void plan_q35(struct config_plan *p)
{
	plan_opregion(p);
	if (p->family && p->family->any_lpc)
		note(p,
		     "on q35 the LPC bridge at 00:1f.0 is QEMU's own; the GOP drivers "
		     "seen for this generation do not check it, so a picture is possible "
		     "(Haswell: with a 5.0 driver, not with 5.5)");
	else
		note(
		    p,
		    "no picture from the GOP driver on q35 for this generation: the "
		    "driver stops if the LPC bridge at 00:1f.0 is not in its list, and "
		    "q35's bridge is not. The operating system's driver may still show a "
		    "picture. Use i440fx for a picture from the start");
	if (p->release->stolen != STOLEN_ALWAYS && generation(p) < GENERATION_NO_BDSM)
		note(p, "QEMU before 10.0 offers no stolen memory on q35: the GOP driver "
			"would use the guest's low memory; a file etc/igd-bdsm-size that "
			"you add has no effect");
}

/*
 * Returns NULL, or the reason why the OpRegion cannot come from a file.  Before QEMU
 * 10.0, legacy mode adds the host's OpRegion even with x-igd-opregion=off.  With a second
 * OpRegion, QEMU ends with "duplicate fw_cfg file name".
 */
static const char *refuse_opregion(const struct config_plan *p)
{
	if (!p->values->opregion || p->function || !is_i440fx(p) || p->release->has_lpc ||
	    lacks_opregion(p) || refuses_legacy_mode(p))
		return NULL;
	return "before QEMU 10.0 an i440fx guest gets the host's OpRegion in any case, "
	       "and QEMU stops if there is a second one: omit --opregion, or use QEMU "
	       "10.0 or later";
}

/* Add notes for a host whose firmware set up no OpRegion. */
static void note_no_opregion(struct config_plan *p)
{
	if (p->function || !lacks_opregion(p))
		return;
	if (p->release->first != 1000)
		note(p, "this host has no OpRegion (ASLS is 0), and this QEMU then gives "
			"the guest neither LPC bridge nor stolen memory, so no picture "
			"from the GOP driver: switch CSM off in the board's setup, or "
			"use QEMU 10.0, make an OpRegion with gopx opregion, and name it "
			"with gopx config's option opregion");
	else if (!p->values->opregion)
		note(p, "this host has no OpRegion (ASLS is 0): switch CSM off in the "
			"board's setup, or make an OpRegion with gopx opregion, and name "
			"it with gopx config's option opregion");
}

/* A virtual function has neither OpRegion nor bridge that QEMU could copy. */
static void plan_function(struct config_plan *p)
{
	if (!p->values->opregion)
		note(p,
		     "a virtual function has no OpRegion: make one from the table with "
		     "gopx opregion, and name it with gopx config's option opregion");
	note(p, "a virtual function drives no display: only the guest's own driver needs "
		"the GOP driver and OpRegion (without them, Windows reports Code 43)");
}

static void note_bridge(struct config_plan *p)
{
	const struct gopx_options *limits = &p->values->shared.limits;
	const struct gopx_platform *platform = gopx_platform_of(limits->pci_vendor,
								limits->pci_device);
	struct lpc_advice advice;

	if (!p->host || !p->host->lpc || !platform || !is_i440fx(p) ||
	    !lpc_advice(gopx_platform_code(platform), p->host->lpc, &advice) ||
	    advice.all)
		return;
	note(p, "this host's LPC bridge is 8086:%04x: %s", p->host->lpc, advice.text);
}

static void note_device(struct config_plan *p)
{
	if (!p->family)
		note(p, "gopx knows no GPU with this ID. If it is one, it is newer than "
			"this gopx: these are the settings for the latest generations");
	if (igd_iommu_quirk(p->family))
		note(p, "%s", igd_iommu_quirk(p->family));
	if (p->release->unknown == UNKNOWN_NOTHING && !qemu_knows(p->qemu, p->family))
		note(p,
		     "QEMU 10.0 does not know this device and gives it neither OpRegion "
		     "nor LPC bridge: this needs QEMU 10.1 or later");
	else if (p->qemu < 1000 && generation(p) == GENERATION_NO_BDSM)
		note(p, "this generation needs QEMU 10.1 or later");
	if (p->host && p->host->functions && !p->function)
		note(p,
		     "this host has %u virtual functions of this GPU: 00:02.0 stays with "
		     "the host's i915 or xe; give the guest one of them with gopx "
		     "config's option function, 1 to 7",
		     p->host->functions);
	if (p->host && p->host->class_code && p->host->class_code >> 8 != 0x0300)
		note(
		    p,
		    "the host's GPU has class %04x, not 0300 (VGA), and GOP drivers "
		    "refuse it: in the board's setup make the iGPU the primary display%s",
		    p->host->class_code >> 8,
		    p->release->has_class_code
			? ", or add x-pci-class-code=0x030000 to the device, which "
			  "needs Linux 6.15 or later on the host"
			: "");
	if (!p->host)
		note(p, "these settings were made without a look at the host. Some hosts "
			"need one more: run gopx config there if QEMU reports "
			"\"VFIO_MAP_DMA failed: Invalid argument\" (the IOMMU has fewer "
			"address bits than the processor)");
}

/* How to give the guest a second device of the host. */
static const char *add_device_by(const struct config_plan *p)
{
	switch ((enum config_target)p->values->target) {
	case CONFIG_PROXMOX:
		return "qm set $VMID --hostpci1 0000:";
	case CONFIG_LIBVIRT:
		return "add a second hostdev element, for 0000:";
	default:
		return "bind it to vfio-pci, and add -device vfio-pci,host=0000:";
	}
}

/* Sound over HDMI comes from another function of the host than the picture. */
static void note_audio(struct config_plan *p)
{
	static const char owner[] = "sound over HDMI and DisplayPort comes from";
	const struct host_audio *audio = p->host ? &p->host->audio : NULL;

	if (p->function)
		return;
	if (!audio || !audio->slot)
		note(p,
		     "%s the host's audio function (often 00:1f.3), a device of its own; "
		     "pass it through, too, only if it is alone in its IOMMU group",
		     owner);
	else if (!audio->group_size)
		note(p,
		     "%s the host's audio function %s (8086:%04x), a device of its own; "
		     "pass it through, too, only if it is alone in its IOMMU group, "
		     "which shows once the IOMMU is on",
		     owner, audio->slot, audio->device);
	else if (audio->group_size == 1)
		note(p,
		     "%s the host's audio function %s (8086:%04x), which is alone in its "
		     "IOMMU group; to pass it through, too: %s%s",
		     owner, audio->slot, audio->device, add_device_by(p), audio->slot);
	else
		note(p,
		     "%s the host's audio function %s (8086:%04x); it shares its IOMMU "
		     "group with %zu other devices, so the guest gets all of them or "
		     "none",
		     owner, audio->slot, audio->device, audio->group_size - 1);
}

const char *config_plan(struct config_plan *p)
{
	const struct config_values *v = p->values;

	p->family = igd_family_of(v->shared.limits.pci_device);
	p->release = qemu_release_of(p->qemu);
	if (v->target == CONFIG_HOST)
		return NULL;
	if (!p->release)
		return "QEMU before 7.2 is too old: gopx has no settings for it";
	p->secboot = ovmf_is_secboot(v->code);
	if (p->secboot && is_i440fx(p))
		return "firmware with Secure Boot and SMM does not start on i440fx, "
		       "which has no SMM: use firmware without them, or --machine q35";
	p->function = v->function ? (unsigned int)(*v->function - '0') : 0;
	if (refuse_opregion(p))
		return refuse_opregion(p);
	if (p->host && host_needs_phys_bits(p->host))
		p->phys_bits = p->host->iommu_bits;
	snprintf(p->title, sizeof(p->title), "%s, QEMU %u.%u%s, %s",
		 device_title(&v->shared.limits).text, p->qemu / 100, p->qemu % 100,
		 v->qemu  ? ""
		 : v->pve ? " (the version that this Proxmox VE was released with)"
			  : " (installed here)",
		 is_i440fx(p) ? "i440fx" : "q35");
	if (p->function)
		plan_function(p);
	else if (is_i440fx(p))
		plan_i440fx(p);
	else
		plan_q35(p);
	note_no_opregion(p);
	note_device(p);
	note_audio(p);
	note_bridge(p);
	return NULL;
}
