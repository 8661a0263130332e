#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Build the fuzz targets for OSS-Fuzz, which sets CC, CFLAGS, LIB_FUZZING_ENGINE, SRC (the
# parent folder of gopx), WORK and OUT. The packages of the stage "run" in scripts/lib/packages,
# libbrotli-dev's encoder, check and zip must be installed.
set -eu

cmake -S "$SRC/gopx" -B "$WORK/gopx" -G Ninja -DCMAKE_BUILD_TYPE=None \
	-DCMAKE_C_COMPILER="$CC" -DCMAKE_C_FLAGS="$CFLAGS" \
	-DCMAKE_EXE_LINKER_FLAGS="-Wl,-rpath,'\$ORIGIN/lib'" -DCMAKE_SKIP_RPATH=ON \
	-DBUILD_SHARED_LIBS=OFF -DGOPX_SANDBOX=OFF \
	-DGOPX_FUZZ=ON -DGOPX_FUZZ_ENGINE="$LIB_FUZZING_ENGINE"
ninja -C "$WORK/gopx" fuzzers

# The machines that run the targets have only the C library.
mkdir -p "$OUT/lib"
rm -f "$WORK/seeds.zip"
zip -q -j "$WORK/seeds.zip" "$SRC"/gopx/fixtures/*.bin
for program in "$WORK"/gopx/tests/fuzz/fuzz_*; do
	name=${program##*/}
	[ "$name" != fuzz_must_fail ] || continue
	cp "$program" "$OUT/"
	cp "$SRC/gopx/tests/fuzz/gopx.dict" "$OUT/$name.dict"
	cp "$WORK/seeds.zip" "$OUT/${name}_seed_corpus.zip"
	ldd "$program" | awk '$2 == "=>" { print $3 }' |
		grep -vE '/(libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so' |
		xargs -r cp -L -t "$OUT/lib"
done
