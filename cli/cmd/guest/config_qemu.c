/* SPDX-License-Identifier: BSD-2-Clause */
/* config_qemu.c - print the settings as a command line for QEMU */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

#define MARGIN 80

#define FOLDER "/usr/share/kvm"
#define VARS   "/var/lib/gopx/igd-vars.fd"
#define DISK   "/var/lib/gopx/igd.img"

void config_wrap(const char *first, const char *next, const char *text)
{
	size_t column = 0;

	printf("%s", first);
	while (*text) {
		size_t word = strcspn(text, " ");

		if (column && strlen(next) + column + 1 + word > MARGIN) {
			printf("\n%s", next);
			column = 0;
		}
		column += (size_t)printf("%s%.*s", column ? " " : "", (int)word, text);
		text += word + (text[word] == ' ');
	}
	printf("\n");
}

void config_comment(const char *text)
{
	config_wrap("# ", "# ", text);
}

void config_why(const struct config_plan *plan, void (*put)(const char *text))
{
	char line[CONFIG_NOTE_SIZE + 16];

	put(plan->title);
	put("First make the host ready: gopx doctor checks it, and says what is missing");
	for (size_t i = 0; i < plan->note_count; i++) {
		snprintf(line, sizeof(line), "NOTE: %s", plan->notes[i]);
		put(line);
	}
	for (size_t i = 0; i < plan->property_count; i++) {
		snprintf(line, sizeof(line), "%s=%s: %s", plan->properties[i].name,
			 plan->properties[i].value, plan->properties[i].why);
		put(line);
	}
}

static void put_machine(const struct config_plan *plan)
{
	bool q35 = plan->values->machine == CONFIG_Q35;

	printf("qemu-system-x86_64 \\\n"
	       "  -machine %s%s,accel=kvm -cpu host",
	       q35 ? "q35" : "pc", plan->secboot ? ",smm=on" : "");
	if (plan->phys_bits)
		printf(",host-phys-bits-limit=%u", plan->phys_bits);
	printf(" -m 4G \\\n"
	       "  -nodefaults -vga none -display none \\\n");
	if (plan->secboot)
		printf("  -global driver=cfi.pflash01,property=secure,value=on \\\n");
}

static void put_device(const struct config_plan *plan, const struct config_files *files)
{
	printf("  -device vfio-pci,host=0000:00:02.%u,id=hostpci0,bus=%s,addr=02.0",
	       plan->function, plan->values->machine == CONFIG_Q35 ? "pcie.0" : "pci.0");
	for (size_t i = 0; i < plan->property_count; i++)
		printf(",%s=%s", plan->properties[i].name, plan->properties[i].value);
	if (plan->values->rom)
		printf(",romfile=%s", files->rom);
}

/* Print the devices that every guest has.  QEMU chooses their addresses, except 02.0. */
static void put_others(void)
{
	printf(
	    " \\\n"
	    "  -smp 4 -device qemu-xhci,addr=05.0 -device usb-kbd -device usb-tablet \\\n"
	    "  -netdev user,id=net0 -device virtio-net-pci,netdev=net0,addr=06.0 \\\n"
	    "  -drive if=none,id=disk0,format=raw,file=" DISK " \\\n"
	    "  -device virtio-blk-pci,drive=disk0,addr=07.0");
}

void config_print_qemu(const struct config_plan *plan)
{
	const struct config_files files = config_files(plan, FOLDER, VARS);

	config_why(plan, config_comment);
	config_comment("addr=02.0: drivers look for the GPU at 00:02.0; -vga none: no "
		       "other display takes its place; -cpu host: Intel's driver for "
		       "Windows checks the processor");
	config_comment("Run this as root in the folder of the files.");
	config_put_copies(plan, &files);
	config_put_vars(plan, &files);
	if (plan->values->full)
		printf("[ -e " DISK " ] || truncate -s 64G " DISK "\n");
	put_machine(plan);
	printf("  -drive if=pflash,format=raw,readonly=on,file=%s \\\n"
	       "  -drive if=pflash,format=raw,file=%s \\\n",
	       files.code, files.vars);
	if (plan->values->opregion)
		printf("  -fw_cfg name=etc/igd-opregion,file=%s \\\n", files.opregion);
	put_device(plan, &files);
	if (plan->values->full)
		put_others();
	printf("\n");
	if (!plan->values->full)
		config_comment(
		    "add disks, network and input devices; none may have address 02.0");
}
