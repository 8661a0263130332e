#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that lists are complete: kinds.sh SOURCE
# gopx.1 and formats.md must have every type of node. Every decoder of a format and every codec must
# have a fuzz target. json.md must have the code of every note.
set -eu
cd "$1"
faults=$(mktemp)
trap 'rm -f "$faults"' EXIT

# has NAME PATTERN WHERE FILE...: reports that WHERE lacks NAME, if no line of the files matches.
has() {
	name=$1 pattern=$2 where=$3
	shift 3
	grep -qE -- "$pattern" "$@" || echo "$name is not in $where" >>"$faults"
}

types=$(grep -rhoE '\.type = "[a-z0-9-]+"' lib/walk | sed 's/.*"\(.*\)"/\1/' | sort -u)
for type in $types; do
	has "$type" "^\\.It Cm (.* , )?$type( ,|\$)" doc/gopx.1 doc/gopx.1
	has "$type" "\`${type}[\`:]" doc/formats.md doc/formats.md
done

decoders=$(grep -rhoE '\<gx_[a-z0-9_]+_decode\(' lib/format --include='*.h' | tr -d '(' | sort -u)
for decoder in $decoders; do
	has "$decoder" "\\<$decoder\\(" tests/fuzz tests/fuzz/*.c
done

codecs=$(sed -n 's/^\tGX_CODEC_\([A-Z0-9_]*\),.*/\1/p' lib/codec/codec.h | tr '[:upper:]' '[:lower:]')
targets=$(tr -s ' \n' '  ' <tests/fuzz/CMakeLists.txt | sed 's/.*foreach(codec IN ITEMS \([^)]*\)).*/ \1 /')
for codec in $codecs; do
	case $targets in
	*" $codec "*) ;;
	*) echo "$codec has no target in tests/fuzz/CMakeLists.txt" >>"$faults" ;;
	esac
done

# All codes except those of damage are codes of notes about pieces that gopx did not open.
codes=$(grep -rhoE '"(input|section|codec)\.[a-z-]+"' lib | tr -d '"' | grep -v damaged | sort -u)
for code in $codes; do
	has "$code" "\`\"$code\"\`" doc/json.md doc/json.md
done

# All checks of an empty list pass, so no list may be short.
for list in "$types" "$decoders" "$codecs" "$codes"; do
	[ "$(echo "$list" | wc -w)" -gt 9 ] || echo "a list is too short: $list" >>"$faults"
done
cat "$faults"
[ ! -s "$faults" ]
