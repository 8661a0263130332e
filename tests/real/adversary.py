# SPDX-License-Identifier: BSD-2-Clause
"""Compares the scan of a composed image with its entry in TRUTH.json.

'expect' is the correct result:
  find   the listed bodies
  nogop  the listed tables, and no driver
  note   no driver and no table, but a note with the reason
  any    any result without a crash
'best' lists the bodies that gopx must choose. If 'note' is 'pair', the chosen driver and the chosen
table must be for the same platform.
"""


def same_body(finding, sha256):
    return sha256 in (finding['sha256'], finding['trimmed_sha256'])


def of_kind(scan, kind):
    return [f for f in scan.findings if f['kind'] == kind]


def invented(entry, scan):
    """Yield an error for each finding that is not in the image's entry."""
    right = {'gop': {gop['sha256'] for gop in entry['gop']},
             'vbt': {vbt['sha_trim'] for vbt in entry['vbt']}}
    for f in scan.findings:
        if not any(same_body(f, sha256) for sha256 in right.get(f['kind'], ())):
            yield f'{f["kind"]} invented'


def lost_gops(entry, scan):
    for gop in entry['gop']:
        mine = [f for f in of_kind(scan, 'gop') if same_body(f, gop['sha256'])]
        # Prefer a driver with exactly the expected bytes to a driver with more bytes.
        mine.sort(key=lambda f: f['sha256'] != gop['sha256'])
        if not mine:
            yield 'gop lost'
        elif gop.get('version') and mine[0]['version'] != gop['version']:
            yield 'gop version'
        elif gop.get('normalized') and mine[0]['normalized_sha256'] != gop['normalized']:
            yield 'gop normalized'


def lost_vbts(entry, scan):
    for vbt in entry['vbt']:
        if not any(f['trimmed_sha256'] == vbt['sha_trim'] for f in of_kind(scan, 'vbt')):
            yield 'vbt lost'


def chosen(scan, kind):
    return next((f for f in of_kind(scan, kind) if f['best']), None)


def platforms(finding):
    return {platform['code'] for platform in finding['platforms']}


def wrong_choice(entry, scan):
    for kind, sha256 in entry.get('best', {}).items():
        best = chosen(scan, kind)
        if best is None or not same_body(best, sha256):
            yield f'{kind} best'
    if entry.get('note') == 'pair':
        gop, vbt = chosen(scan, 'gop'), chosen(scan, 'vbt')
        if gop and vbt and not platforms(gop) & platforms(vbt):
            yield 'pair'


def silent(entry, scan, lost):
    if entry['expect'] == 'note' and not scan.notes and not scan.findings:
        yield 'nothing said'
    # If the scan should find a body that it did not find, a note is not enough.
    elif lost and entry['expect'] != 'note' and scan.notes:
        yield 'note instead'


def differences(entry, scan):
    """Return a sorted list of errors, each of them once. An empty list means a correct result."""
    if scan.fatal:
        return ['fatal: ' + scan.fatal]
    found = []
    if scan.object['sha256'] != entry['sha256']:
        found.append('another file')
    if entry['expect'] != 'any':
        found += invented(entry, scan)
    lost = []
    if entry['expect'] in ('find', 'nogop'):
        lost = list(lost_gops(entry, scan)) + list(lost_vbts(entry, scan))
        found += lost + list(wrong_choice(entry, scan))
    found += silent(entry, scan, [what for what in lost if what.endswith('lost')])
    return list(dict.fromkeys(found))
