#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Sets each field that --set supports, one at a time, and reads it with intel_vbt_decode.

usage: igt_set_test.py SET_EACH FIXTURES

SET_EACH sets the fields of a table in the fixtures. That program checks that the library reads the
new value, and that no other byte changed. This test compares the reports of intel_vbt_decode before
and after the change. They may differ only in the field's block, panel and output, and the new
report must contain the value. NOT_SHOWN lists the fields that intel_vbt_decode does not report.
"""

import collections
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile

import igt

SKIPPED = 77
# The BDB versions of the tables to change. The second table has fields that newer tables lack.
VERSIONS = (264, 221)
OWNERS = ('panel2', 'EFP1', 'mipi2', 'dsc2')
PLACES = {'panel2': 'panel2', 'EFP1': 'output2'}
# intel_vbt_decode reports these fields with other words, or together with other fields. So the test
# does not search the report for their values.
WORDED = re.compile(r'mipi2\.|panel2\.(dtd-|pnp-year|msa-delay)|EFP1\.internal')
# The fields that intel_vbt_decode does not show, with the reasons. Old entries must be removed.
NOT_SHOWN = {
    'blocks 51, 56 and 58, which it does not decode':
        'fixed-mode fixed-mode-width fixed-mode-height panel2.generic-clock-khz '
        'panel2.generic-hactive panel2.generic-hblank panel2.generic-hfront '
        'panel2.generic-hsync panel2.generic-vactive panel2.generic-vblank '
        'panel2.generic-vfront panel2.generic-vsync panel2.generic-width-mm '
        'panel2.generic-height-mm panel2.generic-hsync-positive '
        'panel2.generic-vsync-positive dsc2.version-major dsc2.version-minor '
        'dsc2.buffer-block-kib dsc2.buffer-blocks dsc2.slices-per-line '
        'dsc2.line-buffer-bits dsc2.block-prediction dsc2.max-bpp-code dsc2.8-bpc '
        'dsc2.10-bpc dsc2.12-bpc dsc2.slice-height',
    'the image, border and polarity of a timing':
        'panel2.dtd-width-mm panel2.dtd-height-mm panel2.dtd-hborder panel2.dtd-vborder '
        'panel2.dtd-hsync-positive panel2.dtd-vsync-positive panel2.dtd-not-interlaced',
    'the bottom border: it reports the top one twice':
        'panel2.border-bottom',
    'MIPI fields that it leaves out':
        'mipi2.panel-id mipi2.bridge mipi2.architecture mipi2.rgb-flip mipi2.cabc-ports '
        'mipi2.backlight-ports mipi2.burst-mode-frequency mipi2.dsi-clock '
        'mipi2.bridge-clock mipi2.byte-clock-mhz mipi2.dphy-params-valid '
        'mipi2.gpio-panel-enable mipi2.gpio-backlight-enable mipi2.gpio-pwm-enable '
        'mipi2.gpio-reset mipi2.gpio-power-down mipi2.gpio-standby',
    'fields that are newer, or that it leaves out':
        'tc-hpd-retry-timeout afc-startup hdmi-config driver-dfps panel2.brightness '
        'panel2.min-brightness panel2.brightness-bits panel2.hdr-refresh-timeout '
        'panel2.apical panel2.dsc-disabled panel2.t6-delay panel2.link-idle-time '
        'panel2.pipe-joiner panel2.panel-technology panel2.xpst panel2.tcon-backlight '
        'panel2.xpst-level panel2.tcon-level panel2.tcon-with-xpst EFP1.dedicated-external '
        'EFP1.dynamic-port EFP1.efp-index EFP1.edp-rates-off driver-adt driver-hpd-wake',
}


def tables(fixtures):
    """Return the tables of good-vbt-full.bin by their BDB version."""
    data = (fixtures / 'good-vbt-full.bin').read_bytes()
    found = {}
    for start in (m.start() for m in re.finditer(rb'\$VBT', data)):
        size = int.from_bytes(data[start + 24:start + 26], 'little')
        version = int.from_bytes(data[start + 64:start + 66], 'little')
        found[version] = data[start:start + size]
    return found


def report(path):
    """Count the lines of the report. Each line has its block, and its panel or output."""
    done = subprocess.run([igt.TOOL, f'--file={path}', '--all-panels'], capture_output=True,
                          check=False)
    lines, block, place, outputs = collections.Counter(), None, '', 0
    for line in done.stdout.decode('utf-8', 'replace').splitlines():
        if found := re.match(r'BDB block (\d+)', line):
            block, place, outputs = int(found[1]), '', 0
        elif found := re.match(r'\tPanel (\d+)( \*)?$', line):
            place = f'panel{found[1]}'
            continue    # the selected panel is a field of another block
        elif line == '\tChild device info:':
            outputs += 1
            place = f'output{outputs}'
        if block is not None:
            lines[block, place, line.strip()] += 1
    return lines


def spellings(name, text):
    """Return the ways in which a report may show a value."""
    if text in ('yes', 'no'):
        return {text, str(int(text == 'yes')), 'non-transparent', 'MHz', '24', '18'}
    if re.fullmatch(r'\d+|0x[0-9a-f]+', text):
        number = int(text, 0)
        number = number // 100 if name.endswith('-us') and number >= 100 else number
        number = number // 200 if name.endswith('-kbps') else number
        return {str(number), f'{number:x}', f'{number:#x}', f'{number:#04x}', str(number - 1), '0x'}
    return {text, '0x', *re.split(r'[-.]', text)} | {str(n) for n in range(4)}


def check(base, path, name, block, text):
    """Check the report on one changed table. Return None if it is right, True if it does not show
    the field, or a description of the error."""
    new = report(path) - base
    owner = name.split('.')[0] if '.' in name else ''
    if not new:
        return True
    for where, place, line in new:
        if name == 'panel-type' and where == 52:
            continue    # the panel whose configuration it shows for all
        if where != block or place != PLACES.get(owner, place):
            return f'{name}={text}: block {where}, {place or "table"}: {line}'
    if not WORDED.match(name) and not any(word in line for _, _, line in new for word in spellings(name, text)):
        return f'{name}={text}: {sorted(new)}'
    return None


def check_version(pool, set_each, table, folder, known):
    """Set each field that was not tried yet. Return (errors, names of fields that the reports do
    not show)."""
    path = folder / 'table'
    path.write_bytes(table)
    done = subprocess.run([set_each, path, folder, *OWNERS], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        return [done.stderr.strip()], []
    base = report(path)
    rows = [row.split('\t') for row in done.stdout.splitlines()]
    rows = [row for row in rows if (row[1], row[3]) not in known]
    known.update((row[1], row[3]) for row in rows)
    results = list(pool.map(lambda row: check(base, folder / row[0], row[1], int(row[2]), row[4]),
                            rows))
    hidden = [row[1] for row, result in zip(rows, results) if result is True]
    return [result for result in results if isinstance(result, str)], hidden


def main():
    set_each, fixtures = sys.argv[1:]
    if igt.missing():
        print('skipped: ' + igt.missing())
        return SKIPPED
    found, wrong, hidden, known = tables(pathlib.Path(fixtures)), [], [], set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for version in VERSIONS:
            with tempfile.TemporaryDirectory() as folder:
                more, not_shown = check_version(pool, set_each, found[version],
                                                pathlib.Path(folder), known)
                wrong += more
                hidden += not_shown
    listed = ' '.join(NOT_SHOWN.values()).split()
    wrong += [f'{name}: not reported' for name in hidden if name not in listed]
    wrong += [f'{name}: is reported now' for name in listed if name not in hidden]
    print(*wrong, sep='\n')
    print(f'{len(known)} fields set, {len(hidden)} of them not reported, {len(wrong)} wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
