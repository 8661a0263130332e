#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The command as shipped reads no memory that nobody wrote: valgrind.sh PREFIX SOURCE
set -eu
prefix=$1 source=$2
status=0
valgrind --quiet --error-exitcode=99 --leak-check=full \
	"$prefix/bin/gopx" scan --json "$source"/fixtures/*.bin >/dev/null || status=$?
# The fixtures with nothing in them, and the empty one, are not faults here.
[ "$status" -le 2 ]
