/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_tables.h - how each version of QEMU treats each Intel GPU: facts with their
 * sources
 *
 * gopx config, gopx doctor and doc/qemu.md use only these tables.
 */
#ifndef CLI_GUEST_IGD_TABLES_H
#define CLI_GUEST_IGD_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a guest gets stolen memory (DSM); BDSM has its address. */
enum igd_stolen {
	STOLEN_BY_GMS, /* only on i440fx in legacy mode; the size is x-igd-gms or 0 */
	STOLEN_LEGACY_MODE, /* only on i440fx in legacy mode; the size is the host's */
	STOLEN_ALWAYS       /* on every machine; the size is the host's or x-igd-gms */
};

/* What a device gets if this QEMU does not know its generation. */
enum igd_unknown {
	UNKNOWN_LIKE_GEN8, /* the same as a device of generation 8 */
	UNKNOWN_NO_LEGACY, /* x-igd-opregion=on works; legacy mode is refused */
	UNKNOWN_NOTHING,   /* neither OpRegion nor LPC bridge, even if requested */
	UNKNOWN_NO_STOLEN  /* OpRegion and LPC bridge, no stolen memory */
};

/* The PCI class of the devices that this QEMU treats as Intel GPUs. */
enum igd_class {
	CLASS_VGA_OR_ASKED, /* 0300; x-igd-opregion=on works for any class */
	CLASS_VGA,          /* 0300 */
	CLASS_DISPLAY       /* 03xx; legacy mode needs 0300 */
};

struct qemu_release {
	/* 7.2 is 702; the row is valid up to 'first' of the next row */
	unsigned int first;
	const char *name;
	/* the properties of vfio-pci in this release */
	bool has_lpc, has_legacy_mode, has_class_code;
	bool opregion_default;
	unsigned int gms_max;      /* largest x-igd-gms, units of 32 MiB; 0: no effect */
	unsigned int gms_max_gen7; /* largest x-igd-gms for GPUs before generation 8 */
	bool gms_4mib; /* since generation 9 also f0 to fe: 4 to 60 MiB in steps of 4 */
	/* last generation that gets legacy mode automatically */
	unsigned int legacy_last;
	enum igd_unknown unknown;
	enum igd_stolen stolen;
	enum igd_class class_rule;
	const char *source;
};

#define QEMU_NEVER 0xffff

struct igd_family {
	/* a device belongs to the family if its PCI device ID & 'mask' == 'id' */
	uint16_t mask, id;
	/* generation of the graphics; 13: also all later generations */
	unsigned int generation;
	/* the first QEMU that lists the family, or QEMU_NEVER */
	unsigned int known_from;
	/* True if its GOP drivers start with any LPC bridge, or without one. */
	bool any_lpc;
	const char *name;
};

struct pve_release {
	unsigned int version, qemu;
};

/* The places of a distribution's OVMF, as raw files. */
struct ovmf_place {
	const char *distribution, *code, *vars, *source;
	/* the package for dpkg; NULL for distributions without dpkg */
	const char *package;
};

extern const struct qemu_release qemu_releases[];
extern const size_t qemu_release_count;
extern const struct igd_family igd_families[];
extern const size_t igd_family_count;
extern const struct pve_release pve_releases[];
extern const size_t pve_release_count;
extern const struct ovmf_place ovmf_places[];
extern const size_t ovmf_place_count;

/* Parse "10.1" as 1001, or "9.2.4" as 902.  Returns false for any other text. */
bool igd_parse_version(const char *text, unsigned int *version);

/* The row of a version; NULL for versions before 7.2. */
const struct qemu_release *qemu_release_of(unsigned int version);

/* The family of a device; NULL if no family has it. */
const struct igd_family *igd_family_of(uint16_t device);

/* True if this QEMU lists the device's family, or supports any device. */
bool qemu_knows(unsigned int version, const struct igd_family *family);

/* The QEMU version of a Proxmox VE release; 0 if the release is not listed. */
unsigned int pve_qemu(unsigned int version);

/*
 * What Linux does to the IOMMU of a family's GPU, as a clause that stands for itself;
 * NULL for all families but Broadwell.
 */
const char *igd_iommu_quirk(const struct igd_family *family);

/* True if firmware with this file name needs SMM, which i440fx does not have. */
bool ovmf_is_secboot(const char *path);

#endif /* CLI_GUEST_IGD_TABLES_H */
