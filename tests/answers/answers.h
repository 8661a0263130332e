/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * answers.h - the answers of a decoder to an input and to many similar inputs
 *
 * A subject is a valid input and a function that asks a decoder about it. answers.c
 * changes the input byte by byte and field by field, cuts it at each length, looks for
 * the exact limits of each field, and compares the sum of all answers with the one that
 * is recorded.
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
	uint64_t all; /* the sum of all answers */
	/* the sum of the answers that are not sizes or values; it changes at limits */
	uint64_t form;
};

/* A status, a flag, a choice. */
void say_form(struct answer *a, uint64_t form);

/* A size, an offset, a value. */
void say(struct answer *a, uint64_t value);

/* A range of 'whole', or bytes of any origin. */
void say_span(struct answer *a, struct gx_span whole, struct gx_span part);
void say_bytes(struct answer *a, struct gx_span bytes);

/* May be NULL. */
void say_text(struct answer *a, const char *text);
void say_guid(struct answer *a, const struct gx_guid *guid);

/* An allocator that refuses the allocation number 'fails'; 0: it refuses none. */
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
	size_t from;   /* the first byte that is changed */
	size_t window; /* how many are changed; 0: 512 */
	bool big;      /* its fields are big-endian */
	bool text;     /* it has no fields, only bytes */
	bool light;    /* slow: try a few values of each byte, and no fields */
	bool flips;    /* slower: only invert each byte, and try one more value */
	bool once;     /* the input alone, which is at a limit */
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

/* Each program has one list, which ends with a subject without a name. */
extern const struct subject answers_subjects[];

#endif /* GX_TEST_ANSWERS_H */
