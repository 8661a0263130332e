# SPDX-License-Identifier: BSD-2-Clause
"""Functions for the tests of the command: they run it, and make images for it."""

import faulthandler
import hashlib
import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

import jsonschema
from jsonschema import ValidationError  # noqa: F401

GOPX = os.environ['GOPX']
ROOT = pathlib.Path(os.environ['GOPX_SOURCE'])
BOTH = ROOT / 'fixtures' / 'good-spi-laptop.bin'          # with a driver and two tables
DAMAGED = ROOT / 'fixtures' / 'bad-file-size-zero.bin'    # with a driver
FIXTURES = [path for path in sorted((ROOT / 'fixtures').glob('*.bin'))
            if path.stat().st_size]
NOBODY = 65534
SANITIZED = 'GOPX_SANITIZED' in os.environ
LOOKED_AT = set()  # the kinds of command lines that were already checked for leaks


# Let urllib resolve references such as "#/$defs/x" in a schema whose identifier is a URN.
urllib.parse.uses_relative.append('urn')


def validator(name):
    """Return a validator for doc/gopx-NAME.schema.json. The schema may refer to the other
    schemas."""
    schemas = {}
    for path in (ROOT / 'doc').glob('*.schema.json'):
        schema = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[schema['$id']] = schema
    schema = schemas[f'urn:gopx:schema:{name}:1']
    return jsonschema.Draft202012Validator(
        schema, resolver=jsonschema.RefResolver.from_schema(schema, store=schemas))


def is_closed(finding):
    """True if the finding is the note that a build without libarchive gives about an archive."""
    return 'that this build cannot open' in finding.get('text', '')


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def sanitizer_options(words):
    """Return ASAN_OPTIONS for a command line. The check for leaks doubles the time of a run, so
    only the first run of each combination of command and options has this check. Leaks in libunicorn
    are known, so no report mentions them."""
    options = os.environ.get('ASAN_OPTIONS', '') + ':print_suppressions=0'
    names = (os.fsdecode(word).split('=')[0] for word in words)
    form = (*words[:1], *(name for name in names if name.startswith('-')))
    if form not in LOOKED_AT:
        LOOKED_AT.add(form)
        return options
    return f'{options}:detect_leaks=0'


class Case(unittest.TestCase):
    """A test with its own folder, in which it runs the command."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix='gopx-cli-')
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        # A user without rights must be able to use the folder, too.
        self.folder.chmod(0o777)

    def start(self, *args, **options):
        environment = {k: v for k, v in os.environ.items() if k != 'NO_COLOR'}
        words = [os.fspath(word) for word in args]
        environment['ASAN_OPTIONS'] = sanitizer_options(words)
        environment.update(options.pop('env', {}))
        options.setdefault('stdin', subprocess.DEVNULL)
        options.setdefault('stdout', subprocess.PIPE)
        options.setdefault('stderr', subprocess.PIPE)
        program = options.pop('program', GOPX)
        return subprocess.Popen([program, *words], cwd=self.folder, env=environment, **options)

    def gopx(self, *args, expect=0, input=None, **options):
        """Run the command to its end. The exit status must be 'expect' (None: any)."""
        if input is not None:
            options['stdin'] = subprocess.PIPE
        process = self.start(*args, **options)
        out, err = process.communicate(input)
        done = Done(process.returncode, out or b'', (err or b'').decode())
        self.assertIn(done.status, (0, 1, 2, 3) if expect is None else (expect,), done)
        self.assertNotIn('Sanitizer', done.err)
        return done

    def refused(self, *args, says, **options):
        """The command must end with status 2 and print no result. Its only line on standard error
        must contain 'says'."""
        done = self.gopx(*args, expect=2, **options)
        self.assertIn(says, done.err)
        self.assertTrue(done.err.startswith('gopx: '), done.err)
        self.assertEqual(done.err.count('\n'), 1, done.err)
        self.assertEqual(done.out, b'')
        return done

    def require_nobody(self):
        """Skip the test if a user without rights cannot run the command."""
        if os.getuid() == 0 and not (open_to_all(GOPX) and open_to_all(BOTH)):
            self.skipTest('the build folder is closed to others')

    def terminal(self):
        """Return both ends of a pseudo terminal: the test's end and the command's end."""
        try:
            ends = [open(end, 'r+b', buffering=0) for end in pty.openpty()]
        except OSError:
            self.skipTest('no terminals here: /dev/pts is not mounted')
        for end in ends:
            self.addCleanup(end.close)
        return ends

    def require_archives(self):
        """Skip the test in a build without libarchive, because it opens archives."""
        notes = self.scan(ROOT / 'fixtures' / 'good-zip.bin', None)['findings']
        if any(map(is_closed, notes)):
            self.skipTest('a build without libarchive')

    def write(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def names(self, folder='.'):
        return sorted(os.listdir(self.folder / folder))

    def scan(self, path, expect=0, *args):
        """Return the JSON object of one image."""
        done = self.gopx('scan', '--json', *args, path, expect=expect)
        return json.loads(done.out)


class Done:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def lines(self):
        return self.out.decode().splitlines()

    def __repr__(self):
        return f'exit {self.status}\n{self.out!r}\n{self.err}'


def shown_on(terminal):
    """Return everything that is written to the other end of the terminal, until it is closed."""
    shown = b''
    try:
        while chunk := terminal.read(65536):
            shown += chunk
    except OSError:
        pass    # Linux reports the closed terminal in this way
    return shown


def open_to_all(path):
    return all(parent.stat().st_mode & 0o001 for parent in pathlib.Path(path).parents)


def interruptible():
    """Use as preexec_fn: restores SIGINT, which shells ignore in background jobs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def as_nobody():
    """Use as preexec_fn: drops root's rights, because root may read and write anything."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def main():
    if 'GOPX_CASE_SECONDS' in os.environ:
        # If a test hangs, print where it hangs, and end the program.
        faulthandler.dump_traceback_later(int(os.environ['GOPX_CASE_SECONDS']), exit=True)
    unittest.main(argv=sys.argv, verbosity=2)
