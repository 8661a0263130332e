/* SPDX-License-Identifier: BSD-2-Clause */
/* device.c - the device that a driver and a table are wanted for, in words */
#include "show/device.h"

#include <stdio.h>
#include <string.h>

bool device_asked(const struct gopx_options *options)
{
	return options->pci_vendor != 0;
}

struct device_text device_id(const struct gopx_options *options)
{
	struct device_text out;

	snprintf(out.text, sizeof(out.text), "%04x:%04x", options->pci_vendor,
		 options->pci_device);
	return out;
}

struct device_text device_title(const struct gopx_options *options)
{
	const struct gopx_platform *platform = gopx_platform_of(options->pci_vendor,
								options->pci_device);
	struct device_text out = device_id(options);
	size_t len = strlen(out.text);

	if (platform)
		snprintf(out.text + len, sizeof(out.text) - len, " (%s: %s)",
			 gopx_platform_name(platform),
			 gopx_platform_generation(platform));
	return out;
}
