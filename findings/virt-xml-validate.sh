#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# virt-xml-validate (libvirt-clients 9.0.0, Debian 12) on a valid domain.
#
# Expected: on a system that has what the package depends on, the domain is found valid.
# Seen: it calls xmllint, of libxml2-utils, which the package neither depends on nor
# recommends: "xmllint: not found", exit status 127, for valid and invalid domains alike.
# libvirt-clients 11.3.0 (Debian 13) depends on libxml2-utils.
#
# Exits with 0 while this is so, with 1 once it changed, with 77 where it cannot be tried.
set -eu

version=9.0.0-4+deb12u2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Of a system without any package, apt lists all that an installation brings along.
: >status
if ! apt-get -qq -s -o Dir::State::status="$folder/status" -o APT::Install-Recommends=true \
	install "libvirt-clients=$version" >installed 2>/dev/null ||
	! apt-get download "libvirt-clients=$version" "libvirt0=$version" >/dev/null 2>&1; then
	echo "skipped: no package libvirt-clients $version" >&2
	exit 77
fi
for package in *.deb; do
	dpkg-deb -x "$package" root
done
# Its own schemas, and no other program than those that every Debian has.
sed "s|/usr/share/libvirt|$folder/root&|" root/usr/bin/virt-xml-validate >validate
mkdir bin
for tool in sh sed mktemp rm; do
	ln -s "$(command -v "$tool")" bin
done

cat >domain.xml <<'XML'
<domain type='kvm'>
  <name>guest</name>
  <memory unit='GiB'>4</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
</domain>
XML
changed=0
if grep -q '^Inst libxml2-utils ' installed; then
	echo "changed: xmllint comes along"
	changed=1
else
	echo "as seen: xmllint does not come along"
fi
status=0
PATH=$folder/bin sh validate domain.xml domain 2>said || status=$?
if [ "$status" = 127 ] && grep -q 'xmllint: not found' said; then
	echo "as seen: a valid domain gives exit status 127"
else
	echo "changed: a valid domain gives exit status $status"
	cat said >&2
	changed=1
fi
exit "$changed"
