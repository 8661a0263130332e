/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_host.c - a script for the host: it sets kernel command line and modules, and
 * prints how to check them
 *
 * You can run the script again: it does not add existing words twice, and keeps the first
 * copy of each file.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

/* The shell prints this text; it may contain double quotes and single apostrophes. */
static void put_warning(const char *text)
{
	printf("cat >&2 <<'END'\nwarning: %s\nEND\n", text);
}

static void put_head(const struct config_plan *plan)
{
	printf("#!/bin/sh\n");
	config_comment(
	    "Run this as root on the host. It changes the kernel's command line "
	    "and modprobe's settings, and keeps a copy of each file as "
	    "FILE.before-gopx. gopx has not run it: read it first.");
	config_comment("After the next restart the host shows no picture on this GPU: "
		       "make sure that you can log in over the network.");
	config_comment("To go back: copy each FILE.before-gopx to FILE, remove "
		       "gopx-vfio.conf from /etc/modprobe.d and /etc/modules-load.d, and "
		       "run the tools at the ends of parts 1 and 2 again "
		       "(proxmox-boot-tool refresh or update-grub, and update-initramfs "
		       "-u -k all; with grubby: grubby --remove-args).");
	if (plan->host && plan->host->functions)
		config_comment(
		    "NOTE: virtual functions (SR-IOV) are in use here: keep i915 "
		    "or xe on 00:02.0, and do not run this; give the guest "
		    "00:02.1 (gopx config --function 1)");
	printf("set -eu\n"
	       "[ \"$(id -u)\" = 0 ] || { echo 'run this as root' >&2; exit 1; }\n"
	       "id=%s\n"
	       "gpu=/sys/bus/pci/devices/0000:00:02.0\n"
	       "found=$(sed 's/^0x//' $gpu/vendor $gpu/device | paste -s -d :) || :\n"
	       "if [ \"$found\" != $id ]; then\n"
	       "  echo \"this script is for the GPU $id; 00:02.0 of this machine is "
	       "'$found'\" >&2\n"
	       "  exit 1\n"
	       "fi\n"
	       "vfs=$gpu/sriov_numvfs\n"
	       "if [ -e \"$vfs\" ] && [ \"$(cat \"$vfs\")\" != 0 ]; then\n"
	       "  echo 'virtual functions (SR-IOV) are in use: the host keeps 00:02.0' "
	       ">&2\n"
	       "  exit 1\n"
	       "fi\n",
	       plan->device);
	if (igd_iommu_quirk(plan->family))
		put_warning(igd_iommu_quirk(plan->family));
}

static void put_boot_mode(void)
{
	config_comment("GOP drivers do not find what they need if the host was started "
		       "in legacy mode (CSM).");
	printf(
	    "[ -d /sys/firmware/efi ] ||\n"
	    "  echo 'warning: this host was not started by UEFI; switch CSM off in the "
	    "board'\\''s setup' >&2\n\n");
}

/* Do not add words that a line already has. */
static const char editing[] =
    "keep() { [ -e \"$1.before-gopx\" ] || cp -p \"$1\" \"$1.before-gopx\"; }\n"
    "# add FILE LINES WORD: put the word first in the lines that LINES matches\n"
    "add() {\n"
    "  grep -E \"$2\" \"$1\" | grep -Eq \"(^|[\\\"' ])$3([\\\"' ]|\\$)\" ||\n"
    "    sed -E -i \"s/$2/&$3 /\" \"$1\"\n"
    "}\n"
    "change() {\n"
    "  keep \"$1\"\n"
    "  sed -E -i 's/intel_iommu=(on,)?igfx_off/intel_iommu=on/g' \"$1\"\n"
    "  for word in $words; do add \"$1\" \"$2\" \"$word\"; done\n"
    "  if grep -Eq \"$2.*vfio-pci\\.ids=\" \"$1\"; then\n"
    "    grep -Eiq \"vfio-pci\\.ids=[^ \\\"']*$id\" \"$1\" ||\n"
    "      sed -E -i \"s/(vfio-pci\\.ids=)/\\1$id,/\" \"$1\"\n"
    "  else\n"
    "    add \"$1\" \"$2\" \"vfio-pci.ids=$id\"\n"
    "  fi\n"
    "}\n";

