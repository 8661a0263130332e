/* SPDX-License-Identifier: BSD-2-Clause */
/* extract.h - the options, the files and the messages of gopx extract */
#ifndef CLI_EXTRACT_EXTRACT_H
#define CLI_EXTRACT_EXTRACT_H

#include "scan/command.h"

#define EXTRACT_VENDORS  "amd|aspeed|nvidia|matrox|realtek|intel-pei"
#define EXTRACT_SECTIONS "file|body|pe32|te|raw|freeform|ui|depex|version"

struct extract_values {
	struct shared_values shared;
	const char *output;
	bool gop, vbt;
	/* The drivers to write instead: a bit for each word of --gop-vendor. */
	uint32_t vendors;
	const char *guid; /* the GUID of the files to write instead of driver and table */
	char canonical[37];
	/* The parts of these files to write: a bit for each word of --section. */
	uint32_t sections;
	bool all;
	bool trim;
	bool force;
	bool to_stdout;
	bool json;
	bool strict;
};

/* A kind of finding, and the name that gopx gives to its file. */
struct extract_kind {
	enum gopx_finding_kind kind;
	const char *vendor; /* the maker, for drivers of other makers; else NULL */
	const char *stem, *extension;
	const char *missing; /* the message for an image without this kind */
};

/* Driver and table, then one for each word of --gop-vendor. */
enum { EXTRACT_GOP, EXTRACT_VBT, EXTRACT_OTHERS, EXTRACT_KINDS = EXTRACT_OTHERS + 6 };

extern const struct extract_kind extract_kinds[EXTRACT_KINDS];

bool extract_is_of(const struct gopx_finding *f, const struct extract_kind *kind);

/* The output: files[i] is the body of findings[i]. */
struct extract_plan {
	const struct gopx_finding **findings;
	struct output_file *files;
	size_t count;
	bool asked[EXTRACT_KINDS];
	bool missing[EXTRACT_KINDS];
};

/*
 * Do the work of gopx extract --guid.  Returns false if a file could not be written.
 * Sets *missing if the image lacks something that the user requested.
 */
bool extract_guid(struct work *work, const struct scanned *image, bool *missing);

void extract_print_json(const struct scanned *image, const struct delivery *output,
			const struct extract_plan *plan);

/*
 * Print messages about missing findings, other findings of the image, and files that
 * cannot be used.
 */
void extract_remark(const struct scanned *image, const struct extract_values *values,
		    const struct extract_plan *plan);

/* Print the next command, if both the driver and the table were written. */
void extract_next(const struct delivery *output, const struct extract_plan *plan,
		  const struct gopx_options *limits);

#endif /* CLI_EXTRACT_EXTRACT_H */
