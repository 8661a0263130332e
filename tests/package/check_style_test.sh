#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# check-style must pass a sound tree, and name the line of each habit it is there for.
set -eu
source=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0
licence='/* SPDX-License-Identifier: BSD-2-Clause */'

# verdict FILE LINE: FILE whose third line is LINE, in an otherwise sound tree.
verdict() {
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/lib/base" "$tree/lib/format" "$tree/cli/io" "$tree/cli/scan" "$tree/cli/words" \
		"$tree/cli/cmd/scan" "$tree/web"
	cp "$source/.clang-format" "$tree/"
	printf '%s\n' "$licence" '/* a.h - sound */' '#include <stdint.h>' >"$tree/lib/base/a.h"
	case $1 in
	*.mjs) printf '%s\n' '// SPDX-License-Identifier: BSD-2-Clause' '// the file tried' "$2" ;;
	*) printf '%s\n' "$licence" '/* the file tried */' "$2" ;;
	esac >"$tree/$1"
	"$source/scripts/check-style" "$tree"
}

good() {
	out=$(verdict "$1" "$2") || { echo "refused: $1: $2: $out"; failed=1; }
}

bad() {
	if out=$(verdict "$1" "$2"); then
		echo "let through: $1: $2"
		failed=1
	elif ! echo "$out" | grep -q "^$1:3:.*$3"; then
		echo "not named: $1: $2: $out"
		failed=1
	fi
}

# lines COUNT TEXT
lines() {
	yes "$2" | head -n "$1"
}

good lib/format/a.c 'uint64_t off = 0; /* packed size */'
good lib/format/a.c 'struct gx_span packed;'
good lib/base/a.c 'const uint8_t *p = s.ptr + off;'
good lib/base/a.c 'bool same = a->b.c.ptr == n->area.ptr;'
good lib/format/a.c 'bool same = a->b.c.ptr == n->area.ptr;'
good cli/a.c 'int n = printf("%d", 1);'
good cli/io/a.c 'FILE *f = fopen(path, "r");'
good lib/base/a.c '#if defined(__x86_64__)
#endif'
good cli/scan/driver.c 'bool b = scanned_open(&image, path);'
good web/a.mjs 'cell.textContent = finding.name;'
good lib/format/a.c "/* Over the limit: a table. */
$(lines 450 'int a;')"

bad web/a.mjs 'cell.innerHTML = finding.name;' 'textContent'
bad web/a.mjs 'await fetch("x");' 'leaves'
bad web/a.mjs 'let a; ' 'blanks'
bad lib/format/a.c 'int  a;' 'clang-format'
bad lib/format/a.c '/* TODO */' 'issue'
bad lib/format/a.c '/* the table behind it */' 'plain words'
bad lib/format/a.c '/* the sum is mended */' 'plain words'
bad cli/cmd/scan/a.c '/* the user is told */' 'plain words'
bad lib/format/a.c 'struct __attribute__((packed)) a;' 'packed'
bad lib/base/a.h '#pragma pack(1)' 'packed'
bad lib/format/a.c 'void *a = memcpy(b, s.ptr, 4);' 'gx_span_copy'
bad lib/format/a.c 'const uint8_t *p = s.ptr + off;' 'gx_span_sub'
bad lib/format/a.c 'const uint8_t *p = s->ptr++;' 'gx_span_sub'
bad lib/format/a.c 'uint8_t p = s.ptr[3];' 'gx_span_sub'
bad lib/format/a.c 'const uint8_t *p = off + s.ptr;' 'gx_span_sub'
bad lib/format/a.c 'struct dos *h = (struct dos *)s.ptr;' 'a reader'
bad lib/format/a.c 'uint32_t v = *(const uint32_t *)p;' 'a reader'
bad lib/format/a.c 'int n = printf("%d", 1);' 'library'
bad lib/format/a.c 'char *home = getenv("HOME");' 'library'
bad cli/cmd/scan/a.c 'FILE *f = fopen(path, "r");' 'touches the machine'
bad cli/io/a.c '#ifdef _WIN32
#endif' 'asks for a system'
bad lib/base/a.c '#if defined(__linux__)
#endif' 'asks for a system'
bad cli/words/a.c 'bool b = isatty(1);' 'touches the machine'
bad cli/cmd/scan/a.c 'bool b = scanned_open(&image, path);' 'the driver'
bad cli/cmd/scan/a.c 'sandbox_enter(NULL, 1);' 'the driver'
bad lib/format/a.c 'int a; ' 'blanks'
bad lib/format/a.c 'int a(void)
{
'"$(lines 61 '	b();')"'
}' '60 lines'


if verdict lib/format/a.c "$(lines 450 'int a;')" >/dev/null; then
	echo "let through: a long file"
	failed=1
fi
for first in '' '/* Copyright */'; do
	verdict lib/format/a.c 'int a;' >/dev/null
	{ echo "$first"; echo '/* a.c - the licence is missing */'; } >"$tree/lib/format/a.c"
	if "$source/scripts/check-style" "$tree" >/dev/null; then
		echo "let through: first line '$first'"
		failed=1
	fi
done

exit "$failed"
