/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - a call into the driver, and how it ends */
#include "try/machine.h"

#define STACK_TOP (GX_STACK + GX_STACK_SIZE - 0x1000u)
#define RETURN    0xc3 /* the instruction HLT */
#define SHADOW    0x28 /* bytes on the stack for the return address and four arguments */

/* ---- how a call ends -------------------------------------------------------------- */

void gx_stop(struct gopx_machine *m, enum gopx_try_end why, uint64_t address)
{
	if (!m->stopped) {
		m->info->end = why;
		m->info->address = address;
	}
	m->stopped = true;
	uc_emu_stop(m->uc);
}

void gx_stop_in(struct gopx_machine *m, enum gopx_try_end why, const char *service)
{
	if (!m->stopped)
		m->info->service = service;
	gx_stop(m, why, 0);
}

/* ---- calls ------------------------------------------------------------------------ */

static bool set_registers(struct gopx_machine *m, const uint64_t *args, size_t count)
{
	static const int registers[4] = { UC_X86_REG_RCX, UC_X86_REG_RDX, UC_X86_REG_R8,
					  UC_X86_REG_R9 };
	/* At the first instruction of a function, the stack pointer is 8 bytes past a
	 * multiple of 16. */
	uint64_t rsp = STACK_TOP - 8, flags = 2;

	if (uc_mem_write(m->uc, rsp, &m->return_stub, 8))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (i < 4 ? uc_reg_write(m->uc, registers[i], &args[i])
			  : uc_mem_write(m->uc, rsp + SHADOW + 8 * (i - 4), &args[i], 8))
			return false;
	}
	return !uc_reg_write(m->uc, UC_X86_REG_RSP, &rsp) &&
	       !uc_reg_write(m->uc, UC_X86_REG_EFLAGS, &flags);
}

bool gx_call(struct gopx_machine *m, uint64_t function, const uint64_t *args,
	     size_t count, uint64_t *result)
{
	uint64_t rip = 0;
	uc_err error;

	*result = 0;
	m->stopped = false;
	if (m->failed || !set_registers(m, args, count)) {
		m->failed = true;
		return false;
	}
	error = uc_emu_start(m->uc, function, m->return_stub, 0, 0);
	uc_reg_read(m->uc, UC_X86_REG_RIP, &rip);
	if (!m->stopped && error) {
		m->info->number = 0xff;
		gx_stop(m, GOPX_TRY_EXCEPTION, 0);
	} else if (!m->stopped && rip != m->return_stub) {
		gx_stop(m, GOPX_TRY_HALTED, 0);
	}
	uc_reg_read(m->uc, UC_X86_REG_RAX, result);
	return !m->stopped;
}

uint64_t gx_stub_add(struct gopx_machine *m, struct gx_stub stub)
{
	uint8_t code = RETURN;
	uint64_t at = GX_STUBS + GX_STUB_STEP * m->stub_count;

	if (m->stub_count == GX_STUB_MAX || uc_mem_write(m->uc, at, &code, 1)) {
		m->failed = true;
		return 0;
	}
	m->stubs[m->stub_count++] = stub;
	return at;
}
