# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh disable=SC2154
# Functions to build for another architecture, with the libraries of a Debian system of that
# architecture. scripts/check-builds and scripts/static use them. Before, set $root, and read
# scripts/lib/common.sh.

# sysroot FOLDER ARCH SUITE STAGE [PACKAGE...]: unpacks these packages and the -dev packages of the
# stage (see package_names) into FOLDER. The build runs no program of the unpacked system; only the
# tests do.
sysroot() {
	sys=$1 arch=$2 suite=$3 stage=$4
	shift 4
	[ ! -e "$sys/.done" ] || return 0
	rm -rf "$sys" "$sys-packages"
	mkdir -p "$sys"
	say "fetching libraries for $arch"
	names=$(package_names "$stage" | grep -e '-dev$')
	# shellcheck disable=SC2086 # one word a package
	logged "$sys.log" debootstrap --download-only --arch="$arch" --variant=minbase \
		--include="$(printf '%s\n' $names "$@" | paste -sd ,)" "$suite" "$sys-packages" "$(mirror)"
	for package in "$sys-packages"/var/cache/apt/archives/*.deb; do
		dpkg-deb -x "$package" "$sys"
	done
	rm -rf "$sys-packages"
	find "$sys" -type l -lname '/*' | while read -r link; do
		ln -sfn "$sys$(readlink "$link")" "$link"
	done
	touch "$sys/.done"
}

# sysroot_build FOLDER SYSROOT TRIPLET MULTIARCH ARCH ARGUMENT...: configures and builds.
sysroot_build() {
	(
		folder=$1 sys=$2 triplet=$3 multiarch=$4 arch=$5
		shift 5
		export PKG_CONFIG_SYSROOT_DIR="$sys"
		export PKG_CONFIG_LIBDIR="$sys/usr/lib/$multiarch/pkgconfig:$sys/usr/share/pkgconfig"
		logged "$folder-configure.log" cmake -S "$root" -B "$folder" -G Ninja \
			-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR="$arch" \
			-DCMAKE_C_COMPILER="$triplet-gcc" -DCMAKE_SYSROOT="$sys" \
			-DCMAKE_LIBRARY_ARCHITECTURE="$multiarch" \
			-DCMAKE_FIND_ROOT_PATH_MODE_PROGRAM=NEVER \
			-DCMAKE_FIND_ROOT_PATH_MODE_LIBRARY=ONLY \
			-DCMAKE_FIND_ROOT_PATH_MODE_INCLUDE=ONLY \
			-DCMAKE_FIND_ROOT_PATH_MODE_PACKAGE=ONLY "$@"
		logged "$folder-build.log" ninja -C "$folder"
	) || exit
}
