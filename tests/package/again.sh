# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh
# Sourced by the tests that build the same source several times: what one of these builds has
# compiled, another with the same compiler and options takes from ccache, where that is
# installed.  A ccache that is in use already is left as it is.

# compile_once SOURCE DIR: the cache is beside DIR.
compile_once() {
	# All builds use the same compiler by the same name, for ccache, and the same options:
# the record of the binary interface needs debugging information.
	export CC="${CC:-gcc}" CFLAGS="-g"
	[ -z "${CMAKE_C_COMPILER_LAUNCHER:-}" ] && command -v ccache >/dev/null || return 0
	export CMAKE_C_COMPILER_LAUNCHER=ccache
	export CCACHE_DIR="${2%/*}/ccache" CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1
}

# made_by COMPILER DIR: a build there by another compiler is thrown away.
made_by() {
	grep -q "^CMAKE_C_COMPILER:.*[=/]$1\$" "$2/CMakeCache.txt" 2>/dev/null || rm -rf "$2"
}
