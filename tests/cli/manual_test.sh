#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the formatter finds no error in the manual page: manual_test.sh FILE
set -eu
command -v groff >/dev/null || { echo "skipped: no groff"; exit 77; }
faults=$(groff -mandoc -ww -z -Tutf8 "$1" 2>&1)
printf '%s' "$faults"
[ -z "$faults" ]
