# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh disable=SC2154
# Functions to run Windows programs under wine. Before, set $root, and build build/windows/gopx.exe.

export GOPX_EXE="$root/build/windows/gopx.exe" WINEPREFIX="$root/build/windows/wine"
export WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="

# A second Windows program, for the tests that need one.
export GOPX_HELPER="$root/build/windows/helper.exe"

# Start wine's services, and keep them until this shell ends, with a program that waits. Without it,
# wine would start and end its services for each command, which takes ten times as long as the
# command.
start_wine() {
	say "starting wine"
	x86_64-w64-mingw32-gcc -O1 -Wall -Wextra -Werror -static -s -o "$GOPX_HELPER" \
		"$root/tests/windows/helper.c"
	logged "$root/build/windows/wine.log" "$root/tests/windows/gopx.sh" --version
	wine_input=$(mktemp -u)
	mkfifo "$wine_input"
	/usr/lib/wine/wine64 "$GOPX_HELPER" wait <"$wine_input" >"$root/build/windows/wine.log" 2>&1 &
	# The waiting program ends at the end of this stream, when the shell closes it.
	exec 8>"$wine_input"
	rm "$wine_input"
}
