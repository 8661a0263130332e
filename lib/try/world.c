/* SPDX-License-Identifier: BSD-2-Clause */
/* world.c - the processor and its memory, emulated by libunicorn */
#include "try/world.h"

#include <stdlib.h>

#include "try/device/gpu.h"
#include "try/device/pci.h"

#define SHADOW 0x28 /* bytes on the stack for the return address and four arguments */

/* ---- callbacks of the emulator ---------------------------------------------------- */

/*
 * Called for each block of instructions: counting single instructions would take three
 * times as long.
 */
static void on_block(uc_engine *uc, uint64_t address, uint32_t size, void *ctx)
{
	struct gopx_machine *m = ctx;

	(void)uc;
	(void)address;
	m->spent += size / 4 + 1;
	if (m->spent > m->budget)
		gx_stop(m, GOPX_TRY_ENDLESS, 0);
}

static bool on_invalid(uc_engine *uc, uc_mem_type type, uint64_t address, int size,
		       int64_t value, void *ctx)
{
	struct gopx_machine *m = ctx;

	(void)uc;
	(void)size;
	(void)value;
	switch (type) {
	case UC_MEM_READ_UNMAPPED:
	case UC_MEM_READ_PROT:
		gx_stop(m, GOPX_TRY_WILD_READ, address);
		break;
	case UC_MEM_FETCH_UNMAPPED:
	case UC_MEM_FETCH_PROT:
		gx_stop(m, GOPX_TRY_WILD_JUMP, address);
		break;
	default:
		gx_stop(m, GOPX_TRY_WILD_WRITE, address);
	}
	return false;
}

static void on_interrupt(uc_engine *uc, uint32_t number, void *ctx)
{
	struct gopx_machine *m = ctx;

	(void)uc;
	if (!m->stopped)
		m->info->number = number;
	gx_stop(m, GOPX_TRY_EXCEPTION, 0);
}

static uint32_t on_in(uc_engine *uc, uint32_t port, int size, void *ctx)
{
	(void)uc;
	return gx_port_read(ctx, port, (unsigned)size);
}

static void on_out(uc_engine *uc, uint32_t port, int size, uint32_t value, void *ctx)
{
	(void)uc;
	gx_port_write(ctx, port, (unsigned)size, value);
}

static void on_low(uc_engine *uc, uc_mem_type type, uint64_t address, int size,
		   int64_t value, void *ctx)
{
	struct gopx_machine *m = ctx;

	(void)uc;
	(void)type;
	(void)value;
	m->info->read_null = true;
	gx_trace_add(&m->trace,
		     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_NULL,
					       .address = address,
					       .size = (uint8_t)size },
		     NULL);
}

static uint64_t on_register_read(uc_engine *uc, uint64_t offset, unsigned size, void *ctx)
{
	(void)uc;
	return gx_register_read(ctx, "memory", offset, size);
}

static void on_register_write(uc_engine *uc, uint64_t offset, unsigned size,
			      uint64_t value, void *ctx)
{
	(void)uc;
	gx_register_write(ctx, "memory", offset, size, value);
}

static uint64_t on_ecam_read(uc_engine *uc, uint64_t offset, unsigned size, void *ctx)
{
	(void)uc;
	return gx_config_read(ctx, "ECAM", (uint32_t)(offset >> 12), offset & 0xfff,
			      size);
}

static void on_ecam_write(uc_engine *uc, uint64_t offset, unsigned size, uint64_t value,
			  void *ctx)
{
	(void)uc;
	gx_config_write(ctx, "ECAM", (uint32_t)(offset >> 12), offset & 0xfff, size,
			value);
}

/* ---- services --------------------------------------------------------------------- */

static void arguments(struct gopx_machine *m, uint64_t args[GX_ARGUMENTS])
{
	static const int registers[4] = { UC_X86_REG_RCX, UC_X86_REG_RDX, UC_X86_REG_R8,
					  UC_X86_REG_R9 };
	uint64_t rsp = 0;

	for (size_t i = 0; i < 4; i++) {
		args[i] = 0;
		uc_reg_read(m->uc, registers[i], &args[i]);
	}
	uc_reg_read(m->uc, UC_X86_REG_RSP, &rsp);
	/*
	 * Most services have fewer arguments, and the stack may end before the last one.
	 */
	for (size_t i = 4; i < GX_ARGUMENTS; i++) {
		args[i] = 0;
		if (uc_mem_read(m->uc, rsp + SHADOW + 8 * (i - 4), &args[i], 8))
			args[i] = 0;
	}
}

static void on_stub(uc_engine *uc, uint64_t address, uint32_t size, void *ctx)
{
	struct gopx_machine *m = ctx;
	size_t i = (size_t)(address - GX_STUBS) / GX_STUB_STEP;
	uint64_t args[GX_ARGUMENTS], result;
	const struct gx_stub *stub;

	(void)size;
	if (m->stopped || i >= m->stub_count)
		return;
	stub = &m->stubs[i];
	if (!stub->run) {
		uc_emu_stop(uc);
		return;
	}
	arguments(m, args);
	if (!stub->quiet)
		gx_trace_add(&m->trace,
			     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_SERVICE,
						       .name = stub->name },
			     NULL);
	result = stub->run(m, args, stub->index);
	if (m->stopped && m->info->end == GOPX_TRY_WILD_POINTER && !m->info->service)
		m->info->service = stub->name;
	uc_reg_write(uc, UC_X86_REG_RAX, &result);
}

