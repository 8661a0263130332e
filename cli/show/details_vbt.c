/* SPDX-License-Identifier: BSD-2-Clause */
/* details_vbt.c - what a table tells of itself, for people */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "show/details.h"

static void print_platforms(const struct gopx_finding *f)
{
	size_t count = gopx_finding_platform_count(f);
	struct text_flow flow = text_flow(DETAILS_VALUES);

	details_key("for");
	for (size_t i = 0; i < count; i++) {
		text_flow_put(&flow, i == 0 ? "" : i + 1 < count ? ", " : " or ");
		text_flow_put(&flow, gopx_platform_name(gopx_finding_platform_at(f, i)));
	}
	if (count == 0)
		text_flow_put(&flow, "unknown: its name stands for no platform");
	if (count > 1)
		text_flow_put(&flow, " (they share the name)");
	text_flow_end(&flow);
}

/* An output of this kind; NULL: any panel in the machine. */
static bool has_output(const struct gopx_finding *f, const char *kind)
{
	for (size_t i = 0; i < gopx_finding_vbt_device_count(f); i++) {
		const struct gopx_vbt_device *d = gopx_finding_vbt_device_at(f, i);

		if (kind ? !strcmp(d->kind, kind) : d->internal)
			return true;
	}
	return false;
}

/* Refresh rate in hundredths of Hz, rounded; 0 where the totals make no sense. */
static unsigned int refresh_rate(const struct gopx_vbt_panel *p)
{
	uint64_t pixels = (uint64_t)p->htotal * p->vtotal;

	return pixels
		   ? (unsigned int)((p->clock * UINT64_C(100000) + pixels / 2) / pixels)
		   : 0;
}

/* One line: that it is the table's, what it is called, its size. */
static void print_panel(const struct gopx_vbt_panel *p)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);
	char size[32];

	details_key("panel");
	text_flow_put(&flow, "VBT default panel: ");
	if (p->type == 0xff) {
		text_flow_put(&flow, "asked by EDID");
	} else if (!p->timing_block) {
		snprintf(size, sizeof(size), "number %u, not readable", p->type);
		text_flow_put(&flow, size);
	} else {
		text_flow_put(&flow, p->name ? p->name : "without a name");
		text_flow_put(&flow, p->pnp_id ? ", PnP " : "");
		text_flow_put(&flow, p->pnp_id ? p->pnp_id : "");
		snprintf(size, sizeof(size), ", %ux%u", p->hactive, p->vactive);
		text_flow_put(&flow, p->clock ? size : "");
		text_flow_put(&flow, p->named ? "" : " (a reference board's)");
	}
	text_flow_end(&flow);
}

void details_vbt(const struct gopx_finding *f)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	const struct gopx_vbt_panel *panel = gopx_finding_vbt_panel(f);

	details_key("from");
	printf("%s, checksum %s\n",
	       vbt->origin == GOPX_VBT_FROM_VBIOS ? "a legacy video BIOS"
						  : "the UEFI side",
	       vbt->checksum_ok ? "good" : "bad");
	print_platforms(f);
	if (panel && has_output(f, NULL))
		print_panel(panel);
	if (vbt->sign_on && *vbt->sign_on) {
		details_key("sign-on");
		details_flow(vbt->sign_on);
	}
}

/* ---- gopx vbt ----------------------------------------------------------------- */

static void print_header(const struct gopx_vbt_info *vbt)
{
	details_key("header");
	printf("version %u, %u bytes; checksum 0x%02x", vbt->version, vbt->header_size,
	       vbt->checksum);
	if (!vbt->checksum_ok)
		printf(", right would be 0x%02x", vbt->checksum_right);
	printf("\n%*sBDB at %u, version %u, %u bytes\n", DETAILS_VALUES, "",
	       vbt->bdb_offset, vbt->bdb_version, vbt->bdb_size);
}

static void print_timing(const struct gopx_vbt_panel *p)
{
	unsigned int rate = refresh_rate(p);

	if (!p->clock)
		return;
	details_key("timing");
	printf("%ux%u of %ux%u, %u.%03u MHz, %u.%02u Hz (block %u)\n", p->hactive,
	       p->vactive, p->htotal, p->vtotal, p->clock / 1000, p->clock % 1000,
	       rate / 100, rate % 100, p->timing_block);
}

static void print_link(const struct gopx_vbt_info *vbt, const struct gopx_vbt_panel *p)
{
	if (p->lanes)
		printf("%s%u lane%s, ", vbt->bdb_version >= 244 ? "up to " : "", p->lanes,
		       p->lanes > 1 ? "s" : "");
	if (p->link_rate)
		printf("%u.%02u Gbit/s, ", p->link_rate / 1000, p->link_rate % 1000 / 10);
	printf("%u bits a pixel\n", p->bits_per_pixel);
}

static void print_edp(const struct gopx_vbt_info *vbt, const struct gopx_vbt_panel *p)
{
	static const char *const steps[] = { "T1+T3", "T8", "T9", "T10", "T11+T12" };

	if (!p->edp)
		return;
	details_key("eDP");
	print_link(vbt, p);
	printf("%*spower", DETAILS_VALUES, "");
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		unsigned tenths = p->power[i];

		printf("%s %s %u.%u", i ? "," : "", steps[i], tenths / 10, tenths % 10);
	}
	fputs(" ms", stdout);
	putchar('\n');
}

static void print_output(const struct gopx_vbt_device *d)
{
	if (d->connector)
		printf("%-6s ", d->connector);
	else
		printf("0x%04x ", d->handle);
	printf("%s", d->kind);
	if (d->port)
		printf(" on %s", d->port);
	if (d->type_c_port)
		printf(" (%s)", d->type_c_port);
	if (!d->port)
		printf(" on port %u", d->dvo_port);
	if (d->aux)
		printf(", AUX %s", d->aux);
	if (d->ddc_pin)
		printf(", DDC %u", d->ddc_pin);
	printf("%s (type %04x)\n",
	       d->thunderbolt ? ", Thunderbolt"
	       : d->type_c    ? ", USB-C"
			      : "",
	       d->type);
}

static void print_outputs(const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_vbt_device_count(f); i++) {
		details_key(i ? "" : "outputs");
		print_output(gopx_finding_vbt_device_at(f, i));
	}
}

static void print_blocks(const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_vbt_block_count(f); i++) {
		const struct gopx_vbt_block *b = gopx_finding_vbt_block_at(f, i);

		details_key(i ? "" : "blocks");
		printf("%3u at 0x%04x, %5u bytes%s: %s\n", b->id, b->offset, b->size,
		       b->cut ? ", cut off" : "", b->name ? b->name : "not known");
	}
}

void details_vbt_inside(const struct gopx_finding *f)
{
	const struct gopx_vbt_panel *panel = gopx_finding_vbt_panel(f);

	print_header(gopx_finding_vbt(f));
	if (panel && has_output(f, NULL))
		print_timing(panel);
	if (panel && has_output(f, "eDP"))
		print_edp(gopx_finding_vbt(f), panel);
	print_outputs(f);
	print_blocks(f);
}
