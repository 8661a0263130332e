/* SPDX-License-Identifier: BSD-2-Clause */
/* assign.c - the IGD assignment driver, as it was built */
#include <gopx/build.h>

#include "build/drivers.h"

struct gopx_bytes gopx_assign_driver(void)
{
	return (struct gopx_bytes){ gx_assign_driver, gx_assign_driver_size };
}
