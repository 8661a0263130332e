/* SPDX-License-Identifier: BSD-2-Clause */
/* delivery.c - where a command writes: nothing, standard output, one file, or a folder */
#include "io/delivery.h"

#include <stdio.h>

#include "io/report.h"
#include "io/streams.h"
#include "io/system/file.h"

static bool is_same_file(const char *a, const char *b)
{
	struct file_facts first, second;

	return file_facts_at(a, &first) && file_facts_at(b, &second) &&
	       file_is_same(&first, &second);
}

bool delivery_replaces(const struct delivery_plan *plan, const char *input)
{
	return plan->kind == DELIVER_FILE && is_same_file(plan->path, input);
}

bool delivery_open(struct delivery *delivery, const char *who,
		   const struct delivery_plan *plan)
{
	*delivery = (struct delivery){ *plan, { .dir = { .fd = -1 } } };
	switch (plan->kind) {
	case DELIVER_NOWHERE:
		break;
	case DELIVER_STDOUT:
		if (plan->text || !file_is_terminal(FILE_STDOUT))
			break;
		report(who, "standard output is a terminal; redirect it");
		return false;
	case DELIVER_FOLDER:
		return output_dir_open(&delivery->target.dir, plan->path);
	case DELIVER_FILE:
		return output_target_open(&delivery->target, plan->path);
	}
	return true;
}

void delivery_close(struct delivery *delivery)
{
	output_target_close(&delivery->target);
}

const struct output_dir *delivery_folder(const struct delivery *delivery)
{
	return delivery->target.dir.fd >= 0 ? &delivery->target.dir : NULL;
}

bool delivery_write(struct delivery *delivery, struct output_file *files, size_t count)
{
	if (delivery->plan.kind == DELIVER_STDOUT) {
		for (size_t i = 0; i < count; i++)
			streams_write(files[i].bytes);
		return true;
	}
	if (delivery->plan.kind == DELIVER_FILE && count)
		snprintf(files->name, sizeof(files->name), "%s", delivery->target.name);
	return output_write(&delivery->target.dir, files, count, delivery->plan.force);
}

char *delivery_path(const struct delivery *delivery, const struct output_file *file)
{
	return output_path(&delivery->target.dir, file->name);
}

void delivery_print(const struct delivery *delivery, const struct output_file *files,
		    size_t count)
{
	if (delivery_folder(delivery))
		output_print(&delivery->target.dir, files, count);
}
