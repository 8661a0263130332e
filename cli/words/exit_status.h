/* SPDX-License-Identifier: BSD-2-Clause */
/* exit_status.h - the meaning of gopx's exit status */
#ifndef CLI_WORDS_EXIT_STATUS_H
#define CLI_WORDS_EXIT_STATUS_H

/* These values are documented in gopx(1).  exit_worse() orders them by severity. */
enum exit_status {
	EXIT_FOUND = 0,     /* everything that was asked for exists */
	EXIT_NOT_FOUND = 1, /* something that was asked for is not in the image */
	EXIT_TROUBLE = 2,   /* wrong usage, input or output failed, or a bug */
	EXIT_DAMAGED = 3, /* --strict: the image is damaged or was only partly scanned */
};

/* Combine the results of two pieces of work. */
enum exit_status exit_worse(enum exit_status a, enum exit_status b);

#endif /* CLI_WORDS_EXIT_STATUS_H */
