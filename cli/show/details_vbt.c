/* SPDX-License-Identifier: BSD-2-Clause */
/* details_vbt.c - details of a table, for people */
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

/* True if the machine has a built-in panel. */
static bool has_panel(const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_vbt_device_count(f); i++) {
		if (gopx_finding_vbt_device_at(f, i)->internal)
			return true;
	}
	return false;
}

/* Print one line about the panel that the table chooses: its name and its size. */
static void print_panel(const struct gopx_vbt_panel *p)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);
	char size[32];

	details_key("panel");
	text_flow_put(&flow, "VBT default panel: ");
	if (p->type == 0xff) {
		text_flow_put(&flow, "chosen by EDID");
	} else if (!p->timing_block) {
		snprintf(size, sizeof(size), "number %u, not readable", p->type);
		text_flow_put(&flow, size);
	} else {
		text_flow_put(&flow, p->name ? p->name : "unnamed");
		text_flow_put(&flow, p->pnp_id ? ", PnP " : "");
		text_flow_put(&flow, p->pnp_id ? p->pnp_id : "");
		snprintf(size, sizeof(size), ", %ux%u", p->hactive, p->vactive);
		text_flow_put(&flow, p->clock ? size : "");
		text_flow_put(&flow, p->named ? "" : " (a reference board's)");
	}
	text_flow_end(&flow);
}

static const char *mark_text(enum gopx_vbt_mark mark)
{
	switch (mark) {
	case GOPX_VBT_HEADLESS:
		return "headless: no output is in use";
	case GOPX_VBT_GENERATED:
		return "general features only, as coreboot generates it for a board "
		       "without a table";
	case GOPX_VBT_VIRTUAL:
		return "made up by GVT-g for a virtual GPU";
	default:
		return NULL;
	}
}

static void print_mark(const struct gopx_vbt_info *vbt)
{
	const char *text = mark_text(vbt->mark);

	if (!text)
		return;
	details_key("kind");
	details_flow(text);
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
	print_mark(vbt);
	print_platforms(f);
	if (panel && has_panel(f))
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
		printf(", correct would be 0x%02x", vbt->checksum_right);
	printf("\n%*sBDB at %u, version %u, %u bytes\n", DETAILS_VALUES, "",
	       vbt->bdb_offset, vbt->bdb_version, vbt->bdb_size);
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

/* Print one line with the numbers of the blocks. */
static void print_block_ids(const struct gopx_finding *f)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);
	char number[24];

	details_key("blocks");
	for (size_t i = 0; i < gopx_finding_vbt_block_count(f); i++) {
		const struct gopx_vbt_block *b = gopx_finding_vbt_block_at(f, i);

		snprintf(number, sizeof(number), "%u%s ", b->id,
			 b->cut ? " (cut off)" : "");
		text_flow_put(&flow, number);
	}
	text_flow_put(&flow, gopx_finding_vbt_block_count(f) ? "" : "none");
	text_flow_end(&flow);
}

static void print_blocks(const struct gopx_finding *f)
{
	for (size_t i = 0; i < gopx_finding_vbt_block_count(f); i++) {
		const struct gopx_vbt_block *b = gopx_finding_vbt_block_at(f, i);

		details_key(i ? "" : "blocks");
		printf("%3u at 0x%04x, %5u bytes%s: %s\n", b->id, b->offset, b->size,
		       b->cut ? ", cut off" : "", b->name ? b->name : "unknown");
	}
}

void details_vbt_header(const struct gopx_finding *f)
{
	print_header(gopx_finding_vbt(f));
}

void details_vbt_inside(const struct gopx_finding *f, bool verbose)
{
	print_outputs(f);
	if (verbose)
		print_blocks(f);
	else
		print_block_ids(f);
}
