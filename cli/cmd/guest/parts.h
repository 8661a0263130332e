/* SPDX-License-Identifier: BSD-2-Clause */
/* parts.h - what goes into a guest: the driver, the table, and gopx's own drivers */
#ifndef CLI_GUEST_PARTS_H
#define CLI_GUEST_PARTS_H

#include "scan/command.h"

/* Comes first in the values of a command that uses this table. */
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
	struct gopx_bytes gop, vbt, assign; /* empty: none */
	struct gopx_bytes policy;           /* made here; contains the table */
	uint8_t *policy_memory;
};

/* Returns NULL, or why these options are refused. */
const char *parts_contradiction(const struct parts_values *values);

/* Ask for PART_FILES files. */
void parts_request(const struct parts_values *values, struct request *request);

/*
 * Find the parts in the requested files.  Returns EXIT_FOUND, or another status after a
 * message; close the parts in any case.  gopx_rom_size() accepts all these drivers.
 */
enum exit_status parts_take(struct parts *p, const struct parts_values *values,
			    const struct scanned *files);

/*
 * Report about the result, 'path': what it lacks, what is untested, and the command of
 * gopx try that takes it (with this option).
 */
void parts_notes(const struct parts *p, const struct parts_values *values,
		 const char *path, const char *option);

void parts_close(struct parts *p);

#endif /* CLI_GUEST_PARTS_H */
