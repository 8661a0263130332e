/* SPDX-License-Identifier: BSD-2-Clause */
/* doctor_checks.c - what must be so on a host, or must not, for its GPU to be a guest's
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cmd/guest/doctor.h"
#include "words/text.h"

#define CLASS_VGA 0x0300
#define GGC_AT    0x50

#define TEXT_COLUMN 9

static const char see_host[] = "gopx config --target host prints how";

void doctor_say(enum verdict verdict, const char *mend, const char *format, ...)
{
	static const char *const words[] = { "ok", "note", "missing", "breaks" };
	static const enum text_style styles[] = { STYLE_GOOD, STYLE_PLAIN, STYLE_DOUBT,
						  STYLE_STRONG };
	char line[4096 + 256];
	struct text_flow flow;
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	text_style(styles[verdict]);
	printf("%-*s", TEXT_COLUMN, words[verdict]);
	text_style(STYLE_PLAIN);
	flow = text_flow(TEXT_COLUMN);
	text_flow_put(&flow, line);
	text_flow_end(&flow);
	if (!mend)
		return;
	printf("%*s", TEXT_COLUMN, "");
	flow = text_flow(TEXT_COLUMN);
	text_flow_put(&flow, "-> ");
	text_flow_put(&flow, mend);
	text_flow_end(&flow);
}

enum verdict verdict_worse(enum verdict a, enum verdict b)
{
	return a > b ? a : b;
}

/* The line of a thing that is as it should be, or not. */
static enum verdict judge(bool fine, enum verdict otherwise, const char *mend,
			  const char *good, const char *bad)
{
	doctor_say(fine ? VERDICT_OK : otherwise, fine ? NULL : mend, "%s",
		   fine ? good : bad);
	return fine ? VERDICT_OK : otherwise;
}

enum verdict doctor_gpu(const struct host *host)
{
	uint32_t class_code;

	if (!host_number(host, HOST_GPU "class", &class_code))
		return VERDICT_OK;
	return judge(class_code >> 8 == CLASS_VGA, VERDICT_BREAKS,
		     "in the board's setup make the iGPU the primary display",
		     "the GPU is a VGA device",
		     "the GPU is no VGA device: its GOP driver stays away");
}

static enum verdict check_group(const struct host *host)
{
	struct host_text group, names;
	size_t count = host_names(host, HOST_GPU "iommu_group/devices", &names);

	if (!host_link(host, HOST_GPU "iommu_group", &group) || !count) {
		doctor_say(VERDICT_MISSING, see_host, "the GPU is in no IOMMU group");
		return VERDICT_MISSING;
	}
	if (count == 1) {
		doctor_say(VERDICT_OK, NULL, "the GPU is alone in IOMMU group %s",
			   group.text);
		return VERDICT_OK;
	}
	doctor_say(VERDICT_BREAKS, "give the guest all of them, or none",
		   "IOMMU group %s has more than the GPU: %s", group.text, names.text);
	return VERDICT_BREAKS;
}

enum verdict doctor_iommu(const struct host *host)
{
	struct host_text names;

	if (!host_names(host, "sys/class/iommu", &names)) {
		doctor_say(VERDICT_MISSING,
			   host_told(host, "intel_iommu=", "on")
			       ? "turn VT-d on in the board's setup"
			       : "turn VT-d on in the board's setup, and put "
				 "intel_iommu=on iommu=pt on the kernel's command line",
			   "no IOMMU is in use");
		return VERDICT_MISSING;
	}
	doctor_say(VERDICT_OK, NULL, "IOMMU in use: %s", names.text);
	return check_group(host);
}

static enum verdict check_bound(const struct host *host, const char *id)
{
	struct host_text driver, ids;
	char mend[96];

	snprintf(mend, sizeof(mend), "put vfio-pci.ids=%s on the kernel's command line",
		 id);
	if (!host_link(host, HOST_GPU "driver", &driver)) {
		doctor_say(VERDICT_NOTE, NULL,
			   "no driver has the GPU: QEMU and libvirt bind it to vfio-pci "
			   "when a guest starts");
		return VERDICT_NOTE;
	}
	if (!strcmp(driver.text, "vfio-pci")) {
		doctor_say(VERDICT_OK, NULL, "vfio-pci has the GPU");
		return VERDICT_OK;
	}
	if (host_told_value(host, "vfio-pci.ids=", &ids) && strstr(ids.text, id)) {
		doctor_say(VERDICT_MISSING, see_host,
			   "%s has the GPU, though the kernel was told to leave it to "
			   "vfio-pci: the module was not loaded first",
			   driver.text);
		return VERDICT_MISSING;
	}
	doctor_say(VERDICT_MISSING, mend, "%s has the GPU, and not vfio-pci",
		   driver.text);
	return VERDICT_MISSING;
}

enum verdict doctor_driver(const struct host *host, const char *id)
{
	enum verdict worst = check_bound(host, id);
	struct host_text value;

