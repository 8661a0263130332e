#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx vbt shows tables of public reports correctly. Earlier versions showed them wrongly.

usage: vbt_reports_test.py GOPX

The files are in $GOPX_FIELD/reports/vbt, with a list in INDEX.tsv. Each listed file needs a check
here.
"""

import json
import os
import pathlib
import subprocess
import sys

SKIPPED = 77


class Image:
    """The output of gopx vbt for a file, as text and as JSON."""

    def __init__(self, line, text, said):
        self.json = json.loads(line)
        self.text = ' '.join(text.split())
        self.said = said
        best = [t for t in self.json['tables'] if t['best']]
        self.best = best[0] if best else None

    def outputs(self):
        return [(d['connector'], d['kind'], d['port']) for d in self.best['devices']]

    def panel(self, index):
        return self.best['fields']['panels'][index]


def run(gopx, *args):
    return subprocess.run([gopx, 'vbt', *args], capture_output=True, check=False)


def images(gopx, folder, names):
    """Return the outputs for all files. Run gopx with all files at once, and split the text output
    at the line with each file's name."""
    paths = [os.fspath(folder / name) for name in names]
    lines = run(gopx, '--json', *paths).stdout.decode().splitlines()
    done = run(gopx, *paths)
    text, said = done.stdout.decode(), done.stderr.decode()
    parts = {}
    for part in text.split('\n\n'):
        name = part.split('\n', 1)[0]
        if not name.startswith(' '):
            parts[name] = part
        else:
            parts[last] += part
            name = last
        last = name
    return {name: Image(line, parts.get(path, ''),
                        '\n'.join(row for row in said.splitlines() if path in row))
            for name, path, line in zip(names, paths, lines, strict=True)}


def platforms(*codes):
    return lambda i: sorted(p['code'] for p in i.best['platforms']) == sorted(codes)


def meteor_lake(i):
    return i.best['child_device_size'] == 40 and i.best['child_device_stated'] == 39 and \
        'warning' in i.text and \
        [o[2] for o in i.outputs()] == ['DP-A', 'DP-B', 'DP-F', 'HDMI-G', 'DP-H', 'DP-I']


def kled(i):
    return i.best['panel']['timing'] is None and i.best['panel']['name'] is None and \
        'panel: number 2, not readable' in i.text and 'Linux reads no panel' in i.text


def panther_lake(i):
    return i.best['panel']['edp']['link_rate_mbps'] is None and \
        i.best['panel']['edp']['lanes'] == 4 and 'eDP up to 4 lanes, 18 bits' in i.text


def mipi(i):
    return '159.190 MHz, 60.00 Hz' in i.text and 'LFP2 panel 3 ' in i.text and \
        i.outputs()[:2] == [('LFP1', 'MIPI DSI', 'MIPI-A'), ('LFP2', 'eDP', 'DP-B')] and \
        i.text.count(' eDP up to ') == 1 and \
        i.text.index('LFP2 panel 3') < i.text.index(' eDP up to ')


def by_edid(i):
    panels = i.best['fields']['panels']
    return 'chosen by EDID' in i.text and len(panels) == 16 and \
        all(p['pnp-id'] in i.text and 'dtd-modeline' in p or 'generic-modeline' in p
            for p in panels)


def both_places(i):
    return i.best['signature'] == '$VBT ALDERLAKE-P' and i.best['offset'] == 0x2000


def cut(i):
    return i.best is None and not i.json['complete'] and \
        'of 8727 bytes, of which only 8000 are here' in i.said


CHECKS = {
    'hp_snb_ivb_desktops_variants_compaq_8300_elite_sff_data.vbt': platforms('SNB', 'IVB'),
    'sbl_CoffeelakeBoardPkg_Vbt.dat': platforms('CFL', 'CNL'),
    'sbl_VbtMtlpLp5.dat': meteor_lake,
    'google_kled_data.vbt': kled,
    'lenovo_haswell_variants_w541_data.vbt':
        lambda i: i.best['panel']['edp']['link_rate_mbps'] == 5400,
    'fsp_PantherLake_Vbt.dat': panther_lake,
    'ptl_efp1_type_68d6.bin':
        lambda i: i.best['devices'][1]['kind'] == 'DisplayPort or DVI'
        and not i.best['devices'][1]['hdmi'],
    'headless70.bin': lambda i: i.best['mark'] == 'headless' and 'headless' in i.text,
    'gvtg.bin': lambda i: i.best['mark'] == 'virtual' and
        [d['kind'] for d in i.best['devices']] == 4 * ['DisplayPort'],
    'cbfake.bin': lambda i: i.best['mark'] == 'generated' and
        [b['id'] for b in i.best['blocks']] == [1],
    'trunc8000.vbt': cut,
    'op_2.1_rvda2000_both.bin': both_places,
    'LUNARLAKE.bin': platforms('LNL'),
    '101.8801_bmg_e223_1701_config20.bin': platforms('BMG'),
    '101.1732_dg1_c_oprom.rom': platforms('DG1'),
    'asus_p5ql-em_data.vbt':
        lambda i: i.best['origin'] == 'vbios' and
        i.best['sign_on'].startswith('Intel(r)Eaglelake PCI Accelerated SVGA BIOS'),
    'dell_sklkbl_desktops_variants_optiplex_3050_data.vbt':
        lambda i: i.best['origin'] == 'vbios',
    'lenovo_sklkbl_thinkpad_variants_t580_data.vbt':
        lambda i: i.best['panel']['named'] and "reference board's" not in i.text,
    'adlp_handles_0001_0002.vbt':
        lambda i: {'EFP5'} <= {o[0] for o in i.outputs()} and
        None not in {o[0] for o in i.outputs()},
    'fsp_ADLN_Vbt_AuoMipi.bin': mipi,
    'novacustom_mtl-h_variants_igpu_data.vbt': by_edid,
}


def for_device(gopx, folder, name, device):
    return run(gopx, '--device', device, folder / name).returncode == 0


def main():
    gopx, = sys.argv[1:]
    folder = pathlib.Path(os.environ.get('GOPX_FIELD', ''), 'reports', 'vbt')
    if not os.environ.get('GOPX_FIELD') or not folder.is_dir():
        print('skipped: no field material')
        return SKIPPED
    rows = (folder / 'INDEX.tsv').read_text(encoding='utf-8').splitlines()[1:]
    names = [row.split('\t')[0] for row in rows]
    wrong = [f'{name}: no check' for name in names if name not in CHECKS]
    for name, image in images(gopx, folder, list(CHECKS)).items():
        try:
            right = CHECKS[name](image)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            right = False
            print(f'{name}: {error!r}')
        if not right:
            wrong.append(f'{name}: not as it is known to be:\n  {image.text}\n  {image.said}')
    for name, device in (('hp_snb_ivb_desktops_variants_compaq_8300_elite_sff_data.vbt', '0152'),
                         ('sbl_CoffeelakeBoardPkg_Vbt.dat', '3e92')):
        if not for_device(gopx, folder, name, device):
            wrong.append(f'{name}: none for {device}')
    print(*wrong, sep='\n')
    print(f'{len(names)} reports, {len(wrong)} wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
