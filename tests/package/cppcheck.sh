#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Static analysis of the library and the command: cppcheck.sh SOURCE BUILD
set -eu
source=$1 build=$2
mkdir -p "$build/cppcheck"
cd "$source"
# cppcheck reports snprintf(NULL, 0, ...), which measures a text, as a null dereference. Newer versions
# also report that they have not looked at all branches, and need to know the macro of jansson.
exec cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr \
	--enable=warning,performance,portability --cppcheck-build-dir="$build/cppcheck" \
	--suppress=nullPointer:lib/api/path.c --suppress=ctunullpointer:lib/api/path.c \
	--suppress=normalCheckLevelMaxBranches '-DJSON_INTEGER_FORMAT="lld"' \
	-I lib -I include -I "$build/include" lib cli
