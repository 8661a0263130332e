#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# QEMU (7.2.22, Debian 12): the property "addr" of -device means different places in JSON and in the
# form name=value.
#
# Expected: -device '{"driver":"edu","addr":16}' places the device where -device edu,addr=16 or
# '{"driver":"edu","addr":"16"}' places it; -device edu,help says "addr=<int32>  Slot and optional
# function number, example: 06.0 or 06".
# Seen: three places. In name=value and in JSON strings, the number is hexadecimal: 16 is slot 22
# (0x16). The type int32 suggests a JSON number. QEMU takes such a number as slot * 8 + function: 16
# is slot 2 (02.0), and 2 is slot 0, function 2, which QEMU refuses. A GPU that must be at 00:02.0
# needs "addr":"02.0", "addr":"2" or "addr":16. This matters for libvirt's qemu:override, because
# libvirt writes JSON. Other properties differ, too. In name=value, both a property of type bool and
# one of type OnOffAuto take on or off. In JSON, bool needs true or false, and OnOffAuto needs "on"
# or "off"; anything else is an error.
#
# Exit status: 0 if QEMU still does this, 1 if it no longer does, 77 if this cannot be tested here.
set -eu

version=1:7.2+dfsg-7+deb12u18+b3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# apt assumes that no package is installed, so it downloads everything that QEMU needs.
mkdir -p archives/partial
: >status
if ! apt-get -qq -y -o Dir::State::status="$folder/status" -o APT::Sandbox::User=root \
	-o Dir::Cache::archives="$folder/archives" --no-install-recommends --download-only \
	install "qemu-system-x86=$version" >/dev/null 2>&1; then
	echo "skipped: no package qemu-system-x86 $version" >&2
	exit 77
fi
for package in archives/*.deb; do
	dpkg-deb -x "$package" root
	rm "$package"
done
libraries=$folder/root/lib/x86_64-linux-gnu:$folder/root/usr/lib/x86_64-linux-gnu
loader=$(find root/lib/x86_64-linux-gnu root/usr/lib/x86_64-linux-gnu \
	-name 'ld-linux-x86-64.so.2' | head -n 1)

# ask DEVICE: prints QEMU's messages about DEVICE, and its list of the PCI bus.
ask() {
	printf 'info pci\nquit\n' |
		QEMU_MODULE_DIR=$folder/root/usr/lib/x86_64-linux-gnu/qemu \
		"$loader" --library-path "$libraries" root/usr/bin/qemu-system-x86_64 \
		-L root/usr/share/qemu -L root/usr/share/seabios -accel tcg -machine pc \
		-nodefaults -display none -S -monitor stdio -device "$1" 2>&1 | tr -d '\r' || :
}

changed=0

# place DEVICE WHERE: "slot.function" of the device 1234:11e8, in decimal.
place() {
	seen=$(ask "$1" | awk '/^  Bus/ { at = $4 + 0 "." $6 + 0 } /1234:11e8/ { print at }')
	report "$1: at ${seen:-no place}" "$1: at $2"
}

# refused DEVICE WORDS: succeeds if QEMU's error message contains these words.
refused() {
	seen=accepted
	! ask "$1" | grep -q "$2" || seen="\"$2\""
	report "$1: $seen" "$1: \"$2\""
}

report() {
	if [ "$1" = "$2" ]; then
		echo "as seen: $1"
	else
		echo "changed: $1"
		changed=1
	fi
}

place 'edu,addr=16' 22.0
place '{"driver":"edu","addr":"16"}' 22.0
place '{"driver":"edu","addr":16}' 2.0
refused '{"driver":"edu","addr":2}' "can't be populated in function 0.2"
refused '{"driver":"vfio-pci","host":"0:2.0","x-igd-opregion":"on"}' 'expected: boolean'
refused '{"driver":"vfio-pci","host":"0:2.0","display":false}' 'expected: string'
exit "$changed"
