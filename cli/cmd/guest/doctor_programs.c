/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doctor_programs.c - checks of KVM, of the boot mode, and of the installed QEMU and OVMF
 */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/doctor_report.h"

static void check_kvm(struct doctor *d)
{
	if (host_exists(d->host, "dev/kvm"))
		doctor_add(d, "kvm", VERDICT_OK, NULL, "KVM is available");
	else
		doctor_add(d, "kvm", VERDICT_BREAKS,
			   "turn virtualisation (VT-x) on in the board's setup, and "
			   "modprobe kvm_intel",
			   "KVM is not available");
}

static void check_boot(struct doctor *d)
{
	if (!host_exists(d->host, "sys/firmware"))
		return;
	if (host_exists(d->host, "sys/firmware/efi"))
		doctor_add(d, "boot", VERDICT_OK, NULL, "the host was started by UEFI");
	else
		doctor_add(d, "boot", VERDICT_NOTE, "switch CSM off in the board's setup",
			   "the host was started by a legacy BIOS (CSM): OpRegion and "
			   "stolen memory may be set up for a VGA BIOS");
}

/* The releases that support the device: "9.1 or older, or 10.0 and later". */
static const char *take_which(const struct doctor *d)
{
	if (!d->family || d->family->known_from == QEMU_NEVER)
		return "10.1 or later";
	return d->family->known_from == 1000 ? "9.1 or older, or 10.0 and later"
					     : "9.2 or later";
}

static void check_unknown_qemu(struct doctor *d)
{
	if (qemu_knows(902, d->family))
		return;
	doctor_add(d, "qemu", VERDICT_NOTE, NULL,
		   "QEMU 9.2 does not know this device%s: use QEMU %s",
		   qemu_knows(1000, d->family) ? "" : ", and neither does 10.0",
		   take_which(d));
}

static void check_qemu(struct doctor *d)
{
	const struct qemu_release *r = d->release;
	unsigned int version = 0;

	if (!*d->facts.qemu) {
		if (host_exists(d->host, "usr"))
			doctor_add(d, "qemu", VERDICT_MISSING,
				   "install it: qemu-system-x86 on Debian",
				   "no QEMU is installed");
		else
			check_unknown_qemu(d);
		return;
	}
	igd_parse_version(d->facts.qemu, &version);
	if (!r)
		doctor_add(d, "qemu", VERDICT_BREAKS, "update it",
			   "QEMU %s (%s) is older than 7.2", d->facts.qemu,
			   d->facts.qemu_path);
	else if (r->unknown != UNKNOWN_NO_STOLEN && !qemu_knows(version, d->family))
		doctor_add(d, "qemu", VERDICT_BREAKS, NULL,
			   "QEMU %s does not know this device: use QEMU %s",
			   d->facts.qemu, take_which(d));
	else if (d->family && d->family->generation == 13 &&
		 r->unknown == UNKNOWN_LIKE_GEN8)
		doctor_add(d, "qemu", VERDICT_BREAKS, NULL,
			   "QEMU %s treats this device like 8th-generation graphics: use "
			   "QEMU 10.1 or later",
			   d->facts.qemu);
	else
		doctor_add(d, "qemu", VERDICT_OK, NULL, "QEMU %s is installed",
			   d->facts.qemu);
}

static void check_ovmf(struct doctor *d)
{
	const struct ovmf_place *ovmf = d->facts.ovmf;
	struct host_text version;

	if (ovmf && ovmf->package && host_package(d->host, ovmf->package, &version))
		doctor_add(d, "ovmf", VERDICT_OK, NULL, "OVMF %s is installed: %s",
			   version.text, ovmf->code);
	else if (ovmf)
		doctor_add(d, "ovmf", VERDICT_OK, NULL, "OVMF is installed: %s",
			   ovmf->code);
	else if (host_exists(d->host, "usr"))
		doctor_add(d, "ovmf", VERDICT_MISSING,
			   "install it: ovmf on Debian, edk2-ovmf on Fedora and Arch",
			   "no OVMF is installed");
}

void doctor_programs(struct doctor *d)
{
	check_kvm(d);
	check_boot(d);
	check_qemu(d);
	check_ovmf(d);
}
