# SPDX-License-Identifier: BSD-2-Clause
"""Turns the report of intel_vbt_decode (package intel-gpu-tools) on a table into named facts."""

import re
import shutil
import subprocess

from versions import other_version

TOOL = 'intel_vbt_decode'


def missing():
    """Return why the tool cannot be used here, or None."""
    if shutil.which(TOOL) is None:
        return f'{TOOL} is missing (package intel-gpu-tools)'
    other = other_version('intel-gpu-tools', '1.27.')
    return other and f'the known differences are those of intel-gpu-tools 1.27, not {other}'


def number(text):
    return int(text, 0)


def first(pattern, text, convert=number, default=None):
    found = re.search(pattern, text, re.MULTILINE)
    return convert(found[1]) if found else default


class Report:
    """The report on one table. It is split into one part for each block."""

    def __init__(self, path):
        done = subprocess.run([TOOL, f'--file={path}', '--all-panels'], capture_output=True,
                              check=False)
        self.text = done.stdout.decode('utf-8', 'replace')
        self.stopped = done.returncode != 0
        self.sizes, self.blocks = {}, {}
        parts = re.split(r'^BDB block (\d+) \((\d+) bytes\).*$', self.text, flags=re.MULTILINE)
        self.header = parts[0]
        for i in range(1, len(parts), 3):
            self.sizes.setdefault(int(parts[i]), int(parts[i + 1]))
            self.blocks.setdefault(int(parts[i]), parts[i + 2])

    def panels(self, block):
        """Return the part for each panel by its index."""
        parts = re.split(r'^\tPanel (\d+)(?: \*)?$', self.blocks.get(block, ''),
                         flags=re.MULTILINE)
        return {int(parts[i]): parts[i + 1] for i in range(1, len(parts), 2)}


def header(report):
    names = {'version': r'VBT version:\s+(\w+)', 'header_size': r'VBT header size:\s+(\w+)',
             'vbt_size': r'VBT size:\s+(\w+)', 'checksum': r'VBT checksum:\s+(\w+)',
             'bdb_offset': r'BDB offset:\s+(\w+)', 'bdb_version': r'BDB version:\s+(\w+)',
             'bdb_size': r'BDB size:\s+(\w+)'}
    return {name: first(pattern, report.header) for name, pattern in names.items()}


def blocks(report):
    listed = first(r'BDB blocks present:\n((?:[\t \d]+\n)+)', report.text, str, '')
    return {'blocks': sorted(set(map(int, listed.split()))),
            'block_sizes': dict(sorted(report.sizes.items()))}


CHILD = {'handle': r'Device handle: (\w+)', 'type': r'Device type: (\w+)',
         'dvo_port': r'DVO Port: .*\((0x\w+)\)', 'ddc_pin': r'DDC pin: (\w+)',
         'aux_channel': r'Aux channel: .*\((0x\w+)\)'}


def children(report):
    text = report.blocks.get(2, '')
    entries = [{name: first(pattern, part) for name, pattern in CHILD.items()}
               for part in text.split('\tChild device info:\n')[1:]]
    facts = {'child_device_size': first(r'Child device size: (\d+)', text)}
    used = [e for e in entries if e['type']]
    for name in CHILD:
        facts[f'devices.{name}'] = [e[name] or 0 for e in used]
    return facts


def timing(text):
    """Return the timing in the text: hactive, start and end of hsync, htotal, the same four numbers
    for the vertical direction, and the clock in kHz."""
    found = re.search(r'timings: (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) ([\d.]+)', text)
    return [*map(int, found.groups()[:8]), round(float(found[9]))] if found else None


def pnp_id(text):
    found = re.search(r'Mfg name: (...) \(0x\w+\)\s+Product code: (\d+)', text)
    return f'{found[1]}{int(found[2]):04X}' if found else None


def panels(report):
    facts = {'panel.type': first(r'^\tPanel type: (\d+)', report.blocks.get(40, '')),
             'panel2.type': first(r'^\tPanel type 2: (\d+)', report.blocks.get(40, ''))}
    data, generic = report.panels(42), report.panels(58)
    for i in range(16):
        text = data.get(i, '')
        facts[f'panels.{i}.timing_42'] = timing(text)
        facts[f'panels.{i}.pnp_id'] = pnp_id(text)
        facts[f'panels.{i}.name'] = first(r'Panel name: (.*)$', text, str.strip)
        facts[f'panels.{i}.timing_58'] = timing(generic.get(i, ''))
    return facts


POWER = r'Power Sequence: T3 (\d+) T7 (\d+) T9 (\d+) T10 (\d+) T12 (\d+)'
RATES = {'1.62Gbps': 1620, '2.7Gbps': 2700, '2.7Gbpc': 2700, '5.4Gbps': 5400}


def edp(report):
    facts = {}
    for i, text in report.panels(27).items():
        power = re.search(POWER, text)
        facts[f'panels.{i}.power'] = list(map(int, power.groups())) if power else None
        facts[f'panels.{i}.bits'] = first(r'Panel color depth: (\d+) bpp', text)
        facts[f'panels.{i}.lanes'] = first(r'lanes: X(\d)', text)
        # The report states the rate as a word up to BDB version 223, and as a number of Gbit/s from
        # version 224.
        words = first(r'^\t\t\trate: (\S+)', text, str)
        new = first(r'fast link training data rate: ([\d.]+) Gbps', text, float)
        facts[f'panels.{i}.rate'] = RATES.get(words, 0) if new is None else round(new * 1000)
    return facts


def backlight(report):
    facts = {}
    for i, text in report.panels(43).items():
        facts[f'panels.{i}.backlight'] = [
            first(pattern, text) for pattern in
            (r'Inverter type: (\d+)', r'Active low: (\d+)', r'PWM freq: (\d+)',
             r'Minimum brightness: (\d+)', r'Controller: (\d+)')]
    return facts


def facts_of(path):
    report = Report(path)
    facts = {}
    for part in (header, blocks, children, panels, edp, backlight):
        facts.update(part(report))
    return facts
