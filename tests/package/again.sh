# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh
# Functions for tests that build the same source several times. If ccache is installed, a build uses
# the objects of an earlier build with the same compiler and options. If the user's environment
# already sets a compiler launcher, such as ccache, these functions do not change it.

# compile_once SOURCE DIR: sets up a cache for ccache next to DIR.
compile_once() {
	# ccache needs the same compiler name and the same options in all builds.
	# tests/package/abi.sh needs debugging information.
	export CC="${CC:-gcc}" CFLAGS="-g"
	[ -z "${CMAKE_C_COMPILER_LAUNCHER:-}" ] && command -v ccache >/dev/null || return 0
	export CMAKE_C_COMPILER_LAUNCHER=ccache
	export CCACHE_DIR="${2%/*}/ccache" CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1
}

# made_by COMPILER DIR: removes the build in DIR if another compiler made it.
made_by() {
	grep -q "^CMAKE_C_COMPILER:.*[=/]$1\$" "$2/CMakeCache.txt" 2>/dev/null || rm -rf "$2"
}
