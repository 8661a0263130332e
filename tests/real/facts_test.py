#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Compares gopx's report on every driver and table in $GOPX_CORPUS with a record.

usage: facts_test.py [--record] GOPX

The record is facts.json. It has names, numbers and hashes, but no bytes of drivers or tables. A
table in doc/drivers.md is made from it. --record writes both files again. Check what changed.
"""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import reference_walk

HERE = pathlib.Path(__file__).parent
FACTS = HERE / 'facts.json'
TABLE = HERE.parent.parent / 'doc' / 'drivers.md'
SKIPPED = 77

# Skip these files, because their drivers were changed for a test.
CHANGED = {'composed/gop_spelled_Gop.fv', 'composed/gop_as_te.fv'}

# The number of tables whose complete JSON is recorded. Their signatures differ.
RECORDED_TABLES = 10


def run(gopx, command, *args):
    done = subprocess.run([gopx, command, *map(os.fspath, args)], capture_output=True,
                          check=False)
    return done.stdout


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def order(fact):
    return [int(n) for n in fact['version'].split('.')] + [fact['machine'], fact['sha256']]


class Corpus:
    def __init__(self, gopx, root):
        self.gopx, self.root = gopx, root

    def images(self):
        for path in sorted(self.root.rglob('*')):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and '/' in name and not name.startswith('vbt/') and \
                    name not in CHANGED:
                yield path

    def drivers(self):
        """Return each distinct driver of any maker, with one file that contains it."""
        found = {}
        lines = run(self.gopx, 'scan', '--all-drivers', '--json',
                    *self.images()).splitlines()
        for image in map(json.loads, lines):
            for f in image['findings']:
                if f['kind'] != 'vbt':
                    found.setdefault(f['trimmed_sha256'], (f, image['file']))
        return found

    def bodies(self, file):
        """Return the trimmed drivers in the file by their hash."""
        with tempfile.TemporaryDirectory() as folder:
            run(self.gopx, 'extract', '--gop', '--all', '--trim', '-o', folder, file)
            bodies = [path.read_bytes() for path in pathlib.Path(folder).iterdir()]
        return {sha256(body): body for body in bodies}

    def tables(self):
        paths = sorted(path for path in (self.root / 'vbt').rglob('*') if path.is_file())
        lines = run(self.gopx, 'vbt', '--json', *paths).splitlines()
        return {os.fspath(path.relative_to(self.root)): json.loads(line)
                for path, line in zip(paths, lines, strict=True)}


def other_facts(drivers):
    """Return the facts about drivers of other makers."""
    return {digest: {'vendor': f['vendor'], 'machine': f['machine'],
                     'confidence': f['confidence'], 'size': f['trimmed_size']}
            for digest, (f, _) in sorted(drivers.items()) if f['kind'] == 'other-gop'}


def driver_facts(corpus, drivers, complain):
    facts = []
    for digest, (f, file) in drivers.items():
        if f['kind'] != 'gop':
            continue
        fact = {'sha256': digest, 'version': f['version'], 'machine': f['machine'],
                'size': f['trimmed_size'],
                'platforms': [p['code'] for p in f['platforms']],
                'devices': [d['id'].split(':')[1] for d in f['devices']]}
        if f['normalized_sha256'] != digest:
            fact['normalized_sha256'] = f['normalized_sha256']
        walked = reference_walk.version(corpus.bodies(file)[digest])
        if not f['version_exact'] or (f['machine'] == 'x64' and walked != f['version']):
            complain(f'{file}: {f["version"]}, by the reference walk {walked}')
        facts.append(fact)
    return sorted(facts, key=order)


def table_facts(table):
    """Return the complete JSON of a table. The sign-on text belongs to a vendor, so only its hash
    is recorded."""
    fact = {key: value for key, value in table.items() if key != 'sign_on'}
    fact['sign_on_sha256'] = sha256((table['sign_on'] or '').encode())
    fact['platforms'] = [p['code'] for p in table['platforms']]
    return fact


def without_fields(table):
    """Replace the fields with their hash: all fields together are almost the table itself."""
    fields = json.dumps(table['fields'], sort_keys=True)
    return {key: value for key, value in table.items() if key != 'fields'} | \
        {'fields_sha256': sha256(fields.encode())}


def all_tables(corpus, complain):
    tables = corpus.tables()
    for file, image in tables.items():
        if len(image['tables']) != 1:
            complain(f'{file}: {len(image["tables"])} tables')
    return {file: without_fields(image['tables'][0]) for file, image in tables.items()
            if image['tables']}


# ---- two versions, as described in the corpus's README --------------------------------

def check_comet_lake(facts, complain):
    """The driver 9.0.1084 supports Coffee Lake only; later versions support Comet Lake, too."""
    for fact in facts:
        if not re.match(r'9\.0\.1(084|096|107|109)', fact['version']):
            continue
        comet_lake = any(device.startswith('9b') for device in fact['devices'])
        if '3e9b' not in fact['devices']:
            complain(f'{fact["version"]}: without 3e9b')
        if comet_lake != (fact['version'] != '9.0.1084'):
            complain(f'{fact["version"]}: Comet Lake {comet_lake}')


# ---- the table in the documentation ------------------------------------------------------

def make_table(facts):
    lists = {}
    rows = ['| version | machine | bytes | devices | SHA-256 |', '|---|---|---|---|---|']
    for fact in facts:
        name = lists.setdefault(tuple(fact['devices']), (len(lists) + 1, fact))[0]
        rows.append(f'| {fact["version"]} | {fact["machine"]} | {fact["size"]} | '
                    f'[{name}](#devices) | `{fact["sha256"]}` |')
    rows += ['', '### Devices', '', '| list | devices | platforms | PCI device ids (8086:) |',
             '|---|---|---|---|']
    for devices, (name, fact) in lists.items():
        rows.append(f'| {name} | {len(devices)} | {" ".join(fact["platforms"])} | '
                    f'{" ".join(sorted(devices))} |')
    return '\n'.join(rows)


def with_table(text, facts):
    return re.sub(r'(?s)(<!-- drivers -->\n).*?(\n<!-- end -->)',
                  lambda m: m[1] + make_table(facts) + m[2], text)


# ---- recording and comparing -----------------------------------------------------------------

def pick(tables):
    """Return one table for each of the ten newest signatures, oldest first."""
    first = {}
    for file, table in sorted(tables.items(), key=lambda item: item[1]['bdb_version']):
        first.setdefault(table['signature'], file)
    return list(first.values())[-RECORDED_TABLES:]


def record(facts, others, tables):
    recorded = {'drivers': facts,
                'other_drivers': others,
                'blocks_not_ok': [f for f, t in tables.items() if not t['blocks_ok']],
                'tables': {file: table_facts(tables[file]) for file in pick(tables)}}
    FACTS.write_text(json.dumps(recorded, indent=1) + '\n', encoding='utf-8')
    TABLE.write_text(with_table(TABLE.read_text(encoding='utf-8'), facts), encoding='utf-8')


def compare(facts, others, tables, complain):
    recorded = json.loads(FACTS.read_text(encoding='utf-8'))
    was = {fact['sha256']: fact for fact in recorded['drivers']}
    now = {fact['sha256']: fact for fact in facts}
    for digest in sorted(was.keys() | now.keys()):
        if was.get(digest) != now.get(digest):
            complain(f'driver {digest}: was {was.get(digest)}, is {now.get(digest)}')
    if others != recorded['other_drivers']:
        complain(f'other drivers: {json.dumps(others, indent=1)}')
    for file, golden in recorded['tables'].items():
        table = table_facts(tables[file]) if file in tables else {}
        for key in sorted(golden.keys() | table.keys()):
            if golden.get(key) != table.get(key):
                complain(f'{file}: {key} was {golden.get(key)}, is {table.get(key)}')
    cut = [file for file, table in tables.items() if not table['blocks_ok']]
    if cut != recorded['blocks_not_ok']:
        complain(f'blocks do not end where the table ends: {cut}')
    text = TABLE.read_text(encoding='utf-8')
    if with_table(text, recorded['drivers']) != text:
        complain(f'{TABLE.name} is not made of facts.json')


def main():
    *options, gopx = sys.argv[1:]
    folder = os.environ.get('GOPX_CORPUS', '')
    wrong = []
    if not folder or not os.path.isdir(folder):
        print('skipped: no corpus')
        return SKIPPED
    corpus = Corpus(gopx, pathlib.Path(folder))
    drivers = corpus.drivers()
    facts = driver_facts(corpus, drivers, wrong.append)
    others = other_facts(drivers)
    tables = all_tables(corpus, wrong.append)
    check_comet_lake(facts, wrong.append)
    if '--record' in options:
        record(facts, others, tables)
    compare(facts, others, tables, wrong.append)
    print(*wrong, sep='\n')
    print(f'{len(facts)} drivers, {len(others)} of others, {len(tables)} tables, {len(wrong)} differences')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
