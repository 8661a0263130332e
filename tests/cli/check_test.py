#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx check compares images with recorded results of gopx scan."""

import json
import os
import re
import subprocess
import xml.etree.ElementTree

import support
import yaml
from support import BOTH, DAMAGED, FIXTURES, GOPX, ROOT

DRIVER = (ROOT / 'fixtures' / 'good-quirk-00-plain-ffsv2.bin').read_bytes()
OTHER_DRIVER = (ROOT / 'fixtures' / 'good-gop-page-aligned.bin').read_bytes()
TABLE = (ROOT / 'fixtures' / 'good-vbt-bare.bin').read_bytes()
IMAGE = DRIVER + TABLE

# Changed images, and the line in which gopx check reports each change.
CHANGES = {
    'a changed byte': (IMAGE[:-9] + bytes([IMAGE[-9] ^ 1]) + IMAGE[-8:], 'sha256 was '),
    'a changed byte of the driver': (
        IMAGE[:4000] + bytes([IMAGE[4000] ^ 1]) + IMAGE[4001:],
        'changed: graphics driver (GOP) at 0x6c in '),
    'a lost table': (DRIVER + bytes(len(TABLE)), 'lost: video BIOS table (VBT) of '),
    'a new driver': (IMAGE + OTHER_DRIVER, 'new: graphics driver (GOP) of '),
}


