#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the installed command reads no uninitialized memory: valgrind.sh PREFIX SOURCE
set -eu
prefix=$1 source=$2
status=0
valgrind --quiet --error-exitcode=99 --leak-check=full \
	"$prefix/bin/gopx" scan --json "$source"/fixtures/*.bin >/dev/null || status=$?
# Fixtures without findings and the empty fixture give an exit status of up to 2, which is no
# failure here.
[ "$status" -le 2 ]
