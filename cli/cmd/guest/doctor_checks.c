/* SPDX-License-Identifier: BSD-2-Clause */
/* doctor_checks.c - checks of the kernel: IOMMU, driver of the GPU, framebuffers */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/doctor_report.h"

static const char see_host[] = "gopx config --target host prints how";

/* Since this version, vfio-pci removes the firmware's framebuffer from the kernel. */
#define LINUX_EVICTS 6

static bool is_bound_to(const struct doctor *d, const char *name)
{
	struct host_text driver;

	return host_link(d->host, HOST_GPU "driver", &driver) &&
	       !strcmp(driver.text, name);
}

static void check_group(struct doctor *d)
{
	struct host_text group, names;
	size_t count = host_names(d->host, HOST_GPU "iommu_group/devices", &names);

	if (!host_link(d->host, HOST_GPU "iommu_group", &group) || !count) {
		const char *quirk = igd_iommu_quirk(d->family);

		doctor_add(d, "iommu-group", VERDICT_MISSING, quirk ? quirk : see_host,
			   "the GPU is in no IOMMU group");
	} else if (count == 1 || d->facts.functions) {
		doctor_add(d, "iommu-group", VERDICT_OK, NULL,
			   count == 1 ? "the GPU is alone in IOMMU group %s"
				      : "the GPU is in IOMMU group %s",
			   group.text);
	} else {
		doctor_add(d, "iommu-group", VERDICT_BREAKS,
			   "give the guest all of them, or none",
			   "IOMMU group %s contains more devices than the GPU: %s",
			   group.text, names.text);
	}
}

static void check_width(struct doctor *d)
{
	if (host_needs_phys_bits(&d->facts))
		doctor_add(
		    d, "iommu-width", VERDICT_NOTE, NULL,
		    "the IOMMU takes addresses of %u bits, the processor has %u: "
		    "the guest needs -cpu host,host-phys-bits-limit=%u (gopx config "
		    "adds it)",
		    d->facts.iommu_bits, d->facts.cpu_bits, d->facts.iommu_bits);
}

/* IDs may be in lower or upper case. */
static bool names_device(const char *ids, const char *device)
{
	size_t len = strlen(device);

	while (*ids && strncasecmp(ids, device, len) != 0)
		ids++;
	return *ids;
}

void doctor_iommu(struct doctor *d)
{
	struct host_text names;

	if (host_told(d->host, "intel_iommu=", "igfx_off"))
		doctor_add(d, "igfx-off", VERDICT_BREAKS,
			   "remove igfx_off from the kernel's command line",
			   "intel_iommu=igfx_off keeps the GPU out of the IOMMU");
	if (!host_names(d->host, "sys/class/iommu", &names)) {
		doctor_add(d, "iommu", VERDICT_MISSING,
			   host_told(d->host, "intel_iommu=", "on")
			       ? "turn VT-d on in the board's setup"
			       : "turn VT-d on in the board's setup, and add "
				 "intel_iommu=on iommu=pt to the kernel's command line",
			   "no IOMMU is in use");
		return;
	}
	doctor_add(d, "iommu", VERDICT_OK, NULL, "IOMMU in use: %s", names.text);
	check_group(d);
	check_width(d);
}

static void check_bound(struct doctor *d)
{
	struct host_text driver, ids;
	char fix[96];

	snprintf(fix, sizeof(fix), "add vfio-pci.ids=%s to the kernel's command line",
		 d->device);
	if (!host_link(d->host, HOST_GPU "driver", &driver))
		doctor_add(d, "driver", VERDICT_NOTE, NULL,
			   "no driver is bound to the GPU: libvirt and Proxmox VE bind "
			   "it to vfio-pci when a guest starts");
	else if (!strcmp(driver.text, "vfio-pci"))
		doctor_add(d, "driver", VERDICT_OK, NULL, "the GPU is bound to vfio-pci");
	else if (d->facts.functions)
		doctor_add(d, "driver", VERDICT_OK, NULL,
			   "the GPU is bound to %s, which virtual functions need",
			   driver.text);
	else if (host_told_value(d->host, "vfio-pci.ids=", &ids) &&
		 names_device(ids.text, d->device))
		doctor_add(d, "driver", VERDICT_MISSING, see_host,
			   "the GPU is bound to %s, although vfio-pci.ids names it: the "
			   "module vfio-pci was not loaded first",
			   driver.text);
	else
		doctor_add(d, "driver", VERDICT_MISSING, fix,
			   "the GPU is bound to %s, not to vfio-pci", driver.text);
}

/* Only legacy mode uses VGA ranges: QEMU before 10.0, or graphics up to generation 9. */
static bool wants_vga(const struct doctor *d)
{
	if (d->release && d->release->first >= 1000)
		return d->family && d->family->generation <= 9;
	return d->release || (d->family && d->family->generation <= 9);
}

