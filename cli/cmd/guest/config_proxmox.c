/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_proxmox.c - the settings as commands of Proxmox VE
 *
 * "legacy-igd" there means the address 00:02.0 and what it refuses (qemu-server,
 * PCI.pm): another display, q35, x-vga.  QEMU's own properties go in by -set.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Everything that qm has no word for. */
static void put_args(const struct config_plan *plan)
{
	const struct config_values *v = plan->values;

	printf("qm set $VMID --args '");
	if (v->code)
		printf("-drive if=pflash,unit=0,format=raw,readonly=on,file=%s "
		       "-drive if=pflash,unit=1,format=raw,file=%s ",
		       v->code, v->vars);
	if (v->opregion)
		printf("-fw_cfg name=etc/igd-opregion,file=%s ", v->opregion);
	if (plan->stolen_by_hand)
		printf(
		    "-fw_cfg name=etc/igd-bdsm-size,file=/usr/share/kvm/bdsm-size.bin ");
	if (v->machine == CONFIG_Q35)
		printf("-set device.hostpci0.bus=pcie.0 -set device.hostpci0.addr=2.0 ");
	for (size_t i = 0; i < plan->property_count; i++)
		printf("%s-set device.hostpci0.%s=%s", i ? " " : "",
		       plan->properties[i].name, plan->properties[i].value);
	printf("'\n");
}

void config_print_proxmox(const struct config_plan *plan)
{
	const struct config_values *v = plan->values;
	bool q35 = v->machine == CONFIG_Q35;

	config_why(plan);
	printf("VMID=100 # the number of your machine\n");
	if (v->rom)
		printf("cp %s /usr/share/kvm/ # where qm looks for it\n", v->rom);
	if (plan->stolen_by_hand)
		printf("printf '\\0\\0\\0\\4\\0\\0\\0\\0' >/usr/share/kvm/bdsm-size.bin "
		       "# 64 "
		       "MiB\n");
	printf("qm set $VMID --machine %s --vga none --cpu host --balloon 0\n",
	       q35 ? "q35" : "pc");
	if (v->code) {
		config_comment(
		    "qm has no option for another OVMF: SeaBIOS is set, and flash "
		    "by --args takes its place");
		printf("qm set $VMID --bios seabios\n");
	} else {
		printf("qm set $VMID --bios ovmf\n");
	}
	printf("qm set $VMID --hostpci0 0000:00:02.0%s", q35 ? "" : ",legacy-igd=1");
	if (v->rom)
		printf(",romfile=%s", base_name(v->rom));
	printf("\n");
	put_args(plan);
}
