#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every table of the corpora as gopx vbt and intel_vbt_decode tell it.

usage: igt_test.py [--record] GOPX

igt-differences.json has what differs: for each reason the facts, and the tables by their
hash.  The list may only shrink: a difference that is not listed fails, and so does one that
is listed and gone.  With --record new ones get the reason "?": give them another one.
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
LARGEST = 1 << 20  # images above that have no table that is not elsewhere, too


def files():
    roots = [pathlib.Path(os.environ.get(name, '')) / sub for name, subs in
             (('GOPX_CORPUS', ('vbt',)), ('GOPX_FIELD', ('real2', 'reports/vbt')))
             for sub in subs if os.environ.get(name)]
    return sorted(path for root in roots if root.is_dir() for path in root.rglob('*')
                  if path.is_file() and path.stat().st_size < LARGEST)


def tables(gopx, folder):
    """Each distinct table as a file and as its JSON."""
    found = {}
    paths = files()
    lines = subprocess.run([gopx, 'vbt', '--json', *paths], capture_output=True,
                           check=False, timeout=600).stdout.splitlines()
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


def own_timing(t):
    if not t:
        return None
    h, v = t['hactive'] + t['hfront'], t['vactive'] + t['vfront']
    return [t['hactive'], h, h + t['hsync'], t['htotal'],
            t['vactive'], v, v + t['vsync'], t['vtotal'], t['clock_khz']]


def own_panel(prefix, panel):
    facts = {f'{prefix}.pnp_id': panel['pnp_id'], f'{prefix}.name': panel['name']}
    timing = panel['timing']
    if timing and timing['block'] == 42:
        facts[f'{prefix}.timing_42'] = own_timing(timing)
    edp = panel['edp']
    if edp:
        facts.update({f'{prefix}.power': edp['power_100us'],
                      f'{prefix}.bits': edp['bits_per_pixel'],
                      f'{prefix}.rate': edp['link_rate_mbps'] or 0})
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
    if panel and panel['type'] is not None:
        facts.update(own_panel(f'panels.{panel["type"]}', panel))
    return facts


def differences(item):
    file, table, name = item
    theirs, ours = igt.facts_of(file), own_facts(table)
    if 41 not in ours['blocks']:  # it makes one up, and says so
        theirs['blocks'] = [number for number in theirs['blocks'] if number != 41]
        theirs['block_sizes'].pop(41, None)
    differ = {}
    for fact in sorted(ours.keys() & theirs.keys()):
        if ours[fact] != theirs[fact] and (ours[fact] or theirs[fact]):
            kind = re.sub(r'panels\.\d+', 'panels', fact)
            differ.setdefault(kind, f'{name}: {fact}: ours {ours[fact]}, theirs {theirs[fact]}')
    return differ


def listed():
    """(table, fact) -> reason"""
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
    if not igt.available():
        print(f'skipped: {igt.TOOL} is missing (package intel-gpu-tools)')
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
