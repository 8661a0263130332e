#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Static analysis of every shell script of the tree: shellcheck.sh SOURCE
set -eu
cd "$1"
find .ci scripts tests fixtures bench -type f ! -name '*.bin' | sort |
	xargs awk 'FNR == 1 && /^#!\/bin\/(ba)?sh/ || FNR == 2 && /^# shellcheck shell=/ {
		print FILENAME }' | xargs shellcheck -x
