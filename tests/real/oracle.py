# SPDX-License-Identifier: BSD-2-Clause
"""Compares gopx's section bodies with those of UEFIExtract.

In an image that is damaged on purpose (bad-*, bad_*), UEFIExtract gives up earlier than gopx. So
gopx may find more than UEFIExtract there, but never less. In all other images, both must find the
same, except for known differences.

A file lists the known differences: [{file, section, ours, theirs, reason}]. 'ours' has the SHA-256
of all bodies that only gopx found, and 'theirs' has those that only UEFIExtract found. A body that
is found twice is listed twice. An entry that is not exactly right is a failure, so old entries must
be removed.
"""

import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from versions import other_version

# gopx's name of each section type, and the text in UEFIExtract's info.txt.
SECTIONS = {'pe32': 'PE32 image', 'te': 'TE image', 'ui': 'UI', 'raw': 'Raw',
            'freeform': 'Freeform subtype GUID'}
# gopx may find more RAW sections than UEFIExtract, because UEFIExtract does not search files of
# type RAW for sections.
MORE_IS_RIGHT = {'raw'}
SECONDS = 3600  # after that, UEFIExtract counts as unable to open the file
SKIPPED = 77


def missing(made_with):
    """Return why UEFIExtract cannot be used here, or None. 'made_with' is the version with which
    the list of differences was made; '' for any version."""
    if shutil.which('UEFIExtract') is None:
        return 'no UEFIExtract'
    other = other_version('uefitool-cli', made_with)
    return other and f'the known differences are those of UEFIExtract {made_with}, not {other}'


def ours(list_bodies, path):
    """Return {type of section: Counter of SHA-256} for the bodies in gopx's tree."""
    run = subprocess.run([list_bodies, str(path)], stdin=subprocess.DEVNULL,
                         capture_output=True)
    if run.returncode:
        raise RuntimeError(f'{path}: exit {run.returncode} ' +
                           run.stderr.decode('utf-8', 'replace')[:500])
    bodies = {section: collections.Counter() for section in SECTIONS}
    for line in run.stdout.decode('utf-8').splitlines():
        _, kind, subtype, _, _, _, sha256 = line.split('\t')
        if kind == 'section' and subtype in bodies:
            bodies[subtype][sha256] += 1
    return bodies


def read_dump(folder):
    """Return the same for UEFIExtract's dump, in which each body has a separate folder."""
    bodies = {section: collections.Counter() for section in SECTIONS}
    for where, _, names in os.walk(folder):
        if 'info.txt' not in names:
            continue
        info = pathlib.Path(where, 'info.txt').read_text(encoding='utf-8',
                                                         errors='replace')
        for section, subtype in SECTIONS.items():
            if info.startswith(f'Type: Section\nSubtype: {subtype}\n'):
                body = b''
                if 'body.bin' in names:
                    body = pathlib.Path(where, 'body.bin').read_bytes()
                bodies[section][hashlib.sha256(body).hexdigest()] += 1
    return bodies


def scratch():
    """Return a folder in memory if it has enough room, because a dump has thousands of files."""
    memory = '/dev/shm'
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30:
        return memory
    return None


class EndedBySignal(Exception):
    """A signal ended UEFIExtract. No image of the tests may cause this."""


