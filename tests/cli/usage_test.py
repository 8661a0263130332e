#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx accepts valid commands and options, and refuses wrong command lines."""

import re

import support
from support import BOTH, ROOT

COMMANDS = ['scan', 'extract', 'map', 'search', 'tree', 'check', 'version', 'help']


class Usage(support.Case):
    def test_nothing_at_all(self):
        done = self.gopx(expect=2)
        self.assertIn('Usage: gopx COMMAND', done.err)
        self.assertEqual(done.out, b'')

    def test_help(self):
        for args in (['help'], ['--help'], ['-h']):
            done = self.gopx(*args)
            self.assertEqual(done.err, '')
            for command in COMMANDS:
                self.assertRegex(done.out.decode(), rf'(?m)^  {command} ')

    def test_help_of_each_command(self):
        for command in COMMANDS:
            by_help = self.gopx('help', command)
            by_option = self.gopx(command, '--help')
            self.assertEqual(by_help.out, by_option.out)
            self.assertTrue(by_help.lines[0].startswith(f'Usage: gopx {command}'))
            self.assertEqual(self.gopx(command, '-h').out, by_help.out)

    def test_help_fits_a_terminal(self):
        overview = self.gopx('help').out.decode()
        commands = re.findall(r'(?m)^  ([a-z]+)  ', overview)
        self.assertLessEqual(set(COMMANDS), set(commands))
        for text in [overview] + [self.gopx('help', c).out.decode() for c in [*commands, 'limits']]:
            for line in text.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_help_wins_over_a_missing_file(self):
        self.gopx('scan', 'not-there', '--help')

    def test_version(self):
        version = re.search(r'project\(gopx VERSION ([0-9.]+)',
                            (ROOT / 'CMakeLists.txt').read_text())[1]
        for args in (['version'], ['--version'], ['-V']):
            self.assertEqual(self.gopx(*args).out.decode(), f'gopx {version}\n')
        self.refused('version', 'x', says='takes no argument')
        for option in ('-v', '--verbose'):
            for args in ([option], [option, 'f']):
                self.refused(*args, says=f"'{option}' follows a command: gopx scan {option} FILE; "
                             'the version: gopx -V or gopx --version')

    def test_manual_names_every_option(self):
        manual = (ROOT / 'doc' / 'gopx.1').read_text()
        for command in COMMANDS:
            text = self.gopx('help', command).out.decode()
            options = re.findall(r'^ {2}.{4}--([a-z-]+)', text, re.M)
            self.assertIn('help', options)
            for option in options:
                self.assertIn(f'Fl -{option}', manual)

    def test_mistyped_command(self):
        self.refused('scna', says="did you mean 'scan'?")
        self.refused('extrct', says="did you mean 'extract'?")
        self.refused('help', 'exract', says="did you mean 'extract'?")
        self.refused('frobnicate', says="'gopx help' lists them")
        self.refused('--jsno', says='options follow the command')

    def test_file_instead_of_a_command(self):
        self.write('bios.bin', b'x')
        self.refused('bios.bin', says="did you mean 'gopx scan bios.bin'?")

    def test_mistyped_option(self):
        self.refused('scan', '--jsno', 'f', says="did you mean '--json'?")
        self.refused('scan', '--max-unpack', '1', says="did you mean '--max-unpacked'?")
        self.refused('extract', '--frobnicate', says="'gopx help extract' lists them")
        self.refused('scan', '-x', 'f', says="unknown option '-x'")
        # A command does not accept the options of other commands.
        self.refused('scan', '--force', 'f', says="unknown option '--force'")

    def test_values(self):
        self.refused('scan', '--json=yes', 'f', says='takes no value')
        self.refused('scan', 'f', '--max-nodes', says='needs a value')
        self.refused('extract', 'f', '-o', says='needs a value')
        self.refused('scan', '--color=red', 'f', says='auto|never|always')
        for bad in ('', '0', '-1', '+1', ' 1', '1x', '1KK', '1 ', '1K ', '0x10',
                    '18446744073709551616', '17179869184G'):
            self.refused('scan', '--max-work', bad, 'f', says='is not a size')
        for bad in ('4294967296', '1K', ''):
            self.refused('scan', '--max-nodes=' + bad, 'f', says='is not a number')

    def test_control_characters_of_the_command_line_are_escaped(self):
        done = self.refused('scan', '--\033[31m', says='\\x1b[31m')
        self.assertNotIn('\033', done.err)

    def test_operands(self):
        self.refused('scan', says='give a FILE')
        self.refused('extract', says='give a FILE')
        self.refused('extract', 'a', 'b', says='give only one FILE')

    def test_options_may_follow_operands(self):
        self.assertEqual(self.gopx('scan', BOTH, '--json').out,
                         self.gopx('scan', '--json', BOTH).out)

    def test_two_dashes_end_options(self):
        self.write('--json', BOTH.read_bytes())
        done = self.gopx('scan', '--', '--json')
        self.assertTrue(done.lines[0].startswith('--json: '))
        self.refused('scan', '--', '--not-there', says='--not-there: cannot open')

    def test_sizes_have_units(self):
        for size in ('512M', '512m', '1G', '1048576K', '1073741824', '17179869183G'):
            self.gopx('scan', '--max-unpacked', size, BOTH)

    def test_last_of_an_option_counts(self):
        self.gopx('scan', '--max-nodes', '1', '--max-nodes', '1000', BOTH)


if __name__ == '__main__':
    support.main()
