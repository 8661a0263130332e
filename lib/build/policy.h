/* SPDX-License-Identifier: BSD-2-Clause */
/* policy.h - the built policy driver; its bytes are made from guest/ */
#ifndef GX_BUILD_POLICY_H
#define GX_BUILD_POLICY_H

#include <stddef.h>
#include <stdint.h>

extern const uint8_t gx_policy_image[];
extern const size_t gx_policy_image_size;

#endif /* GX_BUILD_POLICY_H */
