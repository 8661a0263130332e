/* SPDX-License-Identifier: BSD-2-Clause */
/* device.h - the device that a driver and a table are wanted for, in words */
#ifndef CLI_SHOW_DEVICE_H
#define CLI_SHOW_DEVICE_H

#include <gopx/gopx.h>

/* True when a device was asked for. */
bool device_asked(const struct gopx_options *options);

struct device_text {
	char text[96];
};

/* "8086:3e9b" */
struct device_text device_id(const struct gopx_options *options);

/* "8086:3e9b (Coffee Lake: Core, 8th and 9th generation)" */
struct device_text device_title(const struct gopx_options *options);

#endif /* CLI_SHOW_DEVICE_H */
