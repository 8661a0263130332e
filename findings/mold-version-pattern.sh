#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# mold 1.10.1 (Debian 12) gets a version script with a pattern and a later version.
#
# Expected: "first { global: demo_*; }; second { global: demo_new; } first;" gives demo_new the
# version "second", because an exact name has precedence over a pattern. ld.bfd does so.
# Seen: mold gives demo_new the version "first". A library that mold links has another binary
# interface than the same library linked by ld.bfd. mold does not warn about it.
#
# Exit status: 0 if mold still does this, 1 if it no longer does, 77 if this cannot be tested here.
set -eu

version=1.10.1+dfsg-1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

command -v cc >/dev/null || { echo "skipped: no C compiler" >&2; exit 77; }
if ! apt-get download "mold=$version" binutils-x86-64-linux-gnu=2.40-2 libbinutils=2.40-2 \
	libctf0=2.40-2 libctf-nobfd0=2.40-2 >/dev/null 2>&1; then
	echo "skipped: some packages of Debian 12 are not available" >&2
	exit 77
fi
for package in *.deb; do
	dpkg-deb -x "$package" root
done
libraries=$folder/root/usr/lib/x86_64-linux-gnu

cat >demo.c <<'C'
int demo_old(void) { return 1; }
int demo_new(void) { return 2; }
C
cat >demo.map <<'MAP'
first {
global:
	demo_*;
local:
	*;
};
second {
global:
	demo_new;
} first;
MAP
cc -fPIC -c demo.c

# linked WITH: the version that demo_new gets from this linker.
linked() {
	LD_LIBRARY_PATH=$libraries "$1" -shared --version-script=demo.map -o demo.so demo.o
	LD_LIBRARY_PATH=$libraries "$folder/root/usr/bin/x86_64-linux-gnu-nm" -D --with-symbol-versions demo.so |
		sed -n 's/.* demo_new@@*//p'
}

changed=0
# as_seen LINKER WANTED GOT
as_seen() {
	if [ "$2" = "$3" ]; then
		echo "as seen: $1 gives demo_new the version $3"
	else
		echo "changed: $1 gives demo_new the version ${3:-(none)}, not $2"
		changed=1
	fi
}
as_seen ld.bfd second "$(linked "$folder/root/usr/bin/x86_64-linux-gnu-ld.bfd")"
as_seen mold first "$(linked "$folder/root/usr/bin/mold")"
exit "$changed"
