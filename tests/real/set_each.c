/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * set_each.c - sets each field of a table to another value, and writes a table for each
 * change
 *
 * usage: set_each TABLE FOLDER OWNER...
 *
 * The program sets the fields of the table as a whole, and the fields of each OWNER: a
 * panel, an output and so on. It writes the table with the n-th changed field to
 * FOLDER/n. For each field, it prints a line with n, the field's name, its block, the
 * first BDB version that has the field, and the new value, separated by tabs. It fails if
 * it reads another value than it has set, or if bytes other than the field and the
 * checksum have changed.
 */
#include <gopx/vbt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECKSUM_AT 26
#define TABLE_MOST  65536

static uint8_t table[TABLE_MOST];
static size_t table_size;

static void fail(const char *name, const char *why)
{
	fprintf(stderr, "set_each: %s: %s\n", name, why);
	exit(1);
}

/* Copy the n-th word of a list with commas to 'out'. */
static void take_word(const char *list, size_t n, char *out, size_t size)
{
	for (; n; n--) {
		const char *next = strstr(list, ", ");

		list = next ? next + 2 : list;
	}
	snprintf(out, size, "%.*s", (int)strcspn(list, ","), list);
}

/*
 * Choose a value that the field does not have. Returns false if the field cannot be set.
 */
static bool other_value(const struct gopx_vbt_value *v, char *out, size_t size)
{
	char allowed[256];
	const char *most;

	if (!gopx_vbt_field_allowed(v->field, allowed, sizeof(allowed)))
		return false;
	if (!strcmp(gopx_vbt_field_name(v->field), "name"))
		snprintf(out, size, "NAME");
	else if (!strcmp(gopx_vbt_field_name(v->field), "pnp-id"))
		snprintf(out, size, "AUO193C");
	else if (v->kind == GOPX_VBT_VALUE_NUMBER) {
		most = strstr(allowed, " to ");
		if (!most)
			fail(v->name, allowed);
		snprintf(out, size, "%.*s", (int)strcspn(most + 4, " "), most + 4);
	} else {
		take_word(allowed, 1, out, size);
		if (!strcmp(out, v->text))
			take_word(allowed, 0, out, size);
	}
	if (!strcmp(out, v->text))
		snprintf(out, size, "%s", "1");
	return true;
}

static const struct gopx_vbt_value *find(const struct gopx_vbt *vbt, const char *name)
{
	for (size_t i = 0; i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		if (!strcmp(v->name, name))
			return v;
	}
	return NULL;
}

/*
 * Check that only bytes which are close together have changed. The bits of a field are at
 * most as far apart as those of a timing.
 */
static void check_bytes(const char *name, struct gopx_bytes now)
{
	size_t first = now.size, last = 0;
	unsigned sum = 0;

	for (size_t i = 0; i < now.size; i++) {
		sum += now.data[i];
		if (i == CHECKSUM_AT || table[i] == now.data[i])
			continue;
		first = first < i ? first : i;
		last = i;
	}
	if (now.size != table_size || sum % 256)
		fail(name, "size or checksum");
	if (first == now.size || last - first >= 13)
		fail(name, "unrelated bytes changed, or no byte changed");
}

static void write_table(const char *folder, unsigned n, struct gopx_bytes bytes)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%u", folder, n);
	file = fopen(path, "wb");
	if (!file || fwrite(bytes.data, 1, bytes.size, file) != bytes.size ||
	    fclose(file) != 0)
		fail(path, "cannot be written");
}

static struct gopx_vbt *open_table(void)
{
	struct gopx_vbt *vbt;

	if (gopx_vbt_open(table, table_size, NULL, &vbt) != GOPX_OK)
		fail("table", "cannot be opened");
	return vbt;
}

static void set_one(const char *folder, unsigned n, const struct gopx_vbt_value *v,
		    const char *text)
{
	struct gopx_vbt *vbt = open_table();
	const struct gopx_vbt_value *now;

	if (gopx_vbt_set(vbt, v->name, text) != GOPX_OK)
		fail(v->name, gopx_vbt_error(vbt));
	now = find(vbt, v->name);
	if (now && strcmp(now->text, text) != 0)
		fail(v->name, now->text);
	check_bytes(v->name, gopx_vbt_bytes(vbt));
	write_table(folder, n, gopx_vbt_bytes(vbt));
	printf("%u\t%s\t%u\t%u\t%s\n", n, v->name, gopx_vbt_field_block(v->field),
	       gopx_vbt_field_since(v->field), text);
	gopx_vbt_free(vbt);
}

static bool is_wanted(const struct gopx_vbt_value *v, char **owners)
{
	if (!v->owner)
		return true;
	while (*owners && strcmp(*owners, v->owner) != 0)
		owners++;
	return *owners != NULL;
}

int main(int argc, char **argv)
{
	FILE *file = argc > 2 ? fopen(argv[1], "rb") : NULL;
	struct gopx_vbt *vbt;
	char text[128];

	if (!file)
		fail("usage", "set_each TABLE FOLDER OWNER...");
	table_size = fread(table, 1, sizeof(table), file);
	fclose(file);
	vbt = open_table();
	for (size_t i = 0; i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		if (is_wanted(v, argv + 3) && other_value(v, text, sizeof(text)))
			set_one(argv[2], (unsigned)i, v, text);
	}
	gopx_vbt_free(vbt);
	return 0;
}
