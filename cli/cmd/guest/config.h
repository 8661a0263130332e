/* SPDX-License-Identifier: BSD-2-Clause */
/* config.h - gopx config: what a guest with an iGPU needs, decided once for all targets
 */
#ifndef CLI_GUEST_CONFIG_H
#define CLI_GUEST_CONFIG_H

#include "args/shared.h"

enum config_target { CONFIG_QEMU, CONFIG_PROXMOX, CONFIG_LIBVIRT, CONFIG_HOST };
enum config_machine { CONFIG_I440FX, CONFIG_Q35 };

struct config_values {
	struct shared_values shared;
	int target, machine;
	const char *qemu; /* version, as given */
	const char *rom, *code, *vars, *opregion;
};

/* What QEMU and the drivers treat alike. */
enum gpu_class {
	GPU_OLD,      /* 6th to 9th generation of graphics: Sandy Bridge to Comet Lake */
	GPU_GEN11,    /* 11th and 12th: Ice Lake to Raptor Lake */
	GPU_NO_BDSM,  /* Meteor Lake and later */
	GPU_DISCRETE, /* not part of a processor */
	GPU_UNKNOWN
};

enum gpu_class gpu_class_of(const struct gopx_options *device);

/* A property of QEMU's device vfio-pci. */
struct config_property {
	const char *name, *value;
	const char *type; /* as libvirt names it */
	const char *why;
};

struct config_plan {
	const struct config_values *values;
	char title[128]; /* device, QEMU, machine */
	enum gpu_class gpu;
	unsigned int qemu; /* 10.1 is 1001 */
	struct config_property properties[8];
	size_t property_count;
	const char *notes[8]; /* what will not work, or nobody has tried */
	size_t note_count;
	bool stolen_by_hand; /* QEMU does not offer stolen memory by itself here */
};

/* "10.1" or "9.2.4"; false for anything else. */
bool config_parse_qemu(const char *text, unsigned int *version);

struct config_plan config_plan(const struct config_values *values, enum gpu_class gpu,
			       unsigned int qemu);

/* A clause of many words as comment lines. */
void config_comment(const char *text);

/* The title, the notes and the reasons of the properties, as comments. */
void config_why(const struct config_plan *plan);

void config_print_qemu(const struct config_plan *plan);
void config_print_proxmox(const struct config_plan *plan);
void config_print_libvirt(const struct config_plan *plan);
void config_print_host(const struct config_plan *plan);

/* Where Debian has OVMF; used where no other is named. */
#define CONFIG_STOCK_CODE "/usr/share/OVMF/OVMF_CODE_4M.fd"
#define CONFIG_STOCK_VARS "/usr/share/OVMF/OVMF_VARS_4M.fd"

#endif /* CLI_GUEST_CONFIG_H */
