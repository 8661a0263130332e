/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * machine.h - the emulated machine: processor, memory, and limits
 *
 * Everything that a driver can change is in struct gx_state, which has no pointers to
 * other data.  So a copy of this struct and of the written memory is enough to restore
 * the machine.
 */
#ifndef GX_TRY_MACHINE_H
#define GX_TRY_MACHINE_H

#include <gopx/try.h>

#include "try/emulator.h"

#include "base/bytes.h"
#include "base/status.h"
#include "try/firmware/handles.h"
#include "try/layout.h"
#include "try/parts.h"
#include "try/trace.h"

#define GX_STUB_MAX (GX_STUBS_SIZE / GX_STUB_STEP)

struct gopx_machine;
struct gx_probe;

/* A service gets its arguments, and returns its result. */
typedef uint64_t gx_service(struct gopx_machine *m, const uint64_t *args, unsigned index);

#define GX_ARGUMENTS 12 /* number of arguments that are read */

struct gx_stub {
	gx_service *run;
	const char *name;
	unsigned index; /* passed to run */
	bool quiet;     /* its calls are not recorded as events */
};

/* The addresses of the functions of the installed policy; 0 if unknown. */
enum gx_policy_call { GX_POLICY_LID, GX_POLICY_TABLE, GX_POLICY_DOCK, GX_POLICY_CALLS };

struct gx_state {
	struct gx_pool pool;
	struct gx_handles handles;
	struct gx_pci pci;
	uint64_t microseconds;
	uint64_t images_end;
	uint32_t events; /* number of EFI_EVENTs that were created */
};

struct gopx_machine {
	uc_engine *uc;
	uc_context *pristine; /* the state of the processor at the start */
	/* the emulator failed, not the driver */
	bool failed;
	bool mapped;
	uint64_t spent, budget; /* approximate number of instructions */
	uint64_t time_limit;    /* microseconds */

	struct gx_state state;
	struct gx_stub stubs[GX_STUB_MAX];
	size_t stub_count;
	struct gx_gpu gpu;
	struct gx_trace trace;
	struct gopx_try_info *info; /* the results of the running trial */

	uint64_t system_table, return_stub;
	uint64_t controller; /* handle of the GPU */
	uint64_t policy[GX_POLICY_CALLS];
	uc_hook policy_hooks[GX_POLICY_CALLS];

	bool stopped;           /* the running call was ended before it returned */
	struct gx_probe *probe; /* NULL unless a sweep is running */
};

/* End the running call; the first reason is kept. */
void gx_stop(struct gopx_machine *m, enum gopx_try_end why, uint64_t address);

/* Like gx_stop(), but during a call of a service. */
void gx_stop_in(struct gopx_machine *m, enum gopx_try_end why, const char *service);

/*
 * Call a function of the driver with Microsoft's x64 calling convention.  Returns false
 * if the function did not return; m->info has the reason.
 */
bool gx_call(struct gopx_machine *m, uint64_t function, const uint64_t *args,
	     size_t count, uint64_t *result);

/* Make a function in the guest's memory that calls 'run'.  Returns its address. */
uint64_t gx_stub_add(struct gopx_machine *m, struct gx_stub stub);

#endif /* GX_TRY_MACHINE_H */
