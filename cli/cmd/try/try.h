/* SPDX-License-Identifier: BSD-2-Clause */
/* try.h - the options of gopx try, its drivers, and its output */
#ifndef CLI_TRY_TRY_H
#define CLI_TRY_TRY_H

#include <gopx/build.h>
#include <gopx/try.h>

#include "args/shared.h"
#include "io/delivery.h"
#include "scan/scanned.h"
#include "show/trial.h"
#include "words/exit_status.h"

enum try_machine { TRY_MACHINE_BOARD, TRY_MACHINE_Q35, TRY_MACHINE_I440FX };
enum try_sweep { TRY_SWEEP_NONE, TRY_SWEEP_LPC, TRY_SWEEP_DEVICES };

struct try_values {
	struct shared_values shared;
	const char *from, *gop, *vbt, *rom, *ovmf;
	const char *lpc, *edid, *png;
	int lid, machine, sweep;
	bool all, json, trace, force;
	/* The bridge from --lpc and --machine, as in struct gopx_try_options. */
	uint32_t bridge;
};

/* The files to work with. */
struct try_inputs {
	const struct scanned *source; /* --from, --gop, --rom or --ovmf */
	const struct scanned *table;  /* --vbt; empty if it was not given */
	struct gopx_bytes edid;
	struct delivery *output;
	struct gopx_machine *machine;
};

#define TRY_DRIVERS_MAX 16

/* The drivers to run, one after the other, and the facts about the last one. */
struct try_case {
	struct gopx_bytes drivers[TRY_DRIVERS_MAX];
	size_t count;
	const struct gopx_finding *gop, *vbt; /* NULL if the scan did not find it */
	uint16_t device;
	bool has_table; /* size of .policy */
	bool bad_table; /* the case failed because of the table */
	/* The policy driver, if it was made here; NULL if a ROM or OVMF contains it. */
	uint8_t *policy;
};

struct work;

/* The indices of the files that the command reads. */
enum { TRY_SOURCE, TRY_TABLE, TRY_EDID };

/* Do what the options request, in the opened machine. */
enum exit_status try_work(struct work *work, struct gopx_machine *machine);

/*
 * Choose the drivers to run.  Returns NULL, or the reason why there are none.  Free the
 * case with try_case_free().
 */
const char *try_case_make(const struct try_values *values,
			  const struct try_inputs *inputs, struct try_case *out);
const char *try_case_pair(const struct try_values *values, struct gopx_bytes driver,
			  const struct gopx_finding *gop, struct gopx_bytes table,
			  const struct gopx_finding *vbt, struct try_case *out);
void try_case_free(struct try_case *c);

/* The name of the driver, as the subject of a sentence. */
struct trial_subject try_subject(const struct try_case *c);

/* Run the drivers.  On failure, prints a message and returns false. */
bool try_run(const struct try_values *values, const struct try_inputs *inputs,
	     const struct try_case *c, struct trial_result *out);

/* Fill in the options of one trial.  A sweep uses them, too. */
void try_options_fill(const struct try_values *values, const struct try_inputs *inputs,
		      const struct try_case *c, struct gopx_try_options *out);

/* ---- what is printed -------------------------------------------------------------- */

void try_print_text(const struct try_values *values, const struct try_inputs *inputs,
		    const struct try_case *c, const struct trial_result *r);
void try_print_json(const struct try_values *values, const struct try_inputs *inputs,
		    const struct try_case *c, const struct trial_result *r);
void try_print_trace(const struct gopx_trial *trial);

/* Returns NULL, or the reason why this is not an EDID. */
const char *try_edid_fault(struct gopx_bytes edid);

/* Print the sweep that the user asked for. */
enum exit_status try_sweep(const struct try_values *values,
			   const struct try_inputs *inputs, const struct try_case *c);

/* Try each driver of the source with each table. */
enum exit_status try_all(const struct try_values *values,
			 const struct try_inputs *inputs);

/*
 * Make a PNG from pixels of four bytes.  The last byte of each pixel is unused.  Free the
 * result.
 */
struct gopx_bytes try_png(const uint8_t *pixels, uint32_t width, uint32_t height);

#endif /* CLI_TRY_TRY_H */
