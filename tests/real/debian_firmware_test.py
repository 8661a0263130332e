#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Debian's own firmware: our PE32 and TE bodies are those that UEFIExtract cuts out.

usage: debian_firmware_test.py LIST_BODIES
"""

import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent
SKIPPED = 77
# Packages ovmf, ovmf-ia32 and qemu-efi-aarch64.
FOLDERS = ('/usr/share/OVMF', '/usr/share/AAVMF', '/usr/share/qemu-efi-aarch64')


def firmware():
    """The images, one path a name and links left out."""
    paths = {}
    for folder in FOLDERS:
        for path in sorted(pathlib.Path(folder).glob('*.fd')):
            if not path.is_symlink():
                paths.setdefault(path.name, path)
    return list(paths.values())


def main():
    paths = firmware()
    if not paths or not oracle.available():
        print('skipped: no firmware' if not paths else 'skipped: no UEFIExtract')
        return SKIPPED
    listed = oracle.load_listed(HERE / 'debian-differences.json')
    failures, compared, closed, bodies = oracle.compare(sys.argv[1], paths, listed)
    failures += [f'{name}: UEFIExtract cannot open it' for name in closed]
    for line in failures:
        print('wrong: ' + line)
    print(f'{len(compared)} images compared, {bodies} bodies, '
          f'{len(listed)} differences listed')
    return 1 if failures or not bodies else 0


if __name__ == '__main__':
    sys.exit(main())
