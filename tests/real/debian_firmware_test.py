#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx and UEFIExtract find the same section bodies in Debian's own firmware.

usage: debian_firmware_test.py LIST_BODIES
"""

import pathlib
import sys

import oracle

HERE = pathlib.Path(__file__).parent
# The files of the packages ovmf, ovmf-ia32 and qemu-efi-aarch64.
FOLDERS = ('/usr/share/OVMF', '/usr/share/AAVMF', '/usr/share/qemu-efi-aarch64')
# The test skips these images, because UEFIExtract would write 64 MiB to disk for each of them. They
# have only variables and no section, like AAVMF_VARS.fd, which the test does not skip.
ALIKE = {'AAVMF_VARS.ms.fd', 'AAVMF_VARS.snakeoil.fd'}


def firmware():
    """Return {name: path}. Links are left out, because they lead to other images in the list."""
    return {path.name: path for folder in FOLDERS
            for path in pathlib.Path(folder).glob('*.fd')
            if not path.is_symlink() and path.name not in ALIKE}


if __name__ == '__main__':
    sys.exit(oracle.run(sys.argv[1], firmware(), HERE / 'debian-differences.json',
                        must_open=True))
