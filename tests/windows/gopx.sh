#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Runs gopx.exe under wine like a command of this machine. $GOPX_EXE is the file. It does not use
# Debian's script for wine, which requires parts that 64-bit programs do not need.
exec /usr/lib/wine/wine64 "$GOPX_EXE" "$@"
