#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Compares gopx try's reports on the drivers in $GOPX_CORPUS with a record.

usage: try_test.py [--full] [--record] GOPX

Each line of trials.json has a driver, a table of its generation, a device, and the result. A table
in doc/drivers.md is made from these lines. Each driver also runs with an LPC bridge that it
accepts, and with a bridge that it refuses (see the table of bridges in doc/drivers.md). --full
tries all 65,536 bridges with each driver, which takes minutes. --record writes the results to
trials.json and doc/drivers.md. Check what changed.
"""

import json
import os
import pathlib
import re
import resource
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
TRIALS = HERE / 'trials.json'
PAGE = HERE.parent.parent / 'doc' / 'drivers.md'
SKIPPED = 77
SECONDS = 3   # the limit of processor time for one driver, in the best of STARTS runs
STARTS = 3
LIGHT_UP = 25   # of the tested versions
QEMU_BRIDGE = 0x2918


def spans(ids):
    """Return sorted numbers in the form '9c40-9c41 9c43'."""
    out = []
    for i in ids:
        if out and out[-1][1] == i - 1:
            out[-1][1] = i
        else:
            out.append([i, i])
    return ' '.join(f'{a:04x}' if a == z else f'{a:04x}-{z:04x}' for a, z in out)


def ids_of(text):
    for part in text.split():
        first, _, last = part.partition('-')
        yield from range(int(first, 16), int(last or first, 16) + 1)


def number(version):
    return [int(n) for n in version.split('.')]


def bridges(page):
    """Read the table of bridges in the document. Return a function that returns the sorted bridges
    of a driver version, None if it accepts any bridge, or False if the table lacks it."""
    table = re.search(r'(?s)<!-- bridges -->\n(.*?)<!-- end -->', page)[1]

    def of(version):
        for line in table.splitlines()[2:]:
            versions, _, ids = [cell.strip() for cell in line.strip('|').split('|')]
            first, _, last = versions.partition(' to ')
            if number(first) <= number(version) <= number(last or first):
                return None if ids.startswith('any') else sorted(ids_of(ids))
        return False
    return of


class Tries:
    def __init__(self, gopx, root, full):
        self.gopx, self.root, self.full = gopx, root, full
        self.wrong = []

    def run(self, trial, *more):
        """Run gopx try. Return its JSON object, and its processor time in seconds."""
        args = [self.gopx, 'try', '--gop', self.root / trial['driver'],
                '--vbt', self.root / trial['table'], '--device', '8086:' + trial['device'],
                '--json', *more]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(args, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1) or not done.stdout:
            sys.exit(f'{args}: {done}')
        return json.loads(done.stdout), (after.ru_utime + after.ru_stime -
                                         before.ru_utime - before.ru_stime)

    def seen(self, trial):
        for _ in range(STARTS):
            o, seconds = self.run(trial)
            if seconds <= SECONDS:
                break
        else:
            self.fail(trial, f'takes {seconds:.1f} s')
        print(f"{trial['version']} {trial['device']}: {o['verdict']}, {seconds:.2f} s")
        return {
            'verdict': o['verdict'], 'display': o['display'],
            'modes': [f"{m['width']}x{m['height']}" for m in o['modes']],
            'reads_bridge': o['read_bridge'], 'dock': o['asked_dock'],
            'milliseconds': o['microseconds'] // 1000,
            'picture': o['picture'] and o['picture']['sha256'],
        }

    def fail(self, trial, what):
        self.wrong.append(f"{trial['version']} {trial['device']}: {what}")

    def check_bridges(self, trial, accepted):
        """Check that the driver accepts the bridges in the document, and no other."""
        if accepted is False or trial['seen']['verdict'] != 'lights-up':
            return
        if self.full:
            o, _ = self.run(trial, '--sweep', 'lpc')
            got = sorted(ids_of(' '.join(o['accepted']))) if o['read'] else None
            if got != accepted and not (accepted is None and len(got) == 65536):
                self.fail(trial, 'accepts ' + (spans(got) if got is not None else 'any'))
            return
        for bridge in [QEMU_BRIDGE] if accepted is None else [
                QEMU_BRIDGE, accepted[-1]]:
            o, _ = self.run(trial, '--lpc', f'8086:{bridge:04x}')
            wanted = accepted is None or bridge in accepted
            if (o['verdict'] == 'refuses-bridge') == wanted:
                self.fail(trial, f"{o['verdict']} with bridge {bridge:04x}")


RESULTS = {'lights-up': 'gives a picture', 'no-display': 'no picture', 'start-fails': 'gives up'}


def table(trials):
    lines = ['| version | device | table | result | display | modes | waits |',
             '|---|---|---|---|---|---|---|']
    for t in trials:
        s = t['seen']
        name = pathlib.PurePath(t['table'])
        lines.append(f"| {t['version']} | {t['device']} | {'/'.join(name.parts[1:])} | "
                     f"{RESULTS.get(s['verdict'], s['verdict'])} | "
                     f"{s['display'] or ''} | {' '.join(s['modes'])} | "
                     f"{s['milliseconds']} ms |")
    return '\n'.join(lines)


def with_table(page, trials):
    return re.sub(r'(?s)(<!-- trials -->\n).*?(\n<!-- end -->)',
                  lambda m: m[1] + table(trials) + m[2], page)


def missing(gopx):
    """Return the reason why nothing can be tried, or None."""
    if not pathlib.Path(os.environ.get('GOPX_CORPUS') or 'nowhere').is_dir():
        return 'skipped: no corpus (GOPX_CORPUS)'
    said = subprocess.run([gopx, 'try', '--gop', 'x', '--vbt', 'x', '--device', '3e9b'],
                          capture_output=True, check=False, text=True).stderr
    if 'without the emulator' in said:
        return 'skipped: this gopx was built without libunicorn'
    return None


def main(arguments):
    full, record = '--full' in arguments, '--record' in arguments
    gopx = arguments[-1]
    if missing(gopx):
        print(missing(gopx))
        return SKIPPED
    root = pathlib.Path(os.environ['GOPX_CORPUS'])
    page = PAGE.read_text(encoding='utf-8')
    trials, tries = json.loads(TRIALS.read_text()), Tries(gopx, root, full)
    accepted_by = bridges(page)
    for trial in trials:
        seen = tries.seen(trial)
        if record:
            trial['seen'] = seen
        elif seen != trial['seen']:
            tries.fail(trial, f"{seen}, recorded {trial['seen']}")
        tries.check_bridges(trial, accepted_by(trial['version']))
    lit = {t['version'] for t in trials if t['seen']['verdict'] == 'lights-up'}
    print(f"{len(lit)} of {len({t['version'] for t in trials})} versions light up")
    if record:
        TRIALS.write_text('[\n' + ',\n'.join(json.dumps(t) for t in trials) + '\n]\n')
        PAGE.write_text(with_table(page, trials), encoding='utf-8')
    elif with_table(page, trials) != page:
        tries.wrong.append('doc/drivers.md has another table: try_test.py --record')
    if len(lit) < LIGHT_UP:
        tries.wrong.append('too few light up')
    for line in tries.wrong:
        print('wrong: ' + line)
    return 1 if tries.wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