	worst = verdict_worse(worst, judge(host_exists(host, "sys/module/vfio_pci"),
					   VERDICT_MISSING,
					   "modprobe vfio-pci; gopx config --target "
					   "host prints how it is loaded at every start",
					   "the module vfio-pci is loaded",
					   "the module vfio-pci is not loaded"));
	if (host_line(host, "sys/module/vfio_pci/parameters/disable_vga", &value))
		worst = verdict_worse(
		    worst, judge(*value.text == 'N', VERDICT_BREAKS,
				 "take disable_vga out of /etc/modprobe.d, then "
				 "update-initramfs -u -k all",
				 "vfio-pci lets guests have VGA (disable_vga is off)",
				 "disable_vga of vfio-pci is on: the GPU cannot be a "
				 "guest's first display"));
	return worst;
}

static bool has_one_of(const char *text, const char *const *words)
{
	while (*words && !strstr(text, *words))
		words++;
	return *words != NULL;
}

/* "0 EFI VGA" is efifb's; "0 i915drmfb" (inteldrmfb in older kernels) is i915's. */
enum verdict doctor_console(const struct host *host)
{
	static const char *const firmware[] = { "EFI", "VESA", "simple", NULL };
	static const char *const gpu[] = { "i915", "intel", "xedrm", NULL };
	struct host_text fb;

	if (!host_lines(host, "proc/fb", &fb)) {
		doctor_say(VERDICT_OK, NULL, "the host has no framebuffer");
		return VERDICT_OK;
	}
	if (has_one_of(fb.text, gpu)) {
		doctor_say(VERDICT_BREAKS,
			   "have a way in by network, then keep i915 and xe from the "
			   "GPU: gopx config --target host prints how",
			   "the host's console is on the GPU (%s): it is lost when a "
			   "guest gets that",
			   fb.text);
		return VERDICT_BREAKS;
	}
	if (!has_one_of(fb.text, firmware)) {
		doctor_say(VERDICT_NOTE, NULL,
			   "the host's console is on a framebuffer: %s", fb.text);
		return VERDICT_NOTE;
	}
	doctor_say(VERDICT_BREAKS,
		   "put initcall_blacklist=sysfb_init on the kernel's command line",
		   "the kernel has a framebuffer of the firmware's (%s), which is in the "
		   "GPU's memory when that is the first display",
		   fb.text);
	return VERDICT_BREAKS;
}

static void say_lpc(const struct host *host)
{
	uint32_t vendor, device;

	if (host_number(host, "sys/bus/pci/devices/0000:00:1f.0/vendor", &vendor) &&
	    host_number(host, "sys/bus/pci/devices/0000:00:1f.0/device", &device))
		doctor_say(
		    VERDICT_NOTE, NULL,
		    "the LPC bridge is %04x:%04x: on i440fx a guest gets these IDs "
		    "(x-igd-lpc=on from QEMU 10.0 on), on q35 it does not, and the GOP "
		    "driver shows nothing",
		    vendor, device);
}

/*
 * GMS: units of 32 MiB, and above a bound steps of 4 MiB: from 4 MiB on since Skylake,
 * from 8 MiB on, without 32 MiB, for Braswell alone.
 */
static unsigned int stolen_mib(unsigned int ggc, bool old_layout)
{
	unsigned int gms = old_layout ? ggc >> 3 & 0x1f : ggc >> 8 & 0xff;

	if (!old_layout)
		return gms < 0xf0 ? gms * 32 : (gms - 0xf0 + 1) * 4;
	if (gms <= 0x10)
		return gms * 32;
	return gms < 0x17 ? (gms - 0x11 + 2) * 4 : (gms - 0x17 + 9) * 4;
}

static void say_stolen(unsigned int mib, enum gpu_class gpu)
{
	static const char has[] = "stolen memory (DVMT Pre-Allocated)";

	if (gpu == GPU_OLD)
		doctor_say(VERDICT_OK, NULL,
			   "%s: %u MiB; QEMU before 10.0 needs x-igd-gms of at least %u",
			   has, mib, (mib + 31) / 32);
	else
		doctor_say(VERDICT_OK, NULL,
			   "%s: %u MiB; this generation needs QEMU %s or later for it",
			   has, mib, gpu == GPU_NO_BDSM ? "10.1" : "10.0");
}

static enum verdict check_stolen(const struct host *host, enum gpu_class gpu,
				 bool old_layout)
{
	uint8_t ggc[2];
	unsigned int mib;

	if (!host_bytes(host, HOST_GPU "config", GGC_AT, ggc, sizeof(ggc))) {
		doctor_say(VERDICT_NOTE, "run gopx doctor as root",
			   "the size of stolen memory cannot be read");
		return VERDICT_NOTE;
	}
	mib = stolen_mib(ggc[0] | (unsigned int)ggc[1] << 8, old_layout);
	if (!mib) {
		doctor_say(VERDICT_BREAKS,
			   "in the board's setup set DVMT Pre-Allocated to 64 MB",
			   "the GPU has no stolen memory: the GOP driver needs some");
		return VERDICT_BREAKS;
	}
	say_stolen(mib, gpu);
	return VERDICT_OK;
}

enum verdict doctor_guest(const struct host *host, enum gpu_class gpu, bool old_layout)
{
	enum verdict worst = check_stolen(host, gpu, old_layout);

	say_lpc(host);
	return verdict_worse(
	    worst, judge(host_exists(host, "dev/kvm"), VERDICT_BREAKS,
			 "turn virtualisation (VT-x) on in the board's setup, and "
			 "modprobe kvm_intel",
			 "KVM is there", "there is no KVM"));
}
