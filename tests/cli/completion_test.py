#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bash, zsh and fish complete command lines with gopx's completions."""

import os
import pty
import re
import shutil
import signal
import subprocess
import unittest

import support
from support import GOPX

COMMANDS = ['check', 'config', 'doctor', 'extract', 'help', 'inject', 'map', 'opregion',
            'rom', 'scan', 'search', 'tree', 'try', 'unpack', 'vbt', 'version']


def need(shell):
    return unittest.skipUnless(shutil.which(shell, path='/usr/bin:/bin'),
                               f'{shell} is not installed')


class Completion(support.Case):
    def setUp(self):
        super().setUp()
        (self.folder / 'folder one').mkdir()
        self.write('image 1.bin', b'')

    def script(self, shell, name):
        done = self.gopx('help', '--completions', shell)
        self.assertEqual(done.err, '')
        return self.write(name, done.out)

    def run_shell(self, *command):
        environment = {'PATH': '/usr/bin:/bin', 'HOME': str(self.folder), 'LC_ALL': 'C.UTF-8'}
        done = subprocess.run(command, cwd=self.folder, env=environment, check=True,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(done.stderr, '')
        return done.stdout.splitlines()

    def options(self, command):
        text = self.gopx('help', command).out.decode()
        if "see 'gopx help limits'" in text:
            text += self.gopx('help', 'limits').out.decode()
        return re.findall(r'(?m)^ {2}.{4}(--[a-z-]+)', text)

    def common(self, propose):
        """Check the words that a shell proposes for several lines. All shells must propose the
        same."""
        self.assertEqual(propose('gopx', ''), COMMANDS)
        self.assertEqual(propose('gopx', 'se'), ['search'])
        for command in COMMANDS:
            self.assertEqual(propose('gopx', command, '--'), sorted(self.options(command)))
        self.assertEqual(propose('gopx', 'scan', '--color', ''), ['always', 'auto', 'never'])
        self.assertEqual(propose('gopx', 'extract', '--section', 'p'), ['pe32'])
        self.assertEqual(propose('gopx', 'check', '--format', 't'), ['tap', 'text'])
        self.assertEqual(propose('gopx', 'scan', '--max-nodes', ''), [])
        self.assertEqual(propose('gopx', 'scan', 'im'), ['image 1.bin'])
        self.assertEqual(propose('gopx', 'help', 't'), ['tree', 'try'])
        self.assertEqual(propose('gopx', 'version', 'im'), [])

    @need('bash')
    def test_bash(self):
        self.script('bash', 'gopx.bash')

        def propose(*words):
            return sorted(self.run_shell(
                'bash', '--norc', '-c',
                'source ./gopx.bash; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _gopx\n'
                '[ ${#COMPREPLY[@]} = 0 ] || printf "%s\\n" "${COMPREPLY[@]}"',
                'bash', *words))

        self.common(propose)
        self.assertEqual(propose('gopx', 'scan', '--color', '=', 'n'), ['never'])
        self.assertEqual(propose('gopx', 'scan', '--color', '='), ['always', 'auto', 'never'])
        for option in ('-o', '--output'):
            self.assertEqual(propose('gopx', 'extract', option, ''), ['folder one'])
        self.assertEqual(self.run_shell('bash', '--norc', '-c',
                                        'source ./gopx.bash; complete -p gopx'),
                         ['complete -F _gopx gopx'])

    @need('fish')
    def test_fish(self):
        self.script('fish', 'gopx.fish')

        def propose(*words):
            line = ' '.join(words[:-1]) + ' ' + words[-1]
            lines = self.run_shell('fish', '--no-config', '-c',
                                   f'source gopx.fish; complete -C "{line}"')
            return sorted(line.split('\t')[0] for line in lines)

        self.common(propose)
        self.assertEqual(propose('gopx', 'scan', '--color=n'), ['--color=never'])
        self.assertEqual(propose('gopx', 'extract', '--output', 'f'), ['folder one/'])

    @need('zsh')
    def test_zsh(self):
        self.script('zsh', '_gopx')
        for typed, completed in (('gopx extr', 'extract '), ('gopx scan --stri', '--strict '),
                                 ('gopx scan --color=nev', '--color=never '),
                                 ('gopx check --format j', '--format junit '),
                                 ('gopx scan im', 'image 1.bin '),
                                 ('gopx extract -o fo', 'folder one '),
                                 ('gopx help vers', 'version ')):
            self.assertIn(completed, self.zsh_line(typed))

    def zsh_line(self, typed):
        """Return the line that zsh has after Tab is pressed, read from a terminal."""
        for end in self.terminal():
            end.close()  # skipped without pseudo terminals
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve('/usr/bin/zsh', ['zsh', '-f', '-i'],
                      {'PATH': '/usr/bin:/bin', 'HOME': str(self.folder), 'TERM': 'dumb',
                       'LC_ALL': 'C.UTF-8'})
        try:
            os.write(terminal, b'PS1=; fpath=($PWD $fpath); autoload -Uz compinit; '
                               b'compinit -u -D; echo rea""dy\n')
            self.read_until(terminal, b'ready\r\n')
            os.write(terminal, typed.encode() + b'\t')
            # Make a command that prints the line: ^A goes to the start of the line, ^E to its end.
            os.write(terminal, b'\x01print -r -- done: \x05 :en""d\n')
            text = self.read_until(terminal, b':end\r\n').decode()
            return text[text.rindex('done: '):] if 'done: ' in text else text
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(terminal)

    def read_until(self, terminal, mark):
        text = b''
        while mark not in text:
            text += os.read(terminal, 65536)
        return text


if __name__ == '__main__':
    support.main()
