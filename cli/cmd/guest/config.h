/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config.h - gopx config: choose the settings for a guest with an iGPU, and print them
 * for each target
 */
#ifndef CLI_GUEST_CONFIG_H
#define CLI_GUEST_CONFIG_H

#include <limits.h>

#include "args/shared.h"
#include "cmd/guest/host_facts.h"
#include "cmd/guest/igd_tables.h"

enum config_target { CONFIG_QEMU, CONFIG_PROXMOX, CONFIG_LIBVIRT, CONFIG_HOST };
enum config_machine { CONFIG_I440FX, CONFIG_Q35 };

struct config_values {
	struct shared_values shared;
	int target, machine;
	int ovmf;               /* 0: this host's place; else 1 + index in ovmf_places */
	const char *qemu, *pve; /* the versions, as the user gave them */
	const char *rom, *code, *vars, *opregion;
	const char *function; /* as the user gave it; NULL means 0 */
	bool full;
};

/* A property of QEMU's device vfio-pci. */
struct config_property {
	const char *name, *value;
	const char *type; /* libvirt's name of the type */
	const char *why;
};

#define CONFIG_NOTES     12
#define CONFIG_NOTE_SIZE 400

struct config_plan {
	const struct config_values *values;
	const struct host_facts *host; /* NULL if the device is not in this host */
	const struct ovmf_place *ovmf;
	const struct igd_family *family; /* NULL if it is unknown */
	const struct qemu_release *release;
	const char *device; /* "8086:3e9b" */
	char title[208];    /* device, version of QEMU, machine type */
	unsigned int qemu;  /* 10.1 is 1001 */
	unsigned int function;
	unsigned int phys_bits; /* largest address width for the guest; 0: no limit */
	bool secboot;
	struct config_property properties[4];
	size_t property_count;
	char gms[12];
	/* Notes on settings that will not work, or are untested. */
	char notes[CONFIG_NOTES][CONFIG_NOTE_SIZE];
	size_t note_count;
};

/*
 * Fill in the plan.  Returns NULL, or a clause that says why there can be no such guest.
 * The caller sets only values, host, ovmf, device and qemu; everything else is zero.
 */
const char *config_plan(struct config_plan *plan);

/*
 * Print a text, broken into lines that fit on a terminal. The first line begins with the
 * contents of 'first', each other line with the contents of 'next'.
 */
void config_wrap(const char *first, const char *next, const char *text);

/* Print a text as comment lines of a shell script. */
void config_comment(const char *text);

/* Call put() with the title, each note, and the reason of each property. */
void config_why(const struct config_plan *plan, void (*put)(const char *text));

void config_print_qemu(const struct config_plan *plan);
void config_print_proxmox(const struct config_plan *plan);
void config_print_libvirt(const struct config_plan *plan);
void config_print_host(const struct config_plan *plan);

/* The paths from which QEMU reads a guest's files. */
struct config_files {
	char rom[PATH_MAX], code[PATH_MAX], vars[PATH_MAX], opregion[PATH_MAX];
};

/*
 * 'folder' holds the files that QEMU only reads. 'vars' is the guest's copy of the
 * variables, or NULL if another program makes that copy from a template.  The user's
 * files are copied to the folder, unless they are there already.
 */
struct config_files config_files(const struct config_plan *plan, const char *folder,
				 const char *vars);

/*
 * Print a shell command for each file that QEMU only reads; the command copies the file.
 */
void config_put_copies(const struct config_plan *plan, const struct config_files *files);

/* If the user gave a template of the variables, print the command that copies it. */
void config_put_template(const struct config_plan *plan,
			 const struct config_files *files);

/*
 * Print a command that makes the guest's copy of the variables.  The command keeps an
 * existing copy.
 */
void config_put_vars(const struct config_plan *plan, const struct config_files *files);

#endif /* CLI_GUEST_CONFIG_H */
