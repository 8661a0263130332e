/* SPDX-License-Identifier: BSD-2-Clause */
/* trial_bridge.c - what a refused LPC bridge means, and how to fix it */
#include "show/trial.h"

#include <stdio.h>
#include <string.h>

#include "show/lpc_lists.h"

#define INTEL 0x8086u

/*
 * True for the bridges of QEMU's machines.  i440fx has none: function 0 of 00:1f is
 * empty.
 */
static bool is_of_qemu(uint32_t bridge)
{
	return bridge == GOPX_TRY_NONE || bridge == TRIAL_Q35_BRIDGE;
}

/*
 * The bridges that the driver's version is known to accept: "it accepts 9d40-9d5f,
 * a300-a31f".
 */
static struct trial_text accepted(const struct lpc_list *list)
{
	struct trial_text out = { .text = "it accepts " };
	size_t used = strlen(out.text);

	for (size_t i = 0; i < LPC_RANGES_MAX && list->ranges[i].last; i++) {
		const struct lpc_range *r = &list->ranges[i];
		const char *between = i ? ", " : "";

		if (used + 16 > sizeof(out.text))
			break;
		used += (size_t)snprintf(out.text + used, sizeof(out.text) - used,
					 r->first == r->last ? "%s%04x" : "%s%04x-%04x",
					 between, r->first, r->last);
	}
	return out;
}

/* Advice for a bridge of a real board: drivers of other versions may accept it. */
static struct trial_text other_drivers(uint16_t device, uint32_t bridge)
{
	const struct gopx_platform *p = gopx_platform_of(INTEL, device);
	struct lpc_advice advice;

	if (!p || bridge >> 16 != INTEL ||
	    !lpc_advice(gopx_platform_code(p), bridge & 0xffff, &advice) || advice.none)
		return trial_words("a driver of another version may accept it");
	return trial_words("%s", advice.text);
}

struct trial_text trial_refused_bridge(struct trial_subject subject,
				       const struct gopx_try_info *info)
{
	const struct gopx_gop_info *gop = subject.gop ? gopx_finding_gop(subject.gop)
						      : NULL;
	const struct lpc_list *list = gop ? lpc_list_of(gop->version) : NULL;
	struct trial_text list_of = list && !list->any
					? accepted(list)
					: trial_words(
					      "--sweep lpc lists what it accepts");
	struct trial_text advice =
	    is_of_qemu(info->lpc)
		? trial_words(
		      "give the guest the host's bridge: i440fx with x-igd-lpc=on")
		: other_drivers(subject.device, info->lpc);

	return trial_words(
	    "gives up on %s%s before it sets up the GPU: %.380s; %.160s",
	    info->lpc == GOPX_TRY_NONE ? "the missing LPC bridge" : "the LPC bridge ",
	    info->lpc == GOPX_TRY_NONE ? "" : trial_bridge_name(info->lpc).text,
	    list_of.text, advice.text);
}
