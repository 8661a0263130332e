#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the installed command reads no uninitialized memory: valgrind.sh PREFIX SOURCE
set -eu
prefix=$1 source=$2
status=0
valgrind --quiet --error-exitcode=99 --leak-check=full \
	"$prefix/bin/gopx" scan --json "$source"/fixtures/*.bin >/dev/null || status=$?
# Exit status 1 means that a fixture has no findings, and 2 that it is empty. Neither is a failure
# here.
[ "$status" -le 2 ]
