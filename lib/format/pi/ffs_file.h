/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_file.h - firmware file header (PI specification, volume 3, 3.2.3) */
#ifndef GX_FORMAT_FFS_FILE_H
#define GX_FORMAT_FFS_FILE_H

#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"
#include "format/pi/ffs_layout.h"

#define GX_FILE_MIN_HEADER 24

enum gx_file_type { /* types with a special treatment */
		    GX_FILE_ALL = 0x00,
		    GX_FILE_RAW = 0x01,
		    GX_FILE_FREEFORM = 0x02,
		    GX_FILE_DXE_CORE = 0x05,
		    GX_FILE_DRIVER = 0x07,
		    GX_FILE_VOLUME_IMAGE = 0x0b,
		    GX_FILE_PAD = 0xf0,
};

enum gx_file_state { /* given by the highest bit of State that is set (PI 3.2.3.1) */
		     GX_FILE_STATE_NONE = 0,
		     GX_FILE_STATE_HEADER_CONSTRUCTION = 0x01,
		     GX_FILE_STATE_HEADER_VALID = 0x02,
		     GX_FILE_STATE_DATA_VALID = 0x04,
		     GX_FILE_STATE_MARKED_FOR_UPDATE = 0x08,
		     GX_FILE_STATE_DELETED = 0x10,
		     GX_FILE_STATE_HEADER_INVALID = 0x20,
};

struct gx_file {
	struct gx_guid name;
	uint8_t type;
	enum gx_file_state state;
	uint64_t header_size;
	uint64_t size; /* size of header, body and tail; may extend past the volume */
	uint64_t tail_size;    /* 2 for FFS1 files with a tail, else 0 */
	bool checksummed;      /* the body has a computed checksum */
	bool header_ok;        /* the header sums to 0 */
	uint8_t data_checksum; /* IntegrityCheck.Checksum.File as stored */
};

/*
 * Decode the file header at the start of 'at', a file of the volume 'v'.
 * GOPX_E_TRUNCATED: 'at' is shorter than a header; *out is zero.  GOPX_E_CORRUPT: its
 * size is less than its header; the other fields are set.  A wrong header checksum only
 * clears header_ok.
 */
GX_NODISCARD enum gopx_status gx_file_decode(struct gx_span at, const struct gx_volume *v,
					     struct gx_file *out);

/* True if the checksum of 'body' (without the tail) is the stored one. */
bool gx_file_data_ok(const struct gx_file *f, const struct gx_volume *v,
		     struct gx_span body);

/*
 * True for a header that is credible even where no file is expected.  It has a correct
 * checksum, a known type, the state of a finished file, and a possible size.
 */
bool gx_file_is_plausible(struct gx_span at, const struct gx_volume *v);

/* "driver", "freeform", ...; for a range of types its name, such as "oem"; never NULL. */
const char *gx_file_type_name(uint8_t type);

#endif /* GX_FORMAT_FFS_FILE_H */
