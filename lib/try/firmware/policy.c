/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * policy.c - watches the Platform GOP Policy that a driver of the trial installed
 *
 * The emulated firmware has no policy of its own: the policy driver runs as in a guest.
 */
#include "try/firmware/firmware.h"

static const struct {
	unsigned at; /* offset in the protocol; see guest/policy.c */
	const char *name;
} calls[GX_POLICY_CALLS] = {
	[GX_POLICY_LID] = { 8, "GetPlatformLidStatus" },
	[GX_POLICY_TABLE] = { 16, "GetVbtData" },
	[GX_POLICY_DOCK] = { 24, "GetPlatformDockStatus" },
};

static void on_call(uc_engine *uc, uint64_t address, uint32_t size, void *ctx)
{
	struct gopx_machine *m = ctx;
	struct gopx_try_event event = { .kind = GOPX_TRY_EVENT_POLICY };

	(void)uc;
	(void)size;
	for (unsigned i = 0; i < GX_POLICY_CALLS; i++) {
		if (address == m->policy[i])
			event.name = calls[i].name;
	}
	m->info->asked_lid |= address == m->policy[GX_POLICY_LID];
	m->info->asked_table |= address == m->policy[GX_POLICY_TABLE];
	m->info->asked_dock |= address == m->policy[GX_POLICY_DOCK];
	gx_trace_add(&m->trace, &event, NULL);
}

void gx_policy_watch(struct gopx_machine *m)
{
	const struct gx_protocol *p = gx_protocol_at(&m->state.handles, &gx_policy_guid,
						     0);

	for (unsigned i = 0; p && i < GX_POLICY_CALLS; i++) {
		uint64_t at = gx_guest_get(m, p->interface + calls[i].at, 8);

		if (at < GX_IMAGES || at >= m->state.images_end ||
		    uc_hook_add(m->uc, &m->policy_hooks[i], UC_HOOK_CODE,
				(void *)(uintptr_t)on_call, m, at, at))
			continue;
		m->policy[i] = at;
	}
}

void gx_policy_unwatch(struct gopx_machine *m)
{
	for (unsigned i = 0; i < GX_POLICY_CALLS; i++) {
		if (m->policy[i])
			uc_hook_del(m->uc, m->policy_hooks[i]);
		m->policy[i] = 0;
	}
}
