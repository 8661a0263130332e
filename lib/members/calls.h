/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * calls.h - the functions of libarchive that gopx calls; libarchive is loaded or linked
 */
#ifndef GX_MEMBERS_CALLS_H
#define GX_MEMBERS_CALLS_H

#include <stdbool.h>

#include <archive.h>
#include <archive_entry.h>

#define GX_ARCHIVE_CALLS(X)                    \
	X(archive_entry_filetype)              \
	X(archive_entry_hardlink)              \
	X(archive_entry_is_encrypted)          \
	X(archive_entry_pathname)              \
	X(archive_entry_pathname_utf8)         \
	X(archive_entry_size)                  \
	X(archive_entry_size_is_set)           \
	X(archive_errno)                       \
	X(archive_error_string)                \
	X(archive_filter_bytes)                \
	X(archive_read_data_block)             \
	X(archive_read_free)                   \
	X(archive_read_has_encrypted_entries)  \
	X(archive_read_new)                    \
	X(archive_read_next_header)            \
	X(archive_read_open)                   \
	X(archive_read_open_memory)            \
	X(archive_read_support_filter_bzip2)   \
	X(archive_read_support_filter_gzip)    \
	X(archive_read_support_filter_lz4)     \
	X(archive_read_support_filter_lzip)    \
	X(archive_read_support_filter_xz)      \
	X(archive_read_support_filter_zstd)    \
	X(archive_read_support_format_7zip)    \
	X(archive_read_support_format_cab)     \
	X(archive_read_support_format_empty)   \
	X(archive_read_support_format_iso9660) \
	X(archive_read_support_format_lha)     \
	X(archive_read_support_format_rar)     \
	X(archive_read_support_format_rar5)    \
	X(archive_read_support_format_raw)     \
	X(archive_read_support_format_tar)     \
	X(archive_read_support_format_zip)     \
	X(archive_set_error)

struct gx_archive_calls {
#define GX_ARCHIVE_MEMBER(name) __typeof__(name) *name;
	GX_ARCHIVE_CALLS(GX_ARCHIVE_MEMBER)
#undef GX_ARCHIVE_MEMBER
};

/*
 * Load libarchive, unless it is linked.  It then stays loaded.  If a program gives up the
 * right to open files, it must call this function first.  Returns false if libarchive is
 * not installed.
 */
bool gx_archive_calls_find(struct gx_archive_calls *calls);

#endif /* GX_MEMBERS_CALLS_H */
