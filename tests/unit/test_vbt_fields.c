/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_vbt_fields.c - the fields of a table: listed, read and changed through
 * gopx/vbt.h
 */
#include <gopx/vbt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fwbuild_vbt.h"
#include "unit.h"

static struct fwbytes bytes;
static struct gopx_vbt *vbt;

static void open_table(const struct vbt_options *options)
{
	bytes_free(&bytes);
	gopx_vbt_free(vbt);
	vbt_put(&bytes, options);
	ck_assert_int_eq(gopx_vbt_open(bytes.data, bytes.len, NULL, &vbt), GOPX_OK);
}

static void setup(void)
{
	open_table(&(struct vbt_options){
	    .bdb_version = 250, .edp = true, .generic_dtd = true, .extra = 822 });
}

static void teardown(void)
{
	bytes_free(&bytes);
	gopx_vbt_free(vbt);
	vbt = NULL;
}

static const struct gopx_vbt_value *value(const char *name)
{
	for (size_t i = 0; i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		if (!strcmp(v->name, name))
			return v;
	}
	return NULL;
}

static void is(const char *name, const char *text)
{
	const struct gopx_vbt_value *v = value(name);

	ck_assert_ptr_nonnull(v);
	ck_assert_str_eq(v->text, text);
}

static void set(const char *name, const char *text)
{
	ck_assert_int_eq(gopx_vbt_set(vbt, name, text), GOPX_OK);
	ck_assert_str_eq(gopx_vbt_error(vbt), "");
}

static unsigned sum(struct gopx_bytes b)
{
	unsigned total = 0;

	for (size_t i = 0; i < b.size; i++)
		total += b.data[i];
	return total & 0xff;
}

/* ---- the list ---- */

START_TEST(fields_have_names_of_their_own)
{
	for (size_t i = 0; i < gopx_vbt_field_count(); i++) {
		const struct gopx_vbt_field *a = gopx_vbt_field_at(i);

		ck_assert(gopx_vbt_field_name(a)[0] && gopx_vbt_field_help(a)[0]);
		for (size_t k = 0; k < i; k++) {
			const struct gopx_vbt_field *b = gopx_vbt_field_at(k);

			if (gopx_vbt_field_group(a) != gopx_vbt_field_group(b) ||
			    strcmp(gopx_vbt_field_name(a), gopx_vbt_field_name(b)) != 0)
				continue;
			/*
			 * Two fields may have the same name if no BDB version has both.
			 */
			ck_assert(gopx_vbt_field_since(a) > gopx_vbt_field_until(b) ||
				  gopx_vbt_field_since(b) > gopx_vbt_field_until(a));
		}
	}
	ck_assert_ptr_null(gopx_vbt_field_at(gopx_vbt_field_count()));
}
END_TEST

START_TEST(values_are_read)
{
	is("panel-type", "2");
	is("panel2.name", "SYN_PANEL    ");
	is("panel2.pnp-id", "SKI1002");
	is("panel2.dtd-clock-khz", "138500");
	is("panel2.dtd-vfront", "3");
	is("panel2.generic-hactive", "1366");
	is("panel2.t8-us", "1000");
	is("panel15.t11-t12-us", "501500");
	is("panel2.bits-per-pixel", "24");
	is("panel2.fast-rate-kbps", "2700000");
	is("LFP1.type", "eDP");
	is("LFP1.internal", "yes");
	is("LFP1.max-lanes", "2");
	is("EFP1.type", "HDMI");
	is("EFP2.port", "DP-C");
	ck_assert_ptr_null(value("panel2.fast-rate-gbps"));
	ck_assert_ptr_null(gopx_vbt_value_at(vbt, gopx_vbt_value_count(vbt)));
}
END_TEST

/* ---- changes ---- */

/*
 * Choose a value that differs from the field's current value. Returns false without
 * one.
 */
