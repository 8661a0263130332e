/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_tables.c - the tables of igd_tables.h
 *
 * 'source' names the versions of QEMU whose files were read, and the functions that
 * decide in these files. A row is also valid for the releases between these versions.
 */
#include "cmd/guest/igd_tables.h"

#include <stdlib.h>
#include <string.h>

#define SOURCE_OF_QUIRK                                                            \
	"hw/vfio/igd.c igd_gen, vfio_pci_igd_config_quirk; hw/vfio/pci.c list of " \
	"properties; hw/vfio/pci.h vfio_is_vga"

const struct qemu_release qemu_releases[] = {
	{ 702, "7.2 to 9.1", .gms_max = 0x10, .gms_max_gen7 = 0x10, .legacy_last = 13,
	  .unknown = UNKNOWN_LIKE_GEN8, .stolen = STOLEN_BY_GMS,
	  .class_rule = CLASS_VGA_OR_ASKED,
	  .source = "7.2.0, 8.0.0, 8.1.0, 8.2.0, 9.0.0, 9.1.0: hw/vfio/igd.c igd_gen, "
		    "vfio_probe_igd_bar4_quirk; hw/vfio/pci.c vfio_realize and list of "
		    "properties" },
	{ 902, "9.2", .legacy_last = 13, .unknown = UNKNOWN_NO_LEGACY,
	  .stolen = STOLEN_LEGACY_MODE, .class_rule = CLASS_VGA_OR_ASKED,
	  .source = "9.2.0: hw/vfio/igd.c igd_gen, vfio_probe_igd_bar4_quirk, "
		    "igd_get_stolen_mb; hw/vfio/pci.c vfio_realize and list of "
		    "properties; 9.2.1 to 9.2.3: the same hw/vfio/igd.c" },
	{ 1000, "10.0", .has_lpc = true, .has_legacy_mode = true, .gms_max = 0x40,
	  .gms_max_gen7 = 0x10, .legacy_last = 12, .unknown = UNKNOWN_NOTHING,
	  .stolen = STOLEN_ALWAYS, .class_rule = CLASS_VGA,
	  .source = "10.0.0, 10.0.2: " SOURCE_OF_QUIRK
		    "; 10.0.13: the same hw/vfio/igd.c except for legacy ROMs" },
	{ 1001, "10.1", .has_lpc = true, .has_legacy_mode = true, .has_class_code = true,
	  .opregion_default = true, .gms_max = 0x40, .gms_max_gen7 = 0x10,
	  .gms_4mib = true, .legacy_last = 9, .unknown = UNKNOWN_NO_STOLEN,
	  .stolen = STOLEN_ALWAYS, .class_rule = CLASS_VGA,
	  .source = "10.1.0: " SOURCE_OF_QUIRK "; 10.1.3: the same hw/vfio/igd.c" },
	{ 1002, "10.2 and later", .has_lpc = true, .has_legacy_mode = true,
	  .has_class_code = true, .opregion_default = true, .gms_max = 0x40,
	  .gms_max_gen7 = 0x10, .gms_4mib = true, .legacy_last = 9,
	  .unknown = UNKNOWN_NO_STOLEN, .stolen = STOLEN_ALWAYS,
	  .class_rule = CLASS_DISPLAY,
	  .source = "10.2.0, 10.2.2, 11.0.0, 11.0.3: " SOURCE_OF_QUIRK
		    ", vfio_is_base_display; 11.1: not read, but its development tree of "
		    "2026-06-19 makes the same decisions as 11.0.3, and 11.1.3 has the "
		    "same properties (-device vfio-pci,help)" },
};
const size_t qemu_release_count = sizeof(qemu_releases) / sizeof(*qemu_releases);

/*
 * known_from comes from igd_gen() in the releases above; 702 means that 7.2 already lists
 * the device.  Apollo Lake comes first, because 0a would otherwise match Haswell. any_lpc
 * was observed with real drivers, see doc/drivers.md.
 */
const struct igd_family igd_families[] = {
	{ 0x0fff, 0x0a84, 9, 702, true, "Apollo Lake" },
	{ 0x0fff, 0x0a85, 9, 1000, true, "Apollo Lake" },
	{ 0xff00, 0x0100, 6, 702, true, "Sandy Bridge, Ivy Bridge" },
	{ 0xff00, 0x0400, 7, 702, true, "Haswell" },
	{ 0xff00, 0x0a00, 7, 702, true, "Haswell" },
	{ 0xff00, 0x0c00, 7, 702, true, "Haswell" },
	{ 0xff00, 0x0d00, 7, 702, true, "Haswell" },
	{ 0xff00, 0x0f00, 7, 702, true, "Bay Trail" },
	{ 0xff00, 0x1600, 8, 702, false, "Broadwell" },
	{ 0xff00, 0x2200, 8, 702, false, "Braswell, Cherry Trail" },
	{ 0xff00, 0x1900, 9, 702, false, "Skylake" },
	{ 0xff00, 0x5900, 9, 702, false, "Kaby Lake" },
	{ 0xff00, 0x3e00, 9, 902, false, "Coffee Lake, Whiskey Lake" },
	{ 0xff00, 0x3100, 9, 1000, true, "Gemini Lake" },
	{ 0xff00, 0x9b00, 9, 1000, false, "Comet Lake" },
	{ 0xff00, 0x8700, 9, QEMU_NEVER, false, "Amber Lake" },
	{ 0xff00, 0x8a00, 11, 1000, false, "Ice Lake" },
	{ 0xff00, 0x4500, 11, 902, false, "Elkhart Lake" },
	{ 0xff00, 0x4e00, 11, 1000, false, "Jasper Lake" },
	{ 0xff00, 0x9a00, 12, 902, false, "Tiger Lake" },
	{ 0xff00, 0x4c00, 12, 1000, false, "Rocket Lake" },
	{ 0xff00, 0x4600, 12, 1000, false, "Alder Lake" },
	{ 0xff00, 0xa700, 12, 1000, false, "Raptor Lake" },
	{ 0xff00, 0x7d00, 13, QEMU_NEVER, false, "Meteor Lake, Arrow Lake" },
	{ 0xff00, 0xb600, 13, QEMU_NEVER, false, "Arrow Lake" },
	{ 0xff00, 0x6400, 13, QEMU_NEVER, false, "Lunar Lake" },
	{ 0xff00, 0xb000, 13, QEMU_NEVER, false, "Panther Lake" },
	{ 0xfffe, 0xfd80, 13, QEMU_NEVER, false, "Wildcat Lake" },
	{ 0xffc0, 0xd740, 13, QEMU_NEVER, false, "Nova Lake" },
};
const size_t igd_family_count = sizeof(igd_families) / sizeof(*igd_families);

