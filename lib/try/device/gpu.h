/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gpu.h - the GPU's BAR 0: the GTT, and registers that behave as in one generation of
 * GPUs
 */
#ifndef GX_TRY_GPU_H
#define GX_TRY_GPU_H

#include <gopx/try.h>

#include "try/parts.h"

struct gopx_machine;
struct gx_model;

/* Set the state that the GPU has after power on. */
bool gx_gpu_reset(struct gopx_machine *m, const struct gx_model *model,
		  const struct gopx_try_options *options);

uint64_t gx_register_read(struct gopx_machine *m, const char *way, uint64_t offset,
			  unsigned size);
void gx_register_write(struct gopx_machine *m, const char *way, uint64_t offset,
		       unsigned size, uint64_t value);

#endif /* GX_TRY_GPU_H */