static bool other_value(const struct gopx_vbt_value *v, char *out, size_t size)
{
	char allowed[256];
	const char *last;

	if (!gopx_vbt_field_allowed(v->field, allowed, sizeof(allowed)))
		return false;
	if (!strncmp(allowed, "up to", 5)) {
		snprintf(out, size, "NAME");
	} else if (!strncmp(allowed, "three", 5)) {
		snprintf(out, size, "AUO193C");
	} else if (v->kind == GOPX_VBT_VALUE_NUMBER) {
		last = strstr(allowed, " to ") + 4;
		snprintf(out, size, "%.*s", (int)strcspn(last, " "), last);
	} else {
		size_t first = strcspn(allowed, ",");

		snprintf(out, size, "%.*s", (int)first, allowed);
		if (!strcmp(out, v->text) && allowed[first])
			snprintf(out, size, "%.*s",
				 (int)strcspn(allowed + first + 2, ","),
				 allowed + first + 2);
	}
	return strcmp(out, v->text) != 0;
}

/*
 * Return the number of bytes from the first changed byte to the last, without the
 * checksum.
 */
static size_t changed_span(const uint8_t *was)
{
	struct gopx_bytes now = gopx_vbt_bytes(vbt);
	size_t first = now.size, last = 0;

	for (size_t i = 0; i < now.size; i++) {
		if (i == 26 || was[i] == now.data[i])
			continue;
		first = first < i ? first : i;
		last = i;
	}
	return first == now.size ? 0 : last - first + 1;
}

/* Try all allowed letters and digits. */
START_TEST(makers_and_products_are_set)
{
	static const char *const ids[] = { "ABC0123", "XYZ4567", "DEF89AB", "@[_CDEF" };

	for (size_t i = 0; i < 4; i++) {
		set("panel2.pnp-id", ids[i]);
		is("panel2.pnp-id", ids[i]);
	}
	set("panel2.pnp-id", "GHI9abf");
	is("panel2.pnp-id", "GHI9ABF");
}
END_TEST

START_TEST(every_field_is_set_alone)
{
	size_t count = gopx_vbt_value_count(vbt), changed = 0;

	/*
	 * Change all fields of the table, of panel 2 and of outputs, and some of the
	 * other fields.
	 */
	for (size_t i = 0; i < count; i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);
		char name[64], text[64];
		uint8_t *was;

		snprintf(name, sizeof(name), "%s", v->name);
		if (!strncmp(name, "panel", 5) && strncmp(name, "panel2.", 7) != 0 &&
		    strncmp(name, "panel-", 6) != 0)
			continue;
		if (!other_value(v, text, sizeof(text)) || strstr(name, ".type"))
			continue;
		was = malloc(bytes.len);
		ck_assert_ptr_nonnull(was);
		memcpy(was, gopx_vbt_bytes(vbt).data, bytes.len);
		set(name, text);
		is(name, text);
		ck_assert_uint_ge(changed_span(was), 1);
		ck_assert_uint_le(changed_span(was), 13);
		ck_assert_uint_eq(sum(gopx_vbt_bytes(vbt)), 0);
		ck_assert_uint_eq(gopx_vbt_bytes(vbt).size, bytes.len);
		free(was);
		changed++;
	}
	ck_assert_uint_gt(changed, 200);
}
END_TEST

static const struct {
	const char *name, *text, *says;
} refused[] = {
	{ "EFP1.port", "DP-Z", "DP-C" },
	{ "EFP1.port", "", "can be" },
	{ "EFP1.nothing", "1", "there is no field" },
	{ "port", "DP-C", "write EFP1.port" },
	{ "EFP1.pwm-hz", "1", "write panel2.pwm-hz" },
	{ "EFP1.panel-type", "1", "the table as a whole: panel-type" },
	{ "EFP9.port", "DP-C", "EFP3" },
	{ "panel16.pwm-hz", "1", "panel15" },
	{ "panel2.fast-rate-gbps", "2.7", "BDB version 250" },
	{ "panel2.t8-us", "150", "in steps of 100" },
	{ "panel2.t8-us", "6553600", "6553500" },
	{ "panel2.name", "a name that is too long", "13 characters" },
	{ "panel2.name", "\x1b", "13 characters" },
	{ "panel2.pnp-id", "AUO12", "hexadecimal" },
	{ "panel2.pnp-id", "AUO193C5", "hexadecimal" },
	{ "panel2.pnp-id", "AUO19G3", "hexadecimal" },
	{ "panel2.pnp-id", "AUO19g3", "hexadecimal" },
	{ "panel2.timing", "65 1 2 3", "modeline" },
	{ "panel2.timing", "65 1024 1000 1184 1344 768 771 777 806", "modeline" },
	{ "panel2.timing", "0 1024 1048 1184 1344 768 771 777 806", "modeline" },
	{ "panel2.timing", "700 1920 1968 2000 2080 1080 1083 1088 1111", "no place" },
	{ "LFP1.handle", "0x1", "cannot be changed" },
	{ "EFP1.type", "0x10000", "0xffff" },
	{ "EFP1.type", "", "0xffff" },
	{ "EFP1.type", "0x", "0xffff" },
	{ "EFP1.max-lanes", "0", "1 to 4" },
	{ "output0.port", "DP-C", "has" },
	{ ".", "", "has" },
	{ "", "", "there is no field" },
};

