/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_write.c - write a table with a correct checksum, or with changes, to a file */
#include "cmd/vbt/vbt_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "words/sha256.h"
#include "words/terminal.h"

/* a copy that is changed; free it */
static uint8_t *copy_of(struct gopx_bytes bytes)
{
	uint8_t *copy = need_memory(NULL, bytes.size);

	memcpy(copy, bytes.data, bytes.size);
	return copy;
}

/* ---- --fix-checksum ------------------------------------------------------------ */

/* Copy the stored body, and correct its checksum.  Free the copy. */
static struct gopx_bytes with_checksum(const struct gopx_finding *f)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	struct gopx_bytes body = gopx_finding_body(f);
	uint8_t *copy = copy_of(body);

	copy[vbt->checksum_offset] = vbt->checksum_right;
	return (struct gopx_bytes){ copy, body.size };
}

static void report_checksum(const char *path, const struct gopx_finding *f,
			    struct gopx_bytes bytes)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);

	text_put(stdout, path);
	printf(": %zu bytes, sha256 %s, checksum 0x%02x", bytes.size,
	       sha256_of(bytes).text, vbt->checksum_right);
	if (vbt->checksum_ok)
		puts(", which was right");
	else
		printf(" instead of 0x%02x\n", vbt->checksum);
}

enum exit_status vbt_write_checksum(struct work *work, const char *path,
				    const struct gopx_finding *f)
{
	struct output_file file = { .bytes = with_checksum(f) };
	bool done = delivery_write(&work->output, &file, 1);

	if (done && strcmp(path, "-") != 0)
		report_checksum(path, f, file.bytes);
	free((void *)(uintptr_t)file.bytes.data);
	return done ? EXIT_FOUND : EXIT_TROUBLE;
}

/* ---- changes ------------------------------------------------------------------- */

/* Copy the stored body, and put the changed table at its start.  Free the copy. */
static struct gopx_bytes changed_body(const struct gopx_finding *f,
				      const struct gopx_vbt *vbt)
{
	struct gopx_bytes body = gopx_finding_body(f), table = gopx_vbt_bytes(vbt);
	uint8_t *copy = copy_of(body);

	memcpy(copy, table.data, table.size);
	return (struct gopx_bytes){ copy, body.size };
}

static bool write_changed(struct work *work, const char *path,
			  const struct gopx_finding *f, const struct gopx_vbt *was,
			  const struct gopx_vbt *vbt)
{
	struct output_file file = { .bytes = changed_body(f, vbt) };
	bool done = delivery_write(&work->output, &file, 1);

	if (done && strcmp(path, "-") != 0) {
		if (!vbt_fields_diff(was, vbt))
			puts("nothing has changed");
		text_put(stdout, path);
		printf(": %zu bytes, sha256 %s\n", file.bytes.size,
		       sha256_of(file.bytes).text);
	}
	free((void *)(uintptr_t)file.bytes.data);
	return done;
}

enum exit_status vbt_write_changed(struct work *work, const char *path,
				   const struct gopx_finding *f,
				   const struct vbt_changes *changes)
{
	const struct scanned *file = &work->images[work->count - 1];
	struct gopx_bytes edid = { 0 };
	struct gopx_vbt *was = vbt_fields_open(f), *vbt = vbt_fields_open(f);
	bool done;

	if (changes->edid)
		edid = work->images[0].input.bytes;
	done = was && vbt && vbt_changes_apply(changes, edid, file->input.name, vbt) &&
	       write_changed(work, path, f, was, vbt);
	gopx_vbt_free(was);
	gopx_vbt_free(vbt);
	return done ? EXIT_FOUND : EXIT_TROUBLE;
}
