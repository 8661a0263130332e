#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# gopx.exe under wine, as if it were a command of this machine: GOPX_EXE names the file.
# Without Debian's script, which asks for parts that 64-bit programs do without.
exec /usr/lib/wine/wine64 "$GOPX_EXE" "$@"
