#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Runs in a fresh root file system: installs the packages of /try/deb, uses them, and removes them.
# Afterwards, the same files as before must exist.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
cd /try

# Lists all paths except the logs and states of apt and dpkg.
paths() {
	find / -xdev \( -path /proc -o -path /try -o -path /tmp -o -path /var/log \
		-o -path /var/cache -o -path /var/lib/apt -o -path '/var/lib/dpkg/*-old' \) \
		-prune -o -print | sort
}

apt_get() {
	apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends "$@" </dev/null >apt.log 2>&1 ||
		{ cat apt.log; exit 1; }
}

same() {
	[ "$1" = "$2" ] || { echo "expected '$2', got '$1'"; exit 1; }
}

apt_get update
paths >before

echo "== the command"
apt_get install ./deb/gopx_*.deb ./deb/libgopx0_*.deb
gopx scan good-spi-laptop.bin
gopx extract -o out good-spi-laptop.bin
same "$(ls out)" "IntelGopDriver.efi
Vbt.bin"
apt_get purge --autoremove gopx libgopx0
paths | diff before -

echo "== the library"
apt_get install ./deb/libgopx0_*.deb ./deb/libgopx-dev_*.deb g++ pkg-config cmake ninja-build
answer="$(pkg-config --modversion gopx) gop 1 vbt 2"
cmake -S consumer -B cmake -G Ninja
ninja -C cmake
# shellcheck disable=SC2046 # options
cc -o shared consumer/consumer.c $(pkg-config --cflags --libs gopx)
# shellcheck disable=SC2046
cc -o static consumer/consumer.c $(pkg-config --static --cflags --libs gopx |
	sed 's/-lgopx/-l:libgopx.a/')
! readelf -d static | grep libgopx || exit 1
for program in cmake/consumer-c cmake/consumer-cxx shared static; do
	same "$(./$program good-spi-laptop.bin)" "$answer"
done
apt_get purge libgopx-dev libgopx0
! find / -xdev -path /try -prune -o -path /proc -prune -o -name '*gopx*' -print | grep . ||
	exit 1
