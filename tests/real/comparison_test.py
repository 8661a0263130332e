#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Tests corpus_test.py with a small corpus: it must fail for every kind of wrong answer.

With the correct output of a scan, corpus_test.py passes. With a wrong output, a crash, a wrong list
or a wrong recorded answer, it fails with a message.
"""

import collections
import json
import pathlib
import tempfile
import unittest

import adversary
import adversary_test
import answers
import fixtures_test
import oracle
import scanner
from small_corpus import COMPLAIN, CRASH, GOP, GROW, OTHER, PADDED, SLEEP, SPIN, VBT, \
    World, finding, says_so, sha


class RightAnswers(World):
    def test_all_right(self):
        self.assertEqual(self.run_test(), (0, ['10 of 10 images right, 0 counted apart']))

    def test_trimmed_or_stored_driver(self):
        self.found['gop/g.efi'] = [finding('gop', GOP + b'\0' * 9, GOP, None)]
        self.assertEqual(self.run_test()[0], 0)

    def test_refusal_where_the_password_is_not_tried(self):
        file = 'composed2/dev/insyde_ifdpacker_password.exe'
        self.found[file] = [finding('note', GOP, GOP, 0)]
        self.diagnostics[file] = [{'message': 'encrypted'}]
        self.assertEqual(self.run_test()[0], 0)

    def test_refusal_without_what_to_do_next(self):
        self.found['composed2/dev/locked.zip'] = []
        self.fails('composed2/dev/locked.zip', 'no finding says what to do next')

    def test_counted_apart(self):
        self.found['gop/g.efi'] = []
        self.not_yet = {'gop/g.efi': 'a reason'}
        self.assertEqual(self.run_test(), (0, ['9 of 9 images right, 1 counted apart']))

    def test_known_difference(self):
        self.found['gop/g.efi'] = []
        self.known_differences = [{'file': 'gop/g.efi', 'what': 'gop missing',
                                   'sha256': sha(GOP), 'reason': 'a reason'}]
        self.assertEqual(self.run_test()[0], 0)


class WrongFindings(World):
    def test_missing_driver(self):
        self.found['gop/g.efi'] = []
        self.fails('gop/g.efi', 'gop missing ' + sha(GOP)[:12])

    def test_missing_option_rom_driver(self):
        self.found['oprom/o.rom'] = []
        self.fails('oprom/o.rom', 'gop missing')

    def test_missing_table(self):
        del self.found['composed/i.bin'][1]
        self.fails('composed/i.bin', 'vbt missing ' + sha(VBT)[:12])

    def test_one_byte_less(self):
        self.found['gop/g.efi'] = [finding('gop', GOP[:-1], GOP[:-1], 0)]
        self.fails('gop/g.efi', 'gop missing', 'gop extra')

    def test_table_not_cut(self):
        self.found['vbt/v.vbt'] = [finding('vbt', PADDED, PADDED, 0)]
        self.fails('vbt/v.vbt', 'vbt missing', 'vbt extra')

    def test_extra_driver(self):
        self.found['empty.bin'] = [finding('gop', b'nothing', b'nothing', 0)]
        self.fails('empty.bin', 'gop extra')

    def test_extra_table(self):
        self.found['gop/g.efi'].append(finding('vbt', VBT, VBT, None))
        self.fails('gop/g.efi', 'vbt extra')

    def test_extra_beside_a_refusal(self):
        self.found['composed2/dev/locked.zip'] = [finding('gop', GOP, GOP, 0)]
        self.fails('locked.zip', 'gop extra')

    def test_twice(self):
        self.found['vbt/v.vbt'].append(finding('vbt', VBT, VBT, 0, best=False))
        self.fails('vbt/v.vbt', 'vbt twice')

    def test_unknown_kind(self):
        self.found['empty.bin'] = [finding('new', b'nothing', b'nothing', 0)]
        self.fails('empty.bin', 'kind')

    def test_body_nobody_knows_in_a_damaged_image(self):
        self.found['composed/bad_i.fv'] = [finding('gop', GOP[:99], GOP[:99], None)]
        self.fails('bad_i.fv', 'gop unknown')

    def test_no_best(self):
        self.found['gop/g.efi'][0]['best'] = False
        self.fails('gop/g.efi', 'gop best')

    def test_best_of_the_video_bios(self):
        for table in self.found['composed2/dev/two.rom'][1:]:
            table['best'] = not table['best']
        self.fails('two.rom', 'vbt best')

    def test_wrong_place(self):
        self.found['composed/i.bin'][0]['places'][0]['offset'] += 1
        self.fails('composed/i.bin', 'place', '0x41')

    def test_wrong_stored_body(self):
        self.found['composed/i.bin'][1].update(sha256=sha(PADDED + b'x'), places=[
            {'offset': 0, 'packed': True, 'path': ''}])
        self.fails('composed/i.bin', 'vbt stored')

    def test_wrong_machine(self):
        self.found['gop/g.efi'][0]['machine'] = 'ia32'
        self.fails('gop/g.efi', 'machine', 'ia32')

    def test_wrong_details(self):
        for key, lie in (('signature', '$VBT OTHER'), ('bdb_version', 201),
                         ('checksum_ok', False), ('vbt_size', 7)):
            with self.subTest(key):
                table = self.found['vbt/v.vbt'][0]
                right, table[key] = table[key], lie
                self.fails('vbt/v.vbt', 'vbt ' + key)
                table[key] = right

    def test_wrong_origin(self):
        self.found['composed2/dev/two.rom'][2]['origin'] = 'gop'
        self.fails('two.rom', 'vbt origin')

    def test_no_message(self):
        self.diagnostics = {}
        self.fails('locked.zip', 'message')


class WrongRuns(World):
    def test_deadly(self):
        for do, says in ((CRASH, 'crash: exit -6'), (SPIN, 'slow'), (GROW, 'memory'),
                         (COMPLAIN, 'AddressSanitizer')):
            with self.subTest(says):
                self.plays['composed/bad_i.fv'] = do
                self.fails('bad_i.fv', says)

    def test_hangs(self):
        self.plays['composed/bad_i.fv'] = SLEEP
        self.hangs_after = 2
        self.fails('bad_i.fv', 'killed after 2 s')

    def test_deadly_is_never_excused(self):
        self.plays['gop/g.efi'] = CRASH
        self.not_yet = {'gop/g.efi': 'a reason'}
        self.fails('gop/g.efi', 'crash')

    def test_output(self):
        good = json.dumps(self.output('empty.bin'))
        for out, says in (('', 'lines'), (good, 'lines'), (good + '\n{}\n', 'lines'),
                          (good[:-1] + '\n', 'not JSON'), ('[]\n', 'not an object'),
                          (good.replace('"complete": true', '"complete": 1') + '\n',
                           'complete'),
                          (good.replace('{"schema"', '{"size": 7, "schema"') + '\n',
                           'a key twice'),
                          (good.replace('"size": 7', '"size": NaN') + '\n', 'NaN')):
            with self.subTest(out):
                self.plays['empty.bin'] = says_so(out)
                self.fails('empty.bin', says)

    def test_layout(self):
        for key in ('schema', 'findings', 'sha256'):
            with self.subTest(key):
                right = self.output('empty.bin')
                self.plays['empty.bin'] = says_so(
                    json.dumps(dict(right, **{key: 3})) + '\n')
                self.fails('empty.bin', key)
        for key in ('best', 'machine', 'places', 'trimmed_sha256'):
            with self.subTest(key):
                self.found['gop/g.efi'] = [finding('gop', GOP, GOP, 0)]
                del self.found['gop/g.efi'][0][key]
                self.plays = {}
                self.fails('gop/g.efi', key)

    def test_exit(self):
        self.plays['empty.bin'] = says_so(json.dumps(self.output('empty.bin')) + '\n', 0)
        self.fails('empty.bin', 'exit')

    def test_usage_exit(self):
        self.plays['empty.bin'] = says_so('', 2)
        self.fails('empty.bin', 'crash: exit 2')

    def test_other_file(self):
        self.put('empty.bin', b'NOTHING')
        self.fails('empty.bin', 'another file')


class WrongLists(World):
    def test_right_but_counted_apart(self):
        self.not_yet = {'gop/g.efi': 'a reason'}
        self.fails('gop/g.efi', 'is right now', 'remove it')

    def test_known_difference_gone(self):
        self.known_differences = [{'file': 'gop/g.efi', 'what': 'gop missing',
                                   'sha256': sha(GOP), 'reason': 'a reason'}]
        self.fails('gop/g.efi', 'no longer occurs', 'remove it')

    def test_no_such_file(self):
        self.not_yet = {'gone.bin': 'a reason'}
        self.fails('gone.bin', 'no such file')

    def test_known_difference_of_another_body(self):
        self.found['gop/g.efi'] = []
        self.known_differences = [{'file': 'gop/g.efi', 'what': 'gop missing',
                                   'sha256': sha(VBT), 'reason': 'a reason'}]
        status, lines = self.run_test()
        self.assertEqual(status, 1)
        self.assertEqual(len(lines), 3, lines)

    def test_no_reason(self):
        self.not_yet = {'gop/g.efi': ''}
        self.assertRaises(ValueError, self.run_test)


class UnreadAnswers(World):
    def unread(self, old, new):
        self.manifest = [line.replace(old, new) for line in self.manifest]
        self.assertRaises(answers.AnswerError, self.run_test)

    def test_driver_forms(self):
        self.unread('standalone sha256', 'alone sha256')

    def test_table_forms(self):
        self.unread(' bdb=200', ' bdb=?')

    def test_more_behind(self):
        self.unread('at=+0x0', 'at=+0x0 and more')

    def test_columns(self):
        self.unread('gop_found', 'found')

    def test_table_elsewhere(self):
        self.unread('at=+0x0', 'at=+0x4')

    def test_not_the_file(self):
        self.unread(f'standalone sha256={sha(GOP)}', f'standalone sha256={sha(VBT)}')

    def test_no_option_rom(self):
        self.unread('at +0x80', 'at +0x8000')

    def test_sources_disagree(self):
        self.unread(f'- - PE32 sha256={sha(GOP)}', f'- - PE32 sha256={sha(VBT)}')


class Fixtures(unittest.TestCase):
    """Run fixtures_test.py with one fixture and a scanner that returns a given result."""

    class Scanner:
        def __init__(self, result):
            self.result = result

        def scan_all(self, paths):
            return [self.result for _ in paths]

    def outcome(self, findings, expected=None, sha256=None, fatal=None):
        result = scanner.Scan()
        result.exit, result.fatal = 0 if findings else 1, fatal
        result.object = {'sha256': sha256 or sha(b'image'), 'findings': findings}
        if expected is None:
            expected = [{'file': 'a.bin', 'vbt': [],
                         'gop': [{'sha256': sha(GOP), 'size': len(GOP), 'machine': 'x64'}]}]
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / 'a.bin').write_bytes(b'image')
            (folder / 'EXPECTED.json').write_text(json.dumps(expected))
            lines = []
            return fixtures_test.run(self.Scanner(result), folder, lines.append), lines

    def wrong(self, text, *args, **more):
        status, lines = self.outcome(*args, **more)
        self.assertEqual(status, 1)
        self.assertIn(text, lines[0])

    def setUp(self):
        self.gop = finding('gop', GOP, GOP, 0, machine='x64')

    def test_right(self):
        self.assertEqual(self.outcome([self.gop]), (0, ['1 of 1 fixtures right']))

    def test_wrong(self):
        self.wrong('gop missing', [])
        self.wrong('gop missing', [dict(self.gop, machine='ia32')])
        self.wrong('gop extra', [self.gop, dict(self.gop)])
        self.wrong('vbt extra', [self.gop, finding('vbt', VBT, VBT, 0)])
        self.wrong('kind new', [self.gop, dict(self.gop, kind='new')])
        self.wrong('another file', [self.gop], sha256=sha(b''))
        self.wrong('crash', [self.gop], fatal='crash')
        self.wrong('not in EXPECTED', [], expected=[])
        self.wrong('no such file', [self.gop], expected={
            'a.bin': {'gop': [], 'vbt': []}, 'b.bin': {'gop': [], 'vbt': []}})


class Oracle(unittest.TestCase):
    """Run oracle.py with two sets of bodies and a list of differences."""

    def lines(self, left, right, listed=(), compared=('f',), section='pe32', file='f'):
        both = [dict({name: collections.Counter() for name in oracle.SECTIONS},
                     **{section: collections.Counter(side)}) for side in (left, right)]
        listed = {('f', 'pe32'): dict(zip(('ours', 'theirs'), entry)) for entry in listed}
        return list(oracle.judge(oracle.differences(file, *both), listed, compared))

    def test_equal(self):
        self.assertEqual(self.lines('aab', 'aba'), [])

    def test_only_one_has_it(self):
        self.assertIn('only ours: b; only UEFIExtract\'s: nothing', self.lines('ab', 'a')[0])
        self.assertIn('only ours: nothing; only UEFIExtract\'s: b', self.lines('a', 'ab')[0])

    def test_how_often_counts(self):
        self.assertIn('only ours: a;', self.lines('aa', 'a')[0])

    def test_more_raw_sections(self):
        self.assertEqual(self.lines('ab', 'a', section='raw'), [])
        self.assertIn('UEFIExtract\'s: b', self.lines('a', 'ab', section='raw')[0])

    def test_more_from_a_damaged_image(self):
        self.assertEqual(self.lines('ab', 'a', file='bad-f'), [])
        self.assertIn('UEFIExtract\'s: b', self.lines('a', 'ab', file='bad-f')[0])

    def test_listed(self):
        self.assertEqual(self.lines('ab', 'ac', [(['b'], ['c'])]), [])
        self.assertEqual(len(self.lines('ab', 'ac', [(['b'], ['d'])])), 1)

    def test_list_may_only_shrink(self):
        self.assertIn('remove it', self.lines('a', 'a', [(['b'], [])])[0])
        self.assertIn('not compared', self.lines('a', 'a', [(['b'], [])], compared=())[0])


class FieldAnswers(unittest.TestCase):
    """Run the checks of adversary_test.py without an image."""

    def setUp(self):
        self.entry = {'expect': 'find', 'sha256': sha(GOP),
                      'gop': [{'sha256': sha(GOP), 'version': '9.0.1'}],
                      'vbt': [{'sha_trim': sha(VBT)}]}
        self.gop = finding('gop', GOP, GOP, 0, version='9.0.1', platforms=[{'code': 'A'}])
        self.vbt = finding('vbt', PADDED, VBT, 0, platforms=[{'code': 'A'}])
        self.note = finding('note', GOP, GOP, 0)

    def differences(self, *found):
        scan = scanner.Scan()
        scan.object = {'sha256': sha(GOP), 'findings': list(found)}
        return adversary.differences(self.entry, scan)

    def test_right(self):
        self.assertEqual(self.differences(self.gop, self.vbt), [])

    def test_lost(self):
        self.assertEqual(self.differences(), ['gop lost', 'vbt lost'])
        self.assertEqual(self.differences(self.gop, self.note),
                         ['vbt lost', 'note instead'])

    def test_invented(self):
        other = finding('vbt', OTHER, OTHER, 0)
        self.assertEqual(self.differences(self.gop, self.vbt, other), ['vbt invented'])

    def test_version(self):
        self.gop['version'] = '9.0.2'
        self.assertEqual(self.differences(self.gop, self.vbt), ['gop version'])

    def test_choice(self):
        self.entry.update(best={'gop': sha(OTHER)}, note='pair')
        self.vbt['platforms'] = [{'code': 'B'}]
        self.assertEqual(self.differences(self.gop, self.vbt), ['gop best', 'pair'])

    def test_nothing_said(self):
        self.entry.update(expect='note', gop=[], vbt=[])
        self.assertEqual(self.differences(), ['nothing said'])
        self.assertEqual(self.differences(self.note), [])

    def test_list_may_only_shrink(self):
        known = {'a.bin': {'what': ['gop lost'], 'reason': 'a reason'}}
        judge = adversary_test.judge
        self.assertIsNone(judge('a.bin', ['gop lost'], known))
        self.assertIsNone(judge('b.bin', [], known))
        for file, found in (('a.bin', []), ('a.bin', ['vbt lost']), ('b.bin', ['pair'])):
            self.assertIn(file, judge(file, found, known))


if __name__ == '__main__':
    unittest.main()
