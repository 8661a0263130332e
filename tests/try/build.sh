#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# build.sh SOURCE OUT - builds the test driver in the same way as the drivers in guest//
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$1"/guest/*.[ch] "$1/guest/build.sh" "$1"/tests/try/behaviour.h "$1"/tests/try/driver.c "$work"
sh "$work/build.sh" "$2" "$work/driver.c" "$work/pci_config.c"
