#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scans every file of the corpus in $GOPX_CORPUS, and compares the results with its answers.

usage: corpus_test.py GOPX [PART-OF-A-FILE-NAME]
"""

import json
import os
import pathlib
import sys

import answers
import compare
import scanner

HERE = pathlib.Path(__file__).parent
SKIPPED = 77


def load_lists():
    return compare.Lists(
        json.loads((HERE / 'known-differences.json').read_text(encoding='utf-8')),
        json.loads((HERE / 'not-yet.json').read_text(encoding='utf-8')))


def run(scan, root, corpus, lists, part='', print_line=print):
    """Scans the files with 'part' in their names. Returns the exit status of the test."""
    known = {sha256 for answer in corpus.values() for sha256 in answer.hashes()}
    files = sorted(file for file in corpus if part in file)
    tally = compare.Tally()
    for file, result in zip(files, scan.scan_all(root / file for file in files)):
        data = (root / file).read_bytes()
        found = compare.differences(corpus[file], result, data, known)
        tally.add(file, found, lists)
        tally.measure(file, result)
    if not part:
        tally.failures += lists.stale(files)
    return tally.report(print_line)


def main():
    folder = os.environ.get('GOPX_CORPUS', '')
    if not folder or not os.path.isdir(folder):
        print('skipped: no corpus')
        return SKIPPED
    root = pathlib.Path(folder)
    part = sys.argv[2] if len(sys.argv) > 2 else ''
    return run(scanner.Scanner([sys.argv[1], 'scan', '--json']), root,
               answers.read_corpus(root), load_lists(), part)


if __name__ == '__main__':
    sys.exit(main())