/*
 * pve-qemu-kvm at the time of the release, from debian/changelog of pve-qemu 11.0.0-2;
 * updates may bring a later version.
 */
const struct pve_release pve_releases[] = {
	{ 800, 800 }, { 801, 801 },  { 802, 801 },  { 803, 900 },
	{ 804, 902 }, { 900, 1000 }, { 901, 1001 }, { 902, 1100 },
};
const size_t pve_release_count = sizeof(pve_releases) / sizeof(*pve_releases);

const struct ovmf_place ovmf_places[] = {
	{ "debian", "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd",
	  "ovmf 2022.11 and 2025.02: list of files", "ovmf" },
	{ "fedora", "/usr/share/edk2/ovmf/OVMF_CODE.fd",
	  "/usr/share/edk2/ovmf/OVMF_VARS.fd",
	  "edk2.spec, %files ovmf: the 2 MiB build, 51-edk2-ovmf-2m-raw-x64-nosb.json",
	  NULL },
	{ "arch", "/usr/share/edk2/x64/OVMF_CODE.4m.fd",
	  "/usr/share/edk2/x64/OVMF_VARS.4m.fd", "edk2-ovmf 202508: list of files",
	  NULL },
	{ "nixos", "/run/libvirt/nix-ovmf/OVMF_CODE.fd",
	  "/run/libvirt/nix-ovmf/OVMF_VARS.fd",
	  "NixOS: virtualisation/libvirtd.nix, where its options ask for OVMF", NULL },
	{ "proxmox", "/usr/share/pve-edk2-firmware/OVMF_CODE_4M.fd",
	  "/usr/share/pve-edk2-firmware/OVMF_VARS_4M.fd",
	  "pve-edk2-firmware 4.2025.05-3: pve-edk2-firmware-ovmf.install; "
	  "qemu-server 9.2.6: OVMF.pm",
	  "pve-edk2-firmware-ovmf" },
};
const size_t ovmf_place_count = sizeof(ovmf_places) / sizeof(*ovmf_places);

bool igd_parse_version(const char *text, unsigned int *version)
{
	char *end;
	unsigned long major = strtoul(text, &end, 10), minor;

	if (end == text || *end != '.' || major > 99)
		return false;
	text = end + 1;
	minor = strtoul(text, &end, 10);
	*version = (unsigned int)(major * 100 + minor);
	return end != text && minor < 100 && strspn(end, ".-0123456789") == strlen(end);
}

const struct qemu_release *qemu_release_of(unsigned int version)
{
	const struct qemu_release *found = NULL;

	for (size_t i = 0; i < qemu_release_count; i++) {
		if (qemu_releases[i].first <= version)
			found = &qemu_releases[i];
	}
	return found;
}

const struct igd_family *igd_family_of(uint16_t device)
{
	for (size_t i = 0; i < igd_family_count; i++) {
		if ((device & igd_families[i].mask) == igd_families[i].id)
			return &igd_families[i];
	}
	return NULL;
}

bool qemu_knows(unsigned int version, const struct igd_family *family)
{
	const struct qemu_release *release = qemu_release_of(version);

	if (release && release->unknown == UNKNOWN_LIKE_GEN8)
		return true;
	return family && family->known_from <= version;
}

unsigned int pve_qemu(unsigned int version)
{
	for (size_t i = 0; i < pve_release_count; i++) {
		if (pve_releases[i].version == version)
			return pve_releases[i].qemu;
	}
	return 0;
}

const char *igd_iommu_quirk(const struct igd_family *family)
{
	if (!family || family->id != 0x1600)
		return NULL;
	return "Linux turns the IOMMU off for Broadwell's graphics (\"Disabling IOMMU "
	       "for "
	       "graphics on this chipset\", quirk_iommu_igfx), so the GPU cannot be "
	       "passed "
	       "through: only a kernel built without that quirk helps";
}

bool ovmf_is_secboot(const char *path)
{
	return path && (strstr(path, "secboot") || strstr(path, ".ms."));
}
