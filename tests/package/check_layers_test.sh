#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# check-layers must pass a sound tree, and name the one line of an unsound one.
set -eu
source=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

# verdict FILE LINE: FILE holding LINE, in an otherwise sound tree.
verdict() {
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/doc" "$tree/cli" "$tree/lib/base"
	cp "$source/doc/architecture.md" "$tree/doc/"
	echo '#include "input.h"' >"$tree/cli/main.c"
	echo '#include <stdio.h>' >"$tree/cli/input.h"
	echo '#include <stdint.h>' >"$tree/lib/base/bytes.h"
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
		echo "wrong place named for $1: $2: $out"
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

bad lib/base/a.c '#include "codec/codec.h"'
bad lib/base/a.c '#include <codec/codec.h>'
bad lib/codec/a.c '#include "format/pe.h"'
bad lib/format/a.c '#include "codec/codec.h"'
bad lib/format/a.h '#  include "walk/node.h"'
bad lib/walk/a.c '#include "find/gop.h"'
bad lib/walk/kinds/a.c '#include "find/gop.h"'
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

exit "$failed"
