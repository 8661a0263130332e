/* SPDX-License-Identifier: BSD-2-Clause */
/* parts.h - the parts for a guest: the driver, the table, and gopx's own drivers */
#ifndef CLI_GUEST_PARTS_H
#define CLI_GUEST_PARTS_H

#include "scan/command.h"

/* This struct comes first in the values of each command that uses these options. */
struct parts_values {
	struct shared_values shared;
	const char *from, *gop, *vbt, *assign;
	int lid; /* enum gopx_lid */
	bool force;
};

extern const struct option_table parts_options;

/* The files of the parts, in the order of parts_request(). */
enum { PART_FROM, PART_GOP, PART_VBT, PART_ASSIGN, PART_FILES };

struct parts {
	const struct scanned *files;
	struct gopx_bytes gop, vbt, assign; /* empty if there is none */
	struct gopx_bytes policy;           /* made by parts_take(); contains the table */
	uint8_t *policy_memory;
};

/* Returns NULL, or the reason why these options are refused. */
const char *parts_contradiction(const struct parts_values *values);

/* True if an option says what the result contains, apart from --from and --gop. */
bool parts_chosen(const struct parts_values *values);

/* Request the PART_FILES files. */
void parts_request(const struct parts_values *values, struct request *request);

/*
 * Find the parts in the requested files.  Returns EXIT_FOUND, or another status after a
 * message; close the parts in any case.  gopx_rom_size() accepts all these drivers.
 */
enum exit_status parts_take(struct parts *p, const struct parts_values *values,
			    const struct scanned *files);

/*
 * Report what the result 'path' lacks, what is untested, and the gopx try command for
 * 'path'.  'option' is the option of gopx try that takes such a file.
 */
void parts_notes(const struct parts *p, const struct parts_values *values,
		 const char *path, const char *option);

void parts_close(struct parts *p);

#endif /* CLI_GUEST_PARTS_H */
