#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Compares gopx vbt and intel_vbt_decode for every table of the corpora.

usage: igt_test.py [--record] GOPX

igt-differences.json lists the known differences: for each reason, the facts that differ, and the
hashes of the tables. A difference that is not listed is a failure. A listed difference that does
not occur is a failure, too. --record adds new differences with the reason "?". Replace the "?".
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import igt

HERE = pathlib.Path(__file__).parent
LIST = HERE / 'igt-differences.json'
SKIPPED = 77
LARGEST = 1 << 20  # larger images have only tables that are also in other files


def files():
    roots = [pathlib.Path(os.environ.get(name, '')) / sub for name, subs in
             (('GOPX_CORPUS', ('vbt',)), ('GOPX_FIELD', ('real2', 'reports/vbt')))
             for sub in subs if os.environ.get(name)]
    return sorted(path for root in roots if root.is_dir() for path in root.rglob('*')
                  if path.is_file() and path.stat().st_size < LARGEST)


def tables(gopx, folder):
    """Return each distinct table as a file and as JSON."""
    found = {}
    paths = files()
    lines = subprocess.run([gopx, 'vbt', '--json', *paths], capture_output=True,
                           check=False).stdout.splitlines()
    for path, line in zip(paths, lines, strict=True):
        data = path.read_bytes()
        for table in json.loads(line)['tables']:
            if table['packed'] or table['path'].count('/') > 1:
                continue
            body = data[table['offset']:table['offset'] + table['vbt_size']]
            digest = hashlib.sha256(body).hexdigest()[:16]
            if digest not in found:
                file = pathlib.Path(folder) / digest
                file.write_bytes(body)
                found[digest] = (file, table, path.name)
    return found


def own_timing(p):
    """Return the timing in block 42, as intel_vbt_decode prints it."""
    if 'dtd-clock-khz' not in p:
        return None
    h, v = p['dtd-hactive'] + p['dtd-hfront'], p['dtd-vactive'] + p['dtd-vfront']
    return [p['dtd-hactive'], h, h + p['dtd-hsync'], p['dtd-hactive'] + p['dtd-hblank'],
            p['dtd-vactive'], v, v + p['dtd-vsync'], p['dtd-vactive'] + p['dtd-vblank'],
            p['dtd-clock-khz']]


def number(word, words):
    return words[word] if word in words else int(word, 0)


def own_rate(p):
    if 'fast-rate-kbps' in p:
        return round(p['fast-rate-kbps'] / 1000)
    return {'1.62': 1620, '2.7': 2700, '5.4': 5400}.get(p['fast-rate-gbps'], 0)


def own_panel(prefix, p):
    facts = {f'{prefix}.timing_42': own_timing(p)}
    if 'pnp-id' in p:
        facts[f'{prefix}.pnp_id'] = p['pnp-id']
        facts[f'{prefix}.name'] = p.get('name', '').strip() or None
    if 'bits-per-pixel' in p:
        facts[f'{prefix}.power'] = [p[f'{step}-us'] // 100
                                    for step in ('t1-t3', 't8', 't9', 't10', 't11-t12')]
        facts[f'{prefix}.bits'] = number(p['bits-per-pixel'], {})
        facts[f'{prefix}.rate'] = own_rate(p)
    if 'backlight' in p:
        facts[f'{prefix}.backlight'] = [
            number(p['backlight'], {'none': 0, 'i2c': 1, 'pwm': 2}),
            int(p['pwm-active-low']), p['pwm-hz'], p.get('min-brightness'), p.get('backlight-controller')]
    return facts


def own_facts(table):
    facts = {key: table[key] for key in ('version', 'header_size', 'vbt_size', 'checksum',
                                         'bdb_offset', 'bdb_version', 'bdb_size',
                                         'child_device_size')}
    facts['blocks'] = sorted({b['id'] for b in table['blocks']})
    sizes = {}
    for b in table['blocks']:
        sizes.setdefault(b['id'], b['size'])
    facts['block_sizes'] = dict(sorted(sizes.items()))
    for name in igt.CHILD:
        facts[f'devices.{name}'] = [d[name] for d in table['devices']]
    panel = table['panel']
    facts['panel.type'] = 255 if panel and panel['type'] is None else panel and panel['type']
    for i, fields in enumerate(table['fields']['panels']):
        facts.update(own_panel(f'panels.{i}', fields))
    return facts


def differences(item):
    file, table, name = item
    theirs, ours = igt.facts_of(file), own_facts(table)
    if theirs['version'] is None:
        return {'refused': f'{name}: refused'}
    if 41 not in ours['blocks']:  # intel_vbt_decode makes one up, and reports that
        theirs['blocks'] = [number for number in theirs['blocks'] if number != 41]
        theirs['block_sizes'].pop(41, None)
    for fact in (f'panels.{i}.backlight' for i in range(16)):
        if not ours.get(fact) or not theirs.get(fact):
            continue
        if ours[fact][4] is None:  # intel_vbt_decode reports a missing field as 0
            theirs[fact][4] = None
        # From BDB version 234, the minimum brightness is in another field, which intel_vbt_decode
        # ignores.
        if ours['bdb_version'] >= 234:
            ours[fact][3] = theirs[fact][3] = None
    differ = {}
    for fact in sorted(ours.keys() & theirs.keys()):
        if ours[fact] != theirs[fact] and (ours[fact] or theirs[fact]):
            kind = re.sub(r'panels\.\d+', 'panels', fact)
            differ.setdefault(kind, f'{name}: {fact}: ours {ours[fact]}, theirs {theirs[fact]}')
    return differ


def listed():
    """Return {(hash of a table, fact): reason} for the listed differences."""
    if not LIST.exists():
        return {}
    return {(digest, fact): reason
            for reason, facts in json.loads(LIST.read_text(encoding='utf-8')).items()
            for fact, digests in facts.items() for digest in digests}


def record(found, was):
    reasons = {}
    for digest, differ in sorted(found.items()):
        for fact in differ:
            reason = was.get((digest, fact), '?')
            reasons.setdefault(reason, {}).setdefault(fact, []).append(digest)
    LIST.write_text(json.dumps(reasons, indent=1, sort_keys=True) + '\n', encoding='utf-8')


def compare(found, was, complain):
    now = {(digest, fact): text for digest, differ in found.items()
           for fact, text in differ.items()}
    for key, text in now.items():
        if key not in was:
            complain(text)
    for digest, fact in was.keys() - now.keys():
        if digest in found:
            complain(f'{digest}: {fact} is listed and no longer differs')


def main():
    *options, gopx = sys.argv[1:]
    if igt.missing():
        print('skipped: ' + igt.missing())
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        inputs = tables(gopx, folder)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = dict(zip(inputs, pool.map(differences, inputs.values())))
    if not found:
        print('skipped: no corpus')
        return SKIPPED
    was = listed()
    if '--record' in options:
        record(found, was)
    wrong = []
    compare(found, was, wrong.append)
    print(*wrong, sep='\n')
    print(f'{len(found)} tables, {len(was)} listed differences, {len(wrong)} others')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
