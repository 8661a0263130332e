/* SPDX-License-Identifier: BSD-2-Clause */
/* drivers.h - the built drivers, as bytes made from guest/ */
#ifndef GX_BUILD_DRIVERS_H
#define GX_BUILD_DRIVERS_H

#include <stddef.h>
#include <stdint.h>

extern const uint8_t gx_policy_driver[];
extern const size_t gx_policy_driver_size;

extern const uint8_t gx_assign_driver[];
extern const size_t gx_assign_driver_size;

#endif /* GX_BUILD_DRIVERS_H */
