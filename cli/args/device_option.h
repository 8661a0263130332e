/* SPDX-License-Identifier: BSD-2-Clause */
/* device_option.h - parse --device, the GPU for which gopx chooses driver and table */
#ifndef CLI_ARGS_DEVICE_OPTION_H
#define CLI_ARGS_DEVICE_OPTION_H

#include "args/shared.h"

/*
 * Put the device that the user asked for into the options of the scan.  'who' is the
 * subject of messages.  Prints a message and returns false if the user's text is not a
 * device.
 */
bool device_resolve(const char *who, struct shared_values *values);

/*
 * Parse "8086:3e9b", as 'lspci -n' prints it, or "3e9b", the device ID alone.  Returns
 * false if the text has neither form.
 */
bool device_parse(const char *text, struct gopx_options *options);

/* True if the user gave a device. */
bool device_asked(const struct gopx_options *options);

struct device_text {
	char text[96];
};

/* "8086:3e9b" */
struct device_text device_id(const struct gopx_options *options);

/* "8086:3e9b (Coffee Lake: Core, 8th and 9th generation)" */
struct device_text device_title(const struct gopx_options *options);

#endif /* CLI_ARGS_DEVICE_OPTION_H */
