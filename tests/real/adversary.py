# SPDX-License-Identifier: BSD-2-Clause
"""Compares the scan of a composed image of the field set with its entry in TRUTH.json.

'expect' of an entry says what is right: find (the bodies listed), nogop (the tables
listed, no driver), note (nothing found, and a note that says why), any (survive it).
'best' names the bodies that have to be chosen; 'note': 'pair' wants the chosen driver
and table to be of one platform.
"""


def same_body(finding, sha256):
    return sha256 in (finding['sha256'], finding['trimmed_sha256'])


def of_kind(scan, kind):
    return [f for f in scan.findings if f['kind'] == kind]


def invented(entry, scan):
    """Findings that are not in the image by construction."""
    right = {'gop': {gop['sha256'] for gop in entry['gop']},
             'vbt': {vbt['sha_trim'] for vbt in entry['vbt']}}
    for f in scan.findings:
        if not any(same_body(f, sha256) for sha256 in right.get(f['kind'], ())):
            yield f'{f["kind"]} invented'


def lost_gops(entry, scan):
    for gop in entry['gop']:
        mine = [f for f in of_kind(scan, 'gop') if same_body(f, gop['sha256'])]
        # The driver with exactly the bytes that were put in comes before one with more.
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
    # A note that explains an image is wrong if everything should have been found.
    elif lost and entry['expect'] != 'note' and scan.notes:
        yield 'note instead'


def differences(entry, scan):
    """A list of what is wrong, sorted, without repetition; [] means correct."""
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
