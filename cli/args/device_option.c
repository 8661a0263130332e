/* SPDX-License-Identifier: BSD-2-Clause */
/* device_option.c - parse --device, the GPU for which gopx chooses driver and table */
#include "args/device_option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/graphics.h"
#include "io/report.h"

#define VENDOR_INTEL 0x8086

/*
 * Parse four hex digits that end before 'end'.  sysfs writes them with a prefix: 0x3e9b.
 */
static bool parse_hex(const char *text, char end, uint16_t *out)
{
	static const char digits[] = "0123456789abcdefABCDEF";

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
		text += 2;
	if (strspn(text, digits) != 4 || text[4] != end)
		return false;
	*out = (uint16_t)strtoul(text, NULL, 16);
	return true;
}

bool device_parse(const char *text, struct gopx_options *options)
{
	const char *colon = strchr(text, ':');
	uint16_t vendor = VENDOR_INTEL, device;

	if (colon && !parse_hex(text, ':', &vendor))
		return false;
	if (!parse_hex(colon ? colon + 1 : text, '\0', &device) || !vendor || !device)
		return false;
	options->pci_vendor = vendor;
	options->pci_device = device;
	return true;
}

static bool resolve_auto(const char *who, struct shared_values *values)
{
	const char *sysroot = values->sysroot ? values->sysroot : "";
	struct gopx_options *options = &values->limits;

	values->bridge = graphics_bridge(sysroot);
	if (!graphics_read(who, sysroot, &options->pci_vendor, &options->pci_device))
		return false;
	if (options->pci_vendor == VENDOR_INTEL)
		return true;
	report(who,
	       "0000:00:02.0 of this machine is %04x:%04x, not Intel's; give the ID of "
	       "the GPU, as in --device 8086:3e9b",
	       options->pci_vendor, options->pci_device);
	return false;
}

bool device_resolve(const char *who, struct shared_values *values)
{
	struct gopx_options *options = &values->limits;

	if (!values->device)
		return true;
	if (!strcmp(values->device, "auto"))
		return resolve_auto(who, values);
	if (device_parse(values->device, options))
		return true;
	report(who, "option '--device': '%s' is not a PCI id such as 8086:3e9b or 3e9b",
	       values->device);
	return false;
}

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
