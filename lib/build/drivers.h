/* SPDX-License-Identifier: BSD-2-Clause */
/* drivers.h - the built drivers, as bytes made from guest/ */
#ifndef GX_BUILD_DRIVERS_H
#define GX_BUILD_DRIVERS_H

#include <stddef.h>
#include <stdint.h>

extern const uint8_t gx_policy_image[];
extern const size_t gx_policy_image_size;

extern const uint8_t gx_assign_image[];
extern const size_t gx_assign_image_size;

#endif /* GX_BUILD_DRIVERS_H */