class Check(support.Case):
    def record(self, *names):
        done = self.gopx('scan', '--json', *names, expect=None)
        return self.write('expected.json', done.out)

    def edit(self, change):
        """Call change() for each recorded object."""
        path = self.folder / 'expected.json'
        objects = [json.loads(line) for line in path.read_text().splitlines()]
        for o in objects:
            change(o)
        path.write_text('\n'.join(map(json.dumps, objects)))

    def check(self, *args, expect=0):
        """Return the text output. Join the parts of long lines again."""
        out = self.gopx('check', *args, expect=expect).out.decode()
        return re.sub(r'\n {6,}', ' ', re.sub(r'/\n {6,}', '/', out))

    def test_long_lines_are_broken(self):
        self.record(*FIXTURES)
        self.edit(lambda o: o['findings'].clear())
        out = self.gopx('check', 'expected.json', *FIXTURES, expect=1).out.decode()
        self.assertIn('sha256\n      ', out)
        self.assertLess(max(map(len, out.splitlines())), 120)

    def test_nothing_changed(self):
        self.record(*FIXTURES)
        out = self.check('--all', 'expected.json', *FIXTURES)
        self.assertEqual(out.splitlines()[-1],
                         f'{len(FIXTURES)} checked: {len(FIXTURES)} as recorded, 0 not')
        self.assertEqual(len(re.findall('(?m): as recorded$', out)), len(FIXTURES))

    def test_the_fixtures_hold_what_they_were_built_with(self):
        lines = []
        for entry in json.loads((ROOT / 'fixtures' / 'EXPECTED.json').read_text()):
            findings = [dict(finding, kind=kind)
                        for kind in ('gop', 'vbt') for finding in entry[kind]]
            findings += [dict(finding, kind='note') for finding in entry.get('notes', [])]
            if (ROOT / 'fixtures' / entry['file']).stat().st_size:
                lines.append({'schema': 'gopx-scan/1', 'file': entry['file'],
                              'findings': findings})
        self.assertEqual(len(lines), len(FIXTURES))
        scanned = self.gopx('scan', '--json', *FIXTURES, expect=1).lines
        opened = [path for path, line in zip(FIXTURES, scanned, strict=True)
                  if not any(map(support.is_closed, json.loads(line)['findings']))]
        names = {path.name for path in opened}
        self.write('expected.json', '\n'.join(
            json.dumps(line) for line in lines if line['file'] in names).encode())
        self.check('--all', 'expected.json', *opened)

    def test_every_change_is_seen(self):
        for what, (changed, line) in CHANGES.items():
            with self.subTest(what):
                self.write('bios.bin', IMAGE)
                self.record('bios.bin')
                self.check('expected.json', 'bios.bin')
                self.write('bios.bin', changed)
                out = self.check('expected.json', 'bios.bin', expect=1)
                self.assertIn('bios.bin: not as recorded\n', out)
                self.assertIn('\n  ' + line, out)
                self.assertIn('\n1 checked: 0 as recorded, 1 not\n', out)

    def test_only_what_changed_is_told(self):
        self.write('bios.bin', IMAGE)
        self.record('bios.bin')
        self.write('bios.bin', IMAGE + OTHER_DRIVER)
        lines = self.check('expected.json', 'bios.bin', expect=1).splitlines()
        self.assertEqual([line.split()[0] for line in lines[1:-1] if line[2] != ' '],
                         ['size', 'sha256', 'new:'])

    def test_places_and_damage(self):
        self.write('bios.bin', DAMAGED.read_bytes())
        self.record('bios.bin')
        self.edit(lambda o: o['findings'][0]['places'][0].update(offset=1))
        self.edit(lambda o: o['diagnostics'].pop())
        out = self.check('expected.json', 'bios.bin', expect=1)
        self.assertRegex(out, r'(?m)^  changed: graphics driver')
        self.assertRegex(out, r'(?m)^    lost: 0x1 in image/')
        self.assertRegex(out, r'(?m)^    new: 0x[0-9a-f]+ in image/')
        self.assertRegex(out, r'(?m)^  new: damage [a-z.-]+ at 0x[0-9a-f]+ in image/')

    def test_words_may_change(self):
        self.write('bios.bin', DAMAGED.read_bytes())
        self.record('bios.bin')

        def reword(o):
            o['findings'][0]['reasons'] = []
            for diagnostic in o['diagnostics']:
                diagnostic['message'] = 'it is odd'
        self.edit(reword)
        self.check('expected.json', 'bios.bin')

    def test_what_is_not_recorded_is_not_compared(self):
        self.write('bios.bin', IMAGE)
        self.record('bios.bin')
        self.edit(lambda o: (o.pop('size'), o.pop('sha256'), o.pop('diagnostics')))
        self.write('bios.bin', IMAGE + b'more')
        self.check('expected.json', 'bios.bin')
        self.edit(lambda o: [f.pop('sha256') for f in o['findings']])
        self.edit(lambda o: [f.pop('trimmed_sha256') for f in o['findings']])
        self.check('expected.json', 'bios.bin')
        self.edit(lambda o: o.update(magic=1))
        self.assertIn('  magic was 1, is absent\n',
                      self.check('expected.json', 'bios.bin', expect=1))

    def test_names(self):
        for folder, data in (('a', IMAGE), ('b', DRIVER)):
            (self.folder / folder).mkdir()
            self.write(f'{folder}/bios.bin', data)
        self.record('a/bios.bin', 'b/bios.bin')
        self.check('expected.json', 'b/bios.bin', './a/bios.bin',
                   self.folder / 'a' / 'bios.bin')
        # Two recorded images have the name bios.bin, and both paths match equally well.
        self.write('bios.bin', IMAGE)
        self.assertIn('bios.bin: is not in EXPECTED',
                      self.check('expected.json', 'bios.bin', expect=1))
        self.record('a/bios.bin')
        self.write('other.bin', IMAGE)
        self.check('expected.json', 'other.bin')
        self.assertIn('other.bin: is not in EXPECTED',
                      self.check('expected.json', 'a/bios.bin', 'other.bin', expect=1))

    def test_images_that_are_not_given(self):
        self.write('one.bin', IMAGE)
        self.write('two.bin', DRIVER)
        self.record('one.bin', 'two.bin')
        self.check('expected.json', 'one.bin')
        out = self.check('--all', 'expected.json', 'one.bin', expect=1)
        self.assertIn('two.bin: is in EXPECTED, but was not given\n', out)

    def test_trouble(self):
        self.write('bios.bin', IMAGE)
        self.record('bios.bin')
        (self.folder / 'bios.bin').unlink()
        done = self.gopx('check', 'expected.json', 'bios.bin', expect=2)
        self.assertEqual(done.lines[0], 'bios.bin: cannot be scanned')
        self.assertIn('bios.bin: cannot open: No such file', done.err)
        self.refused('check', 'expected.json', says='give EXPECTED and an image')
        self.refused('check', 'none.json', 'x', says='none.json: cannot open')
        for text, says in ((b'{"schema":"gopx-scan/1"', 'object 1: '),
                           (b'[]', "bad.json: not output of 'gopx scan --json': object 1"),
                           (b'{"schema":"gopx-tree/1","file":"x"}', 'not output of'),
                           (b'{"schema":"gopx-scan/1","file":"x"} x', 'object 2: '),
                           (b' \n', 'no recorded answer')):
            self.write('bad.json', text)
            self.refused('check', 'bad.json', BOTH, says=says)

    def test_expected_from_standard_input(self):
        self.write('bios.bin', IMAGE)
        done = self.gopx('check', '-', 'bios.bin', input=self.record('bios.bin').read_bytes())
        self.assertIn('bios.bin: as recorded', done.out.decode())

    def several(self):
        """Make one image for each outcome, and return the arguments to check them all."""
        self.write('<same>.bin', IMAGE)
        self.write('dif#fers & "more".bin', IMAGE)
        self.write('gone.bin', IMAGE)
        self.record('<same>.bin', 'dif#fers & "more".bin', 'gone.bin')
        self.write('dif#fers & "more".bin', DRIVER + bytes(len(TABLE)))
        (self.folder / 'gone.bin').unlink()
        self.write('new.bin', IMAGE)
        return ['expected.json', '<same>.bin', 'dif#fers & "more".bin', 'gone.bin', 'new.bin']

    def test_tap(self):
        out = self.check('--format', 'tap', *self.several(), expect=2).splitlines()
        self.assertEqual(out[:2], ['TAP version 13', '1..4'])
        self.assertEqual([line for line in out if re.match('(not )?ok ', line)],
                         ['ok 1 - <same>.bin', 'not ok 2 - dif\\#fers & "more".bin',
                          'not ok 3 - gone.bin', 'not ok 4 - new.bin'])
        block = '\n'.join(out[out.index('  ---') + 1:out.index('  ...')])
        told = yaml.safe_load(block)
        self.assertEqual(told['message'], 'not as recorded')
        self.assertEqual(sum('lost: video' in line for line in told['differences']), 1)
        self.assertIn('  reason: "cannot open: No such file or directory"', out)

    def test_junit(self):
        out = self.check('--format=junit', *self.several(), expect=2)
        suite = xml.etree.ElementTree.fromstring(out).find('testsuite')
        self.assertEqual((suite.get('tests'), suite.get('failures'), suite.get('errors')),
                         ('4', '2', '1'))
        same, differs, gone, new = suite
        self.assertEqual((same.get('name'), len(same)), ('<same>.bin', 0))
        self.assertEqual(differs.get('name'), 'dif#fers & "more".bin')
        self.assertIn('lost: video BIOS table', differs.find('failure').text)
        self.assertEqual(gone.find('error').get('message'), 'cannot be scanned')
        self.assertEqual(gone.find('error').text, 'cannot open: No such file or directory')
        self.assertEqual(new.find('failure').get('message'), 'is not in EXPECTED')

    def test_neither_recorded_nor_there(self):
        self.write('a.bin', IMAGE)
        self.write('b.bin', IMAGE)
        self.record('a.bin', 'b.bin')
        out = self.check('expected.json', 'neither.bin', expect=2)
        self.assertIn('neither.bin: cannot be scanned', out)

    def test_a_name_that_hides(self):
        self.write('x\x1b[2J.bin', IMAGE)
        self.record('x\x1b[2J.bin')
        for form in ('text', 'tap', 'junit'):
            out = self.check('--format', form, 'expected.json', 'x\x1b[2J.bin')
            self.assertNotIn('\x1b', out)
            self.assertIn('x1b[2J.bin', out)


