/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_libvirt.c - the settings as a libvirt domain, whole or in pieces
 *
 * The files are in a folder that QEMU may read according to the AppArmor profile of
 * Debian and Ubuntu (abstractions/libvirt-qemu of libvirt 9.0 and 11.3). virt-aa-helper
 * lets QEMU read the firmware file.  It does not let QEMU read a ROM file.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

#define FOLDER "/usr/share/kvm"
#define DISK   "/var/lib/libvirt/images/igd.img"

static void put_comment(const char *text)
{
	char line[CONFIG_NOTE_SIZE + 32];

	snprintf(line, sizeof(line), "%s -->", text);
	config_wrap("<!-- ", "     ", line);
}

/* Two dashes would end an XML comment, so the printed commands have no long options. */
static void put_commands(const struct config_plan *plan, const struct config_files *files)
{
	const struct config_values *v = plan->values;

	printf(
	    "<!-- First, as root; AppArmor on Debian and Ubuntu lets QEMU read a ROM in\n"
	    "%s, /usr/share/qemu or /usr/share/vgabios, not in a home folder:\n",
	    FOLDER);
	config_put_copies(plan, files);
	config_put_template(plan, files);
	if (v->full)
		printf("[ -e " DISK " ] || truncate -s 64G " DISK "\n");
	printf("-->\n");
}

static void put_os(const struct config_plan *plan, const struct config_files *files)
{
	const struct config_values *v = plan->values;

	printf("  <os>\n"
	       "    <type arch='x86_64' machine='%s'>hvm</type>\n"
	       "    <loader readonly='yes'%s type='pflash'>%s</loader>\n"
	       "    <nvram template='%s'/>\n"
	       "  </os>\n",
	       v->machine == CONFIG_Q35 ? "q35" : "pc",
	       plan->secboot ? " secure='yes'" : "", files->code, files->vars);
}

/*
 * libvirt knows 'limit' since version 9.3.  A host with QEMU 8.0 may have an older
 * libvirt.
 */
static bool limits_by_xml(const struct config_plan *plan)
{
	return plan->phys_bits && plan->qemu >= 801;
}

static void put_cpu(const struct config_plan *plan)
{
	if (!limits_by_xml(plan)) {
		printf("  <cpu mode='host-passthrough'/>\n");
		return;
	}
	printf("  <!-- the host's IOMMU has %u bits; 'limit' needs libvirt 9.3 -->\n"
	       "  <cpu mode='host-passthrough'>\n"
	       "    <maxphysaddr mode='passthrough' limit='%u'/>\n"
	       "  </cpu>\n",
	       plan->phys_bits, plan->phys_bits);
}

/* The devices of a sample machine, except its graphics. */
static void put_other_devices(void)
{
	printf("    <disk type='file' device='disk'>\n"
	       "      <driver name='qemu' type='raw'/>\n"
	       "      <source file='" DISK "'/>\n"
	       "      <target dev='vda' bus='virtio'/>\n"
	       "    </disk>\n"
	       "    <interface type='network'>\n"
	       "      <source network='default'/>\n"
	       "      <model type='virtio'/>\n"
	       "    </interface>\n"
	       "    <input type='tablet' bus='usb'/>\n"
	       "    <input type='keyboard' bus='usb'/>\n");
}

static void put_devices(const struct config_plan *plan, const struct config_files *files)
{
	printf("  <devices>\n");
	if (plan->values->full)
		put_other_devices();
	printf("    <video><model type='none'/></video>\n"
	       "    <memballoon model='none'/>\n"
	       "    <hostdev mode='subsystem' type='pci' managed='yes'>\n"
	       "      <source><address domain='0x0000' bus='0x00' slot='0x02' "
	       "function='0x%u'/></source>\n",
	       plan->function);
	if (plan->values->rom)
		printf("      <rom file='%s'/>\n", files->rom);
	printf("      <alias name='ua-igd'/>\n"
	       "      <address type='pci' domain='0x0000' bus='0x00' slot='0x02' "
	       "function='0x0'/>\n"
	       "    </hostdev>\n"
	       "  </devices>\n");
}

static void put_commandline(const struct config_plan *plan,
			    const struct config_files *files)
{
	bool limit = plan->phys_bits && !limits_by_xml(plan);

	if (!plan->values->opregion && !limit)
		return;
	if (limit)
		printf("  <!-- the host's IOMMU has %u bits -->\n", plan->phys_bits);
	printf("  <qemu:commandline>\n");
	if (plan->values->opregion)
		printf("    <qemu:arg value='-fw_cfg'/>\n"
		       "    <qemu:arg value='name=etc/igd-opregion,file=%s'/>\n",
		       files->opregion);
	if (limit)
		printf("    <qemu:arg value='-global'/>\n"
		       "    <qemu:arg "
		       "value='host-x86_64-cpu.host-phys-bits-limit=%u'/>\n",
		       plan->phys_bits);
	printf("  </qemu:commandline>\n");
}

/* libvirt writes booleans as true and false, QEMU as on and off. */
static const char *xml_value(const struct config_property *p)
{
	if (strcmp(p->type, "bool") != 0)
		return p->value;
	return strcmp(p->value, "on") != 0 ? "false" : "true";
}

static void put_override(const struct config_plan *plan)
{
	if (!plan->property_count)
		return;
	printf("  <qemu:override>\n"
	       "    <qemu:device alias='ua-igd'>\n"
	       "      <qemu:frontend>\n");
	for (size_t i = 0; i < plan->property_count; i++) {
		const struct config_property *p = &plan->properties[i];

		printf("        <qemu:property name='%s' type='%s' value='%s'/>\n",
		       p->name, p->type, xml_value(p));
	}
	printf("      </qemu:frontend>\n"
	       "    </qemu:device>\n"
	       "  </qemu:override>\n");
}

void config_print_libvirt(const struct config_plan *plan)
{
	const struct config_values *v = plan->values;
	const struct config_files files = config_files(plan, FOLDER, NULL);

	config_why(plan, put_comment);
	put_commands(plan, &files);
	if (!v->full)
		put_comment("Merge these elements into your domain (virsh edit) and keep "
			    "xmlns:qemu: the qemu: elements need it.");
	printf("<domain type='kvm' "
	       "xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\n");
	if (v->full)
		printf("  <name>igd</name>\n"
		       "  <memory unit='GiB'>4</memory>\n"
		       "  <vcpu>4</vcpu>\n");
	put_os(plan, &files);
	if (v->full || plan->secboot)
		printf("  <features>\n    <acpi/>\n    <apic/>\n%s  </features>\n",
		       plan->secboot ? "    <smm state='on'/>\n" : "");
	put_cpu(plan);
	put_devices(plan, &files);
	put_commandline(plan, &files);
	put_override(plan);
	printf("</domain>\n");
}
