/* SPDX-License-Identifier: BSD-2-Clause */
/* bs_memory.c - boot services that allocate, copy and sum memory (UEFI 2.10, 7.2) */
#include "try/firmware/firmware.h"

#include <zlib.h>

#define PAGE     4096u
#define AT       2 /* AllocateAddress */
#define REFUSALS 500u

/* Refuse the memory.  If a driver repeats such a request many times, end the trial. */
static uint64_t refuse(struct gopx_machine *m, const char *service)
{
	if (++m->state.pool.live > REFUSALS)
		gx_stop_in(m, GOPX_TRY_MEMORY, service);
	return GX_EFI_OUT_OF_RESOURCES;
}

/* Arguments: type, memory type, pages, address */
uint64_t gx_bs_allocate_pages(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	uint64_t at = 0;

	(void)index;
	if ((uint32_t)a[0] == AT)
		return GX_EFI_NOT_FOUND;
	if (a[2] <= GX_POOL_SIZE / PAGE)
		at = gx_pool_take(m, a[2] * PAGE, PAGE);
	if (!at)
		return refuse(m, "AllocatePages");
	gx_guest_put(m, a[3], 8, at);
	return GX_EFI_SUCCESS;
}

/* One descriptor: all memory belongs to the firmware. */
uint64_t gx_bs_memory_map(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	uint64_t room = gx_guest_get(m, a[0], 8);

	(void)index;
	gx_guest_put(m, a[0], 8, 48);
	gx_guest_put(m, a[3], 8, 48);
	gx_guest_put(m, a[4], 4, 1);
	if (room < 48)
		return GX_EFI_BUFFER_TOO_SMALL;
	gx_guest_fill(m, a[1], 48, 0);
	gx_guest_put(m, a[1], 4, 4); /* EfiBootServicesData */
	gx_guest_put(m, a[1] + 8, 8, GX_POOL);
	gx_guest_put(m, a[1] + 24, 8, GX_POOL_SIZE / PAGE);
	gx_guest_put(m, a[1] + 32, 8, 15);
	gx_guest_put(m, a[2], 8, 1);
	return GX_EFI_SUCCESS;
}

/* Arguments: memory type, size, address for the result */
uint64_t gx_bs_allocate_pool(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	uint64_t at = gx_pool_take(m, a[1], 16);

	(void)index;
	if (!at)
		return refuse(m, "AllocatePool");
	/* The memory is not zeroed; real firmware does not zero it either. */
	gx_guest_fill(m, at, a[1], 0xaf);
	gx_guest_put(m, a[2], 8, at);
	return GX_EFI_SUCCESS;
}

uint64_t gx_bs_free_pool(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	gx_pool_free(m, a[0]);
	return GX_EFI_SUCCESS;
}

uint64_t gx_bs_copy_mem(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	gx_guest_copy(m, a[0], a[1], a[2]);
	return GX_EFI_SUCCESS;
}

uint64_t gx_bs_set_mem(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	gx_guest_fill(m, a[0], a[1], (uint8_t)a[2]);
	return GX_EFI_SUCCESS;
}

/* Arguments: data, size, address for the sum.  Sizes that are too large are refused. */
uint64_t gx_bs_crc32(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	uint8_t bytes[PAGE];

	(void)index;
	if (!a[1] || a[1] > sizeof(bytes))
		return GX_EFI_INVALID_PARAMETER;
	if (gx_guest_read(m, a[0], bytes, (size_t)a[1]))
		gx_guest_put(m, a[2], 4, crc32(0, bytes, (uInt)a[1]));
	return GX_EFI_SUCCESS;
}
