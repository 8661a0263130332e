/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bs_other.c - boot services for time and events, and services that only return a status.
 * This firmware never signals an event.
 */
#include "try/firmware/firmware.h"

#define TPL_APPLICATION 4
/* not a valid address, so no driver can read an event */
#define EVENT_FIRST 0x40000000u
#define EVENTS_MAX  4096u

uint64_t gx_bs_raise_tpl(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)m;
	(void)a;
	(void)index;
	return TPL_APPLICATION;
}

uint64_t gx_bs_succeed(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)m;
	(void)a;
	(void)index;
	return GX_EFI_SUCCESS;
}

uint64_t gx_bs_unsupported(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)m;
	(void)a;
	(void)index;
	return GX_EFI_UNSUPPORTED;
}

uint64_t gx_bs_not_found(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)m;
	(void)a;
	(void)index;
	return GX_EFI_NOT_FOUND;
}

uint64_t gx_bs_leave(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	static const char *const names[] = { "Exit", "ExitBootServices", "ResetSystem" };

	(void)a;
	gx_stop_in(m, GOPX_TRY_LEAVES, names[index]);
	return GX_EFI_UNSUPPORTED;
}

static uint64_t new_event(struct gopx_machine *m, uint64_t where)
{
	if (m->state.events == EVENTS_MAX) {
		gx_stop_in(m, GOPX_TRY_MEMORY, "CreateEvent");
		return GX_EFI_OUT_OF_RESOURCES;
	}
	gx_guest_put(m, where, 8, EVENT_FIRST + 16 * (uint64_t)m->state.events++);
	return GX_EFI_SUCCESS;
}

uint64_t gx_bs_create_event(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	return new_event(m, a[4]);
}

uint64_t gx_bs_create_event_ex(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	return new_event(m, a[5]);
}

/*
 * Not ready.  The clock advances, so that a driver that asks again and again reaches its
 * timeout.
 */
uint64_t gx_bs_check_event(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)a;
	(void)index;
	m->state.microseconds += 10;
	return GX_EFI_ERROR(6); /* EFI_NOT_READY */
}

uint64_t gx_bs_stall(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	gx_trace_add(&m->trace,
		     &(struct gopx_try_event){
			 .kind = GOPX_TRY_EVENT_SERVICE, .name = "Stall", .value = a[0] },
		     NULL);
	m->spent += 16;
	if (a[0] > m->time_limit - m->state.microseconds) {
		gx_stop(m, GOPX_TRY_TIME, 0);
		return GX_EFI_SUCCESS;
	}
	m->state.microseconds += a[0];
	return GX_EFI_SUCCESS;
}
