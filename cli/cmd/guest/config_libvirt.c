/* SPDX-License-Identifier: BSD-2-Clause */
/* config_libvirt.c - the settings as pieces of a libvirt domain */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

static void put_notes(const struct config_plan *plan)
{
	printf("<!-- %s -->\n", plan->title);
	for (size_t i = 0; i < plan->note_count; i++)
		printf("<!-- NOTE: %s -->\n", plan->notes[i]);
	for (size_t i = 0; i < plan->property_count; i++)
		printf("<!-- %s=%s: %s -->\n", plan->properties[i].name,
		       plan->properties[i].value, plan->properties[i].why);
}

static void put_os(const struct config_values *v)
{
	printf("  <os>\n"
	       "    <type arch='x86_64' machine='%s'>hvm</type>\n"
	       "    <loader readonly='yes' type='pflash'>%s</loader>\n"
	       "    <nvram template='%s'/>\n"
	       "  </os>\n",
	       v->machine == CONFIG_Q35 ? "q35" : "pc",
	       v->code ? v->code : CONFIG_STOCK_CODE,
	       v->vars ? v->vars : CONFIG_STOCK_VARS);
}

static void put_devices(const struct config_values *v)
{
	static const char address[] = "domain='0x0000' bus='0x00' slot='0x02' "
				      "function='0x0'";

	printf("  <devices>\n"
	       "    <video><model type='none'/></video>\n"
	       "    <memballoon model='none'/>\n"
	       "    <hostdev mode='subsystem' type='pci' managed='yes'>\n"
	       "      <source><address %s/></source>\n",
	       address);
	if (v->rom)
		printf("      <rom file='%s'/>\n", v->rom);
	printf("      <alias name='ua-igd'/>\n"
	       "      <address type='pci' %s/>\n"
	       "    </hostdev>\n"
	       "  </devices>\n",
	       address);
}

static void put_fw_cfg(const char *name, const char *file)
{
	printf("    <qemu:arg value='-fw_cfg'/>\n"
	       "    <qemu:arg value='name=%s,file=%s'/>\n",
	       name, file);
}

static void put_commandline(const struct config_plan *plan)
{
	if (!plan->values->opregion && !plan->stolen_by_hand)
		return;
	printf("  <qemu:commandline>\n");
	if (plan->values->opregion)
		put_fw_cfg("etc/igd-opregion", plan->values->opregion);
	if (plan->stolen_by_hand)
		put_fw_cfg("etc/igd-bdsm-size", "/var/lib/libvirt/bdsm-size.bin");
	printf("  </qemu:commandline>\n");
}

/* libvirt writes booleans as true and false, QEMU as on and off. */
static const char *xml_value(const struct config_property *p)
{
	if (strcmp(p->type, "bool"))
		return p->value;
	return strcmp(p->value, "on") ? "false" : "true";
}

static void put_override(const struct config_plan *plan)
{
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
	put_notes(plan);
	if (plan->stolen_by_hand)
		printf("<!-- printf '\\0\\0\\0\\4\\0\\0\\0\\0' "
		       ">/var/lib/libvirt/bdsm-size.bin makes the file for 64 MiB -->\n");
	printf(
	    "<!-- What is here goes into the domain (virsh edit); the namespace is what "
	    "qemu: is of. -->\n"
	    "<domain type='kvm' "
	    "xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\n");
	put_os(plan->values);
	printf("  <cpu mode='host-passthrough'/>\n");
	put_devices(plan->values);
	put_commandline(plan);
	put_override(plan);
	printf("</domain>\n");
}
