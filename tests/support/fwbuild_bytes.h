/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_bytes.h - the growing buffer that every builder of test images writes into
 *
 *	struct fwbytes o = { 0 };
 *
 *	put_le32(&o, 0x0FF0A55A);
 *	put_guid(&o, GUID_FFS2);
 *	use(o.data, o.len);
 *	bytes_free(&o);
 *
 * This code follows the specifications, and does not use libgopx. So a mistake in a
 * decoder of libgopx cannot be repeated in the test input. The program aborts if memory
 * runs out, or if a caller breaks a rule stated here.
 */
#ifndef FWBUILD_BYTES_H
#define FWBUILD_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct fwbytes { /* all zeros: an empty buffer */
	uint8_t *data;
	size_t len;
	size_t cap;
};

/* Free the memory. The buffer is then empty and can be used again. */
void bytes_free(struct fwbytes *o);

/*
 * Append a value. put_text() leaves out the NUL; put_utf16() takes ASCII and appends the
 * NUL, too.
 */
void put_bytes(struct fwbytes *o, const void *data, size_t len);
void put_u8(struct fwbytes *o, unsigned value);
void put_le16(struct fwbytes *o, unsigned value);
void put_le24(struct fwbytes *o, uint32_t value);
void put_le32(struct fwbytes *o, uint32_t value);
void put_le64(struct fwbytes *o, uint64_t value);
void put_be32(struct fwbytes *o, uint32_t value);
void put_text(struct fwbytes *o, const char *text);
void put_utf16(struct fwbytes *o, const char *text);

/* Append a GUID given as text, "8C8CE578-8A3D-4F1C-9935-896185C32DD3". */
void put_guid(struct fwbytes *o, const char *guid);

/* put_fill() appends 'count' bytes; put_fill_to() appends bytes until the buffer is 'end'
 * bytes long. */
void put_fill(struct fwbytes *o, unsigned byte, size_t count);
void put_fill_to(struct fwbytes *o, unsigned byte, size_t end);

/* Append bytes until the distance from offset 'base' is a multiple of 'align'. */
void put_align(struct fwbytes *o, unsigned byte, size_t base, size_t align);

/* Overwrite existing bytes. */
void poke_u8(struct fwbytes *o, size_t at, unsigned value);
void poke_le16(struct fwbytes *o, size_t at, unsigned value);
void poke_le24(struct fwbytes *o, size_t at, uint32_t value);
void poke_le32(struct fwbytes *o, size_t at, uint32_t value);
void poke_le64(struct fwbytes *o, size_t at, uint64_t value);
void poke_bytes(struct fwbytes *o, size_t at, const void *data, size_t len);

/* Truncate the image: keep the first 'len' bytes. */
void bytes_cut(struct fwbytes *o, size_t len);

/*
 * Return the sum of a range of the buffer: of bytes modulo 256, or of 16-bit words modulo
 * 65536.
 */
uint8_t bytes_sum8(const struct fwbytes *o, size_t at, size_t len);
uint16_t bytes_sum16(const struct fwbytes *o, size_t at, size_t len);

/*
 * Return the offset of the first copy of 'needle' in the buffer; abort if there is none.
 */
size_t bytes_find(const struct fwbytes *o, const void *needle, size_t len);

/* Abort with this message when a builder cannot build what was requested. */
_Noreturn void fwbuild_fail(const char *what);

#endif /* FWBUILD_BYTES_H */
