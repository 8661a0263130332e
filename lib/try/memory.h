/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memory.h - access to the driver's memory for services, and the pool of memory
 *
 * An invalid pointer ends the running call.  After that, reads return 0, and writes do
 * nothing.
 */
#ifndef GX_TRY_MEMORY_H
#define GX_TRY_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gopx_machine;

bool gx_guest_read(struct gopx_machine *m, uint64_t from, void *to, size_t size);
bool gx_guest_write(struct gopx_machine *m, uint64_t to, const void *from, size_t size);

uint64_t gx_guest_get(struct gopx_machine *m, uint64_t from, unsigned size);
void gx_guest_put(struct gopx_machine *m, uint64_t to, unsigned size, uint64_t value);

/* Copy memory of the guest, piece by piece. */
void gx_guest_copy(struct gopx_machine *m, uint64_t to, uint64_t from, uint64_t size);
void gx_guest_fill(struct gopx_machine *m, uint64_t to, uint64_t size, uint8_t value);

/* Allocate zeroed memory.  Returns 0 if there is no more. */
uint64_t gx_pool_take(struct gopx_machine *m, uint64_t size, uint64_t align);
void gx_pool_free(struct gopx_machine *m, uint64_t at);

#endif /* GX_TRY_MEMORY_H */
