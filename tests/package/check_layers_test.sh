#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# check-layers must accept a correct tree, and report the one wrong line of another tree.
set -eu
source=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

# verdict FILE LINE: makes a correct tree, adds FILE with LINE as its second line, and checks it.
verdict() {
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/doc" "$tree/cli/io" "$tree/cli/cmd/scan" "$tree/lib/base"
	cp "$source/doc/architecture.md" "$tree/doc/"
	echo '#include "io/input.h"' >"$tree/cli/main.c"
	echo '#include <stdio.h>' >"$tree/cli/io/input.h"
	echo '#include "io/input.h"' >"$tree/cli/cmd/commands.h"
	echo '#include "cmd/commands.h"' >"$tree/cli/cmd/scan/cmd_scan.h"
	echo '#include <stdint.h>' >"$tree/lib/base/bytes.h"
	echo '#include "base/bytes.h"' >"$tree/lib/base/arena.h"
	echo '#include "base/arena.h"' >"$tree/lib/base/diag.h"
	mkdir -p "$tree/$(dirname "$1")"
	printf '\n%s\n' "$2" >"$tree/$1"
	"$source/scripts/check-layers" "$tree"
}

good() {
	verdict "$1" "$2" || { echo "refused: $1: $2"; failed=1; }
}

bad() {
	if out=$(verdict "$1" "$2"); then
		echo "let through: $1: $2"
		failed=1
	elif [ "${out#"$1:2: "}" = "$out" ]; then
		echo "wrong place reported for $1: $2: $out"
		failed=1
	fi
}

good lib/base/a.c '#include "base/bytes.h"'
good lib/base/a.h '#include <gopx/types.h>'
good lib/walk/a.c '#include "codec/codec.h"'
good lib/walk/a.c '#include "base/bytes.h"'
good lib/walk/kinds/a.c '#include "format/pe.h"'
good lib/api/a.c '#include <gopx/gopx.h>'
good lib/api/a.c '#include "format/pe.h"'
good cli/a.c '#include <gopx/gopx.h>'
good cli/a.c '#include <nettle/sha2.h>'
good cli/a.c '#include "cmd/scan/cmd_scan.h"'
good cli/cmd/scan/a.c '#include "cmd/scan/cmd_scan.h"'
good cli/cmd/scan/cmd_scan.c '#include "cmd/scan/cmd_scan.h"'
good cli/cmd/tree/a.c '#include "cmd/commands.h"'
good cli/io/output.c '#include "io/input.h"'
good lib/base/sum.c '#include "base/diag.h"'

bad lib/base/a.c '#include "codec/codec.h"'
bad lib/base/a.c '#include <codec/codec.h>'
bad lib/codec/a.c '#include "format/pe.h"'
bad lib/format/a.c '#include "codec/codec.h"'
bad lib/format/a.h '#  include "walk/node.h"'
bad lib/walk/a.c '#include "find/driver/gop.h"'
bad lib/walk/kinds/a.c '#include "find/driver/gop.h"'
bad lib/a.c '#include "base/bytes.h"'
bad lib/find/a.c '#include "api/image.h"'
bad lib/find/a.c '#include <gopx/gopx.h>'
bad lib/api/a.c '#include "build/rom.h"'
bad lib/format/a.c '#include "pe.h"'
bad lib/format/a.c '#include "../walk/node.h"'
bad lib/format/a.c '#include HEADER'
bad lib/format/a.c '#include "nowhere/node.h"'
bad lib/attic/a.c '#include "base/bytes.h"'
bad cli/a.c '#include "base/bytes.h"'
bad cli/a.c '#include <base/bytes.h>'
bad cli/a.c '#include "../lib/base/bytes.h"'
bad cli/io/a.c '#include "cmd/commands.h"'
bad cli/words/a.c '#include "io/input.h"'
bad cli/cmd/tree/a.c '#include "cmd/scan/cmd_scan.h"'
bad cli/attic/a.c '#include "io/input.h"'

# circle FILE LINE: expects the report of a circle that contains FILE, at any file of the circle.
circle() {
	if out=$(verdict "$1" "$2"); then
		echo "let through: $1: $2"
		failed=1
	elif ! echo "$out" | grep -q "a circle: .*${1%.*}"; then
		echo "no circle reported for $1: $2: $out"
		failed=1
	fi
}

# A circle of two files, a circle of three files, and a circle in which a source file takes part.
circle lib/base/bytes.h '#include "base/arena.h"'
circle lib/base/bytes.h '#include "base/diag.h"'
circle lib/base/bytes.c '#include "base/diag.h"'

# A folder of 29 files is accepted, and a folder of 30 files is refused.
verdict lib/base/a.c '#include "base/bytes.h"'
for i in $(seq 25); do
	echo '#include <stdint.h>' >"$tree/lib/base/more_$i.h"
done
"$source/scripts/check-layers" "$tree" >/dev/null || { echo "refused: 29 files"; failed=1; }
echo '#include <stdint.h>' >"$tree/lib/base/most.h"
if "$source/scripts/check-layers" "$tree" >/dev/null; then
	echo "let through: a folder of 30 files"
	failed=1
fi

exit "$failed"
