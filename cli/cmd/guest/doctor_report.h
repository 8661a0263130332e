/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doctor_report.h - the list of gopx doctor's checks, which is printed when it is
 * complete
 */
#ifndef CLI_GUEST_DOCTOR_REPORT_H
#define CLI_GUEST_DOCTOR_REPORT_H

#include "cmd/guest/host_facts.h"
#include "cmd/guest/igd_tables.h"
#include "scan/scanned.h"

enum verdict { VERDICT_OK, VERDICT_NOTE, VERDICT_MISSING, VERDICT_BREAKS };

struct doctor_item {
	const char *code; /* stable code for JSON */
	enum verdict verdict;
	char text[512];
	char fix[320]; /* what to do; "" if there is nothing to do */
};

#define DOCTOR_ITEMS 32

struct doctor {
	const struct host *host;
	struct host_facts facts;
	char device[16]; /* "8086:3e9b"; "" without a GPU */
	char title[128];
	const struct igd_family *family; /* NULL: unknown */
	/* facts about the installed QEMU; NULL if none was found */
	const struct qemu_release *release;
	const char *platform; /* a code, or "" */
	struct doctor_item items[DOCTOR_ITEMS];
	size_t count;
};

/* Add a check: what was found, and what to do (NULL if there is nothing to do). */
__attribute__((format(printf, 5, 6))) void doctor_add(struct doctor *d, const char *code,
						      enum verdict verdict,
						      const char *fix, const char *format,
						      ...);

/* The number of things to do. */
size_t doctor_to_do(const struct doctor *d);

void doctor_print(const struct doctor *d);
void doctor_print_json(const struct doctor *d);

/* Groups of checks, each of which adds to the list. */
void doctor_gpu(struct doctor *d);
void doctor_iommu(struct doctor *d);
void doctor_driver(struct doctor *d);
void doctor_console(struct doctor *d);
void doctor_memory(struct doctor *d);
void doctor_bridge(struct doctor *d);
void doctor_programs(struct doctor *d);

/*
 * Try the drivers of a scanned ROM.  If it cannot add a check, prints a message and
 * returns false.
 */
struct gopx_machine;
bool doctor_try(struct doctor *d, struct gopx_machine *machine,
		const struct scanned *rom);

#endif /* CLI_GUEST_DOCTOR_REPORT_H */
