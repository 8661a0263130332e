#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The tables in doc/qemu.md and doc/drivers.md have the same content as the tables of gopx config.

usage: tables_test.py [--update] PAGE SOURCE

PAGE is the program made from tables_page.c. --update writes the tables into the documents.
"""

import pathlib
import re
import subprocess
import sys

DOCUMENTS = {'doc/qemu.md': ('releases', 'families', 'pve', 'ovmf'),
             'doc/drivers.md': ('bridges',)}
TABLE = re.compile(r'<!-- (\w+) -->\n(?:\|.*\n)*<!-- end -->\n')


def main(arguments):
    update = arguments[:1] == ['--update']
    page, source = arguments[update:]
    tables = {m[1]: m[0] for m in TABLE.finditer(
        subprocess.run([page], check=True, stdout=subprocess.PIPE, text=True).stdout)}
    stale = 0
    for name, wanted in DOCUMENTS.items():
        path = pathlib.Path(source, name)
        text = path.read_text(encoding='utf-8')
        assert set(wanted) <= set(tables), tables.keys()
        for table in wanted:
            assert f'<!-- {table} -->\n' in text, (name, table)
        new = TABLE.sub(lambda m: tables.get(m[1], m[0]), text)
        if update:
            path.write_text(new, encoding='utf-8')
        elif new != text:
            print(f'{name} has other tables: tables_test.py --update {page} {source}')
            stale += 1
    return 1 if stale else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
