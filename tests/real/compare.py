# SPDX-License-Identifier: BSD-2-Clause
"""Compares a scan with the recorded answer and with two committed lists.

known-differences.json lists differences for which the recorded answer is wrong or missing: [{file,
what, sha256, reason}]. The reason states the bytes that show this. not-yet.json lists images of
kinds that gopx does not open yet: {file: reason}. An entry whose difference does not occur is a
failure, so old entries must be removed.
"""

import collections
import hashlib
import json
import re
import struct

Difference = collections.namedtuple('Difference', 'what sha256 text')


def short(sha256):
    return sha256[:12]


def visible(text):
    """Return a signature as gopx prints it: it ends before the first control character, and has no
    blanks at its end."""
    return re.split(r'[\x00-\x1f\x7f]', text)[0].rstrip(' ')


def pair(answers, findings, kind, same):
    """Pair each finding with one answer. Returns (pairs, differences)."""
    distinct = {answer.sha256: answer for answer in answers}
    differences, pairs = [], []
    for answer in distinct.values():
        mine = [f for f in findings if same(answer, f)]
        if not mine:
            differences.append(Difference(f'{kind} missing', answer.sha256,
                                          f'{answer.size} bytes'))
        pairs += [(answer, f) for f in mine[:1]]
        for twin in mine[1:]:
            differences.append(Difference(f'{kind} twice', twin['sha256'], 'one body, two '
                                          f'findings: {short(answer.sha256)}'))
    for f in findings:
        if not any(same(answer, f) for answer in distinct.values()):
            differences.append(Difference(f'{kind} extra', f['sha256'],
                                          f'{f["size"]} bytes, {f.get("path")}'))
    return pairs, differences


def same_gop(gop, finding):
    return (finding['sha256'], finding['size']) == (gop.sha256, gop.size) or \
        (finding['trimmed_sha256'], finding['trimmed_size']) == (gop.sha256, gop.size)


def same_vbt(vbt, finding):
    return (finding['trimmed_sha256'], finding['trimmed_size']) == (vbt.sha256, vbt.size)


def vbt_details(vbt, f):
    """Yield the facts about the table that are wrong: (fact, gopx's value, right value)."""
    if f['vbt_size'] != vbt.size:
        yield 'vbt_size', f['vbt_size'], vbt.size
    if vbt.stored and f['sha256'] not in (vbt.stored, vbt.sha256):
        yield 'stored', short(f['sha256']), short(vbt.stored)
    if vbt.signature is not None and \
       visible(f['signature']) != visible(vbt.signature):
        yield 'signature', f['signature'], vbt.signature
    for key in ('bdb_version', 'checksum_ok', 'origin'):
        right = getattr(vbt, key)
        if right is not None and f[key] != right:
            yield key, f[key], right


def machine(body):
    """Return gopx's name for the machine of a PE or TE image."""
    try:
        at = 2 if body[:2] == b'VZ' else struct.unpack_from('<I', body, 0x3c)[0] + 4
        number = struct.unpack_from('<H', body, at)[0]
    except struct.error:
        return 'none'
    return {0x8664: 'x64', 0x14c: 'ia32', 0xaa64: 'aa64'}.get(number, f'0x{number:04x}')


def places(data, finding):
    """Check each place of a finding outside packed data: the body must be there, and must be for
    the stated machine."""
    for place in finding['places']:
        if place['packed']:
            continue
        at = place['offset']
        body = data[at:at + finding['size']]
        if hashlib.sha256(body).hexdigest() != finding['sha256']:
            yield Difference('place', finding['sha256'], f'not at 0x{at:x}')
        elif finding['kind'] == 'gop' and machine(body) != finding['machine']:
            yield Difference('machine', finding['sha256'], finding['machine'])


def best(answer, findings):
    """Each kind must have one best finding. A table for the driver is better than a video BIOS's
    table."""
    for kind in sorted({f['kind'] for f in findings}):
        chosen = [f for f in findings if f['kind'] == kind and f['best']]
        if len(chosen) != 1:
            yield Difference(f'{kind} best', '', f'{len(chosen)} of them')
            continue
        right = [v.sha256 for v in answer.vbts if v.origin == 'gop']
        if kind == 'vbt' and right and chosen[0]['trimmed_sha256'] not in right:
            yield Difference('vbt best', chosen[0]['sha256'], 'from a video BIOS')


