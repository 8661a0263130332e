#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Two builds of the command say the same of every fixture: answers.sh SOURCE GOPX GOPX
set -eu
source=$1

# answer GOPX IMAGE
answer() {
	"$1" scan --json "$2" 2>&1 || echo "status $?"
}

for image in "$source"/fixtures/*.bin; do
	if [ "$(answer "$2" "$image")" != "$(answer "$3" "$image")" ]; then
		echo "$image: not the same answer"
		exit 1
	fi
done
