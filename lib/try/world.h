/* SPDX-License-Identifier: BSD-2-Clause */
/* world.h - prepare the machine's memory and devices as after power on */
#ifndef GX_TRY_WORLD_H
#define GX_TRY_WORLD_H

#include "try/machine.h"

/* Clear all memory, remove all installed protocols, and set the counters to zero. */
GX_NODISCARD bool gx_machine_reset(struct gopx_machine *m);

#endif /* GX_TRY_WORLD_H */
