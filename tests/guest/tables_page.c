/* SPDX-License-Identifier: BSD-2-Clause */
/* tables_page.c - prints the tables of igd_tables.c and lpc_lists.c for doc/ */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/igd_tables.h"
#include "show/lpc_lists.h"

static const char *yes(bool value)
{
	return value ? "yes" : "no";
}

#define GMS_SIZE 128

static void put_gms(const struct qemu_release *r, char gms[GMS_SIZE])
{
	int used;

	if (!r->gms_max) {
		snprintf(gms, GMS_SIZE, "no effect");
		return;
	}
	used = snprintf(gms, GMS_SIZE, "0x%x (%u MiB)", r->gms_max, r->gms_max * 32);
	if (r->gms_max_gen7 != r->gms_max)
		used += snprintf(gms + used, GMS_SIZE - (size_t)used,
				 "; 0x%x before generation 8", r->gms_max_gen7);
	if (r->gms_4mib)
		snprintf(gms + used, GMS_SIZE - (size_t)used,
			 "; 0xf0 to 0xfe (4 to 60 MiB) since generation 9");
}

static void put_releases(void)
{
	static const char *const stolen[] = {
		[STOLEN_BY_GMS] = "i440fx, legacy mode: size from x-igd-gms, else 0",
		[STOLEN_LEGACY_MODE] = "i440fx, legacy mode: the host's size",
		[STOLEN_ALWAYS] = "every machine: the host's size, or x-igd-gms",
	};
	static const char *const unknown[] = {
		[UNKNOWN_LIKE_GEN8] = "treated like generation 8",
		[UNKNOWN_NO_LEGACY] = "x-igd-opregion=on only: no LPC bridge, no BDSM",
		[UNKNOWN_NOTHING] = "nothing, even if requested",
		[UNKNOWN_NO_STOLEN] = "OpRegion and LPC bridge, no BDSM",
	};

	static const char *const classes[] = {
		[CLASS_VGA_OR_ASKED] = "0300; any class with x-igd-opregion=on",
		[CLASS_VGA] = "0300",
		[CLASS_DISPLAY] = "03xx; 0300 for legacy mode",
	};

	printf("<!-- releases -->\n"
	       "| QEMU | x-igd-opregion | x-igd-lpc | x-igd-legacy-mode | x-igd-gms, "
	       "largest | "
	       "x-pci-class-code | class of the GPU | automatic legacy mode | stolen "
	       "memory | device not in "
	       "its list | "
	       "source |\n"
	       "|---|---|---|---|---|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < qemu_release_count; i++) {
		const struct qemu_release *r = &qemu_releases[i];
		char gms[GMS_SIZE];

		put_gms(r, gms);
		printf("| %s | yes, default %s | %s | %s | %s | %s | %s | i440fx, "
		       "00:02.0, up to "
		       "generation %u | %s | %s | %s |\n",
		       r->name, r->opregion_default ? "on" : "off", yes(r->has_lpc),
		       yes(r->has_legacy_mode), gms, yes(r->has_class_code),
		       classes[r->class_rule], r->legacy_last, stolen[r->stolen],
		       unknown[r->unknown], r->source);
	}
	printf("<!-- end -->\n");
}

static void put_families(void)
{
	printf(
	    "<!-- families -->\n"
	    "| devices (8086:) | graphics | generation | in QEMU's list from | picture "
	    "from the GOP driver on q35 |\n"
	    "|---|---|---|---|---|\n");
	for (size_t i = 0; i < igd_family_count; i++) {
		const struct igd_family *f = &igd_families[i];
		char from[16] = "none up to 11.1";

		if (f->known_from != QEMU_NEVER)
			snprintf(from, sizeof(from), "%u.%u", f->known_from / 100,
				 f->known_from % 100);
		printf("| %04x, mask %04x | %s | %u%s | %s | %s |\n", f->id, f->mask,
		       f->name, f->generation, f->generation == 13 ? " and later" : "",
		       from, f->any_lpc ? "possible" : "not possible");
	}
	printf("<!-- end -->\n");
}

static void put_places(void)
{
	printf("<!-- pve -->\n| Proxmox VE | QEMU |\n|---|---|\n");
	for (size_t i = 0; i < pve_release_count; i++)
		printf("| %u.%u | %u.%u |\n", pve_releases[i].version / 100,
		       pve_releases[i].version % 100, pve_releases[i].qemu / 100,
		       pve_releases[i].qemu % 100);
	printf("<!-- end -->\n<!-- ovmf -->\n| distribution | code | variables | source "
	       "|\n|---|---|---|---|\n");
	for (size_t i = 0; i < ovmf_place_count; i++)
		printf("| %s | `%s` | `%s` | %s |\n", ovmf_places[i].distribution,
		       ovmf_places[i].code, ovmf_places[i].vars, ovmf_places[i].source);
	printf("<!-- end -->\n");
}

static void put_lists(void)
{
	printf("<!-- bridges -->\n| versions | platforms | device IDs of 00:1f.0 "
	       "|\n|---|---|---|\n");
	for (size_t i = 0; i < lpc_list_count; i++) {
		const struct lpc_list *l = &lpc_lists[i];

		printf("| %u.%u.%u", l->major, l->minor, l->build);
		if (l->last_build != l->build)
			printf(" to %u.%u.%u", l->major, l->minor, l->last_build);
		printf(" | %s | %s", l->platforms, l->any ? "any, or none" : "");
		for (size_t n = 0; n < LPC_RANGES_MAX && l->ranges[n].last; n++) {
			printf("%s%04x", n ? " " : "", l->ranges[n].first);
			if (l->ranges[n].last != l->ranges[n].first)
				printf("-%04x", l->ranges[n].last);
		}
		printf(" |\n");
	}
	printf("<!-- end -->\n");
}

int main(void)
{
	put_releases();
	put_families();
	put_places();
	put_lists();
	return 0;
}
