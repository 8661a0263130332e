#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx and UEFIExtract find the same section bodies in the images of $GOPX_CORPUS.

usage: corpus_oracle_test.py LIST_BODIES
"""

import os
import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent
# The test skips these folders: images for benchmarks, and single bodies and descriptors, which are
# not images.
OTHERS = {'vbt', 'gop', 'ifd', 'bench'}
# For this image, UEFIExtract would write 600 MiB of zeros to disk.
BOMBS = {'composed/bad_bomb_600M_nested.fv'}
PAPERS = {'.json', '.md', '.tsv', '.txt', '.ini', ''}


def images(root):
    """Return {name in the corpus: path}."""
    files = {path.relative_to(root): path for path in root.rglob('*') if path.is_file()}
    return {name.as_posix(): path for name, path in files.items()
            if name.parts[0] not in OTHERS and name.suffix not in PAPERS and
            name.as_posix() not in BOMBS}


if __name__ == '__main__':
    folder = os.environ.get('GOPX_CORPUS', '')
    if not folder or not os.path.isdir(folder):
        print('skipped: no corpus')
        sys.exit(oracle.SKIPPED)
    sys.exit(oracle.run(sys.argv[1], images(pathlib.Path(folder)),
                        HERE / 'corpus-differences.json', made_with='A62'))
