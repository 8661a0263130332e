#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx scans many files from folders and lists: it prints one line for each, and scans none
twice."""

import fcntl
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

import support
from support import BOTH, GOPX

TABLE = support.ROOT / 'fixtures' / 'good-vbt-bare.bin'
WAYS = ((), ('--no-sandbox',), ('--threads', '1'))


class Many(support.Case):
    def setUp(self):
        super().setUp()
        for name in ('tree/b/2.bin', 'tree/a.bin', 'tree/b/1', 'tree/c/deep/er/x.rom'):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            self.write(name, TABLE.read_bytes())
        self.write('tree/none', b'no firmware at all')
        self.write('tree/empty', b'')
        os.mkfifo(self.folder / 'tree/fifo')
        (self.folder / 'tree/link').symlink_to(self.folder)
        self.found = ['tree/a.bin', 'tree/b/1', 'tree/b/2.bin', 'tree/c/deep/er/x.rom',
                      'tree/none']

    def files(self, done):
        return [json.loads(line)['file'] for line in done.out.decode().splitlines()]

    def json(self, *args, **options):
        return self.gopx('scan', '--json', *args, **options)

    def test_folders(self):
        for way in WAYS:
            with self.subTest(way):
                done = self.json('-r', *way, 'tree', BOTH, expect=1)
                self.assertEqual(self.files(done), self.found + [str(BOTH)])
                self.assertEqual(done.err.splitlines()[-1],
                                 'gopx: 6 files: 1 with a driver, 5 with a table, '
                                 '1 with neither')
        self.assertEqual(self.files(self.json('-r', 'tree/', expect=1)), self.found)
        self.assertEqual(self.files(self.json('-r', 'tree/link', expect=1)),
                         [name.replace('tree', 'tree/link/tree') for name in self.found])

    def test_what_is_written_is_not_read(self):
        with open(self.folder / 'tree/b/log', 'wb') as log:
            self.json('-r', 'tree', expect=1, stdout=log)
        lines = (self.folder / 'tree/b/log').read_text().splitlines()
        self.assertEqual([json.loads(line)['file'] for line in lines], self.found)

    def test_folder_that_is_closed(self):
        self.require_nobody()
        (self.folder / 'tree/b').chmod(0)
        self.addCleanup((self.folder / 'tree/b').chmod, 0o755)
        as_nobody = {'preexec_fn': lambda: os.setuid(support.NOBODY)} \
            if os.getuid() == 0 else {}
        done = self.json('-r', 'tree', expect=2, **as_nobody)
        self.assertIn('gopx: tree/b: cannot read: Permission denied', done.err)
        self.assertEqual(len(self.files(done)), 3)

    def test_lists(self):
        names = ['tree/b/2.bin', 'tree/a.bin']
        for way in WAYS:
            for flags, end in (((), '\n'), (('-0',), '\0')):
                with self.subTest((way, flags)):
                    text = end.join(names + ['', '']).encode()
                    done = self.json(*flags, '--files-from', '-', *way, input=text)
                    self.assertEqual(self.files(done), names)
                    self.write('list', text[:-2])
                    done = self.json(*flags, '--files-from', 'list', *way, BOTH)
                    self.assertEqual(self.files(done), [str(BOTH)] + names)
        for text in (b'tree/a.bin\0tree/none\0', b'\n\0\nx\n\0' * 100):
            done = self.json('--files-from', '-', input=text, expect=2)
            self.assertEqual(done.err.splitlines()[0], 'gopx: standard input: has NUL bytes, so it is '
                             'not a list of lines; if they end its names, also give -0')
            self.assertIn(' 1 not read', done.err.splitlines()[1])
            self.assertEqual(len(done.err.splitlines()), 2, done.err)
        for flags in ((), ('-0',)):
            done = self.json(*flags, '--files-from', '-', input=b'a' * (1 << 20), expect=2)
            self.assertEqual(done.err.splitlines()[0], 'gopx: standard input: has a line that is '
                             'too long for the name of a file')
        # This list has no end.
        done = self.json('--files-from', '/dev/zero', expect=2)
        self.assertIn('gopx: /dev/zero: has NUL bytes', done.err)
        self.write('line\nend', TABLE.read_bytes())
        done = self.json('-0', '--files-from', '-', input=b'line\nend\0')
        self.assertEqual(self.files(done), ['line\nend'])
        self.assertEqual(self.json('--files-from', '-', input=b'').out, b'')

    def test_usage(self):
        for args, says in ((['-0', 'x'], '-0 needs'), (['--resume', 'x', 'y'], '--json'),
                           (['--files-from', 'missing'], 'missing: cannot open: No such'),
                           (['--host', '--files-from', 'x'], 'takes no FILE'),
                           (['--host', '-r'], 'reads no folders')):
            self.refused('scan', *args, says=says)

    def test_nothing_to_scan(self):
        """No file lacks anything, so the exit status is 0. The message says that no file was
        read."""
        (self.folder / 'nothing').mkdir()
        self.write('nothing/empty', b'')
        for args in (['-r', 'nothing'], ['--files-from', '/dev/null']):
            done = self.gopx('scan', *args)
            self.assertEqual((done.out, done.err.split(':')[1]), (b'', ' 0 files'))

    def test_what_is_there_twice(self):
        done = self.json('-', '-', input=TABLE.read_bytes(), expect=2)
        self.assertEqual(self.files(done), ['-'])
        self.assertIn('standard input: can be read only once', done.err)

    def test_exit_zero(self):
        self.gopx('scan', '--exit-zero', '-r', 'tree')
        self.gopx('scan', '--exit-zero', 'tree/none')
        self.gopx('scan', '--exit-zero', 'tree/none', 'missing', expect=2)

    def test_resume(self):
        whole = self.json('-r', 'tree', expect=1).out
        lines = whole.splitlines(keepends=True)
        for way in WAYS:
            with self.subTest(way):
                log = self.write('log', b''.join(lines[1:3]) + lines[4][:40])
                with open(log, 'ab') as out:
                    done = self.json('--exit-zero', '--resume', log, '-r', 'tree', *way,
                                     stdout=out)
                self.assertTrue(done.err.endswith(', 2 skipped\n'), done.err)
                # gopx ends the incomplete line, and then adds complete lines.
                self.assertEqual(log.read_bytes().splitlines(keepends=True),
                                 lines[1:3] + [lines[4][:40] + b'\n', lines[0], *lines[3:]])
        self.assertEqual(self.json('--resume', 'not-yet', '-r', 'tree', expect=1).out, whole)
        done = self.json('--resume', 'log', '-r', 'tree')
        self.assertEqual(done.out, b'')

    def test_memory_does_not_grow(self):
        """The files and their names do not stay in memory."""
        most = []
        # Let AddressSanitizer keep less freed memory, because it would be most of the peak.
        env = dict(os.environ, ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', '') +
                   ':quarantine_size_mb=1')
        for count in (20, 2000):
            names = ''.join(f'{TABLE}\n' for _ in range(count)).encode()
            # Measure the peak in a separate child process, so that other tests do not count.
            peak = ('import resource, subprocess, sys; '
                    'subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); '
                    'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
            done = subprocess.run([sys.executable, '-c', peak, GOPX, 'scan', '--json',
                                   '--threads', '1', '--files-from', '-'], input=names,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  env=env, check=True)
            most.append(int(done.stdout))
        slack = 4 if support.SANITIZED else 1.3
        self.assertLess(most[1], slack * most[0])


    def test_more_than_the_memory_holds(self):
        """gopx has only those files in memory that it is scanning, so there may be many files."""
        if support.SANITIZED:
            self.skipTest('sanitizers need more address space than the limit of this test')
        self.write('large', bytes(1 << 20))
        for way in ((), ('--no-sandbox',)):
            with self.subTest(way):
                done = self.json(*way, '--threads', '1', *['large'] * 40, expect=1,
                                 preexec_fn=lambda: resource.setrlimit(
                                     resource.RLIMIT_AS, (64 << 20, 64 << 20)))
                self.assertEqual(len(done.lines), 40)


def reader_of(path):
    """Return the position of a process that reads the file; 0 if there is none."""
    for fd in pathlib.Path('/proc').glob('[0-9]*/fd/*'):
        try:
            if os.path.samefile(fd, path):
                info = (fd.parent.parent / 'fdinfo' / fd.name).read_text()
                return int(info.split()[1])
        except OSError:
            pass    # the process has ended, or belongs to another user
    return 0


class Changes(support.Case):
    """A file changes while another process reads it for gopx."""

    SIZE = 8 << 20

    def scan_while(self, change):
        """Return the sizes of three files as gopx saw them; 'change' changes the second one."""
        if not os.path.exists('/proc/self/fdinfo'):
            self.skipTest('nothing shows here what a process reads: /proc is not mounted')
        whole = BOTH.read_bytes()
        path = self.write('changes', whole + b'\xff' * (self.SIZE - len(whole)))
        ours, theirs = os.pipe()
        # gopx waits at its first line, because the pipe is full. The other process has begun to
        # send the second file, which is larger than its own pipe.
        full = fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096)
        os.write(theirs, b'\n' * full)
        process = self.start('scan', '--json', '--threads', '1', BOTH, path, BOTH, stdout=theirs)
        os.close(theirs)
        while not reader_of(path):
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        with open(path, 'r+b') as file:
            change(file)
        with os.fdopen(ours, 'rb') as pipe:
            images = [json.loads(line) for line in pipe.read().strip().splitlines()]
        _, err = process.communicate()
        self.assertEqual(process.returncode, 0, err)
        for image in images:
            self.assertEqual([f['sha256'] for f in image['findings']],
                             [f['sha256'] for f in images[0]['findings']])
        return [image['size'] for image in images]

    def test_file_that_shrinks(self):
        size = BOTH.stat().st_size
        self.assertEqual(self.scan_while(lambda file: file.truncate(self.SIZE // 2)),
                         [size, self.SIZE // 2, size])

    def test_file_that_grows(self):
        size = BOTH.stat().st_size
        self.assertEqual(self.scan_while(lambda file: file.truncate(self.SIZE * 2)),
                         [size, self.SIZE, size])


class Lines(support.Case):
    def test_lines_of_many_processes(self):
        """Several processes write long lines to one pipe. The lines must not be mixed."""
        ours, theirs = os.pipe()
        files = [BOTH] * 20
        running = [self.start('scan', '--json', *files, stdout=theirs) for _ in range(4)]
        os.close(theirs)
        with os.fdopen(ours, 'rb') as pipe:
            lines = pipe.read().splitlines()
        for process in running:
            process.communicate()
        self.assertEqual(len(lines), 80)
        self.assertGreater(len(lines[0]), 2048)
        self.assertEqual({json.loads(line)['file'] for line in lines}, {str(BOTH)})

    def test_one_write_for_a_line(self):
        # A pipe in packet mode keeps each write as one packet.
        import socket
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = self.start('scan', '--json', BOTH, TABLE, stdout=theirs)
        theirs.close()
        packets = []
        while True:
            packet = ours.recv(1 << 20)
            if not packet:
                break
            packets.append(packet)
        ours.close()
        process.communicate()
        self.assertEqual(len(packets), 2)
        for packet in packets:
            json.loads(packet)
            self.assertTrue(packet.endswith(b'\n'))

    def test_limit_on_descriptors(self):
        limit = (64, 64)
        done = self.gopx('scan', '--json', *[TABLE] * 300,
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, limit))
        self.assertEqual(len(done.out.splitlines()), 300)


if __name__ == '__main__':
    support.main()
