/* SPDX-License-Identifier: BSD-2-Clause */
/* config_host.c - the host's side: kernel command line, modules, and how to verify them
 */
#include <stdio.h>

#include "cmd/guest/config.h"
#include "args/device.h"

static void put_command_line(const char *id)
{
	config_comment("1. Kernel command line.");
	config_comment(
	    "intel_iommu=on: the IOMMU, which keeps the guest's device out of the "
	    "host's memory. iommu=pt: the host's own devices do without it, and "
	    "lose no speed.");
	config_comment("vfio-pci.ids: vfio-pci takes the GPU before i915 or xe does. The "
		       "host has no picture from then on: have a way in by network.");
	config_comment(
	    "initcall_blacklist=sysfb_init: the kernel's own framebuffer leaves "
	    "the GPU's memory alone (kernel 5.15 and later; before it "
	    "video=efifb:off,vesafb:off).");
	printf("intel_iommu=on iommu=pt vfio-pci.ids=%s "
	       "initcall_blacklist=sysfb_init\n\n",
	       id);
	config_comment("With GRUB these words go into GRUB_CMDLINE_LINUX_DEFAULT of "
		       "/etc/default/grub, and then:");
	printf("update-grub\n");
	config_comment(
	    "With systemd-boot on Proxmox they go to the end of the one line of "
	    "/etc/kernel/cmdline, and then:");
	printf("proxmox-boot-tool refresh\n\n");
}

static void put_modules(const char *id)
{
	config_comment("2. Modules. The drivers of the GPU stay out, and vfio-pci comes "
		       "first even where they do not.");
	printf("cat >/etc/modprobe.d/gopx-vfio.conf <<'END'\n"
	       "blacklist i915\n"
	       "blacklist xe\n"
	       "softdep i915 pre: vfio-pci\n"
	       "softdep xe pre: vfio-pci\n"
	       "options vfio-pci ids=%s\n"
	       "END\n",
	       id);
	config_comment(
	    "disable_vga=1 of vfio-pci must not be there: the GPU could not be a "
	    "guest's first display.");
	config_comment(
	    "options kvm ignore_msrs=1 report_ignored_msrs=0 is for guests that "
	    "stop at an unknown MSR; it hides real faults, too.");
	config_comment(
	    "allow_unsafe_interrupts=1 is for hosts without interrupt remapping: a "
	    "guest can then attack the host.");
	printf("cat >/etc/modules-load.d/gopx-vfio.conf <<'END'\n"
	       "vfio\n"
	       "vfio_iommu_type1\n"
	       "vfio_pci\n"
	       "END\n"
	       "update-initramfs -u -k all\n\n");
}

void config_print_host(const struct config_plan *plan)
{
	struct device_text id = device_id(&plan->values->shared.limits);

	config_comment("NOTE: nothing here has been run by gopx; read it before you do.");
	put_command_line(id.text);
	put_modules(id.text);
	config_comment(
	    "3. The board's setup: VT-d on, the iGPU as primary display, and DVMT "
	    "Pre-Allocated of 64 MB.");
	config_comment(
	    "4. After a restart: the IOMMU is there, the GPU is vfio-pci's, and "
	    "alone in its group.");
	printf("dmesg | grep -e DMAR -e IOMMU\n"
	       "lspci -nnk -s 00:02.0\n"
	       "ls /sys/bus/pci/devices/0000:00:02.0/iommu_group/devices\n");
}