def message(answer, scan):
    """Check the diagnostics. If the answer requires a diagnostic about 'encrypted', 'unsupported'
    or 'limit', one of them must contain this word. Except for 'limit', a note is required, too."""
    said = json.dumps(scan.object['diagnostics']).lower()
    if answer.message and answer.message not in said:
        yield Difference('message', '', f'no diagnostic says "{answer.message}"')
    if answer.message in ('encrypted', 'unsupported') and not scan.notes:
        yield Difference('note', '', 'no finding says what to do next')


def exact(answer, scan, data):
    gops = [f for f in scan.findings if f['kind'] == 'gop']
    vbts = [f for f in scan.findings if f['kind'] == 'vbt']
    _, differences = pair(answer.gops, gops, 'gop', same_gop)
    pairs, more = pair(answer.vbts, vbts, 'vbt', same_vbt)
    differences += more
    for vbt, finding in pairs:
        for key, got, right in vbt_details(vbt, finding):
            differences.append(Difference(f'vbt {key}', finding['sha256'],
                                          f'{got}, not {right}'))
    for finding in scan.findings:
        if finding['kind'] not in ('gop', 'vbt'):
            differences.append(Difference('kind', finding['sha256'], finding['kind']))
        differences += places(data, finding)
    differences += best(answer, scan.findings)
    differences += message(answer, scan)
    if scan.exit != (0 if scan.findings else 1):
        differences.append(Difference('exit', '', f'{scan.exit} with '
                                      f'{len(scan.findings)} findings'))
    return differences


def survived(scan, known):
    """Check the findings in a damaged image: each must be a known body of the corpus."""
    for f in scan.findings:
        if f['sha256'] not in known and f['trimmed_sha256'] not in known:
            yield Difference(f'{f["kind"]} unknown', f['sha256'], f'{f["size"]} bytes')


def differences(answer, scan, data, known):
    """Return the list of differences between a scan and the correct answer."""
    if scan.fatal:
        return [Difference('fatal', '', scan.fatal)]
    if scan.refused:
        return []
    found = []
    if answer.sha256 and scan.object['sha256'] != answer.sha256:
        found.append(Difference('file', '', 'another file, by its SHA-256'))
    if answer.survive:
        return found + ([] if answer.unrecorded else list(survived(scan, known)))
    found += exact(answer, scan, data)
    if found and answer.otherwise:
        other = exact(answer.otherwise, scan, data)
        return found if other else []
    return found


class Lists:
    """The committed lists, and the set of entries whose differences occurred."""

    def __init__(self, known_differences, not_yet):
        self.known = {(e['file'], e['what'], e['sha256']): e['reason']
                      for e in known_differences}
        if len(self.known) != len(known_differences):
            raise ValueError('known-differences: an entry twice')
        self.not_yet = not_yet
        if not all(list(self.known.values()) + list(self.not_yet.values())):
            raise ValueError('an entry without a reason')
        self.met = set()

    def unexcused(self, file, found):
        """Return the differences that no entry of known-differences.json explains."""
        left = []
        for d in found:
            key = (file, d.what, d.sha256)
            if key in self.known and d.what != 'fatal':
                self.met.add(key)
            else:
                left.append(d)
        return left

    def stale(self, files):
        """Return lines about entries to remove: those of known-differences.json whose difference
        did not occur, and those of not-yet.json whose file is missing."""
        for key in sorted(set(self.known) - self.met):
            yield f'known-differences.json: {key[0]}: "{key[1]}" {short(key[2])} ' \
                'no longer occurs: remove it from the list'
        for file in sorted(set(self.not_yet) - set(files)):
            yield f'not-yet.json: {file}: no such file: remove it from the list'


class Tally:
    """The counts of a run, and the lines to print."""

    def __init__(self):
        self.right = self.judged = self.apart = 0
        self.failures = []
        self.slowest = self.largest = (0, '')

    def measure(self, file, scan):
        self.slowest = max(self.slowest, (scan.seconds, file))
        self.largest = max(self.largest, (scan.mebibytes, file))

    def add(self, file, found, lists):
        left = lists.unexcused(file, found)
        if file in lists.not_yet and not any(d.what == 'fatal' for d in left):
            if left:
                self.apart += 1
                return
            self.failures.append(f'not-yet.json: {file}: is right now: '
                                 'remove it from the list')
        self.judged += 1
        self.right += not left
        if left:
            says = '; '.join(f'{d.what} {short(d.sha256)} ({d.text})' for d in left)
            self.failures.append(f'{file}: {says}')

    def report(self, print_line):
        for line in self.failures:
            print_line('wrong: ' + line)
        print_line('slowest: %.2f s, %s' % self.slowest)
        print_line('largest: %.0f MiB, %s' % self.largest)
        print_line(f'{self.right} of {self.judged} images right, {self.apart} counted apart')
        return 1 if self.failures else 0
