/* SPDX-License-Identifier: BSD-2-Clause */
/* probe.c - save memory before it is overwritten, and restore it later */
#include "try/probe.h"

#include <stdlib.h>

#include "base/checked.h"
#include "try/machine.h"

#define SAVED_MAX (UINT32_C(1) << 20)

static struct gx_saved *room_for_one(struct gx_probe *probe)
{
	size_t room = probe->room ? probe->room * 2 : 4096;
	struct gx_saved *more;

	if (probe->count < probe->room)
		return &probe->saved[probe->count++];
	more = room <= SAVED_MAX ? realloc(probe->saved, room * sizeof(*more)) : NULL;
	if (!more) {
		probe->lost = true;
		return NULL;
	}
	probe->saved = more;
	probe->room = room;
	return &probe->saved[probe->count++];
}

bool gx_probe_saves(struct gopx_machine *m, uint64_t at, size_t size)
{
	while (m->probe && size) {
		struct gx_saved *s = room_for_one(m->probe);
		size_t n = (size_t)gx_min_u64(size, sizeof(s->bytes));

		if (!s)
			return false;
		s->at = at;
		s->size = (uint8_t)n;
		if (uc_mem_read(m->uc, at, s->bytes, n))
			m->probe->count--;
		at += n;
		size -= n;
	}
	return true;
}

static bool is_memory(uint64_t at)
{
	return at < GX_BAR0 || (at >= GX_APERTURE && at < GX_ECAM);
}

static void on_write(uc_engine *uc, uc_mem_type type, uint64_t at, int size,
		     int64_t value, void *ctx)
{
	struct gopx_machine *m = ctx;

	(void)uc;
	(void)type;
	(void)value;
	if (is_memory(at) && !gx_probe_saves(m, at, (size_t)size))
		gx_stop(m, GOPX_TRY_MEMORY, at);
}

bool gx_probe_begin(struct gopx_machine *m, struct gx_probe *probe)
{
	m->probe = probe;
	return !uc_hook_add(m->uc, &probe->hook, UC_HOOK_MEM_WRITE,
			    (void *)(uintptr_t)on_write, m, (uint64_t)1, (uint64_t)0);
}

void gx_probe_end(struct gopx_machine *m)
{
	uc_hook_del(m->uc, m->probe->hook);
	free(m->probe->saved);
	m->probe = NULL;
}

void gx_probe_undo(struct gopx_machine *m)
{
	struct gx_probe *probe = m->probe;

	while (probe->count) {
		const struct gx_saved *s = &probe->saved[--probe->count];

		uc_mem_write(m->uc, s->at, s->bytes, s->size);
	}
}

void gx_probe_register(struct gopx_machine *m)
{
	if (!m->probe || !m->probe->bridge || !m->info->read_bridge)
		return;
	m->probe->went_on = true;
	m->stopped = true;
	uc_emu_stop(m->uc);
}

void gx_probe_bridge(struct gopx_machine *m)
{
	m->info->read_bridge = true;
	if (m->probe)
		m->probe->read = true;
}
