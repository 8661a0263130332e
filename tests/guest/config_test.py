#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What gopx config prints, QEMU and an XML parser take.

Properties of vfio-pci are looked up in what the installed QEMU lists, for its own
version; the rest of the command line starts a machine.  Pieces for libvirt parse as
XML, and its properties are those of the command line.

usage: config_test.py GOPX ROOT
"""

import itertools
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import guest

DEVICES = ('8086:1912', '8086:3e9b', '8086:46a6', '8086:7d55')
MACHINES = ('i440fx', 'q35')
ROUTES = (('--rom', 'igd.rom'), ('--ovmf-code', 'code.fd', '--ovmf-vars', 'vars.fd'))


def config(gopx, *words):
    return subprocess.run([gopx, 'config', *words], check=True, stdout=subprocess.PIPE,
                          text=True).stdout


def qemu(*words, **options):
    return subprocess.run(['qemu-system-x86_64', *words], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False, **options)


def device_of(words):
    """Properties of the device, and the words without it."""
    at = words.index('-device')
    pairs = words[at + 1].split(',')
    assert pairs[0] == 'vfio-pci', pairs
    return (dict(pair.split('=', 1) for pair in pairs[1:]),
            words[:at] + words[at + 2:])


def check_machine(words, work):
    """Start all but the device, without KVM; QEMU ends when it is told to."""
    words = [word.replace('accel=kvm', 'accel=tcg') for word in words]
    words[words.index('host')] = 'max'
    done = qemu(*words[1:], '-m', '256', '-S', '-qmp', 'null', '-monitor', 'none',
                '-daemonize', '-pidfile', work / 'pid', cwd=work)
    assert done.returncode == 0, (words, done.stderr)
    subprocess.run(['kill', (work / 'pid').read_text().strip()], check=True)


def check_command(text, known, work):
    command = text[text.index('qemu-system-x86_64'):].replace('\\\n', ' ')
    properties, rest = device_of(shlex.split(command, comments=True))
    unknown = set(properties) - known - {'id', 'bus'}
    assert not unknown, f'QEMU has no {unknown}'
    check_machine(rest, work)
    return properties


def check_domain(text, properties):
    domain = xml.etree.ElementTree.fromstring(text)
    namespace = '{http://libvirt.org/schemas/domain/qemu/1.0}'
    alias = domain.find('devices/hostdev/alias').get('name')
    override = domain.find(f'{namespace}override/{namespace}device')
    if override is not None:
        assert override.get('alias') == alias
    names = {p.get('name') for p in domain.iter(f'{namespace}property')}
    assert names == {name for name in properties if name.startswith('x-')}, names
    slots = [a.get('slot') for a in domain.iter('address')]
    assert slots == ['0x02', '0x02'], slots


def main():
    gopx = pathlib.Path(sys.argv[1]).resolve()
    if guest.missing():
        print(guest.missing())
        return guest.SKIPPED
    version = re.search(r'version (\d+\.\d+)', qemu('--version').stdout)[1]
    known = set(re.findall(r'^  ([\w-]+)=', qemu('-device', 'vfio-pci,help').stdout, re.M))
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        shutil.copy(guest.stock('q35'), work / 'code.fd')
        shutil.copy(guest.FIRMWARE / 'OVMF_VARS_4M.fd', work / 'vars.fd')
        (work / 'bdsm-size.bin').write_bytes(bytes(8))
        for device, machine, route in itertools.product(DEVICES, MACHINES, ROUTES):
            words = ['--device', device, '--machine', machine, *route, '--qemu', version]
            properties = check_command(config(gopx, *words), known, work)
            check_domain(config(gopx, *words, '--target', 'libvirt'), properties)
            words[-1] = '99.0'
            (latest, _) = device_of(shlex.split(
                config(gopx, *words).partition('qemu-system')[2].replace('\\\n', ' '),
                comments=True))
            check_domain(config(gopx, *words, '--target', 'libvirt'), latest)
            print(f'{device}, {machine}, {route[0]}: QEMU {version} takes it')
    return 0


if __name__ == '__main__':
    sys.exit(main())
