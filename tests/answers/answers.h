/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * answers.h - the answers of a decoder to an input and to many similar inputs
 *
 * A subject is a valid input, and a function that asks a decoder about an input.
 * answers.c changes the input byte by byte and field by field, and cuts it at each
 * length. It finds the exact limits of each field. It then compares the checksum of all
 * answers with the recorded one.
 */
#ifndef GX_TEST_ANSWERS_H
#define GX_TEST_ANSWERS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"
#include "fwbuild_bytes.h"

struct answer {
	uint64_t all; /* the checksum of all answers */
	/*
	 * the checksum of all answers except sizes and values; it changes only at limits
	 */
	uint64_t form;
};

/* Add a status, a flag or a choice to the answer. */
void say_form(struct answer *a, uint64_t form);

/* Add a size, an offset or a value to the answer. */
void say(struct answer *a, uint64_t value);

/* Add a range of 'whole', or bytes of any origin. */
void say_span(struct answer *a, struct gx_span whole, struct gx_span part);
void say_bytes(struct answer *a, struct gx_span bytes);

/* May be NULL. */
void say_text(struct answer *a, const char *text);
void say_guid(struct answer *a, const struct gx_guid *guid);

/* An allocator whose allocation number 'fails' fails; 0: none fails. */
struct answer_memory {
	unsigned fails;
};

struct gx_allocator answer_allocator(struct answer_memory *memory);

struct subject {
	const char *name;
	void (*build)(struct fwbytes *out);
	void (*ask)(struct gx_span at, struct answer *a);
	/* Corrects a checksum after a change; NULL if there is no checksum. */
	void (*repair)(uint8_t *data, size_t len);
	size_t from;   /* the first byte to change */
	size_t window; /* the number of bytes to change; 0: 512 */
	bool big;      /* the input's fields are big-endian */
	bool text;     /* the input has no fields, only bytes */
	bool light; /* for slow subjects: try a few values of each byte, and no fields */
	bool flips; /* for slower ones: only invert each byte, and try one more value */
	bool once;  /* the input alone, which is at a limit */
};

#define SUBJECT_WITH(what, builder, asker, ...)                                 \
	{                                                                       \
		.name = (what), .build = (builder), .ask = (asker), __VA_ARGS__ \
	}
#define SUBJECT(what, builder, asker)                              \
	{                                                          \
		.name = (what), .build = (builder), .ask = (asker) \
	}
#define SUBJECT_ONCE(what, builder, asker) \
	SUBJECT_WITH(what, builder, asker, .once = true)

/* Each program has one list. Its last entry has no name. */
extern const struct subject answers_subjects[];

#endif /* GX_TEST_ANSWERS_H */