static void check_vga(struct doctor *d)
{
	struct host_text value;

	if (!host_line(d->host, "sys/module/vfio_pci/parameters/disable_vga", &value)) {
		if (!d->release || d->release->first < 1000)
			doctor_add(
			    d, "vfio-vga", VERDICT_NOTE, NULL,
			    "this kernel was built without VFIO_PCI_VGA: QEMU before "
			    "10.0 fails to enable VGA access and gives neither OpRegion "
			    "nor LPC bridge; use QEMU 10.0 or later");
	} else if (*value.text == 'N') {
		doctor_add(d, "vfio-vga", VERDICT_OK, NULL,
			   "vfio-pci lets guests use VGA (disable_vga is off)");
	} else {
		doctor_add(d, "vfio-vga", wants_vga(d) ? VERDICT_BREAKS : VERDICT_NOTE,
			   wants_vga(d) ? "remove disable_vga from /etc/modprobe.d, then "
					  "update-initramfs -u -k all"
					: NULL,
			   "disable_vga of vfio-pci is on: QEMU's legacy mode fails "
			   "(before QEMU 10.0, and with 6th to 9th generation graphics)");
	}
}

void doctor_driver(struct doctor *d)
{
	check_bound(d);
	if (d->facts.functions)
		return;
	if (host_exists(d->host, "sys/module/vfio_pci")) {
		doctor_add(d, "module", VERDICT_OK, NULL,
			   "the module vfio-pci is loaded");
		check_vga(d);
	} else {
		doctor_add(d, "module", VERDICT_MISSING,
			   "modprobe vfio-pci; gopx config --target host prints how to "
			   "load it at every start",
			   "the module vfio-pci is not loaded");
	}
}

static bool has_one_of(const char *text, const char *const *words)
{
	while (*words && !strstr(text, *words))
		words++;
	return *words != NULL;
}

static void check_bootfb(struct doctor *d)
{
	if (host_memory_has(d->host, "0000:00:02.0", "BOOTFB"))
		doctor_add(d, "bootfb", VERDICT_BREAKS,
			   "add initcall_blacklist=sysfb_init to the kernel's command "
			   "line; video=efifb:off has no effect since Linux 5.15",
			   "the kernel keeps the firmware's framebuffer in the GPU's "
			   "memory (BOOTFB in /proc/iomem): vfio-pci cannot map it");
}

/* The firmware's framebuffer is in the memory of the graphics device that the firmware
 * initialised. */
static void check_firmware_fb(struct doctor *d, const char *fb)
{
	struct host_text boot_vga;
	bool other = host_line(d->host, HOST_GPU "boot_vga", &boot_vga) &&
		     *boot_vga.text == '0';

	if (other)
		doctor_add(d, "framebuffer", VERDICT_OK, NULL,
			   "the firmware's framebuffer (%s) is another GPU's", fb);
	else if (is_bound_to(d, "vfio-pci") && host_linux(d->host) >= LINUX_EVICTS)
		doctor_add(d, "framebuffer", VERDICT_OK, NULL,
			   "the remaining framebuffer (%s) is not on this GPU: vfio-pci "
			   "of Linux 6.0 and later removes the one on this GPU",
			   fb);
	else
		doctor_add(
		    d, "framebuffer", VERDICT_BREAKS,
		    "add initcall_blacklist=sysfb_init to the kernel's command line",
		    "the kernel uses the firmware's framebuffer (%s), which is in the "
		    "GPU's memory if the GPU is the primary display",
		    fb);
}

/* "0 EFI VGA" is efifb's; "0 i915drmfb" (inteldrmfb in older kernels) is i915's. */
void doctor_console(struct doctor *d)
{
	static const char *const firmware[] = { "EFI",    "VESA",    "simple",
						"efidrm", "vesadrm", NULL };
	static const char *const gpu[] = { "i915", "intel", "xedrm", NULL };
	struct host_text fb;

	check_bootfb(d);
	if (!host_lines(d->host, "proc/fb", &fb))
		doctor_add(d, "framebuffer", VERDICT_OK, NULL,
			   "the host has no framebuffer device");
	else if (has_one_of(fb.text, gpu) && d->facts.functions)
		doctor_add(d, "framebuffer", VERDICT_OK, NULL,
			   "the host keeps its console on the GPU (%s)", fb.text);
	else if (has_one_of(fb.text, gpu))
		doctor_add(
		    d, "framebuffer", VERDICT_BREAKS,
		    "make sure that you can log in over the network, then keep i915 and "
		    "xe away from the GPU: gopx config --target host prints how",
		    "the host's console uses this GPU (%s) and goes dark when the "
		    "guest starts",
		    fb.text);
	else if (has_one_of(fb.text, firmware))
		check_firmware_fb(d, fb.text);
	else
		doctor_add(d, "framebuffer", VERDICT_NOTE, NULL,
			   "the host's console is on another framebuffer: %s", fb.text);
}
