/* SPDX-License-Identifier: BSD-2-Clause */
/* none.c - builds without libarchive: no archive can be opened */
#include "members/reader.h"

enum gopx_status gx_archive_library_find(struct gx_arena *arena,
					 const struct gx_archive_library **out)
{
	(void)arena;
	*out = NULL;
	return GOPX_E_UNSUPPORTED;
}

enum gopx_status gx_archive_open(const struct gx_archive_library *library,
				 const struct gx_archive_source *source,
				 struct gx_archive **out)
{
	(void)library;
	(void)source;
	*out = NULL;
	return GOPX_E_UNSUPPORTED;
}

enum gopx_status gx_archive_next(struct gx_archive *a, struct gx_archive_member *out,
				 bool *more)
{
	(void)a;
	*out = (struct gx_archive_member){ 0 };
	*more = false;
	return GOPX_OK;
}

enum gopx_status gx_archive_read(struct gx_archive *a, struct gx_sink *sink,
				 struct gx_span *stored)
{
	(void)a;
	(void)sink;
	*stored = (struct gx_span){ 0 };
	return GOPX_OK;
}

bool gx_archive_is_encrypted(const struct gx_archive *a)
{
	(void)a;
	return false;
}

uint64_t gx_archive_used(const struct gx_archive *a)
{
	(void)a;
	return 0;
}

uint64_t gx_archive_joined(const struct gx_archive *a)
{
	(void)a;
	return 0;
}

void gx_archive_close(struct gx_archive *a)
{
	(void)a;
}
