/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - services read and write the driver's memory */
#include "try/memory.h"

#include "base/checked.h"
#include "try/machine.h"
#include "try/probe.h"

#define PIECE 4096 /* bytes copied at a time */

bool gx_guest_read(struct gopx_machine *m, uint64_t from, void *to, size_t size)
{
	if (!m->stopped && !uc_mem_read(m->uc, from, to, size))
		return true;
	for (size_t i = 0; i < size; i++)
		((uint8_t *)to)[i] = 0;
	gx_stop(m, GOPX_TRY_WILD_POINTER, from);
	return false;
}

bool gx_guest_write(struct gopx_machine *m, uint64_t to, const void *from, size_t size)
{
	if (m->stopped)
		return false;
	/* libunicorn would also write to memory that the driver must not change, so check
	 * the range. */
	if (to >= GX_LOW_SIZE && gx_probe_saves(m, to, size) &&
	    !uc_mem_write(m->uc, to, from, size))
		return true;
	gx_stop(m, GOPX_TRY_WILD_POINTER, to);
	return false;
}

uint64_t gx_guest_get(struct gopx_machine *m, uint64_t from, unsigned size)
{
	uint8_t bytes[8] = { 0 };
	uint64_t value = 0;

	gx_guest_read(m, from, bytes, size);
	for (unsigned i = 0; i < size; i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

void gx_guest_put(struct gopx_machine *m, uint64_t to, unsigned size, uint64_t value)
{
	uint8_t bytes[8] = { 0 };

	for (unsigned i = 0; i < size; i++)
		bytes[i] = (uint8_t)(value >> 8 * i);
	gx_guest_write(m, to, bytes, size);
}

/* Count the work of a copy like instructions of the driver. */
static bool spend(struct gopx_machine *m, uint64_t size)
{
	m->spent += size / 16 + 1;
	if (m->spent > m->budget)
		gx_stop(m, GOPX_TRY_ENDLESS, 0);
	return !m->stopped;
}

void gx_guest_copy(struct gopx_machine *m, uint64_t to, uint64_t from, uint64_t size)
{
	uint8_t piece[PIECE];
	bool backwards = to > from && to - from < size;

	while (size) {
		size_t n = (size_t)gx_min_u64(size, PIECE);
		uint64_t at = backwards ? size - n : 0;

		if (!spend(m, n) || !gx_guest_read(m, from + at, piece, n) ||
		    !gx_guest_write(m, to + at, piece, n))
			return;
		size -= n;
		from += backwards ? 0 : n;
		to += backwards ? 0 : n;
	}
}

void gx_guest_fill(struct gopx_machine *m, uint64_t to, uint64_t size, uint8_t value)
{
	uint8_t piece[PIECE];

	for (size_t i = 0; i < PIECE; i++)
		piece[i] = value;
	while (size) {
		size_t n = (size_t)gx_min_u64(size, PIECE);

		if (!spend(m, n) || !gx_guest_write(m, to, piece, n))
			return;
		size -= n;
		to += n;
	}
}

/* ---- the pool --------------------------------------------------------------------- */

#define HEADER 16 /* each piece has its size before it */

static uint64_t reuse(struct gx_pool *pool, uint64_t size, uint64_t align)
{
	for (size_t i = 0; i < GX_FREE_MAX; i++) {
		uint64_t at = pool->freed[i].at;

		if (at && pool->freed[i].size == size && !(at & (align - 1))) {
			pool->freed[i].at = 0;
			return at;
		}
	}
	return 0;
}

uint64_t gx_pool_take(struct gopx_machine *m, uint64_t size, uint64_t align)
{
	struct gx_pool *pool = &m->state.pool;
	uint64_t at, end;

	if (size > GX_POOL_SIZE || m->stopped)
		return 0;
	size = size ? (size + 15) & ~UINT64_C(15) : 16;
	at = reuse(pool, size, align);
	if (at)
		return at;
	if (!gx_align_u64(pool->end + HEADER, align, &at) ||
	    !gx_add_u64(at, size, &end) || end > GX_POOL + GX_POOL_SIZE)
		return 0;
	pool->end = end;
	gx_guest_put(m, at - HEADER, 8, size);
	return at;
}

void gx_pool_free(struct gopx_machine *m, uint64_t at)
{
	struct gx_pool *pool = &m->state.pool;
	uint64_t size;

	if (at < GX_POOL + HEADER || at >= pool->end || at & 15)
		return;
	size = gx_guest_get(m, at - HEADER, 8);
	/*
	 * The driver may have changed the size in the header, so check that it is
	 * possible.
	 */
	if (size > pool->end - at || size & 15)
		return;
	for (size_t i = 0; i < GX_FREE_MAX; i++) {
		if (pool->freed[i].at == at)
			return;
	}
	for (size_t i = 0; i < GX_FREE_MAX; i++) {
		if (!pool->freed[i].at) {
			pool->freed[i] = (struct gx_freed){ at, size };
			return;
		}
	}
}
