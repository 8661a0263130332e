#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds SOURCE in DIR with the thread sanitizer, and runs the tests that use threads: threads.sh
# SOURCE DIR
set -eu
source=$1 dir=$2
cmake -S "$source" --preset threads -B "$dir" -DGOPX_WITH_TRY=OFF
ninja -C "$dir" properties gopx-cli gopx_slow
export TSAN_OPTIONS="suppressions=$source/tests/package/threads.supp"
ctest --test-dir "$dir" --output-on-failure --no-tests=error -R '^(property.threads|cli.scans)$'
