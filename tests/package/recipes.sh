#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The recipes in contrib/packaging have the current version, and the installed linters find no error
# in them: recipes.sh SOURCE
set -eu
source=$1
recipes=$source/contrib/packaging
version=$(sed -n 's/^project(gopx VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt")
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fault() {
	echo "$*" >&2
	failed=1
}

# version_of FILE PATTERN: all matches in FILE must be the current version.
version_of() {
	found=$(sed -n "s/$2.*/\\1/p" "$recipes/$1" | sort -u)
	[ "$found" = "$version" ] || fault "$1 is of version '$found', and gopx of $version"
}

version_of PKGBUILD '^pkgver=\([0-9.]*\)'
version_of gopx.spec '^Version: *\([0-9.]*\)'
version_of flake.nix '^ *version = "\([0-9.]*\)"'
version_of gopx.rb '.*\/gopx-\([0-9.]*\)\.tgz'
version_of gopx.rb '.*\/v\([0-9.]*\)\/'
for file in gopx gopx.installer gopx.locale.en-US; do
	version_of "winget/$file.yaml" '^PackageVersion: \([0-9.]*\)'
done
version_of winget/gopx.installer.yaml '.*\/v\([0-9.]*\)\/'

# lint PROGRAM COMMAND...
lint() {
	program=$1
	shift
	if ! command -v "$program" >/dev/null; then
		echo "not checked, because $program is missing: $*"
	elif "$@" >"$work/log" 2>&1; then
		echo "ok: $*"
	else
		cat "$work/log" >&2
		fault "$*"
	fi
}

lint bash bash -n "$recipes/PKGBUILD"
lint shellcheck shellcheck -s bash -e SC2034,SC2154,SC2164 "$recipes/PKGBUILD"
lint rpmspec rpmspec --parse "$recipes/gopx.spec"
lint rpmlint rpmlint "$recipes/gopx.spec"
lint nix-instantiate nix-instantiate --parse "$recipes/flake.nix"
lint ruby ruby -wc "$recipes/gopx.rb"
lint yamllint yamllint -d '{extends: default, rules: {line-length: disable}}' "$recipes/winget"
# The keys that winget's schemas require for version, installer and locale.
lint python3 python3 - "$recipes/winget" <<'PYTHON'
import pathlib
import sys

import yaml

always = {'PackageIdentifier', 'PackageVersion', 'ManifestType', 'ManifestVersion'}
needed = {
    'version': {'DefaultLocale'},
    'installer': {'Installers'},
    'defaultLocale': {'PackageLocale', 'Publisher', 'PackageName', 'License', 'ShortDescription'},
}
files = [yaml.safe_load(path.read_text()) for path in pathlib.Path(sys.argv[1]).glob('*.yaml')]
assert sorted(one['ManifestType'] for one in files) == sorted(needed)
assert len({(one['PackageIdentifier'], str(one['PackageVersion'])) for one in files}) == 1
for one in files:
    missing = (always | needed[one['ManifestType']]) - one.keys()
    assert not missing, missing
for installer in next(one for one in files if one['ManifestType'] == 'installer')['Installers']:
    assert {'Architecture', 'InstallerUrl', 'InstallerSha256'} <= installer.keys()
    assert len(installer['InstallerSha256']) == 64
PYTHON

# The changelog must have an entry for this version or for unreleased changes.
grep -qE "^## (Unreleased|$version)" "$source/CHANGELOG.md" || fault "CHANGELOG.md has no entry"
exit "$failed"
