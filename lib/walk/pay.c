/* SPDX-License-Identifier: BSD-2-Clause */
/* pay.c - count the work of every operation, up to a limit */
#include "base/checked.h"
#include "walk/walk.h"

/* The limit is proportional to the number of bytes, including unpacked ones. */
#define WORK_BASE     ((uint64_t)256 << 20)
#define WORK_PER_BYTE 64

static uint64_t *spent(struct gx_walk *w)
{
	return w->meter.finding ? &w->meter.find : &w->meter.walk;
}

static uint64_t limit_of(const struct gx_walk *w)
{
	uint64_t there = w->root->area.bytes.len + w->unpacked;

	return w->limits.max_work ? w->limits.max_work
				  : WORK_BASE + there * WORK_PER_BYTE;
}

/* Count this work, if enough is left. */
static enum gopx_status spend(struct gx_walk *w, struct gx_node *n, uint64_t work,
			      bool *left)
{
	uint64_t limit = limit_of(w), *sum = spent(w);

	*left = *sum <= limit && work <= limit - *sum;
	if (!*left)
		return gx_walk_limit(w, n, "limit.work", "too much data to examine");
	*sum += work;
	return GOPX_OK;
}

enum gopx_status gx_walk_pay(struct gx_walk *w, struct gx_node *n, enum gx_cost cost,
			     uint64_t bytes, bool *paid)
{
	return spend(w, n, gx_price(cost, bytes), paid);
}

uint64_t gx_walk_affordable(struct gx_walk *w, enum gx_cost cost)
{
	uint64_t limit = limit_of(w), sum = *spent(w);

	return sum < limit ? (limit - sum) / gx_price(cost, 0) : 0;
}

void gx_walk_charge(struct gx_walk *w, enum gx_cost cost, uint64_t bytes)
{
	uint64_t *sum = spent(w);

	if (!gx_add_u64(*sum, gx_price(cost, bytes), sum))
		*sum = UINT64_MAX;
}

void gx_walk_refund(struct gx_walk *w, enum gx_cost cost, uint64_t bytes)
{
	uint64_t *sum = spent(w);

	/* The result cannot be negative: the same amount was counted before. */
	*sum -= gx_price(cost, bytes) - gx_price(cost, 0);
}

enum gopx_status gx_walk_may_go_on(struct gx_walk *w, struct gx_node *n, bool *may)
{
	return spend(w, n, 0, may);
}

void gx_walk_begin_finding(struct gx_walk *w)
{
	w->meter.finding = true;
}
