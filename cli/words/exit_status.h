/* SPDX-License-Identifier: BSD-2-Clause */
/* exit_status.h - what the exit status of gopx says */
#ifndef CLI_WORDS_EXIT_STATUS_H
#define CLI_WORDS_EXIT_STATUS_H

/* What gopx(1) promises.  The order of severity is that of exit_worse(). */
enum exit_status {
	EXIT_FOUND = 0,     /* everything that was asked for */
	EXIT_NOT_FOUND = 1, /* something asked for is not in the image */
	EXIT_TROUBLE = 2,   /* usage, input or output, or a bug of ours */
	EXIT_DAMAGED = 3,   /* --strict: found, but damaged or not seen whole */
};

/* The two outcomes of two pieces of work, as one. */
enum exit_status exit_worse(enum exit_status a, enum exit_status b);

#endif /* CLI_WORDS_EXIT_STATUS_H */