#ifdef GOPX_SANITIZED
/* libunicorn 2.0 does not free all of its data about overwritten code. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libunicorn\n";
}
#endif

/* ---- open a machine, and reset it ------------------------------------------------- */

static const struct {
	uint64_t at;
	uint64_t size;
	uint32_t rights;
} pieces[] = {
	{ 0, GX_LOW_SIZE, UC_PROT_READ },
	{ GX_STACK, GX_STACK_SIZE, UC_PROT_READ | UC_PROT_WRITE },
	{ GX_IMAGES, GX_IMAGES_SIZE, UC_PROT_ALL },
	{ GX_POOL, GX_POOL_SIZE, UC_PROT_READ | UC_PROT_WRITE },
	{ GX_STUBS, GX_STUBS_SIZE, UC_PROT_READ | UC_PROT_EXEC },
	{ GX_STOLEN, GX_STOLEN_SIZE, UC_PROT_READ | UC_PROT_WRITE },
	{ GX_APERTURE, GX_APERTURE_SIZE, UC_PROT_READ | UC_PROT_WRITE },
};

static bool map_all(struct gopx_machine *m)
{
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		if (uc_mem_map(m->uc, pieces[i].at, (size_t)pieces[i].size,
			       pieces[i].rights))
			return false;
	}
	return !uc_mmio_map(m->uc, GX_BAR0, GX_BAR0_SIZE, on_register_read, m,
			    on_register_write, m) &&
	       !uc_mmio_map(m->uc, GX_ECAM, GX_ECAM_SIZE, on_ecam_read, m, on_ecam_write,
			    m);
}

static void unmap_all(struct gopx_machine *m)
{
	/* The next trial must not use the translated code of the last one. */
	uc_ctl_remove_cache(m->uc, (uint64_t)GX_IMAGES,
			    (uint64_t)GX_IMAGES + GX_IMAGES_SIZE);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
		uc_mem_unmap(m->uc, pieces[i].at, (size_t)pieces[i].size);
	uc_mem_unmap(m->uc, GX_BAR0, GX_BAR0_SIZE);
	uc_mem_unmap(m->uc, GX_ECAM, GX_ECAM_SIZE);
}

/* Convert a function pointer to the type that libunicorn requires. */
#define HOOK(function) ((void *)(uintptr_t)(function))

static bool hook(struct gopx_machine *m, int type, void *function, uint64_t begin,
		 uint64_t end)
{
	uc_hook id;

	return !uc_hook_add(m->uc, &id, type, function, m, begin, end);
}

static bool hook_instruction(struct gopx_machine *m, void *function, int instruction)
{
	uc_hook id;

	return !uc_hook_add(m->uc, &id, UC_HOOK_INSN, function, m, (uint64_t)1,
			    (uint64_t)0, instruction);
}

static bool hook_all(struct gopx_machine *m)
{
	return hook(m, UC_HOOK_BLOCK, HOOK(on_block), 1, 0) &&
	       hook(m, UC_HOOK_MEM_INVALID, HOOK(on_invalid), 1, 0) &&
	       hook(m, UC_HOOK_INTR, HOOK(on_interrupt), 1, 0) &&
	       hook(m, UC_HOOK_CODE, HOOK(on_stub), GX_STUBS,
		    GX_STUBS + GX_STUBS_SIZE - 1) &&
	       hook(m, UC_HOOK_MEM_READ, HOOK(on_low), 0, GX_LOW_SIZE - 1) &&
	       hook_instruction(m, HOOK(on_in), UC_X86_INS_IN) &&
	       hook_instruction(m, HOOK(on_out), UC_X86_INS_OUT);
}

bool gx_machine_reset(struct gopx_machine *m)
{
	if (m->mapped)
		unmap_all(m);
	m->mapped = map_all(m);
	/* A call sets only some registers.  A driver may have changed the others. */
	m->failed = !m->mapped || uc_context_restore(m->uc, m->pristine);
	m->state = (struct gx_state){ .images_end = GX_IMAGES, .pool.end = GX_POOL };
	m->stub_count = 0;
	m->spent = 0;
	m->stopped = false;
	m->trace = (struct gx_trace){ 0 };
	m->return_stub = gx_stub_add(m, (struct gx_stub){ 0 });
	return !m->failed;
}

enum gopx_status gopx_machine_open(struct gopx_machine **out)
{
	struct gopx_machine *m = calloc(1, sizeof(*m));

	*out = NULL;
	if (!m)
		return GOPX_E_NOMEM;
	if (!gx_emulator_load()) {
		free(m);
		return GOPX_E_UNSUPPORTED;
	}
	m->gpu.registers = calloc(GX_BAR0_SIZE / 4, sizeof(uint32_t));
	if (!m->gpu.registers || uc_open(UC_ARCH_X86, UC_MODE_64, &m->uc) ||
	    uc_context_alloc(m->uc, &m->pristine) ||
	    uc_context_save(m->uc, m->pristine) || !hook_all(m) || !gx_machine_reset(m)) {
		gopx_machine_close(m);
		return GOPX_E_NOMEM;
	}
	*out = m;
	return GOPX_OK;
}

void gopx_machine_close(struct gopx_machine *m)
{
	if (!m)
		return;
	if (m->pristine)
		uc_context_free(m->pristine);
	if (m->uc)
		uc_close(m->uc);
	free(m->gpu.registers);
	free(m);
}
