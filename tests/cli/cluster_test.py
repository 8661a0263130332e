#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""contrib/cluster scans an archive of images in parts, continues after a stop, and joins the
parts."""

import os
import shutil
import subprocess
import unittest

import support
from support import BOTH, GOPX, ROOT

CLUSTER = ROOT / 'contrib' / 'cluster'
FILES = {'fw/acme/a/1.bin': BOTH, 'fw/acme/2 x.bin': ROOT / 'fixtures' / 'good-vbt-bare.bin',
         'fw/other/3.bin': ROOT / 'fixtures' / 'good-no-igpu.bin', 'fw/other/4.bin': BOTH}


class Cluster(support.Case):
    def setUp(self):
        super().setUp()
        for name, source in FILES.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            self.write(name, source.read_bytes())

    def run_script(self, name, *args, **env):
        done = subprocess.run([CLUSTER / name, *args], cwd=self.folder, check=True,
                              env={**os.environ, 'GOPX': GOPX, **env}, text=True,
                              capture_output=True)
        return done.stdout, done.stderr

    def scan(self):
        for part in ('1', '2', '3'):
            self.run_script('scan-part', 'fw', 'answers', part, '3')

    def lines(self):
        return sorted(line for part in self.folder.glob('answers/part-*.jsonl')
                      for line in part.read_text().splitlines())

    def test_each_file_once(self):
        self.scan()
        whole = self.gopx('scan', '--json', '--exit-zero', '-r', 'fw').out.decode()
        self.assertEqual(self.lines(), sorted(whole.splitlines()))

    def test_continued_as_an_array_job(self):
        """Run scan-part with the environment variables that Slurm sets for a task."""
        self.scan()
        before = self.lines()
        for part in ('1', '2', '3'):
            _, err = self.run_script('scan-part', 'fw', 'answers', SLURM_ARRAY_TASK_ID=part,
                                     SLURM_ARRAY_TASK_MAX='3')
            self.assertIn(' skipped', err)
        self.assertEqual(self.lines(), before)

    @unittest.skipUnless(shutil.which('sqlite3'), 'sqlite3 is not installed')
    def test_joined(self):
        self.scan()
        with open(self.folder / 'answers/part-2.jsonl', 'a', encoding='ascii') as log:
            log.write('{"schema":"gopx-scan/1","fi')
        out, _ = self.run_script('join-parts', 'answers', 'db')
        self.assertEqual(out, '4 files, 2 drivers, 5 tables\n')
        rows = subprocess.run(['sqlite3', 'db', 'SELECT DISTINCT vendor, version FROM finding '
                               "WHERE kind = 'gop' ORDER BY 1"], cwd=self.folder, text=True,
                              check=True, capture_output=True).stdout
        self.assertRegex(rows, r'^acme\|9\.0\.\d+\nother\|9\.0\.\d+\n$')


if __name__ == '__main__':
    support.main()
