# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh disable=SC2154
# Makes a Debian system of another architecture to build for; check-builds and static use it. $root
# must be set, and scripts/lib/common.sh read.

# sysroot FOLDER ARCH SUITE STAGE [PACKAGE...]: unpacks the packages of this stage, and of the
# stages before it, in FOLDER. The build runs no program of this system; only tests do.
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
