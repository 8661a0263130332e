#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the binary interface matches its record, and that scripts/abi reports changes:
# abi.sh SOURCE PREFIX DIR
set -eu
source=$1 prefix=$2 dir=$3

"$source/scripts/abi" --check "$prefix"

# as_if SCRIPT: changes a copy of the record in $dir with a sed script, and compares the interface
# with this copy.
as_if() {
	rm -rf "$dir"
	cp -r "$source/tests/package/abi" "$dir"
	sed -i "$1" "$dir/libgopx.abi"
	! cmp -s "$dir/libgopx.abi" "$source/tests/package/abi/libgopx.abi" ||
		{ echo "the sed script changes nothing: $1"; exit 1; }
	"$source/scripts/abi" --check "$prefix" "$dir" >"$dir/said" 2>&1
}

refused() {
	echo "== refused: $1"
	if as_if "$2"; then
		echo "not seen"
		exit 1
	fi
	grep -q "libgopx has changed" "$dir/said"
}

allowed() {
	echo "== allowed: $1"
	as_if "$2" || { cat "$dir/said"; exit 1; }
}

place="/class-decl name='gopx_place'/,/<\/class-decl>/"
refused "a function is gone" "/elf-symbol name='gopx_version'/{p;s/gopx_version/gopx_gone/}"
refused "a constant has another value" "s/'GOPX_E_LIMIT' value='6'/'GOPX_E_LIMIT' value='9'/"
refused "members changed places" \
	"$place{s/name='guid'/name='x'/;s/name='name'/name='guid'/;s/name='x'/name='name'/}"
refused "a parameter has another type" \
	"/<function-decl name='gopx_diag_at'/,/<\/function-decl>/s/\(parameter type-id='type-id-\)[0-9]*' name='index'/\12' name='index'/"
refused "a member is gone" "$place{s/size-in-bits='448'/size-in-bits='512'/
	s|^ *</class-decl>|<data-member access='public' layout-offset-in-bits='448'><var-decl name='gone' type-id='type-id-18' visibility='default'/></data-member>&|}"
allowed "a function is new" "/elf-symbol name='gopx_version'/d"
allowed "a constant is new" "/'GOPX_E_LIMIT'/d"
allowed "a structure grew at its end" "$place{s/size-in-bits='448'/size-in-bits='384'/
	/layout-offset-in-bits='384'/,/<\/data-member>/d}"
refused "a structure grew in its middle" "$place{s/size-in-bits='448'/size-in-bits='384'/
	/layout-offset-in-bits='320'/,/<\/data-member>/d
	s/layout-offset-in-bits='384'/layout-offset-in-bits='320'/}"
refused "a structure grew that may not" "/class-decl name='gopx_bytes'/,/<\/class-decl>/{s/size-in-bits='128'/size-in-bits='64'/
	/layout-offset-in-bits='64'/,/<\/data-member>/d}"
