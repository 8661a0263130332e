/* SPDX-License-Identifier: BSD-2-Clause */
/* parts.h - what a guest is given: the driver, the table, and gopx's own drivers */
#ifndef CLI_GUEST_PARTS_H
#define CLI_GUEST_PARTS_H

#include "scan/command.h"

/* First in the values of a command that takes this table. */
struct parts_values {
	struct shared_values shared;
	const char *from, *gop, *vbt, *assign;
	int lid; /* enum gopx_lid */
	bool force;
};

extern const struct option_table parts_options;

/* The files that they come from, in the order of parts_request(). */
enum { PART_FROM, PART_GOP, PART_VBT, PART_ASSIGN, PART_FILES };

struct parts {
	const struct scanned *files;
	struct gopx_bytes gop, vbt, assign; /* empty: there is none */
	struct gopx_bytes policy;           /* made here, with the table in it */
	uint8_t *policy_memory;
};

/* NULL, or why this cannot be asked for. */
const char *parts_contradiction(const struct parts_values *values);

/* Ask for PART_FILES files. */
void parts_request(const struct parts_values *values, struct request *request);

/*
 * Look for what is wanted in the files that were asked for.  Anything but EXIT_FOUND
 * comes after a message; close it in any case.  All drivers are such that gopx_rom_size()
 * takes them.
 */
enum exit_status parts_take(struct parts *p, const struct parts_values *values,
			    const struct scanned *files);

/*
 * Of what was made of them, path: what it lacks, what nobody has tried, and how gopx try
 * takes it (by this option).
 */
void parts_notes(const struct parts *p, const struct parts_values *values,
		 const char *path, const char *option);

void parts_close(struct parts *p);

#endif /* CLI_GUEST_PARTS_H */
