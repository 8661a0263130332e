/* SPDX-License-Identifier: BSD-2-Clause */
/* config_qemu.c - the settings as a command line of QEMU */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

#define MARGIN 84

void config_comment(const char *text)
{
	size_t column = 0;

	while (*text) {
		size_t word = strcspn(text, " ");

		if (column && column + word + 1 > MARGIN) {
			printf("\n");
			column = 0;
		}
		printf("%s%.*s", column ? " " : "# ", (int)word, text);
		column += word + 1;
		text += word + (text[word] == ' ');
	}
	printf("\n");
}

void config_why(const struct config_plan *plan)
{
	char line[256];

	config_comment(plan->title);
	for (size_t i = 0; i < plan->note_count; i++) {
		snprintf(line, sizeof(line), "NOTE: %s", plan->notes[i]);
		config_comment(line);
	}
	for (size_t i = 0; i < plan->property_count; i++) {
		snprintf(line, sizeof(line), "%s=%s: %s", plan->properties[i].name,
			 plan->properties[i].value, plan->properties[i].why);
		config_comment(line);
	}
}

static void put_device(const struct config_plan *plan)
{
	printf("  -device vfio-pci,host=0000:00:02.0,id=hostpci0,bus=%s,addr=02.0",
	       plan->values->machine == CONFIG_Q35 ? "pcie.0" : "pci.0");
	for (size_t i = 0; i < plan->property_count; i++)
		printf(",%s=%s", plan->properties[i].name, plan->properties[i].value);
	if (plan->values->rom)
		printf(",romfile=%s", plan->values->rom);
}

void config_print_qemu(const struct config_plan *plan)
{
	const struct config_values *v = plan->values;

	config_why(plan);
	config_comment(
	    "addr=02.0: drivers look for the GPU at 00:02.0; -vga none: no other "
	    "display is in its way; -cpu host: Windows' driver looks at the "
	    "processor, too");
	if (!v->vars)
		printf("cp %s vars.fd\n", CONFIG_STOCK_VARS);
	if (plan->stolen_by_hand)
		printf("printf '\\0\\0\\0\\4\\0\\0\\0\\0' >bdsm-size.bin # 64 MiB\n");
	printf("qemu-system-x86_64 \\\n"
	       "  -machine %s,accel=kvm -cpu host -m 4G \\\n"
	       "  -nodefaults -vga none -display none \\\n"
	       "  -drive if=pflash,format=raw,readonly=on,file=%s \\\n"
	       "  -drive if=pflash,format=raw,file=%s \\\n",
	       v->machine == CONFIG_Q35 ? "q35" : "pc",
	       v->code ? v->code : CONFIG_STOCK_CODE, v->vars ? v->vars : "vars.fd");
	if (v->opregion)
		printf("  -fw_cfg name=etc/igd-opregion,file=%s \\\n", v->opregion);
	if (plan->stolen_by_hand)
		printf("  -fw_cfg name=etc/igd-bdsm-size,file=bdsm-size.bin \\\n");
	put_device(plan);
	printf("\n");
	config_comment(
	    "add disks, network and input devices; none may have address 02.0");
}
