/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_proxmox.c - print the settings as commands for Proxmox VE, or as a complete
 * sample .conf
 *
 * In Proxmox VE, "legacy-igd" sets the address 00:02.0, and refuses another display, q35
 * and x-vga (qemu-server, PCI.pm).  Other properties of the device are set with QEMU's
 * -set.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

#define FOLDER "/usr/share/kvm"
/*
 * qm starts QEMU as root, in another folder.  Each machine needs its own file of
 * variables.
 */
#define VARS        "/var/lib/gopx/$VMID-vars.fd"
#define SAMPLE_VARS "/var/lib/gopx/100-vars.fd"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_q35(const struct config_plan *plan)
{
	return plan->values->machine == CONFIG_Q35;
}

/* legacy-igd sets the address of the device itself. */
static bool by_legacy_igd(const struct config_plan *plan)
{
	return !is_q35(plan) && !plan->function;
}

/* Print the arguments for QEMU for which qm has no options. */
static void put_args(const struct config_plan *plan, const struct config_files *files)
{
	const struct config_values *v = plan->values;
	const char *gap = "";

	if (v->code) {
		printf("-drive if=pflash,unit=0,format=raw,readonly=on,file=%s "
		       "-drive if=pflash,unit=1,format=raw,file=%s",
		       files->code, files->vars);
		gap = " ";
	}
	/*
	 * qm switches SMM off for machines with SeaBIOS and without a display, but this
	 * firmware needs SMM.
	 */
	if (plan->secboot)
		printf(" -machine smm=on "
		       "-global driver=cfi.pflash01,property=secure,value=on");
	if (v->opregion) {
		printf("%s-fw_cfg name=etc/igd-opregion,file=%s", gap, files->opregion);
		gap = " ";
	}
	if (!by_legacy_igd(plan)) {
		printf("%s-set device.hostpci0.bus=%s -set device.hostpci0.addr=2.0", gap,
		       is_q35(plan) ? "pcie.0" : "pci.0");
		gap = " ";
	}
	/*
	 * phys-bits in qm's cpu option has no effect, because -cpu host uses the host's
	 * width.
	 */
	if (plan->phys_bits) {
		printf("%s-global host-x86_64-cpu.host-phys-bits-limit=%u", gap,
		       plan->phys_bits);
		gap = " ";
	}
	for (size_t i = 0; i < plan->property_count; i++) {
		printf("%s-set device.hostpci0.%s=%s", gap, plan->properties[i].name,
		       plan->properties[i].value);
		gap = " ";
	}
}

static bool has_args(const struct config_plan *plan)
{
	return plan->values->code || plan->values->opregion || !by_legacy_igd(plan) ||
	       plan->property_count || plan->phys_bits;
}

static void put_hostpci(const struct config_plan *plan)
{
	printf("0000:00:02.%u", plan->function);
	if (by_legacy_igd(plan))
		printf(",legacy-igd=1");
	if (plan->values->rom)
		printf(",romfile=%s", base_name(plan->values->rom));
}

static void put_backup(void)
{
	config_comment("Run this as root on the Proxmox VE host, in the folder of the "
		       "files, with the virtual machine off.");
	printf(
	    "VMID=100 # replace 100 with the number of your virtual "
	    "machine\nCONF=/etc/pve/qemu-server/$VMID.conf\nBEFORE=/root/"
	    "$VMID.conf.before-igd # to go back\n[ -e $BEFORE ] || cp $CONF $BEFORE\n");
	config_comment("The machine type changes: a Windows that was installed with "
		       "another type may not start, or may ask for activation. Note the "
		       "old type: grep machine $CONF");
}

/* Keep the words of an existing args line, except those that an earlier run added. */
static void put_args_commands(const struct config_plan *plan,
			      const struct config_files *files)
{
	if (!has_args(plan)) {
		config_comment("An existing args line stays as it is.");
		return;
	}
	config_comment("Existing words of the args line stay; those of an earlier run of "
		       "these commands are replaced.");
	printf("ARGS=$(sed -n '/^\\[/q; s/^args: *//p' $CONF | sed -E '\n"
	       "  s/ *-set device\\.hostpci0\\.[^ ]*//g\n"
	       "  s/ *-drive if=pflash[^ ]*//g\n"
	       "  s/ *-fw_cfg name=etc.igd[^ ]*//g\n"
	       "  s/ *-machine smm=on//g\n"
	       "  s/ *-global driver=cfi.pflash01,[^ ]*//g\n"
	       "  s/ *-global host-x86_64-cpu.host-phys-bits-limit=[0-9]*//g\n"
	       "  s/^ *//')\n"
	       "qm set $VMID --args \"$ARGS${ARGS:+ }");
	put_args(plan, files);
	printf("\"\n");
}