class Jobs(support.Case):
    """The CI jobs of contrib/ run here as CI services run them."""

    def setUp(self):
        super().setUp()
        (self.folder / 'firmware').mkdir()
        (self.folder / 'bin').mkdir()
        (self.folder / 'bin' / 'gopx').symlink_to(GOPX)
        self.write('firmware/bios.bin', IMAGE)
        done = self.gopx('scan', '--json', 'firmware/bios.bin')
        self.write('firmware/expected.json', done.out)

    def run_job(self, command, **variables):
        environment = dict(os.environ, PATH=f'{self.folder}/bin:/usr/bin:/bin', **variables)
        done = subprocess.run(command, cwd=self.folder, env=environment, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return done.returncode, done.stdout

    def github(self):
        folder = ROOT / 'contrib' / 'github-action'
        action = yaml.safe_load((folder / 'action.yml').read_text())
        given = {'expected': 'firmware/expected.json', 'images': 'firmware/*.bin',
                 'junit': 'gopx.xml', 'gopx': 'gopx'}
        self.assertEqual(set(given), set(action['inputs']))
        step, = action['runs']['steps']
        variables = {name: re.sub(r'\$\{\{ inputs\.(\w+) \}\}', lambda m: given[m[1]], value)
                     for name, value in step['env'].items()}
        return self.run_job([step['shell'], '-e', '-c', step['run']],
                            GITHUB_ACTION_PATH=str(folder), **variables)

    def gitlab(self):
        text = (ROOT / 'contrib' / 'gitlab' / 'gopx-check.yml').read_text()
        job = yaml.safe_load(text)['.gopx-check']
        variables = dict(job['variables'], GOPX_EXPECTED='firmware/expected.json',
                         GOPX_IMAGES='firmware/*.bin')
        self.assertEqual(job['artifacts']['reports']['junit'], 'gopx.xml')
        return self.run_job(['sh', '-e', '-c', '\n'.join(job['script'])], **variables)

    def test_jobs(self):
        for job in (self.github, self.gitlab):
            with self.subTest(job.__name__):
                self.write('firmware/bios.bin', IMAGE)
                self.assertEqual(job()[0], 0)
                for what, (changed, line) in CHANGES.items():
                    self.write('firmware/bios.bin', changed)
                    status, out = job()
                    self.assertEqual(status, 1, what)
                    self.assertIn(line, out)
                    report = xml.etree.ElementTree.parse(self.folder / 'gopx.xml')
                    self.assertIn(line, report.find('.//failure').text)


if __name__ == '__main__':
    support.main()