static const char by_grubby[] =
    "if command -v grubby >/dev/null; then # Fedora and its derivatives\n  [ -e "
    "/root/grubby.before-gopx ] ||\n    grubby --info=ALL >/root/grubby.before-gopx\n  "
    "ids=$(grubby --info=DEFAULT |\n    sed -n \"s/^args=.*vfio-pci\\.ids=\\([^ "
    "\\\"]*\\).*/\\1/p\")\n  case ,$ids, in *,$id,*) ;; *) ids=$id${ids:+,}$ids ;; "
    "esac\n  grubby --update-kernel=ALL --args=\"$words vfio-pci.ids=$ids\"\n  "
    "changed=1\nfi\n";

static const char by_systemd_boot[] =
    "if [ ! \"$changed\" ] && [ -e /etc/kernel/cmdline ]; then # systemd-boot\n"
    "  change /etc/kernel/cmdline '^'\n"
    "  if command -v proxmox-boot-tool >/dev/null; then proxmox-boot-tool refresh\n"
    "  elif command -v kernel-install >/dev/null; then\n"
    "    for image in \"/boot/vmlinuz-$(uname -r)\" \"/lib/modules/$(uname "
    "-r)/vmlinuz\"; "
    "do\n"
    "      [ ! -e \"$image\" ] || kernel-install add \"$(uname -r)\" \"$image\"\n"
    "    done\n"
    "  fi\n"
    "  changed=1\n"
    "fi\n";

static const char by_grub[] =
    "if ! command -v grubby >/dev/null && [ -e /etc/default/grub ]; then\n"
    "  keep /etc/default/grub\n"
    "  grep -q '^GRUB_CMDLINE_LINUX_DEFAULT=' /etc/default/grub ||\n"
    "    echo 'GRUB_CMDLINE_LINUX_DEFAULT=\"\"' >>/etc/default/grub\n"
    "  sed -E -i \"s/^(GRUB_CMDLINE_LINUX_DEFAULT=)([^\\\"' ]*)\\$/\\1\\\"\\2\\\"/\" "
    "/etc/default/grub\n"
    "  change /etc/default/grub \"^GRUB_CMDLINE_LINUX_DEFAULT=[\\\"']\"\n"
    "  if cat /etc/default/grub.d/*.cfg 2>/dev/null |\n"
    "    grep '^GRUB_CMDLINE_LINUX_DEFAULT=' | grep -vq '\\$'; then\n"
    "    echo 'warning: a file in /etc/default/grub.d sets another "
    "GRUB_CMDLINE_LINUX_DEFAULT: put the words there, too' >&2\n"
    "  fi\n"
    "  if command -v update-grub >/dev/null; then update-grub\n"
    "  elif command -v grub2-mkconfig >/dev/null; then grub2-mkconfig -o "
    "/boot/grub2/grub.cfg\n"
    "  else grub-mkconfig -o /boot/grub/grub.cfg\n"
    "  fi\n"
    "  changed=1\n"
    "fi\n";

static const char by_entries[] =
    "for entry in /boot/loader/entries/*.conf /efi/loader/entries/*.conf "
    "/boot/efi/loader/entries/*.conf; do\n  if [ \"$changed\" != 1 ] && [ -e \"$entry\" "
    "]; then # systemd-boot without kernel-install\n    change \"$entry\" "
    "'^options[[:space:]]+'\n    entries=1\n  fi\ndone\n[ \"$changed$entries\" ] || echo "
    "\"add to the kernel's command line by hand: $words vfio-pci.ids=$id\" >&2\n\n";

static void put_command_line(void)
{
	config_comment("1. Kernel command line.");
	config_comment(
	    "intel_iommu=on: the IOMMU, which keeps the guest's device out of the host's "
	    "memory. iommu=pt: the host's own devices bypass the IOMMU and lose no "
	    "speed. "
	    "initcall_blacklist=sysfb_init: the kernel's own framebuffer does not use "
	    "the GPU's memory (kernel 5.15 and later; older kernels: "
	    "video=efifb:off,vesafb:off).");
	config_comment("vfio-pci.ids: the driver vfio-pci binds to the GPU before i915 "
		       "or xe; existing IDs stay.");
	printf("words='intel_iommu=on iommu=pt initcall_blacklist=sysfb_init'\n"
	       "changed=\n"
	       "entries=\n");
	printf("%s%s%s%s%s", editing, by_grubby, by_systemd_boot, by_grub, by_entries);
}

