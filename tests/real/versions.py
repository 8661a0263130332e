# SPDX-License-Identifier: BSD-2-Clause
"""Which version of a tool is installed.

Some lists of known differences belong to the version of Debian 12. Another version differs from
gopx in other files, so the comparison would say nothing about gopx.
"""

import subprocess


def other_version(package, expected):
    """Return the installed version of the package if it does not contain 'expected', else None.
    Without dpkg the version is unknown, which also gives None."""
    try:
        found = subprocess.run(['dpkg-query', '-W', '-f', '${Version}', package],
                               capture_output=True, check=False, encoding='utf-8').stdout
    except FileNotFoundError:
        return None
    return found if found and expected not in found else None
