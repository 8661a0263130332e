/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * answers.h - compares a decoder's results for many similar inputs with recorded results
 *
 * An answer is the result of a decoder for one input. A subject is a valid input, and a
 * function that decodes an input and adds the results to the answer. answers.c changes
 * the valid input byte by byte and field by field, and truncates it at each length. For
 * each field, it finds the values at which the answer changes. Then it compares the
 * checksum of all answers with the recorded checksum.
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
	uint64_t all; /* checksum of all results */
	/* checksum of the results without sizes and values; it changes only at limits */
	uint64_t form;
};

/* Add a status, a flag or a choice to the answer. */
void say_form(struct answer *a, uint64_t form);

/* Add a size, an offset or a value to the answer. */
void say(struct answer *a, uint64_t value);

/* say_span() adds the size of 'part' and its offset in 'whole'; say_bytes() adds the
 * bytes themselves. */
void say_span(struct answer *a, struct gx_span whole, struct gx_span part);
void say_bytes(struct answer *a, struct gx_span bytes);

/* 'text' may be NULL. */
void say_text(struct answer *a, const char *text);
void say_guid(struct answer *a, const struct gx_guid *guid);

/* An allocator that fails at the allocation with this number; 0: it never fails. */
struct answer_memory {
	unsigned fails;
};

struct gx_allocator answer_allocator(struct answer_memory *memory);

struct subject {
	const char *name;
	void (*build)(struct fwbytes *out);
	void (*ask)(struct gx_span at, struct answer *a);
	/* Corrects the input's checksum after a change; NULL if it has none. */
	void (*repair)(uint8_t *data, size_t len);
	size_t from;   /* the first byte to change */
	size_t window; /* the number of bytes to change; 0: 512 */
	bool big;      /* the input's fields are big-endian */
	bool text;     /* the input has no fields, only bytes */
	bool light; /* for slow subjects: try a few values of each byte, and no fields */
	bool flips; /* for very slow ones: try each byte inverted, and one more value */
	bool once;  /* try only the valid input itself, which is at a limit */
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
