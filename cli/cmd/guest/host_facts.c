/* SPDX-License-Identifier: BSD-2-Clause */
/* host_facts.c - reads sysfs, procfs and installed files for config and doctor */
#include "cmd/guest/host_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GGC_AT  0x50
#define ASLS_AT 0xfc

#define HOST_DEVICE "sys/bus/pci/devices/0000:%s/"
#define HOST_LPC    "sys/bus/pci/devices/0000:00:1f.0/"
#define HOST_CAP    "sys/devices/virtual/iommu/dmar0/intel-iommu/cap"

static uint32_t number_of(const struct host *host, const char *path)
{
	uint32_t value;

	return host_number(host, path, &value) ? value : 0;
}

/*
 * The width of addresses is MGAW + 1; MGAW is in bits 21 to 16 of VT-d's capability
 * register.
 */
static unsigned int read_iommu_bits(const struct host *host)
{
	struct host_text line;
	char *end;
	unsigned long long cap;

	if (!host_line(host, HOST_CAP, &line))
		return 0;
	cap = strtoull(line.text, &end, 16);
	return end == line.text ? 0 : (unsigned int)(cap >> 16 & 0x3f) + 1;
}

/* "address sizes	: 46 bits physical, 48 bits virtual" */
static unsigned int read_cpu_bits(const struct host *host)
{
	struct host_text text;
	const char *at, *colon;

	if (!host_lines(host, "proc/cpuinfo", &text))
		return 0;
	at = strstr(text.text, "address sizes");
	colon = at ? strchr(at, ':') : NULL;
	return colon ? (unsigned int)strtoul(colon + 1, NULL, 10) : 0;
}

static bool read_registers(const struct host *host, struct host_facts *out)
{
	uint8_t ggc[2], asls[4];

	if (!host_bytes(host, HOST_GPU "config", GGC_AT, ggc, sizeof(ggc)) ||
	    !host_bytes(host, HOST_GPU "config", ASLS_AT, asls, sizeof(asls)))
		return false;
	out->ggc = (uint16_t)(ggc[0] | ggc[1] << 8);
	out->asls = asls[0] | (uint32_t)asls[1] << 8 | (uint32_t)asls[2] << 16 |
		    (uint32_t)asls[3] << 24;
	return true;
}

/*
 * The program file contains the text of --version. gopx reads it there, and does not
 * start the program.
 */
void host_find_qemu(const struct host *host, struct host_facts *out)
{
	static const char *const paths[] = { "usr/bin/qemu-system-x86_64", "usr/bin/kvm",
					     "usr/bin/qemu-kvm", "usr/libexec/qemu-kvm" };
	struct host_text version;

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		if (!host_phrase(host, paths[i], "QEMU emulator version ", &version))
			continue;
		version.text[strspn(version.text, "0123456789.")] = '\0';
		snprintf(out->qemu, sizeof(out->qemu), "%.*s", (int)sizeof(out->qemu) - 1,
			 version.text);
		out->qemu_path = paths[i];
		return;
	}
}

static const struct ovmf_place *find_ovmf(const struct host *host)
{
	/*
	 * Proxmox VE may also have files at Debian's paths, so look for Proxmox VE's own
	 * paths first.
	 */
	for (size_t i = ovmf_place_count; i-- > 0;) {
		if (host_exists(host, ovmf_places[i].code + 1))
			return &ovmf_places[i];
	}
	return NULL;
}

/* PCI classes of sound: Multimedia audio controller, and HD Audio. */
static bool is_sound(uint32_t class_code)
{
	return class_code >> 8 == 0x0401 || class_code >> 8 == 0x0403;
}

/*
 * Haswell and Broadwell have a function for the sound of HDMI alone, at 00:03.0.
 * Elsewhere HDMI shares a function with the analog sound: 00:0e.0 on Apollo Lake and
 * Gemini Lake, 00:1f.3 since Skylake, and 00:1b.0 before.
 */
static struct host_audio find_audio(const struct host *host)
{
	static const char *const slots[] = { "00:03.0", "00:0e.0", "00:1f.3", "00:1b.0" };
	char path[80];
	struct host_text names;
	struct host_audio out = { .slot = NULL };

	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots) && !out.slot; i++) {
		snprintf(path, sizeof(path), HOST_DEVICE "class", slots[i]);
		if (!is_sound(number_of(host, path)))
			continue;
		out.slot = slots[i];
		snprintf(path, sizeof(path), HOST_DEVICE "device", slots[i]);
		out.device = (uint16_t)number_of(host, path);
		snprintf(path, sizeof(path), HOST_DEVICE "iommu_group/devices", slots[i]);
		out.group_size = host_names(host, path, &names);
	}
	return out;
}

struct host_facts host_facts(const struct host *host)
{
	struct host_facts out = { 0 };

	if (number_of(host, HOST_GPU "vendor") == 0x8086)
		out.device = (uint16_t)number_of(host, HOST_GPU "device");
	out.class_code = number_of(host, HOST_GPU "class");
	if (number_of(host, HOST_LPC "vendor") == 0x8086)
		out.lpc = (uint16_t)number_of(host, HOST_LPC "device");
	out.iommu_bits = read_iommu_bits(host);
	out.cpu_bits = read_cpu_bits(host);
	out.functions = number_of(host, HOST_GPU "sriov_numvfs");
	out.has_registers = read_registers(host, &out);
	out.audio = find_audio(host);
	out.ovmf = find_ovmf(host);
	return out;
}

bool host_needs_phys_bits(const struct host_facts *facts)
{
	return facts->iommu_bits && facts->iommu_bits < facts->cpu_bits;
}

/*
 * Small values of GMS count units of 32 MiB.  Values above a limit stand for sizes in
 * steps of 4 MiB.  Since Skylake, the first of these sizes is 4 MiB.  On Braswell the
 * first one is 8 MiB, and 32 MiB is missing.
 */
unsigned int stolen_mib(uint16_t ggc, const struct igd_family *family)
{
	bool old_layout = family && (family->generation < 8 || family->id == 0x2200);
	unsigned int gms = old_layout ? ggc >> 3 & 0x1f : ggc >> 8;

	if (!old_layout)
		return gms < 0xf0 ? gms * 32 : (gms - 0xf0 + 1) * 4;
	if (gms <= 0x10)
		return gms * 32;
	return gms < 0x17 ? (gms - 0x11 + 2) * 4 : (gms - 0x17 + 9) * 4;
}
