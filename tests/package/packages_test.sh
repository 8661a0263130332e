#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Checks that the scripts let apt install only the packages of their stage, and never let apt remove
# packages: packages_test.sh SOURCE
set -eu
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fault() {
	echo "$*" >&2
	failed=1
}

# Simulate a system without installed packages. Its apt-get only records its arguments.
cat >"$work/dpkg-query" <<'EOF'
#!/bin/sh
exit 1
EOF
cat >"$work/apt-get" <<'EOF'
#!/bin/sh
echo "$*" >>"$APT_LOG"
[ -z "${APT_SAYS:-}" ] || { echo "$APT_SAYS"; exit 100; }
EOF
# apt-cache of this system knows all packages except $ABSENT. It fails if $ABSENT is not set, as on
# a system without package lists.
cat >"$work/apt-cache" <<'EOF'
#!/bin/sh
[ -n "${ABSENT:-}" ] || exit 100
for word; do
	case $word in
	-* | show | "$ABSENT") ;;
	*) echo "Package: $word" ;;
	esac
done
EOF
cat >"$work/sudo" <<'EOF'
#!/bin/sh
exec "$@"
EOF
chmod +x "$work/dpkg-query" "$work/apt-get" "$work/apt-cache" "$work/sudo"
mkdir -p "$work/tree/scripts"
cp -r "$source/scripts/lib" "$work/tree/scripts/lib"

# asked STAGE: installs the stage, and prints the arguments of apt-get.
asked() {
	: >"$work/log"
	PATH="$work:$PATH" APT_LOG=$work/log APT_SAYS=${2:-} sh -euc '
		root=$1 stage=$2
		. "$root/scripts/lib/common.sh"
		install_packages "$stage"
	' sh "$work/tree" "$1" >"$work/out" 2>&1 || return 1
	cat "$work/log"
}

of_stages() {
	awk -v stages=" $* " '/^[^#]/ && index(stages, " " $2 " ") { print $1 }' \
		"$source/scripts/lib/packages"
}

# holds STAGE ITS-STAGES
holds() {
	words=$(asked "$1" | tr ' ' '\n')
	stages=$2
	# shellcheck disable=SC2086 # one word a stage
	of_stages $stages | sort >"$work/expected"
	printf '%s\n' "$words" | grep -xF "$(awk '/^[^#]/ { print $1 }' \
		"$source/scripts/lib/packages")" | sort >"$work/got"
	cmp -s "$work/expected" "$work/got" || fault "stage $1 asks for other packages:
$(diff "$work/expected" "$work/got")"
	printf '%s\n' "$words" | grep -qxe --no-remove || fault "stage $1 lets apt remove"
}

holds run "run"
holds deb "run deb"
holds test "run deb test"
holds aarch64 "run deb aarch64"
holds builds "run deb test aarch64 builds"
holds fuzz "run deb test fuzz"
holds bench "run deb test bench"
holds wasm "run deb test wasm"
holds page "run deb test wasm page"
holds windows "run deb test windows"
holds wine "run deb test windows wine"
holds proof "proof"
holds faults "run faults"
holds mutants "run deb test mutants"

# of_script SCRIPT STAGE: this script must ask for the packages of this stage, and for no others.
# The simulated apt-get fails, so that the script stops before it builds.
of_script() {
	: >"$work/log"
	ABSENT=none PATH="$work:$PATH" APT_LOG=$work/log APT_SAYS='E: none' \
		sh "$work/tree/scripts/$1" >"$work/out" 2>&1 && fault "scripts/$1 needs no packages"
	asked_for=$(head -n 1 "$work/log")
	[ "$asked_for" = "$(asked "$2")" ] || fault "scripts/$1 asks for other packages: $asked_for"
}

for script in run static package; do
	cp "$source/scripts/$script" "$work/tree/scripts"
done
of_script run run
of_script static deb
of_script package deb

# If a newer release lacks a package, the scripts must ask for the other packages.
export ABSENT=clang-14
words=$(asked test | tr ' ' '\n')
printf '%s\n' "$words" | grep -qx clang-14 && fault "asks for a package that is not offered"
printf '%s\n' "$words" | grep -qx clang-format-14 || fault "leaves out a package that is offered"
grep -q 'does not have it: clang-14$' "$work/out" || fault "no word about the package left out:
$(cat "$work/out")"
unset ABSENT

if asked test 'E: Packages need to be removed but remove is disabled.' >/dev/null; then
	fault "an apt that refuses is no failure"
fi
grep -q 'Proxmox VE host?' "$work/out" || fault "no word about what apt would remove:
$(cat "$work/out")"
exit "$failed"