static void put_modules(void)
{
	config_comment("2. Modules. i915 and xe are not loaded, except for another Intel "
		       "graphics card; if something loads them, vfio-pci comes first.");
	printf(
	    "cat >/etc/modprobe.d/gopx-vfio.conf <<END\nsoftdep i915 pre: "
	    "vfio-pci\nsoftdep xe pre: vfio-pci\nEND\ncard=\nfor folder in "
	    "/sys/bus/pci/devices/*; do\n  [ \"$folder\" != $gpu ] || continue\n  case "
	    "$(cat \"$folder/vendor\" \"$folder/class\") in *0x8086*0x03*) "
	    "card=${folder##*/} ;; esac\ndone\n[ \"$card\" ] ||\n  printf 'blacklist "
	    "i915\\nblacklist xe\\n' "
	    ">>/etc/modprobe.d/"
	    "gopx-vfio.conf\nids='^options[[:space:]]+vfio[-_]pci[[:space:]].*ids='"
	    "\nother=$(grep -rlE --include='*.conf' \"$ids\" /etc/modprobe.d) || "
	    ":\nfor file in $other; do # existing IDs stay\n  keep \"$file\"\n  grep "
	    "-Ei \"$ids\" \"$file\" | grep -iq \"ids=[^ ]*$id\" ||\n    sed -E -i "
	    "\"s/$ids/&$id,/\" \"$file\"\ndone\n[ \"$other\" ] || echo \"options "
	    "vfio-pci ids=$id\" >>/etc/modprobe.d/gopx-vfio.conf\n");
	config_comment("disable_vga=1 must not be set where QEMU's legacy mode is used "
		       "(before 10.0, and for 6th to 9th generation graphics).");
	printf("if grep -rq --include='*.conf' '^[^#]*disable_vga=1' /etc/modprobe.d; "
	       "then\n  echo 'remove disable_vga=1 from:' >&2\n  grep -rl "
	       "--include='*.conf' '^[^#]*disable_vga=1' /etc/modprobe.d >&2\nfi\n");
	printf(
	    "cat >/etc/modules-load.d/gopx-vfio.conf <<END\n"
	    "vfio\n"
	    "vfio_iommu_type1\n"
	    "vfio_pci\n"
	    "END\n"
	    "if command -v update-initramfs >/dev/null; then update-initramfs -u -k all\n"
	    "elif command -v dracut >/dev/null; then dracut -f --regenerate-all\n"
	    "elif command -v mkinitcpio >/dev/null; then mkinitcpio -P\n"
	    "fi\n\n");
	config_comment(
	    "Not set here: kvm ignore_msrs=1 (for guests that stop at an unknown "
	    "MSR; it hides real faults) and allow_unsafe_interrupts=1 (a guest "
	    "can then attack the host).");
}

static void put_audio(void)
{
	config_comment("Sound over HDMI and DisplayPort comes from another device. "
		       "Proxmox VE and libvirt bind it to vfio-pci when the guest "
		       "starts; for QEMU alone, add its ID to vfio-pci.ids.");
	printf("for slot in 00:03.0 00:0e.0 00:1f.3 00:1b.0; do\n"
	       "  audio=/sys/bus/pci/devices/0000:$slot\n"
	       "  case $(cat $audio/class 2>/dev/null) in\n"
	       "  0x0401* | 0x0403*)\n"
	       "    echo \"Sound over HDMI comes from $slot. Give it to the guest, too, "
	       "only if it is alone here:\"\n"
	       "    echo \"  ls $audio/iommu_group/devices\"\n"
	       "    break\n"
	       "    ;;\n"
	       "  esac\n"
	       "done\n");
}

void config_print_host(const struct config_plan *plan)
{
	put_head(plan);
	put_boot_mode();
	put_command_line();
	put_modules();
	config_comment(
	    "3. The board's setup: VT-d on, the iGPU as primary display, CSM off, DVMT "
	    "Pre-Allocated 64 MB.");
	config_comment(
	    "4. Restart, then verify: the IOMMU is in use, the GPU is bound to vfio-pci "
	    "and alone in its IOMMU group. gopx doctor checks all of this.");
	printf("cat <<END\nNow restart (reboot), and then check:\n  dmesg | grep -e DMAR "
	       "-e IOMMU\n  lspci -nnk -s 00:02.0\n  ls $gpu/iommu_group/devices\n  gopx "
	       "doctor\nEND\n");
	put_audio();
}
