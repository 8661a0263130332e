#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""A scan that an attacker controls cannot use dangerous system calls."""

import os
import platform
import resource
import shutil
import signal
import subprocess
import time
import unittest

import support
from support import BOTH

COMPROMISED = os.environ['GOPX_COMPROMISED']
SANITIZED = 'GOPX_SANITIZED' in os.environ

# These system calls end the process, because gopx never needs them.
DEADLY = ('execve', 'execveat', 'socket', 'unix-socket', 'socketpair', 'connect', 'bind',
          'read-process', 'write-process', 'io-uring', 'bpf') + \
    (() if SANITIZED else ('ptrace',))
# Landlock refuses these calls, also on a kernel without seccomp.
FILES = ('read', 'write', 'create', 'list', 'remove', 'rename', 'link', 'symlink', 'mkdir',
         'truncate')
OUTSIDE = FILES + ('chmod',)
OUTPUT = ('output-setuid', 'output-program', 'output-device', 'output-read', 'output-write',
          'above-read', 'above-write', 'above-create', 'above-remove', 'above-rename')
ABOVE = ('above-read', 'above-write', 'above-create', 'above-remove', 'above-rename')
# Other system calls, and variants of the calls above. seccomp must refuse them on all kernels.
OTHER_WAYS = ('device', 'signal-thread', 'signal-thread-old', 'type-on-terminal',
              'other-process', 'session', 'send') + \
    (('old-write', 'old-create', 'old-remove', 'old-rename')
     if platform.machine() == 'x86_64' else ())
PROCESS = ('fork', 'kill', 'mmap', 'mprotect', 'new-namespace')
LIMITS = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 4 << 30,
          resource.RLIMIT_CPU: 3600, resource.RLIMIT_NOFILE: 16}
EXTRACT = ('extract', '--force', '-o', 'out')
DENIED = ('Operation not permitted', 'Permission denied', 'Invalid cross-device link')


def namespaces_allowed():
    """True if user namespaces are allowed. A chroot and many containers do not allow them."""
    return subprocess.run(['unshare', '--user', 'true'], stderr=subprocess.DEVNULL,
                          check=False).returncode == 0


