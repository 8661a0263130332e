#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Static analysis of every shell script of the tree: shellcheck.sh SOURCE
set -eu
cd "$1"
find .ci scripts tests fixtures bench cli lib -type f 2>/dev/null | sort |
	xargs grep -lE '^#!/bin/(ba)?sh|^# shellcheck shell=' | xargs shellcheck -x
