/* SPDX-License-Identifier: BSD-2-Clause */
/* shared.c - the options of every command that scans an image */
#include "args/shared.h"

#include "io/streams.h"

#define AT(member) offsetof(struct shared_values, member)

static const struct option common[] = {
	{ "color", 0, OPTION_CHOICE, AT(color), COLOR_WORDS,
	  "colour the output; auto: on a terminal" },
	{ "help", 'h', OPTION_HELP, 0, NULL, "show this help" },
};

const struct option_table common_options = { "Other options", common,
					     sizeof(common) / sizeof(*common) };

static const struct option limits[] = {
	{ "max-unpacked", 0, OPTION_SIZE, AT(limits.max_unpacked), "SIZE",
	  "unpacked bytes of all streams together (512M)" },
	{ "max-ratio", 0, OPTION_COUNT, AT(limits.max_ratio), "N",
	  "largest expansion ratio of a stream over 16M (512)" },
	{ "max-nodes", 0, OPTION_COUNT, AT(limits.max_nodes), "N",
	  "pieces of the image (262144)" },
	{ "max-depth", 0, OPTION_COUNT, AT(limits.max_depth), "N",
	  "depth of nested pieces (1024)" },
	{ "max-findings", 0, OPTION_COUNT, AT(limits.max_findings), "N",
	  "different findings of each kind (4096)" },
	{ "max-diags", 0, OPTION_COUNT, AT(limits.max_diags), "N",
	  "diagnostics kept (256)" },
	{ "max-work", 0, OPTION_SIZE, AT(limits.max_work), "SIZE",
	  "bytes examined at most (256M + 64 x input size)" },
	{ "threads", 0, OPTION_COUNT, AT(limits.threads), "N",
	  "threads that scan and unpack (one for each processor)" },
	{ "no-progress", 0, OPTION_FLAG, AT(no_progress), NULL,
	  "show no progress while images are scanned" },
	{ "no-sandbox", 0, OPTION_FLAG, AT(no_sandbox), NULL,
	  "keep the rights to open files and start programs" },
};

const struct option_table limit_options = { "Limits (SIZE takes K, M or G)", limits,
					    sizeof(limits) / sizeof(*limits) };

static const struct option device[] = {
	{ "device", 0, OPTION_TEXT, AT(device), "ID",
	  "choose for a PCI device: 8086:3e9b, 3e9b or auto" },
	{ "sysroot", 0, OPTION_TEXT, AT(sysroot), "DIR",
	  "root folder of sys and dev for auto and --host (/)" },
};

const struct option_table device_options = { "Choice", device,
					     sizeof(device) / sizeof(*device) };
