#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx reads files, pipes and standard input, and prints messages about inputs that it refuses."""

import json
import os
import pathlib
import resource
import signal
import unicodedata

import support
from support import BOTH


class Input(support.Case):
    def test_not_there(self):
        self.refused('scan', 'no.bin', says='no.bin: cannot open: No such file')

    def test_folder(self):
        self.refused('scan', '.', says='.: is a folder, not an image; gopx scan -r')

    def test_empty(self):
        self.write('e', b'')
        self.refused('scan', 'e', says='e: is empty')
        self.refused('scan', '-', says='standard input: is empty')

    def test_device(self):
        self.refused('scan', '/dev/zero', says='is not a regular file')

    def test_unreadable(self):
        self.require_nobody()
        self.write('secret', b'x').chmod(0)
        self.refused('scan', 'secret', says='secret: cannot open: Permission denied',
                     preexec_fn=support.as_nobody)

    def test_unreadable_standard_input(self):
        folder = os.open(self.folder, os.O_RDONLY)
        self.refused('scan', '-', stdin=folder,
                     says='standard input: cannot read: Is a directory')
        os.close(folder)

    def test_closed_standard_input(self):
        self.refused('scan', '-', says='standard input: cannot read',
                     preexec_fn=lambda: os.close(0))

    def test_too_large(self):
        with open(self.folder / 'huge', 'wb') as file:
            file.truncate((2 << 30) + 1)
        self.refused('scan', 'huge', says='huge: too large: the limit is 2 GiB')

    def test_out_of_address_space(self):
        if 'GOPX_SANITIZED' in os.environ:
            self.skipTest('sanitizers need the address space')
        limit = 256 << 20
        with open(self.folder / 'large', 'wb') as file:
            file.truncate(1 << 30)
        self.refused('scan', 'large', says='large: cannot read: Cannot allocate memory',
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS,
                                                           (limit, limit)))

    def test_one_byte(self):
        self.write('one', b'\xff')
        self.gopx('scan', 'one', expect=1)

    def test_name_is_escaped(self):
        done = self.refused('scan', 'a\033]0;b\n\u202ec', says='\\x1b]0;b\\x0a\\u{202e}c')
        self.assertNotIn('\033', done.err)

    def test_names_of_what_nobody_sees(self):
        hidden = [chr(c) for c in range(1, 0x110000)
                  if unicodedata.category(chr(c)) in ('Cc', 'Cf', 'Zl', 'Zp')]
        # Characters that terminals do not show: Default_Ignorable_Code_Point.
        hidden += '\u034f\u115f\u1160\u17b4\u17b5\u180b\u3164\uffa0'
        self.assertGreater(len(hidden), 200)
        for i in range(0, len(hidden), 60):
            some = hidden[i:i + 60]
            done = self.refused('scan', ''.join(some), says='cannot open')
            self.assertEqual([c for c in some if c in done.err and c != '\n'], [])

    def test_name_that_is_not_utf8(self):
        self.refused('scan', b'\xff\xc0\xaf\xed\xa0\x80.bin',
                     says='gopx: \\xff\\xc0\\xaf\\xed\\xa0\\x80.bin: ')

    def test_bytes_that_begin_no_character(self):
        self.refused('scan', b'\xf8\x90\x80\x80\xfe', says='gopx: \\xf8\\x90\\x80\\x80\\xfe: ')

    def test_standard_input(self):
        mapped = self.scan(BOTH)
        with open(BOTH, 'rb') as file:
            for source in ({'input': BOTH.read_bytes()}, {'stdin': file}):
                read = json.loads(self.gopx('scan', '--json', '-', **source).out)
                self.assertEqual(read['file'], '-')
                self.assertEqual(read | {'file': mapped['file']}, mapped)

    def test_standard_input_of_unknown_size(self):
        """gopx reads a stream to its end, whatever its size."""
        data = bytes(3 << 20) + BOTH.read_bytes()
        read = json.loads(self.gopx('scan', '--json', '-', input=data).out)
        self.assertEqual(read['size'], len(data))
        self.assertEqual({f['offset'] for f in read['findings']},
                         {f['offset'] + (3 << 20) for f in self.scan(BOTH)['findings']})

    def test_file_that_is_shorter_than_its_size(self):
        """Files of /sys state the size of a page, but have less content."""
        path = pathlib.Path('/sys/devices/system/cpu/online')
        if not path.exists():
            self.skipTest('no /sys here')
        content = path.read_bytes()
        self.assertLess(len(content), path.stat().st_size)
        self.assertEqual(self.scan(path, 1)['size'], len(content))
        done = self.gopx('scan', '--json', path, BOTH, expect=1)
        self.assertEqual([json.loads(line)['size'] for line in done.lines],
                         [len(content), BOTH.stat().st_size])

    def test_standard_input_only_once(self):
        done = self.gopx('scan', '-', '-', input=BOTH.read_bytes(), expect=2)
        self.assertIn('standard input: can be read only once', done.err)

    def test_a_terminal_is_not_waited_for(self):
        _, theirs = self.terminal()
        self.refused('scan', '-', stdin=theirs, says='is a terminal')

    def test_named_pipe(self):
        os.mkfifo(self.folder / 'pipe')
        process = self.start('scan', '--json', 'pipe')
        (self.folder / 'pipe').write_bytes(BOTH.read_bytes())
        out, _ = process.communicate()
        self.assertEqual(process.returncode, 0)
        self.assertEqual(json.loads(out)['findings'], self.scan(BOTH)['findings'])

    def test_other_files_are_still_scanned(self):
        done = self.gopx('scan', '--json', 'no.bin', BOTH, expect=2)
        self.assertEqual(len(done.lines), 1)
        self.assertIn('no.bin', done.err)

    def test_interrupt_ends_it(self):
        os.mkfifo(self.folder / 'pipe')
        process = self.start('scan', 'pipe', preexec_fn=support.interruptible)
        # Open the pipe for reading and writing, so that neither side blocks.
        with open(self.folder / 'pipe', 'r+b', buffering=0):
            process.send_signal(signal.SIGINT)
            process.communicate()
        self.assertEqual(process.returncode, -signal.SIGINT)


if __name__ == '__main__':
    support.main()
