# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh disable=SC2154
# Functions for packages and builds, shared by the scripts. $root must be set.
# Programs that install or build get no standard input and print only to standard error or to logs,
# because gopx uses standard input and output in scripts/run.

say() {
	printf '%s: %s\n' "scripts/${0##*/}" "$*" >&2
}

die() {
	say "$@"
	exit 2
}

# package_names STAGE: prints the packages of this stage and of the stages that it needs.
package_names() {
	case $1 in
	run) stages="run" ;;
	deb) stages="run deb" ;;
	test) stages="run deb test" ;;
	aarch64) stages="run deb aarch64" ;;
	builds) stages="run deb test aarch64 builds" ;;
	fuzz) stages="run deb test fuzz" ;;
	proof) stages="proof" ;;
	faults) stages="run faults" ;;
	mutants) stages="run deb test mutants" ;;
	bench) stages="run deb test bench" ;;
	wasm) stages="run deb test wasm" ;;
	page) stages="run deb test wasm page" ;;
	windows) stages="run deb test windows" ;;
	wine) stages="run deb test windows wine" ;;
	*) die "no stage of packages: $1" ;;
	esac
	awk -v stages=" $stages " '/^[^#]/ && index(stages, " " $2 " ") { print $1 }' \
		"$root/scripts/lib/packages"
}

missing_packages() {
	names=$(package_names "$1")
	# shellcheck disable=SC2086 # one word a package
	have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $names 2>/dev/null |
		sed -n 's/^installed //p') || :
	printf '%s\n' "$names" | grep -vxF "$have" || :
}

apt_get() {
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
		-o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# Prints the address of the Debian mirror that apt uses on this machine.
mirror() {
	# shellcheck disable=SC2016 # the dollar is apt's
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null |
		head -n 1
}

# apt must never remove a package: on a Proxmox VE host, Debian's QEMU and OVMF conflict with
# the hypervisor's own packages.
install_words="--no-install-recommends --no-remove install"

# explain LOG: prints the error of apt-get, and advice if apt-get would have to remove packages.
explain() {
	cat "$1" >&2
	if grep -qiE 'remove is disabled|would be removed|need(s)? to be removed' "$1"; then
		say "nothing was installed: apt would remove packages of this system."
		say "A Proxmox VE host? Use a container or a virtual machine with Debian."
	fi
	die "apt-get failed"
}

# offered PACKAGE...: prints the packages that this release of Debian has; all if apt has no lists
# yet.
offered() {
	if apt-cache show gcc >/dev/null 2>&1; then
		apt-cache --no-all-versions show "$@" 2>/dev/null | sed -n 's/^Package: //p'
	else
		printf '%s\n' "$@"
	fi
}

# install_packages STAGE: asks apt only for packages that dpkg does not list as installed.
install_packages() {
	if ! command -v dpkg-query >/dev/null; then
		say "not a Debian system: assuming that scripts/lib/packages is installed"
		return
	fi
	missing=$(missing_packages "$1" | tr '\n' ' ')
	[ -n "${missing% }" ] || return 0
	# shellcheck disable=SC2086 # one word a package
	names=$(offered $missing | tr '\n' ' ')
	for name in $missing; do
		case " $names" in
		*" $name "*) ;;
		*) say "left out, because this release of Debian does not have it: $name" ;;
		esac
	done
	[ -n "${names% }" ] || return 0
	sudo=
	if [ "$(id -u)" -ne 0 ]; then
		sudo=$(command -v sudo) || die "needs root or sudo to install ${names% }"
	fi
	say "installing ${names% }"
	log=$root/build/apt.log
	mkdir -p "$root/build"
	# Update only if the package lists are missing or outdated.
	# shellcheck disable=SC2046,SC2086 # one word a package
	apt_get $install_words $names >"$log" 2>&1 ||
		{ apt_get update && apt_get $install_words $(offered $names); } >"$log" 2>&1 ||
		explain "$log"
}

# logged LOG COMMAND...: prints the command's output only if it fails.
logged() {
	log=$1
	shift
	"$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; die "failed: $*"; }
}

# first_cache PRESET: prints the initial CMake cache of a build. It names the liblzma that
# scripts/newest-lzma fetched and, for the tests, a faster linker.
first_cache() {
	lzma=$root/build/newest-lzma
	case $1 in
	test)
		! command -v mold >/dev/null ||
			echo 'set(CMAKE_EXE_LINKER_FLAGS -fuse-ld=mold CACHE STRING "")'
		return
		;;
	release | static | bench) [ -f "$lzma/version" ] || return 0 ;;
	*) return 0 ;;
	esac
	echo "set(LIBLZMA_INCLUDE_DIR \"$lzma\" CACHE PATH \"\")"
	echo "set(LIBLZMA_LIBRARY_RELEASE \"$lzma/liblzma.a\" CACHE FILEPATH \"\")"
	echo "# $(cat "$lzma/version")"
}

# configured DIR: true if DIR was configured for this source folder, with the current initial cache
# and presets.
configured() {
	[ -f "$1/build.ninja" ] &&
		[ "$(cat "$1/first.cmake" 2>/dev/null)" = "$(first_cache "${1##*/}")" ] &&
		grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$1/CMakeCache.txt" &&
		[ -z "$(find "$root/CMakePresets.json" -newer "$1/build.ninja")" ]
}

# build PRESET [TARGET]: updates the build in build/PRESET, and prints a line if it is new.
build() {
	dir=$root/build/$1
	mkdir -p "$root/build"
	exec 9>"$dir.lock"
	flock 9
	if ! configured "$dir"; then
		say "building build/$1"
		rm -rf "$dir"
		mkdir "$dir"
		first_cache "$1" >"$dir/first.cmake"
		logged "$dir/configure.log" cmake -C "$dir/first.cmake" -S "$root" --preset "$1"
	fi
	logged "$dir/build.log" ninja -C "$dir" "${2:-all}"
	exec 9>&-
}
