#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Run gopx.exe under wine like a command of this machine. GOPX_EXE names the file. Debian's
# script for wine is not used, because it requires parts that 64-bit programs do not need.
exec /usr/lib/wine/wine64 "$GOPX_EXE" "$@"
