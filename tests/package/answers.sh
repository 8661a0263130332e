#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that another build of the command, COMMAND, gives the same answer as GOPX for each fixture:
# answers.sh SOURCE GOPX COMMAND [WORD...]
# The WORDs are the first arguments of COMMAND.
set -eu
source=$1 gopx=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$source/fixtures"

# answers NAME COMMAND [WORD...]: records the output, the messages and the exit status.
answers() {
	into=$work/$1
	shift
	status=0
	"$@" scan --json -- *.bin >"$into" 2>"$into.said" || status=$?
	cat "$into.said" >>"$into"
	echo "status $status" >>"$into"
}

answers expected "$gopx"
answers seen "$@"
[ "$(grep -c '^{' "$work/seen")" -gt 50 ]
diff "$work/expected" "$work/seen" | cut -c 1-300 >"$work/diff"
[ ! -s "$work/diff" ] || { head -n 20 "$work/diff"; exit 1; }
