/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_panels.c - print the panels of a table's outputs for people */
#include "cmd/vbt/vbt_panels.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/vbt/vbt_fields.h"
#include "show/details.h"

#define PANELS        16
#define SELECTED_EDID 0xff

/* A table, and the panel of one of its outputs. */
struct panel {
	const struct gopx_vbt *vbt;
	const struct gopx_vbt_device *output;
	unsigned index;
};

/* ---- values -------------------------------------------------------------------- */

static const struct gopx_vbt_value *value_of(const struct panel *p, const char *owner,
					     const char *field)
{
	char name[64];

	snprintf(name, sizeof(name), "%s%u.%s", owner, p->index, field);
	return vbt_fields_find(p->vbt, 0, name);
}

static uint64_t number_of(const struct panel *p, const char *owner, const char *field)
{
	const struct gopx_vbt_value *v = value_of(p, owner, field);

	return v ? v->number : 0;
}

static void put_value(const struct gopx_vbt_value *v)
{
	text_put(stdout, v ? v->text : "?");
}

/* ---- timing -------------------------------------------------------------------- */

static void print_size(const struct gopx_vbt_timing *t)
{
	uint64_t pixels = (uint64_t)t->htotal * t->vtotal;
	/* The refresh rate in hundredths of Hz, rounded; 0 if the totals are invalid. */
	uint64_t rate = pixels ? (t->clock * UINT64_C(100000) + pixels / 2) / pixels : 0;

	printf("%ux%u of %ux%u, %u.%03u MHz, %" PRIu64 ".%02u Hz", t->hactive, t->vactive,
	       t->htotal, t->vtotal, t->clock / 1000, t->clock % 1000, rate / 100,
	       (unsigned)(rate % 100));
	if (t->width_mm && t->height_mm)
		printf(", %ux%u mm", t->width_mm, t->height_mm);
}

/* Linux prefers block 58 to block 42. */
static void print_timing(const struct panel *p)
{
	const struct gopx_vbt_timing *old = gopx_vbt_timing_at(p->vbt, p->index, 42);
	const struct gopx_vbt_timing *new = gopx_vbt_timing_at(p->vbt, p->index, 58);
	const struct gopx_vbt_timing *taken = new ? new : old;

	if (!taken)
		return;
	details_key("timing");
	print_size(taken);
	printf(" (block %u)\n", taken->block);
	details_key("modeline");
	details_flow(taken->modeline);
	if (!old || !new || !strcmp(old->modeline, new->modeline))
		return;
	details_key("");
	printf("in block 42: %s; Linux takes block 58\n", old->modeline);
}

/* ---- eDP ----------------------------------------------------------------------- */

static void print_lanes(const struct panel *p)
{
	const struct gopx_vbt_value *v = value_of(p, "panel", "fast-lanes");
	unsigned lanes = p->output->max_lanes;

	if (lanes)
		printf("up to %u lane%s, ", lanes, lanes > 1 ? "s" : "");
	else if (v && strlen(v->text) == 1)
		printf("%s lane%s, ", v->text, strcmp(v->text, "1") ? "s" : "");
}

static void print_rate(const struct panel *p)
{
	static const unsigned rates[] = { 1620, 2700, 5400 };
	uint64_t index = number_of(p, "panel", "fast-rate-gbps");
	uint64_t rate = number_of(p, "panel", "fast-rate-kbps") / 1000;

	if (value_of(p, "panel", "fast-rate-gbps") &&
	    index < sizeof(rates) / sizeof(*rates))
		rate = rates[index];
	if (rate)
		printf("%" PRIu64 ".%02u Gbit/s, ", rate / 1000,
		       (unsigned)(rate % 1000 / 10));
}

static void print_edp(const struct panel *p)
{
	static const char *const steps[][2] = { { "T1+T3", "t1-t3-us" },
						{ "T8", "t8-us" },
						{ "T9", "t9-us" },
						{ "T10", "t10-us" },
						{ "T11+T12", "t11-t12-us" } };
	const struct gopx_vbt_value *depth = value_of(p, "panel", "bits-per-pixel");

	if (!depth)
		return;
	details_key("eDP");
	print_lanes(p);
	print_rate(p);
	put_value(depth);
	printf(" bits a pixel\n%*spower", DETAILS_VALUES, "");
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		uint64_t us = number_of(p, "panel", steps[i][1]);

		printf("%s %s %" PRIu64 ".%u", i ? "," : "", steps[i][0], us / 1000,
		       (unsigned)(us % 1000 / 100));
	}
	puts(" ms");
}