def theirs(path):
    """Return the bodies that UEFIExtract finds, or None if it cannot open the file."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        shutil.copyfile(path, folder + '/f')
        try:
            run = subprocess.run(['UEFIExtract', 'f', 'all'], cwd=folder,
                                 stdin=subprocess.DEVNULL, capture_output=True,
                                 timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return None
        if run.returncode < 0:
            raise EndedBySignal(f'UEFIExtract ended by signal {-run.returncode}')
        if run.returncode or not os.path.isdir(folder + '/f.dump'):
            return None
        return read_dump(folder + '/f.dump')


def only(left, right):
    return sorted((left - right).elements())


# These fixtures are packages.
PACKAGES = tuple(f'good-{name}.' for name in (
    '7z', 'cab', 'cbfs', 'fujitsu', 'ifwi', 'panasonic', 'phoenix-tdk', 'sfx', 'tar-xz',
    'upc', 'zip'))


def differences(file, left, right):
    name = os.path.basename(file)
    # As in damaged files, gopx may find more in packages, archives and single files of volumes,
    # because UEFIExtract does not open these.
    damaged = name.startswith(('bad-', 'bad_', 'ucp_', 'portwell_', *PACKAGES)) or \
        name.endswith(('.zip', '.7z', '.xz', '.cab', '.exe', '.UPC', '.ffs'))
    for section in SECTIONS:
        mine, yours = left[section], right[section]
        if damaged or section in MORE_IS_RIGHT:
            mine = mine & yours
        if mine != yours:
            yield {'file': file, 'section': section, 'ours': only(mine, yours),
                   'theirs': only(yours, mine)}


def load_listed(path):
    """Return {(file, section): entry}. Every entry needs a reason."""
    listed = {}
    for entry in json.loads(pathlib.Path(path).read_text(encoding='utf-8')):
        if not entry['reason'] or (entry['file'], entry['section']) in listed:
            raise ValueError(f'{path}: {entry["file"]}: no reason, or twice')
        listed[entry['file'], entry['section']] = entry
    return listed


def short(bodies):
    return ' '.join(sha256[:12] for sha256 in bodies) or 'nothing'


def judge(found, listed, compared):
    """Return the failures, one per line: unlisted differences, and wrong entries of the list."""
    found = {(d['file'], d['section']): d for d in found}
    for key, d in sorted(found.items()):
        entry = listed.get(key)
        if not entry or any(d[side] != sorted(entry[side]) for side in ('ours', 'theirs')):
            yield (f'{d["file"]}: {d["section"]}: only ours: {short(d["ours"])}; '
                   f'only UEFIExtract\'s: {short(d["theirs"])}')
    for key in sorted(set(listed) - set(found)):
        if key[0] in compared:
            yield f'{key[0]}: {key[1]}: no longer differs: remove it from the list'
        else:
            yield f'{key[0]}: was not compared: remove it from the list'


def compare(list_bodies, files, listed, jobs=2):
    """Compare the files {name: path}.

    Returns (failures, lines about files for which a signal ended UEFIExtract, compared files, files
    that UEFIExtract did not open, number of bodies).
    """
    signals = []

    def one(name):
        try:
            right = theirs(files[name])
        except EndedBySignal as ended:
            signals.append(f'{name}: {ended}')
            right = None
        return name, right, ours(list_bodies, files[name])

    found, compared, closed, bodies = [], [], [], 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for name, right, left in pool.map(one, sorted(files)):
            if right is None:
                closed.append(name)
                continue
            compared.append(name)
            bodies += sum(right[section].total() for section in SECTIONS)
            found += differences(name, left, right)
    return (list(judge(found, listed, compared)), sorted(signals), compared, closed,
            bodies)


def run(list_bodies, files, list_file, must_open=False, closed_to_them=(), made_with=''):
    """Run the whole test for the files {name: path}, and return its exit status.

    With must_open, UEFIExtract must open all files except those in closed_to_them, and no signal
    may end it. With made_with, the test is skipped for other versions of UEFIExtract.
    """
    why = missing(made_with) if files else 'no images'
    if why:
        print('skipped: ' + why)
        return SKIPPED
    listed = load_listed(list_file)
    failures, signals, compared, closed, bodies = compare(list_bodies, files, listed)
    if must_open:
        failures += signals
        failures += [f'{name}: UEFIExtract cannot open it'
                     for name in sorted(set(closed) - set(closed_to_them))]
        failures += [f'{name}: UEFIExtract opens it: compare it'
                     for name in sorted(set(closed_to_them) & set(compared))]
    for line in failures:
        print('wrong: ' + line)
    if closed:
        print('UEFIExtract cannot open: ' + ' '.join(closed))
    print(f'{len(compared)} of {len(files)} images compared, {bodies} bodies, '
          f'{len(listed)} differences listed')
    return 1 if failures or not bodies else 0
