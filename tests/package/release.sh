#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Makes some parts of a release twice: the parts that need no build. Both results must have the same
# bytes, and SHA256SUMS must be right. scripts/release must not remove a folder with other files.
# Usage: release.sh SOURCE
set -eu
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! git -C "$source" log -1 >/dev/null 2>&1; then
	echo "skipped: $source is not a git checkout"
	exit 77
fi
for run in first second; do
	"$source/scripts/release" -o "$work/$run" source changes recipes
done
diff -r "$work/first" "$work/second"
cd "$work/first"
sha256sum -c SHA256SUMS
tar -tzf gopx-*.tar.gz >"$work/names"
grep -q '/CMakeLists\.txt$' "$work/names"
sum=$(cat gopx-*.tar.gz | sha256sum)
grep -q "${sum%% *}" PKGBUILD

mkdir "$work/other"
echo kept >"$work/other/file"
! "$source/scripts/release" -o "$work/other" changes || exit 1
test -f "$work/other/file"
"$source/scripts/release" --help | grep -q '^Example:'
