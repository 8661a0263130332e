#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# virt-xml-validate (libvirt-clients 9.0.0, Debian 12) checks a valid domain.
#
# Expected: if all dependencies of the package are installed, the program reports the domain as
# valid.
# Seen: the program calls xmllint of libxml2-utils, but the package neither depends on libxml2-utils
# nor recommends it. For valid and invalid domains alike, the output is "xmllint: not found", and
# the exit status is 127. libvirt-clients 11.3.0 (Debian 13) depends on libxml2-utils.
#
# Exit status: 0 if the program still does this, 1 if it no longer does, 77 if this cannot be tested
# here.
set -eu

version=9.0.0-4+deb12u2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# apt assumes that no package is installed, so it lists everything that the installation needs.
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
# Only the package's own schemas and the programs that every Debian system has are available.
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
	echo "changed: the installation includes xmllint"
	changed=1
else
	echo "as seen: the installation does not include xmllint"
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
