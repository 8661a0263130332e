/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * emulator.h - libunicorn, loaded when the first machine is opened
 *
 * libunicorn has 20 MB with many relocations, so loading it would slow down every other
 * command.  Calls such as uc_open() go through a table of functions.
 */
#ifndef GX_TRY_EMULATOR_H
#define GX_TRY_EMULATOR_H

#include <stdbool.h>

#include <unicorn/unicorn.h>

#define GX_EMULATOR_CALLS(X)  \
	X(uc_close)           \
	X(uc_context_alloc)   \
	X(uc_context_free)    \
	X(uc_context_restore) \
	X(uc_context_save)    \
	X(uc_ctl)             \
	X(uc_emu_start)       \
	X(uc_emu_stop)        \
	X(uc_hook_add)        \
	X(uc_hook_del)        \
	X(uc_mem_map)         \
	X(uc_mem_read)        \
	X(uc_mem_unmap)       \
	X(uc_mem_write)       \
	X(uc_mmio_map)        \
	X(uc_open)            \
	X(uc_reg_read)        \
	X(uc_reg_write)

struct gx_emulator {
#define GX_EMULATOR_MEMBER(name) __typeof__(name) *name;
	GX_EMULATOR_CALLS(GX_EMULATOR_MEMBER)
#undef GX_EMULATOR_MEMBER
};

extern struct gx_emulator gx_emulator;

/* Load libunicorn.  Returns false if libunicorn cannot be loaded. */
bool gx_emulator_load(void);

#ifndef GX_EMULATOR_TABLE
#define uc_close           gx_emulator.uc_close
#define uc_context_alloc   gx_emulator.uc_context_alloc
#define uc_context_free    gx_emulator.uc_context_free
#define uc_context_restore gx_emulator.uc_context_restore
#define uc_context_save    gx_emulator.uc_context_save
#define uc_ctl             gx_emulator.uc_ctl
#define uc_emu_start       gx_emulator.uc_emu_start
#define uc_emu_stop        gx_emulator.uc_emu_stop
#define uc_hook_add        gx_emulator.uc_hook_add
#define uc_hook_del        gx_emulator.uc_hook_del
#define uc_mem_map         gx_emulator.uc_mem_map
#define uc_mem_read        gx_emulator.uc_mem_read
#define uc_mem_unmap       gx_emulator.uc_mem_unmap
#define uc_mem_write       gx_emulator.uc_mem_write
#define uc_mmio_map        gx_emulator.uc_mmio_map
#define uc_open            gx_emulator.uc_open
#define uc_reg_read        gx_emulator.uc_reg_read
#define uc_reg_write       gx_emulator.uc_reg_write
#endif

#endif /* GX_TRY_EMULATOR_H */