/* ---- MIPI, backlight ----------------------------------------------------------- */

static void print_dsi(const struct panel *p)
{
	if (!number_of(p, "mipi", "panel-id"))
		return;
	details_key("DSI");
	printf("%" PRIu64 " lanes, ", number_of(p, "mipi", "lanes"));
	put_value(value_of(p, "mipi", "pixel-format"));
	fputs(", video mode ", stdout);
	put_value(value_of(p, "mipi", "video-mode"));
	fputs(", dual link ", stdout);
	put_value(value_of(p, "mipi", "dual-link"));
	putchar('\n');
}

static void print_backlight(const struct panel *p)
{
	const struct gopx_vbt_value *kind = value_of(p, "panel", "backlight");
	const struct gopx_vbt_value *least = value_of(p, "panel", "min-brightness");

	if (!kind)
		return;
	details_key("light");
	fputs("backlight by ", stdout);
	put_value(kind);
	printf(", %" PRIu64 " Hz%s", number_of(p, "panel", "pwm-hz"),
	       number_of(p, "panel", "pwm-active-low") ? ", active low" : "");
	if (least)
		printf(", minimum %" PRIu64, least->number);
	if (value_of(p, "panel", "backlight-controller"))
		printf(", controller %" PRIu64,
		       number_of(p, "panel", "backlight-controller"));
	putchar('\n');
}

/* ---- panels -------------------------------------------------------------------- */

/* " 3 MS_0003 LFP_PanelName 1024x768" */
static void panel_title(const struct panel *p, char *out, size_t size)
{
	const struct gopx_vbt_value *id = value_of(p, "panel", "pnp-id");
	const struct gopx_vbt_value *name = value_of(p, "panel", "name");
	const struct gopx_vbt_timing *t = gopx_vbt_timing_at(p->vbt, p->index, 58);
	int len = snprintf(out, size, "%u %s%s%s", p->index, id ? id->text : "",
			   name ? " " : "", name ? name->text : "");

	if (!t)
		t = gopx_vbt_timing_at(p->vbt, p->index, 42);
	if (t && len > 0 && (size_t)len < size)
		snprintf(out + len, size - (size_t)len, " %ux%u", t->hactive, t->vactive);
}

/* Print the panels whose PnP ids the driver compares with the EDID of the display. */
static void print_choice(struct panel p)
{
	struct text_flow flow = text_flow(DETAILS_VALUES);
	char title[96];

	details_key("panels");
	for (p.index = 0; p.index < PANELS; p.index++) {
		panel_title(&p, title, sizeof(title));
		text_flow_put(&flow, p.index ? ", " : "");
		text_flow_put(&flow, title);
	}
	text_flow_end(&flow);
}

static void print_details(const struct panel *p)
{
	print_timing(p);
	if (!strcmp(p->output->kind, "eDP"))
		print_edp(p);
	if (!strcmp(p->output->kind, "MIPI DSI"))
		print_dsi(p);
	print_backlight(p);
}

/* Print the panel at LFP2, with a title, because its output was not printed before. */
static void print_second(const struct panel *p)
{
	char title[96];

	details_key("LFP2");
	panel_title(p, title, sizeof(title));
	fputs("panel ", stdout);
	text_put(stdout, title);
	putchar('\n');
}

static const struct gopx_vbt_device *find_panel_output(const struct gopx_finding *f,
						       const char *connector)
{
	for (size_t i = 0; i < gopx_finding_vbt_device_count(f); i++) {
		const struct gopx_vbt_device *d = gopx_finding_vbt_device_at(f, i);

		if (d->internal && d->connector && !strcmp(d->connector, connector))
			return d;
	}
	return NULL;
}

void vbt_panels_print(const struct gopx_finding *f, const struct gopx_vbt *vbt)
{
	static const char *const connectors[] = { "LFP1", "LFP2" };
	static const char *const types[] = { "panel-type", "panel-type2" };
	bool chosen = false;

	for (size_t i = 0; i < 2; i++) {
		const struct gopx_vbt_value *type = vbt_fields_find(vbt, 0, types[i]);
		struct panel p = { vbt, find_panel_output(f, connectors[i]), 0 };

		if (!p.output || !type)
			continue;
		p.index = (unsigned)type->number;
		if (p.index == SELECTED_EDID && !chosen)
			print_choice(p);
		chosen = chosen || p.index == SELECTED_EDID;
		if (p.index >= PANELS)
			continue;
		if (i)
			print_second(&p);
		print_details(&p);
	}
}