START_TEST(what_cannot_be_is_refused_with_what_can)
{
	ck_assert_int_eq(gopx_vbt_set(vbt, refused[_i].name, refused[_i].text),
			 GOPX_E_ARGUMENT);
	ck_assert_ptr_nonnull(strstr(gopx_vbt_error(vbt), refused[_i].says));
	ck_assert_mem_eq(gopx_vbt_bytes(vbt).data, bytes.data, bytes.len);
}
END_TEST

START_TEST(both_timings_are_there_and_one_is_taken)
{
	const struct gopx_vbt_timing *old = gopx_vbt_timing_at(vbt, 2, 42);
	const struct gopx_vbt_timing *new = gopx_vbt_timing_at(vbt, 2, 58);

	ck_assert(old && new && !old->taken &&new->taken);
	ck_assert_str_eq(old->modeline, "138.500 1920 1968 2000 2080 1080 1083 1088 1111 "
					"-hsync -vsync");
	ck_assert_uint_eq(new->clock, 72300);
	set("panel2.timing", old->modeline);
	new = gopx_vbt_timing_at(vbt, 2, 58);
	ck_assert_str_eq(gopx_vbt_timing_at(vbt, 2, 42)->modeline, new->modeline);
	ck_assert_ptr_null(gopx_vbt_timing_at(vbt, 16, 42));
	ck_assert_ptr_null(gopx_vbt_timing_at(vbt, 2, 40));
	open_table(&(struct vbt_options){ .shape = VBT_HEADLESS });
	ck_assert_ptr_null(gopx_vbt_timing_at(vbt, 2, 42));
	ck_assert_int_eq(gopx_vbt_headless(vbt), GOPX_OK);
	ck_assert_int_eq(gopx_vbt_set(vbt, "panel2.timing", "65 8 9 10 11 8 9 10 11"),
			 GOPX_E_ARGUMENT);
}
END_TEST

START_TEST(a_modeline_goes_into_both_timings)
{
	set("panel.timing", "\"1280x800\" 68.90 1280 1296 1344 1410 800 801 804 815 "
			    "+hsync -vsync");
	is("panel2.dtd-clock-khz", "68900");
	is("panel2.dtd-hblank", "130");
	is("panel2.dtd-hsync-positive", "yes");
	is("panel2.generic-clock-khz", "68900");
	is("panel2.generic-vsync", "3");
	is("panel2.generic-vsync-positive", "no");
}
END_TEST

/* Make an EDID with a header, the DTD of the builder's panels, and a name. */
static void make_edid(uint8_t edid[128])
{
	static const uint8_t head[] = { 0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0x06,
					0xAF, 0x3C, 0x19, 1,    2,    3,    4,    7, 30 };
	static const uint8_t dtd[] = { 0x1A, 0x36, 0x80, 0xA0, 0x70, 0x38, 0x1F, 0x40,
				       0x30, 0x20, 0x35, 0,    0x34, 0xC0, 0x10 };
	unsigned total = 0;

	memset(edid, 0, 128);
	memcpy(edid, head, sizeof(head));
	memcpy(edid + 54, dtd, sizeof(dtd));
	memcpy(edid + 72, "\0\0\0\xfc\0PANEL\n", 11);
	for (size_t i = 0; i < 127; i++)
		total += edid[i];
	edid[127] = (uint8_t)(0u - total);
}

