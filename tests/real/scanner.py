# SPDX-License-Identifier: BSD-2-Clause
"""Runs `gopx scan --json` on single files, measures the runs, and checks the output."""

import concurrent.futures
import json
import os
import re
import subprocess
import tempfile
import threading

EXITS = {0, 1, 3}
SECONDS = 2.0           # processor time of one scan
MEBIBYTES = 512         # resident
SANITIZED = 6           # the factor for both if sanitizers are linked in
HANGS_AFTER = 60        # seconds on the clock

TRIMMED = {'size': int, 'sha256': str, 'trimmed_size': int, 'trimmed_sha256': str}
FINDING = dict(TRIMMED, kind=str, best=bool, confidence=str, reasons=list,
               offset=int, inner_offset=(int, type(None)), packed=bool, places=list)
PLACE = {'path': str, 'offset': int, 'packed': bool}
GOP = {'machine': str, 'te': bool}
NOTE = {'code': str, 'text': str}
VBT = {'signature': str, 'vbt_size': int, 'bdb_version': int, 'checksum_ok': bool,
       'origin': str}
KINDS = {'gop': GOP, 'vbt': VBT, 'note': NOTE}
OBJECT = {'schema': str, 'file': str, 'size': int, 'sha256': str,
          'complete': bool, 'findings': list, 'diagnostics': list}
SHA256 = re.compile('[0-9a-f]{64}')


class Scan:
    """The result of one run. 'fatal' says why the run failed (crash, time, memory, output), or is
    None."""

    def __init__(self):
        self.fatal = None
        self.refused = False    # for an empty file: exit status 2 and no object
        self.exit = None
        self.seconds = 0.0
        self.mebibytes = 0.0
        self.object = None

    @property
    def findings(self):
        """Drivers and tables."""
        return [f for f in self._all if f['kind'] != 'note']

    @property
    def notes(self):
        return [f for f in self._all if f['kind'] == 'note']

    @property
    def _all(self):
        return [] if self.refused else self.object['findings']


class OutputError(Exception):
    pass


def without_twins(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise OutputError(f'a key twice: {keys}')
    return dict(pairs)


def no_constant(name):
    raise OutputError(f'{name} is not JSON')


def check_fields(where, value, fields):
    if not isinstance(value, dict):
        raise OutputError(f'{where} is not an object')
    for key, kind in fields.items():
        got = value.get(key)
        if key not in value or not isinstance(got, kind) or \
           (isinstance(got, bool) and kind is not bool):
            raise OutputError(f'{where}.{key} is {got!r}')
        if key.endswith('sha256') and not SHA256.fullmatch(got):
            raise OutputError(f'{where}.{key} is {got!r}')


def check_object(value, size):
    check_fields('object', value, OBJECT)
    if value['schema'] != 'gopx-scan/1':
        raise OutputError(f'schema {value["schema"]}')
    if value['size'] != size:
        raise OutputError(f'size {value["size"]}, the file has {size}')
    for i, finding in enumerate(value['findings']):
        where = f'findings[{i}]'
        check_fields(where, finding, FINDING)
        check_fields(where, finding, KINDS.get(finding['kind'], {}))
        if not finding['places']:
            raise OutputError(f'{where} lies nowhere')
        for place in finding['places']:
            check_fields(where + '.places[]', place, PLACE)


def parse_output(data, size):
    """Return the JSON object in the output of a scan of one file. Raise OutputError if the output
    is anything else."""
    try:
        text = data.decode('utf-8')
        lines = text.split('\n')
        if len(lines) != 2 or lines[1]:
            raise OutputError(f'{len(lines) - 1} lines, not one')
        value = json.loads(lines[0], object_pairs_hook=without_twins,
                           parse_constant=no_constant)
    except ValueError as error:
        raise OutputError(f'not JSON: {error}')
    check_object(value, size)
    return value


def sanitized(program):
    """True if the program is linked with a sanitizer."""
    with open(program, 'rb') as f:
        return re.search(rb'lib[amtu]+san\.so|__asan_init', f.read()) is not None


class Scanner:
    def __init__(self, command, factor=None):
        """'command' is the argument list before the file's name."""
        self.command = command
        if factor is None:
            factor = SANITIZED if sanitized(command[0]) else 1
        self.seconds = SECONDS * factor
        self.mebibytes = MEBIBYTES * factor
        self.hangs_after = HANGS_AFTER

    def scan(self, path):
        result = Scan()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(self.command + [str(path)], stdout=out, stderr=err,
                                       stdin=subprocess.DEVNULL)
            timer = threading.Timer(self.hangs_after, process.kill)
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            hung = not timer.is_alive()
            timer.cancel()
            process.returncode = result.exit = os.waitstatus_to_exitcode(status)
            result.seconds = usage.ru_utime + usage.ru_stime
            result.mebibytes = usage.ru_maxrss / 1024
            out.seek(0)
            err.seek(0)
            self.judge(result, out.read(), err.read(), os.path.getsize(path), hung)
        return result

    def judge(self, result, out, err, size, hung):
        if hung:
            result.fatal = f'killed after {self.hangs_after} s'
        elif size == 0 and result.exit == 2 and not out and b'is empty' in err:
            result.refused = True
        elif result.exit not in EXITS:
            last = err.decode('utf-8', 'replace').strip().splitlines()
            result.fatal = f'crash: exit {result.exit} ' + ' / '.join(last[:3])[:300]
        elif result.seconds > self.seconds:
            result.fatal = f'slow: {result.seconds:.2f} s of {self.seconds:.0f} s'
        elif result.mebibytes > self.mebibytes:
            result.fatal = f'memory: {result.mebibytes:.0f} MiB of {self.mebibytes:.0f}'
        else:
            try:
                result.object = parse_output(out, size)
            except OutputError as error:
                result.fatal = f'output: {error}'

    def scan_all(self, paths, jobs=2):
        """Return the scans in the order of 'paths'. Up to 'jobs' processes run at a time."""
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            return list(pool.map(self.scan, paths))
