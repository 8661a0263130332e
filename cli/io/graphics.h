/* SPDX-License-Identifier: BSD-2-Clause */
/* graphics.h - read the IDs of the graphics device in the running machine */
#ifndef CLI_IO_GRAPHICS_H
#define CLI_IO_GRAPHICS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The IDs of the device at 0000:00:02.0, where Intel's graphics always are; 'sysroot'
 * replaces the root folder.  On failure, prints a message with the subject 'who' and
 * returns false.
 */
bool graphics_read(const char *who, const char *sysroot, uint16_t *vendor,
		   uint16_t *device);

/* The device ID of the LPC bridge at 0000:00:1f.0; 0 if it cannot be read. */
uint16_t graphics_bridge(const char *sysroot);

#endif /* CLI_IO_GRAPHICS_H */
