#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the guest drivers again, and compares them with the drivers that lib/build embeds. UPDATE=1
# replaces the embedded drivers instead.
set -eu
root=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc_version=$(gcc -dumpfullversion 2>/dev/null) || gcc_version=none
ld_version=$(ld --version 2>/dev/null | sed -n '1s/.* //p')
if [ "$(uname -m) $gcc_version $ld_version" != "x86_64 12.2.0 2.40" ]; then
	echo "skipped: the driver is built with gcc 12.2.0 and binutils 2.40 on x86-64," \
		"here are $gcc_version and $ld_version"
	exit 77
fi

# compare NAME SOURCE...
compare() {
	name=$1
	shift
	sh "$root/guest/build.sh" "$work/$name.efi" "$@"
	sh "$root/guest/embed.sh" "$work/$name.efi" "${name}_driver" >"$work/${name}_driver.c"
	if [ "${UPDATE:-}" = 1 ]; then
		cp "$work/${name}_driver.c" "$root/lib/build/${name}_driver.c"
	fi
	cmp "$work/${name}_driver.c" "$root/lib/build/${name}_driver.c"
}

cd "$root/guest"
compare policy policy.c pci_config.c igd.c console.c
compare assign assign.c stolen.c pci_config.c fw_cfg.c igd.c console.c mmio.c
