#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs the commands that write files, with a fault at each of their system calls.

strace injects one fault in each run: SIGKILL, SIGTERM, a full disk or a missing permission. No
fault is injected before the first system call that concerns a file of the test.
After each run, drill.py checks the output files. A run that reports failure must leave the complete
old state or the complete new state. A run that reports success must leave the new state. A killed
run must leave each file complete, with its old or its new content.

Usage: drill.py ROOT GOPX [COMMAND]...
"""

import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

# The name of each fault: strace's option for it, and whether all later system calls of the same
# name fail, too.
FAULTS = {
    'kill': ('signal=SIGKILL', False),
    'terminate': ('signal=SIGTERM', False),
    'disk full': ('error=ENOSPC', False),
    'no permission': ('error=EACCES', False),
    'disk full from then on': ('error=ENOSPC', True),
    'no permission from then on': ('error=EACCES', True),
    'read-only from then on': ('error=EROFS', True),
}
# System calls without a fault: they never fail, or strace makes them itself.
NEVER = {'execve', 'exit', 'exit_group', 'rt_sigreturn'}
# These system calls get only signals. To make a call fail, strace skips it: memory would stay
# allocated, or a file open.
ONLY_SIGNALS = {'munmap', 'wait4', 'brk', 'close'}
# Only for these system calls, there are runs in which all later calls fail, too.
OUTPUT = {'openat', 'write', 'fsync', 'renameat', 'renameat2', 'unlinkat', 'mkdir'}
# If one of these system calls fails, a temporary file may stay: gopx has no other way to remove it.
REMOVAL = {'renameat', 'renameat2', 'unlinkat'}
LIMIT = 120  # seconds for one run
COUNTED = ('faults', *FAULTS, 'old state', 'new state', 'each file whole, some new',
           'left a temporary file')


def commands(root):
    """Return the arguments of each command, and whether it writes a file or a folder."""
    both = str(root / 'fixtures/good-spi-laptop.bin')
    archive = str(root / 'fixtures/good-zip.bin')
    guest = str(root / 'fixtures/good-guest-firmware.bin')
    return {
        'extract': (['extract', '-o', 'out', both], 'folder'),
        'unpack': (['unpack', '-o', 'out', archive], 'folder'),
        'rom': (['rom', '-o', 'out/new.rom', '--from', both], 'file'),
        'vbt': (['vbt', '--fix-checksum', '-o', 'out/new.vbt', both], 'file'),
        'inject': (['inject', '-o', 'out/new.fd', '--from', both, guest], 'file'),
    }


def look(folder):
    """Return the content of the output folder as {name: bytes}, or None without a folder."""
    try:
        return {path.name: path.read_bytes() for path in sorted((folder / 'out').iterdir())}
    except FileNotFoundError:
        return None  # there is no folder, or gopx's keeper process is just removing it


def is_temporary(name):
    return re.fullmatch(r'\.gopx-\d+-\d+\.tmp', name) is not None


class Drill:
    def __init__(self, gopx, name, arguments, kind, forced):
        self.argv = [gopx, *arguments] + (['--force'] if forced else [])
        self.name = name + (' --force' if forced else '')
        self.kind, self.forced = kind, forced
        self.counts = collections.Counter()
        self.bad = []

    def prepare(self, folder):
        """Make the old state: the output files with old content, or none of them."""
        shutil.rmtree(folder / 'out', ignore_errors=True)
        if self.forced:
            (folder / 'out').mkdir()
            for name in self.new:
                (folder / 'out' / name).write_bytes(b'old ' + name.encode())
        elif self.kind == 'file':
            (folder / 'out').mkdir()
        return look(folder)

    def strace(self, folder, *options):
        """Run the command under strace. Only its main process gets the fault. Its keeper process
        gets none, because it must still remove the empty folder afterwards."""
        argv = ['strace', '-qq', '-o', str(folder / 'log'), *options, *self.argv]
        with subprocess.Popen(argv, cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:
            try:
                return process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return None

    def calls(self, folder):
        """Return the system calls from the first one that concerns a file of the test, as (name,
        number among the calls of this name, whether the call closes a written file)."""
        seen, begun, calls, written = collections.Counter(), False, [], set()
        for line in (folder / 'log').read_text('utf-8', 'replace').splitlines():
            match = re.match(r'([a-z_0-9]+)\(', line)
            if not match:
                continue
            call = match[1]
            seen[call] += 1
            if call in NEVER:
                continue
            begun = begun or '"out' in line or 'fixtures/' in line
            opened = re.search(r'\.gopx-.*O_CREAT.* = (\d+)$', line)
            if opened:
                written.add(f'close({opened[1]})')
            closes = next((word for word in written if line.startswith(word)), None)
            written.discard(closes)
            if begun:
                calls.append((call, seen[call], closes is not None))
        return calls

    def plan(self, folder):
        self.new = {}
        (folder / 'out').mkdir(exist_ok=True)
        if self.kind == 'folder':
            (folder / 'out').rmdir()
        unforced = [word for word in self.argv if word != '--force']
        subprocess.run(unforced, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.new = look(folder)
        self.prepare(folder)
        if self.strace(folder) != 0:
            sys.exit(f'drill: {self.name} fails without a fault')
        for call, when, closes_output in self.calls(folder):
            for fault, (inject, stays) in FAULTS.items():
                error = inject.startswith('error')
                if (error and call in ONLY_SIGNALS and not closes_output) or \
                        (stays and call not in OUTPUT):
                    continue
                stay = '+' if stays else ''
                yield fault, call, when, f'inject={call}:{inject}:when={when}{stay}'

    def judge(self, fault, call, status, old, now):
        """Return a description of the wrong state after a fault, or None if it is right."""
        files = {name: data for name, data in (now or {}).items()
                 if not is_temporary(name)}
        if len(files) != len(now or {}):
            self.counts['left a temporary file'] += 1
            if fault != 'kill' and call not in REMOVAL:
                return 'a temporary file is left'
        was = old or {}
        for name in set(was) | set(files):
            if name not in files:
                return f'{name} is lost'
            if files[name] not in (was.get(name), self.new.get(name)):
                return f'{name} is half written'
        if files == self.new:
            self.counts['new state'] += 1
        elif files == was:
            self.counts['old state'] += 1
            if status == 0:
                return 'success, and nothing new is there'
        elif fault == 'kill':
            self.counts['each file whole, some new'] += 1
        else:
            return f'a mixture after status {status}'
        return None

    def run(self, folder, stride):
        for number, (fault, call, when, inject) in enumerate(self.plan(folder)):
            if number % stride:
                continue
            old = self.prepare(folder)
            status = self.strace(folder, '-e', inject)
            self.counts['faults'] += 1
            self.counts[fault] += 1
            where = f'{self.name}: {fault} at {call} {when}'
            if status is None:
                self.bad.append(f'{where}: still runs after {LIMIT} s')
                continue
            wrong = self.judge(fault, call, status, old, look(folder))
            if wrong:
                self.bad.append(f'{where}: {wrong}')


def run(root, gopx, name, forced, stride):
    with tempfile.TemporaryDirectory(prefix='gopx-drill-') as place:
        drill = Drill(gopx, name, *commands(root)[name], forced)
        drill.run(pathlib.Path(place), stride)
    counts = ', '.join(f'{drill.counts[what]} {what}' for what in COUNTED)
    print(f'{drill.name}: {counts}', flush=True)
    return drill


def main():
    root, gopx = pathlib.Path(sys.argv[1]), str(pathlib.Path(sys.argv[2]).resolve())
    names = sys.argv[3:] or list(commands(root))
    stride = int(os.environ.get('GOPX_DRILL_STRIDE', '1'))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        drills = [pool.submit(run, root, gopx, name, forced, stride)
                  for name in names for forced in (False, True)]
        done = [drill.result() for drill in drills]
    faults = sum(drill.counts['faults'] for drill in done)
    bad = [words for drill in done for words in drill.bad]
    print('\n'.join(bad + [f'{faults} faults, {len(bad)} of them left '
                           'a lost, half written or mixed state']))
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
