#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Frama-C 25 with WP (frama-c-base, Debian 12): a proof that leaves out one function.
#
# Expected: with -wp-skip-fct other, WP proves everything but the function other(). A lemma belongs
# to no function, so it is still a goal, and a false lemma keeps the proof from being complete.
# Seen: without this option, WP reports 3 of 4 goals as proved, because the lemma is false. With it,
# WP reports 2 of 2: there is no goal for the lemma, and no message says so. The proof of each
# function may use the lemma. -wp-fct same does the same. -wp-prop @lemma proves the lemmas alone, so
# scripts/prove runs such files twice.
#
# Exit status: 0 if WP still does this, 1 if it no longer does, 77 if this cannot be tested here.
set -eu

version=20220511-manganese-3+b4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# apt assumes that no package is installed, so it lists everything that the installation needs. Only
# Frama-C and the OCaml libraries that it loads are unpacked.
: >status
if ! apt-get -qq -s -o Dir::State::status="$folder/status" --no-install-recommends \
	install "frama-c-base=$version" >needed 2>/dev/null; then
	echo "skipped: no package frama-c-base $version" >&2
	exit 77
fi
sed -n 's/^Inst \([^ ]*\(frama-c\|ocaml\)[^ ]*\) (\([^ ]*\).*/\1=\3/p' needed >names
# shellcheck disable=SC2046 # one word a package
if ! apt-get download $(cat names) >/dev/null 2>&1; then
	echo "skipped: apt cannot download frama-c-base $version" >&2
	exit 77
fi
for package in *.deb; do
	dpkg-deb -x "$package" root
done
library=$folder/root/usr/lib/ocaml
printf 'path="%s"\nstdlib="%s"\n' "$library" "$library" >findlib.conf
export OCAMLFIND_CONF="$folder/findlib.conf"
export FRAMAC_SHARE="$folder/root/usr/share/frama-c"
export FRAMAC_LIB="$folder/root/usr/lib/frama-c"
export FRAMAC_PLUGIN="$FRAMAC_LIB/plugins"

cat >lemma.i <<'C'
/*@ lemma small: \forall integer x; x < 10; */
/*@ assigns \nothing; ensures \result == n; */
int same(int n) { return n; }
/*@ assigns \nothing; */
int other(int n) { return n; }
C

changed=0
# proves COUNT OPTION...: WP must report COUNT goals as proved.
proves() {
	count=$1
	shift
	root/usr/bin/frama-c -wp -wp-prover qed "$@" lemma.i >said 2>&1 || :
	proved=$(sed -n 's/^\[wp\] Proved goals: *//p' said)
	if [ "$proved" = "$count" ]; then
		echo "as seen: $count goals proved with: ${*:-no option}"
	else
		echo "changed: ${proved:-no} goals proved with: ${*:-no option}"
		cat said >&2
		changed=1
	fi
}
proves "3 / 4"
proves "2 / 2" -wp-skip-fct other
proves "2 / 2" -wp-fct same
proves "0 / 1" -wp-prop @lemma
exit "$changed"
