#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The command handles a standard output that is a closed pipe, a full disk or a terminal."""

import os
import signal
import subprocess

import support
from support import BOTH, DAMAGED, ROOT


def on_terminal(case, *args, expect=0, **options):
    """Return the output of the command on a terminal."""
    ours, theirs = case.terminal()
    case.gopx(*args, stdout=theirs, expect=expect, **options)
    theirs.close()
    return support.shown_on(ours)


class Stdout(support.Case):
    def test_full_disk(self):
        for args in (['scan', BOTH], ['scan', '--json', BOTH], ['help'], ['version'],
                     ['scan', ROOT / 'fixtures' / 'good-vbt-generations.bin'],
                     ['extract', '--gop', '-o', '-', BOTH]):
            with open('/dev/full', 'wb') as full:
                done = self.gopx(*args, stdout=full, expect=2)
            self.assertEqual(done.err.splitlines()[-1], 'gopx: standard output: cannot write: '
                             'No space left on device')

    def test_closed(self):
        done = self.gopx('scan', BOTH, preexec_fn=lambda: os.close(1), expect=2)
        self.assertIn('standard output: cannot write', done.err)

    def test_closed_streams_take_no_file(self):
        # If descriptors 0, 1 and 2 are closed, the next opened files get these numbers. gopx must
        # prevent this, because it would write its messages into an output file.
        def close_all():
            for fd in (0, 1, 2):
                os.close(fd)
        self.gopx('extract', '-o', 'out', BOTH, preexec_fn=close_all, expect=2)
        clean = self.scan(BOTH)
        for finding, name in zip(clean['findings'], self.names('out')):
            data = (self.folder / 'out' / name).read_bytes()
            self.assertIn(support.sha256(data),
                          [f['sha256'] for f in clean['findings']])

    def test_closed_streams_are_not_mistaken(self):
        # If standard input is closed, the output folder could get descriptor 0. gopx must not read
        # it as standard input.
        self.refused('extract', '-o', 'out', '-', preexec_fn=lambda: os.close(0),
                     says='standard input: cannot read: Bad file descriptor')

    def test_nothing_more_is_read_when_it_failed(self):
        self.write('none', b'no firmware at all')
        self.write('more', b'no firmware at all')
        with open('/dev/full', 'wb') as full:
            done = self.gopx('scan', '--json', 'none', 'more', stdout=full, expect=2)
        self.assertIn('gopx: 1 file: ', done.err)

    def test_messages_follow_what_they_are_about(self):
        done = self.gopx('scan', '-v', DAMAGED, stderr=subprocess.STDOUT)
        summary = next(i for i, line in enumerate(done.lines) if '1 graphics driver' in line)
        damage = next(i for i, line in enumerate(done.lines) if 'damage: ' in line)
        self.assertLess(summary, damage)

    def closed_pipe(self, **options):
        reader, writer = os.pipe()
        os.close(reader)
        process = self.start('scan', '--json', BOTH, stdout=writer, **options)
        os.close(writer)
        _, err = process.communicate()
        self.assertEqual(err, b'')
        return process.returncode

    def test_closed_pipe_is_quiet(self):
        self.assertEqual(self.closed_pipe(), -signal.SIGPIPE)

    def test_closed_pipe_with_the_signal_ignored(self):
        ignore = {'restore_signals': False}
        self.assertEqual(signal.getsignal(signal.SIGPIPE), signal.SIG_IGN)
        self.assertEqual(self.closed_pipe(**ignore), 2)

    def test_no_raw_bytes_on_a_terminal(self):
        for args in (['-o', '-'], ['--stdout']):
            self.assertEqual(on_terminal(self, 'extract', '--vbt', *args, BOTH, expect=2),
                             b'')

    def test_colour_on_a_terminal(self):
        xterm = {'TERM': 'xterm'}
        self.assertIn(b'\033[', on_terminal(self, 'scan', BOTH, env=xterm))
        for env in ({'TERM': 'dumb'}, xterm | {'NO_COLOR': '1'}):
            self.assertNotIn(b'\033', on_terminal(self, 'scan', BOTH, env=env))
        self.assertIn(b'\033[', on_terminal(self, 'scan', BOTH, env=xterm | {'NO_COLOR': ''}))
        self.assertNotIn(b'\033', on_terminal(self, 'scan', '--color=never', BOTH, env=xterm))
        self.assertNotIn(b'\033', on_terminal(self, 'scan', '--json', BOTH, env=xterm))

    def test_colour_elsewhere(self):
        plain = self.gopx('scan', BOTH)
        self.assertNotIn(b'\033', plain.out)
        coloured = self.gopx('scan', '--color', 'always', BOTH, env={'NO_COLOR': '1'})
        self.assertIn(b'\033[', coloured.out)
        for code in (b'\033[0m', b'\033[1m', b'\033[2m', b'\033[32m', b'\033[33m'):
            coloured.out = coloured.out.replace(code, b'')
        self.assertEqual(coloured.out, plain.out)

    def test_result_and_messages_do_not_mix(self):
        self.write('none', b'no firmware at all')
        done = self.gopx('scan', 'none', expect=1)
        self.assertEqual(done.out, b'')
        self.assertIn('gopx: none: no Intel graphics driver and no video BIOS table',
                      done.err)


if __name__ == '__main__':
    support.main()
