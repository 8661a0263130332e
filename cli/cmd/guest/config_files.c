/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_files.c - the places of a guest's files, and the commands that copy them there
 *
 * QEMU often runs as another user and in another folder, and libvirt's AppArmor profile
 * lets it read only a few folders.  So the printed commands copy every file to one place,
 * and the settings use its full path.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/guest/config.h"

static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && path[len] == '/';
}

static void place(char *out, const char *folder, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (is_below(path, folder))
		snprintf(out, PATH_MAX, "%s", path);
	else
		snprintf(out, PATH_MAX, "%s/%s", folder, slash ? slash + 1 : path);
}

struct config_files config_files(const struct config_plan *plan, const char *folder,
				 const char *vars)
{
	const struct config_values *v = plan->values;
	struct config_files out = { .rom = "", .opregion = "" };

	if (v->rom)
		place(out.rom, folder, v->rom);
	if (v->opregion)
		place(out.opregion, folder, v->opregion);
	if (v->code)
		place(out.code, folder, v->code);
	else
		snprintf(out.code, sizeof(out.code), "%s", plan->ovmf->code);
	if (vars)
		snprintf(out.vars, sizeof(out.vars), "%s", vars);
	else if (v->vars)
		place(out.vars, folder, v->vars);
	else
		snprintf(out.vars, sizeof(out.vars), "%s", plan->ovmf->vars);
	return out;
}

static void put_copy(const char *from, const char *to)
{
	if (from && strcmp(from, to) != 0)
		printf("install -D -m 644 %s %s\n", from, to);
}

void config_put_copies(const struct config_plan *plan, const struct config_files *files)
{
	const struct config_values *v = plan->values;

	put_copy(v->rom, files->rom);
	put_copy(v->code, files->code);
	put_copy(v->opregion, files->opregion);
}

void config_put_template(const struct config_plan *plan, const struct config_files *files)
{
	put_copy(plan->values->vars, files->vars);
}

void config_put_vars(const struct config_plan *plan, const struct config_files *files)
{
	const struct config_values *v = plan->values;

	/* Overwrite neither the template nor variables that a guest has written. */
	printf("[ -e %s ] || install -D -m 600 %s %s\n", files->vars,
	       v->vars ? v->vars : plan->ovmf->vars, files->vars);
}
