#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# with_module.sh scan|page|npm MODULE GOPX BUILD: tests the module, the page, or the npm package.
set -eu
name=$1 module=$2 gopx=$3 build=$4
here=$(cd "$(dirname "$0")" && pwd)
root=${here%/tests/web}

skip() {
	echo "skipped: $*"
	exit 77
}

[ -f "$module" ] || skip "$module is not built"
case $name in
scan)
	exec node "$here/scan_test.mjs" "$module" "$gopx" "$root/fixtures"
	;;
npm)
	"$root/scripts/npm" "$module" "$build/npm"
	exec node "$here/npm_test.mjs" "$build"/npm/gopx-*.tgz "$gopx" "$root/fixtures"
	;;
page)
	chromium=$(command -v chromium) || skip "chromium is not installed"
	"$root/scripts/web" "$module" "$build/gopx.html"
	exec node "$here/page_test.mjs" "$build/gopx.html" "$gopx" "$root/fixtures" "$chromium"
	;;
esac
