#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Debian's own firmware: our section bodies are those that UEFIExtract cuts out.

usage: debian_firmware_test.py LIST_BODIES
"""

import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent
# Packages ovmf, ovmf-ia32 and qemu-efi-aarch64.
FOLDERS = ('/usr/share/OVMF', '/usr/share/AAVMF', '/usr/share/qemu-efi-aarch64')
# 64 MiB of variables each, as AAVMF_VARS.fd, and no section: UEFIExtract writes them out.
ALIKE = {'AAVMF_VARS.ms.fd', 'AAVMF_VARS.snakeoil.fd'}


def firmware():
    """{name: path}; without links, because they lead to other images here."""
    return {path.name: path for folder in FOLDERS
            for path in pathlib.Path(folder).glob('*.fd')
            if not path.is_symlink() and path.name not in ALIKE}


if __name__ == '__main__':
    sys.exit(oracle.run(sys.argv[1], firmware(), HERE / 'debian-differences.json',
                        must_open=True))