class Sandbox(support.Case):
    def setUp(self):
        super().setUp()
        self.lay()

    def lay(self):
        """Restore the files to their state at the start of the test."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        (self.folder / 'out').mkdir()
        self.write('secret', b'mine')
        self.write('out/old', b'mine')

    def attempt(self, name, *args, lacks=None, thread=False, expect=0):
        """Let the scan make a system call, and return the result that it prints, or None."""
        env = {'GOPX_ATTEMPT': name}
        if lacks:
            env['GOPX_KERNEL_LACKS'] = lacks
        if thread:
            env['GOPX_ATTEMPT_IN'] = 'thread'
        args = args or ('scan',)
        done = self.gopx(*args, BOTH, expect=expect, env=env, program=COMPROMISED)
        said = [line.removeprefix('attempt: ') for line in done.err.splitlines()
                if line.startswith('attempt: ')]
        return said[0] if said else None

    def assert_denied(self, name, *args, **options):
        said = self.attempt(name, *args, **options)
        self.assertIn(said, DENIED, name)
        self.assertEqual((self.folder / 'secret').read_bytes(), b'mine')
        self.assertEqual((self.folder / 'out' / 'old').read_bytes(), b'mine')
        self.assertEqual((self.folder / 'secret').stat().st_mode & 0o111, 0)
        self.assertNotIn('made', self.names() + self.names('out'))

    def test_attempts_would_work(self):
        # Without the sandbox, each attempt succeeds. This shows that the test can fail.
        for name in OUTSIDE + PROCESS + OUTPUT + ('socket', 'unix-socket'):
            with self.subTest(name):
                if name == 'new-namespace' and not namespaces_allowed():
                    self.skipTest('no user namespaces here')
                self.lay()
                said = self.attempt(name, 'extract', '-o', 'out', '--no-sandbox')
                if name == 'output-device' and said == 'Invalid argument':
                    self.skipTest('no whiteouts on this file system (overlayfs, as in containers)')
                self.assertEqual(said, 'done')

    def test_a_program_would_run(self):
        done = self.gopx('scan', '--no-sandbox', BOTH, program=COMPROMISED,
                         env={'GOPX_ATTEMPT': 'execve'})
        self.assertEqual((done.out, done.err), (b'', ''))

    def test_scan(self):
        for name in OUTSIDE + PROCESS:
            with self.subTest(name):
                self.assert_denied(name)

    def test_many_files(self):
        # If there are several files, a second process opens them, and sends their descriptors over
        # a socket. The scanning process has only this socket.
        for name in OUTSIDE + PROCESS:
            with self.subTest(name):
                self.assert_denied(name, 'scan', BOTH)
                if not SANITIZED or name not in ('read', 'list'):
                    self.assert_denied(name, 'scan', BOTH, lacks='landlock')

    def test_other_ways(self):
        for lacks in (None, 'landlock'):
            for name in OTHER_WAYS:
                with self.subTest(name, lacks=lacks):
                    # The error shows that seccomp refused the call. Landlock and the kernel would
                    # return other errors.
                    self.assert_denied(name, lacks=lacks)
        self.assert_denied('chmod-output', *EXTRACT)

    def looked_at(self, *args):
        """Return /proc/PID/status and /proc/PID/limits of a command that waits during its scan."""
        process = self.start(*args, BOTH, program=COMPROMISED, env={'GOPX_ATTEMPT': 'wait'})
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        while True:
            with open(f'/proc/{process.pid}/status', encoding='ascii') as file:
                status = dict(line.split(':\t', 1) for line in file.read().splitlines())
            with open(f'/proc/{process.pid}/syscall', encoding='ascii') as file:
                waits = file.read().split()[:2]
            if len(waits) == 2 and waits[1] != '0x0' and status['State'][0] == 'S' and \
                    (status['Seccomp'] == '2' or '--no-sandbox' in args):
                break
            time.sleep(0.01)
        return status, {which: resource.prlimit(process.pid, which) for which in LIMITS}

    def test_rights_that_are_given_up(self):
        for args in (('scan',), EXTRACT):
            status, limits = self.looked_at(*args)
            self.assertEqual((status['NoNewPrivs'], status['Seccomp']), ('1', '2'))
            for which, most in LIMITS.items():
                soft, hard = limits[which]
                for limit in (soft, hard):
                    self.assertNotEqual(limit, resource.RLIM_INFINITY, which)
                    self.assertLessEqual(limit, most, which)

    def test_threads(self):
        for name in OUTSIDE + PROCESS:
            with self.subTest(name):
                self.assert_denied(name, thread=True)

    def test_extract(self):
        for name in OUTSIDE + PROCESS + OUTPUT:
            with self.subTest(name):
                self.assert_denied(name, *EXTRACT)
        self.assertEqual(self.attempt('output-create', *EXTRACT), 'done')

    def test_deadly(self):
        for name in DEADLY:
            for args in (('scan',), EXTRACT):
                with self.subTest(name):
                    said = self.attempt(name, *args, expect=-signal.SIGSYS)
                    self.assertIsNone(said)

    def test_every_command(self):
        for args in (['tree'], ['search', '--text', 'Intel'], ['extract', '--gop', '-o', '-'],
                     ['rom', '-o', 'out/rom', '--force', '--from'], ['vbt'],
                     ['vbt', '--fix-checksum', '-o', 'out/vbt'],
                     ['rom', '-o', 'out', '--extract'], ['inject', '--list'],
                     ['inject', '--from', BOTH, '-o', 'out/ovmf'],
                     ['map', '-o', 'out/map.svg'], ['unpack', '-o', 'out/all'],
                     ['opregion', '-o', 'out/region', '--vbt']):
            with self.subTest(args[0]):
                done = self.gopx(*args, BOTH, program=COMPROMISED, expect=None,
                                 env={'GOPX_ATTEMPT': 'read'})
                self.assertRegex(done.err, '|'.join(DENIED))
        self.write('expected', self.gopx('scan', '--json', BOTH).out)
        done = self.gopx('check', 'expected', BOTH, program=COMPROMISED,
                         env={'GOPX_ATTEMPT': 'read'})
        self.assertRegex(done.err, '|'.join(DENIED))

    def test_kernel_without_landlock(self):
        for name in OUTSIDE + PROCESS:
            if SANITIZED and name in ('read', 'list'):
                continue    # the leak checker may read
            with self.subTest(name):
                self.assert_denied(name, lacks='landlock')
                self.assert_denied(name, *EXTRACT, lacks='landlock')
        self.assertEqual(self.told('landlock')['file system closed (Landlock)'], 'no')
        self.assertEqual(self.told('landlock')['system calls filtered (seccomp)'], 'yes')

    @unittest.skipIf(SANITIZED or os.getuid() != 0, 'nobody but root may change its root')
    def test_root_without_landlock(self):
        for name in ABOVE:
            with self.subTest(name):
                self.lay()
                self.attempt(name, *EXTRACT, lacks='landlock')
                self.assertEqual(self.names(), ['out', 'secret'])
                self.assertEqual((self.folder / 'secret').read_bytes(), b'mine')

    def test_kernel_without_seccomp(self):
        for name in FILES:
            with self.subTest(name):
                self.assert_denied(name, lacks='seccomp')
        for name in ABOVE:
            with self.subTest(name):
                self.assert_denied(name, *EXTRACT, lacks='seccomp')
        self.assertEqual(self.told('seccomp')['system calls filtered (seccomp)'], 'no')
        self.assertIn('yes', self.told('seccomp')['file system closed (Landlock)'])

    def told(self, lacks=None, *args):
        env = {'GOPX_KERNEL_LACKS': lacks} if lacks else {}
        done = self.gopx('--version', '--verbose', *args, program=COMPROMISED, env=env)
        return dict(line.split(': ', 1) for line in done.lines[1:])

    def test_version_tells(self):
        self.assertRegex(self.told()['file system closed (Landlock)'], r'^yes, version \d+$')
        for what in ('no new privileges', 'system calls filtered (seccomp)',
                     'resource limits'):
            self.assertEqual(self.told()[what], 'yes')

    def test_folder_that_is_made(self):
        # A process outside the sandbox removes the empty output folder, because the processes in
        # the sandbox may not.
        self.write('none', b'no firmware at all')
        self.gopx('extract', '-o', 'new', 'none', expect=1)
        self.assertNotIn('new', self.names())
        self.gopx('extract', '-o', 'new', BOTH, expect=-signal.SIGSYS, program=COMPROMISED,
                  env={'GOPX_ATTEMPT': 'socket'})
        while 'new' in self.names():
            time.sleep(0.002)

    def test_descriptors_of_others_are_closed(self):
        with open(self.folder / 'secret', 'rb') as secret:
            for args, says in (([], 'Bad file descriptor'), (['--no-sandbox'], 'done')):
                done = self.gopx('scan', *args, BOTH, program=COMPROMISED, close_fds=False,
                                 preexec_fn=lambda: os.dup2(secret.fileno(), 9),
                                 env={'GOPX_ATTEMPT': 'inherited'})
                self.assertIn(f'attempt: {says}\n', done.err)


if __name__ == '__main__':
    support.main()