START_TEST(an_edid_describes_a_panel)
{
	uint8_t edid[128];

	make_edid(edid);
	ck_assert_int_eq(gopx_vbt_set_edid(vbt, "panel3", edid, sizeof(edid)), GOPX_OK);
	is("panel3.pnp-id", "AUO193C");
	is("panel3.pnp-week", "7");
	is("panel3.name", "PANEL");
	is("panel3.generic-hactive", "1920");
	is("panel3.generic-width-mm", "308");
	is("panel2.pnp-id", "SKI1002");
	edid[20] ^= 1;
	ck_assert_int_eq(gopx_vbt_set_edid(vbt, "panel3", edid, sizeof(edid)),
			 GOPX_E_ARGUMENT);
	ck_assert_int_eq(gopx_vbt_set_edid(vbt, "EFP1", edid, sizeof(edid)),
			 GOPX_E_ARGUMENT);
	ck_assert_int_eq(gopx_vbt_set_edid(vbt, "panel", edid, 127), GOPX_E_ARGUMENT);
}
END_TEST

START_TEST(outputs_are_switched_off_and_exchanged)
{
	ck_assert_int_eq(gopx_vbt_swap(vbt, "EFP1", "EFP2"), GOPX_OK);
	is("EFP1.port", "DP-C");
	is("EFP2.port", "HDMI-B");
	is("EFP1.handle", "0x4");
	ck_assert_int_eq(gopx_vbt_swap(vbt, "EFP1", "EFP7"), GOPX_E_ARGUMENT);
	set("EFP3.type", "none");
	ck_assert_ptr_null(value("EFP3.port"));
	set("output4.type", "DisplayPort");
	is("EFP3.type", "DisplayPort");
	ck_assert_int_eq(gopx_vbt_headless(vbt), GOPX_OK);
	ck_assert_ptr_null(value("LFP1.type"));
	ck_assert_ptr_null(value("EFP1.type"));
	ck_assert_uint_eq(sum(gopx_vbt_bytes(vbt)), 0);
}
END_TEST

START_TEST(other_bytes_are_no_table)
{
	struct gopx_vbt *none = vbt;

	ck_assert_int_eq(gopx_vbt_open("no table", 8, NULL, &none), GOPX_E_FORMAT);
	ck_assert_ptr_null(none);
	ck_assert_int_eq(gopx_vbt_open(bytes.data, bytes.len - 1, NULL, &none),
			 GOPX_E_TRUNCATED);
	ck_assert_int_eq(gopx_vbt_open(NULL, 1, NULL, &none), GOPX_E_ARGUMENT);
}
END_TEST

/* Change single bytes of the blocks, among them sizes and counts. */
START_TEST(lies_are_survived)
{
	static const uint8_t lies[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF };

	for (size_t at = 48 + 22; at < bytes.len; at += 37) {
		uint8_t *copy = malloc(bytes.len);
		struct gopx_vbt *other;

		ck_assert_ptr_nonnull(copy);
		memcpy(copy, bytes.data, bytes.len);
		copy[at] = lies[at % sizeof(lies)];
		if (gopx_vbt_open(copy, bytes.len, NULL, &other) == GOPX_OK) {
			enum gopx_status status = gopx_vbt_set(other, "panel.timing",
							       "65 8 9 10 11 8 9 10 11");

			ck_assert(status == GOPX_OK || status == GOPX_E_ARGUMENT);
			status = gopx_vbt_headless(other);
			ck_assert(status == GOPX_OK || status == GOPX_E_ARGUMENT);
			gopx_vbt_free(other);
		}
		free(copy);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("vbt_fields");
	TCase *c = tcase_create("fields");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, fields_have_names_of_their_own);
	tcase_add_test(c, values_are_read);
	tcase_add_test(c, makers_and_products_are_set);
	tcase_add_test(c, every_field_is_set_alone);
	tcase_add_loop_test(c, what_cannot_be_is_refused_with_what_can, 0,
			    (int)(sizeof(refused) / sizeof(refused[0])));
	tcase_add_test(c, both_timings_are_there_and_one_is_taken);
	tcase_add_test(c, a_modeline_goes_into_both_timings);
	tcase_add_test(c, an_edid_describes_a_panel);
	tcase_add_test(c, outputs_are_switched_off_and_exchanged);
	tcase_add_test(c, other_bytes_are_no_table);
	tcase_add_test(c, lies_are_survived);
	suite_add_tcase(s, c);
	return s;
}
