#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The Debian packages contain the right files and dependencies: deb.sh SOURCE DIR
set -eu
source=$1 dir=$2
. "$source/tests/package/again.sh"
compile_once "$source" "$dir"
cmake -S "$source" --preset packages -B "$dir" -DCMAKE_COMPILE_WARNING_AS_ERROR=ON
ninja -C "$dir"
rm -rf "$dir/deb" "$dir/root"
(cd "$dir" && cpack)

die() {
	echo "$*"
	exit 1
}

# field PACKAGE NAME
field() {
	dpkg-deb -f "$dir/deb/$1"_*.deb "$2"
}

# depends PACKAGE ON...
# Since Debian 13, the names of some libraries end with t64.
depends() {
	package=$1
	shift
	for on in "$@"; do
		case ", $(field "$package" Depends)," in
		*", $on ("* | *", $on,"* | *", ${on}t64 ("* | *", ${on}t64,"*) ;;
		*) die "$package does not depend on $on: $(field "$package" Depends)" ;;
		esac
	done
}

depends gopx libgopx0 libc6 libjansson4 libnettle8 libunicorn2
depends libgopx0 libc6 liblzma5 zlib1g libuuid1 libbrotli1 libarchive13
depends libgopx-dev libgopx0 liblzma-dev zlib1g-dev uuid-dev libbrotli-dev \
	libarchive-dev
for package in libgopx0 libgopx-dev; do
	case "$(field "$package" Depends)" in
	*jansson* | *nettle*) die "$package depends on a library that only the command needs" ;;
	esac
done

echo "== each file is in one package"
for package in gopx libgopx0 libgopx-dev; do
	dpkg-deb -x "$dir/deb/$package"_*.deb "$dir/root"
	dpkg-deb -c "$dir/deb/$package"_*.deb | awk '$1 !~ /^d/ { print $6 }'
	grep -q '^License: BSD-2-Clause$' "$dir/root/usr/share/doc/$package/copyright"
done | sort >"$dir/files"
cat "$dir/files"
[ -z "$(uniq -d "$dir/files")" ] || die "files in two packages: $(uniq -d "$dir/files")"
for file in bin/gopx share/man/man1/gopx.1.gz include/gopx/gopx.h \
	share/doc/libgopx-dev/gopx.html \
	share/bash-completion/completions/gopx share/zsh/vendor-completions/_gopx \
	share/fish/vendor_completions.d/gopx.fish; do
	grep -qxF "./usr/$file" "$dir/files" || die "no /usr/$file"
done
! grep -v '^\./usr/' "$dir/files" || die "outside /usr"

echo "== they work"
library=$(find "$dir/root" -name libgopx.so.0)
! readelf -d "$dir/root/usr/bin/gopx" | grep -E 'R(UN)?PATH' ||
	die "the command has a search path for libraries"
! readelf -d "$dir/cli/gopx" | grep -E 'R(UN)?PATH.*\[/' ||
	die "the size of the command depends on the folder of the build"
LD_LIBRARY_PATH=${library%/*} "$dir/root/usr/bin/gopx" scan \
	"$source/fixtures/good-spi-laptop.bin" >/dev/null
