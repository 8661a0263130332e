/* SPDX-License-Identifier: BSD-2-Clause */
/* exit_status.c - combine two results */
#include "words/exit_status.h"

enum exit_status exit_worse(enum exit_status a, enum exit_status b)
{
	static const int rank[] = { [EXIT_FOUND] = 0,
				    [EXIT_DAMAGED] = 1,
				    [EXIT_NOT_FOUND] = 2,
				    [EXIT_TROUBLE] = 3 };

	return rank[a] > rank[b] ? a : b;
}
