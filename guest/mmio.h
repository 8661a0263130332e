/* SPDX-License-Identifier: BSD-2-Clause */
/* mmio.h - registers in a device's memory */
#ifndef GUEST_MMIO_H
#define GUEST_MMIO_H

#include <stdint.h>

uint32_t mmio_read(uint64_t address);

#endif /* GUEST_MMIO_H */