static void put_firmware(const struct config_plan *plan)
{
	if (plan->values->code) {
		config_comment("qm has no option for another OVMF: this sets SeaBIOS, "
			       "and --args replaces it with flash images. The guest's "
			       "variables are then in " VARS ", not on an EFI disk.");
		printf("qm set $VMID --bios seabios\n");
		return;
	}
	printf("qm set $VMID --bios ovmf\n");
	config_comment("An EFI disk holds the guest's variables; replace local-lvm with "
		       "the name of your storage.");
	printf("grep -q ^efidisk0: $CONF || qm set $VMID --efidisk0 "
	       "local-lvm:1,efitype=4m,pre-enrolled-keys=0\n");
}

/* If the user gives no firmware file, qm makes the guest's copy of the variables. */
static void put_copies(const struct config_plan *plan, const struct config_files *files)
{
	config_put_copies(plan, files);
	if (plan->values->code)
		config_put_vars(plan, files);
	else
		config_put_template(plan, files);
}

static void put_commands(const struct config_plan *plan)
{
	const struct config_files files = config_files(plan, FOLDER, VARS);

	put_backup();
	put_copies(plan, &files);
	config_comment("vga none: no other display takes the GPU's place; the console in "
		       "the web interface stays empty, so give the guest a keyboard and "
		       "a mouse of the host, or log in over its network. balloon 0: the "
		       "GPU may access all of the guest's memory at any time. cpu host: "
		       "Intel's driver for Windows checks the processor");
	printf("qm set $VMID --machine %s --vga none --balloon 0 --cpu host\n",
	       is_q35(plan) ? "q35" : "pc");
	config_comment(
	    "ostype for a Windows guest: people report a picture with win10 or win11 "
	    "(Proxmox VE's own choice, with Hyper-V features), and with l26 (without "
	    "them). If one gives Code 43, try the other. qm set $VMID --ostype l26");
	put_firmware(plan);
	printf("qm set $VMID --hostpci0 ");
	put_hostpci(plan);
	printf("\n");
	put_args_commands(plan, &files);
	config_comment("To go back: cp $BEFORE $CONF");
}

/*
 * The comments are not part of the file, because Proxmox VE would show them as the
 * machine's description.
 */
static void put_sample(const struct config_plan *plan)
{
	const struct config_files files = config_files(plan, FOLDER, SAMPLE_VARS);

	config_comment("First:");
	put_copies(plan, &files);
	config_comment("/etc/pve/qemu-server/100.conf, without the lines that start with "
		       "#; storage, disks and network are samples:");
	if (has_args(plan)) {
		printf("args: ");
		put_args(plan, &files);
		printf("\n");
	}
	printf("balloon: 0\nbios: %s\nboot: order=scsi0\ncores: 4\ncpu: host\n",
	       plan->values->code ? "seabios" : "ovmf");
	if (!plan->values->code)
		printf("efidisk0: local-lvm:vm-100-disk-0,efitype=4m,pre-enrolled-keys=0,"
		       "size=4M\n");
	printf("hostpci0: ");
	put_hostpci(plan);
	printf("\nmachine: %s\nmemory: 8192\nname: igd\nnet0: virtio,bridge=vmbr0\n"
	       "numa: 0\nostype: l26\nscsi0: local-lvm:vm-100-disk-1,size=64G\n"
	       "scsihw: virtio-scsi-single\nsockets: 1\nvga: none\n",
	       is_q35(plan) ? "q35" : "pc");
}

void config_print_proxmox(const struct config_plan *plan)
{
	config_why(plan, config_comment);
	if (plan->values->full)
		put_sample(plan);
	else
		put_commands(plan);
}
