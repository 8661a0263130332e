# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh
# For tests that build the same source several times: if ccache is installed, a build uses the
# objects of an earlier build with the same compiler and options. A ccache that the user has set
# up already is used as it is.

# compile_once SOURCE DIR: sets up a cache next to DIR.
compile_once() {
	# ccache needs the same compiler, by the same name, and the same options in all builds.
	# The record of the binary interface needs debugging information.
	export CC="${CC:-gcc}" CFLAGS="-g"
	[ -z "${CMAKE_C_COMPILER_LAUNCHER:-}" ] && command -v ccache >/dev/null || return 0
	export CMAKE_C_COMPILER_LAUNCHER=ccache
	export CCACHE_DIR="${2%/*}/ccache" CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1
}

# made_by COMPILER DIR: removes a build in DIR by another compiler.
made_by() {
	grep -q "^CMAKE_C_COMPILER:.*[=/]$1\$" "$2/CMakeCache.txt" 2>/dev/null || rm -rf "$2"
}
