#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The settings of gopx config work for every target, machine and QEMU release, and for ten devices.

For each set of settings, the test checks:
- vfio-pci of the QEMU release has all properties in the settings.
- The tested QEMU accepts the command line, and stops only because the GPU is missing.
- libvirt's schema accepts the domain.
- Each file is a stock file, or a printed command makes it.

There are three ways to give the driver to the guest: a ROM, injected firmware with an OpRegion, and
a virtual function. The test uses them in turn, so that each machine and release is tested with each
of them.

GOPX_QEMU is the command line of another QEMU. GOPX_SCHEMA is the domain.rng of another libvirt.

usage: config_test.py GOPX ROOT
"""

import itertools
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'cli'))

import guest  # pylint: disable=wrong-import-position
import hosts  # pylint: disable=wrong-import-position

# Coffee Lake and older (0116 to 3e9b), Comet Lake, 11th generation, Alder Lake, Meteor Lake, and
# Nova Lake.
DEVICES = ('0116', '0412', '1912', '3185', '3e9b', '9bc8', '9a49', '46a6', '7d55', 'd740')
MACHINES = ('i440fx', 'q35')
RELEASES = ('7.2', '8.2', '9.0', '9.2', '10.0', '10.1', '10.2', '11.1')
ROUTES = (('--rom', 'igd.rom'),
          ('--ovmf-code', 'code.fd', '--ovmf-vars', 'template.fd', '--opregion', 'region.bin'),
          ('--rom', 'igd.rom', '--function', '1'))
SINCE_10 = {'x-igd-lpc', 'x-igd-legacy-mode'}
STOCK = re.compile(r'/usr/share/(OVMF|edk2|pve-edk2-firmware)/')
NAMESPACE = '{http://libvirt.org/schemas/domain/qemu/1.0}'
LIMIT = 'host-x86_64-cpu.host-phys-bits-limit=39'


def config(gopx, target, device, machine, release, route, *words):
    return subprocess.run(
        [gopx, 'config', '--target', target, '--device', device, '--machine', machine,
         '--qemu', release, *route, *words],
        check=True, stdout=subprocess.PIPE, text=True).stdout


def release_number(text):
    return tuple(int(part) for part in text.split('.')[:2])


def check_properties(names, release):
    """Check that vfio-pci has these properties in this release."""
    known = {'x-igd-opregion', 'x-igd-gms'}
    if release_number(release) >= (10, 0):
        known |= SINCE_10
    assert names <= known, (release, names - known)


def check_files(files, text):
    """Each file must be stock firmware, or a command in the text must make it."""
    made = set(re.findall(r'^(?:\[ .* \] \|\| )?install -D -m \d+ \S+ (\S+)$', text, re.M))
    made |= set(re.findall(r'truncate -s \S+ (\S+)', text))
    for name in files:
        assert name.startswith('/'), name
        assert STOCK.match(name) or name in made, (name, text)
    assert not any(STOCK.match(name) for name in made), made


class Qemu:
    """The tested QEMU, which runs in the folder 'work'."""

    def __init__(self, work):
        self.work = work
        self.version = re.search(r'version (\d+\.\d+)', self.run('--version').stdout)[1]
        self.known = set(re.findall(r'^  ([\w-]+)=',
                                    self.run('-device', 'vfio-pci,help').stdout, re.M))
        self.taken = set()

    def run(self, *words):
        return subprocess.run([*guest.qemu(), *words], stdin=subprocess.DEVNULL, cwd=self.work,
                              capture_output=True, text=True, check=False)

    def ask(self, model, *words):
        """Return QEMU's answer about host-phys-bits-limit of -cpu MODEL with these arguments."""
        talk = ('{"execute": "qmp_capabilities"}'
                '{"execute": "qom-get", "arguments": {"path": "/machine/unattached/device[0]",'
                ' "property": "host-phys-bits-limit"}}{"execute": "quit"}')
        done = subprocess.run(
            [*guest.qemu(), '-accel', 'tcg', '-cpu', model, *words, '-nodefaults', '-display',
             'none', '-S', '-qmp', 'stdio'], input=talk, cwd=self.work, capture_output=True,
            text=True, check=True)
        return json.loads(done.stdout.splitlines()[2])

    def local(self, word):
        """Return the argument, with the paths of its files moved to the folder 'work'."""
        return re.sub(r'file=(/[^,]+)', lambda m: 'file=' + str(
            m[1] if STOCK.match(m[1]) else self.work / pathlib.Path(m[1]).name), word)

    def takes(self, command):
        """QEMU must accept everything, and stop only because the GPU is missing."""
        if tuple(command) in self.taken:
            return
        self.taken.add(tuple(command))
        words = [self.local(word).replace('accel=kvm', 'accel=tcg').replace('-cpu host', '-cpu max')
                 for word in command]
        words[words.index('-cpu') + 1] = words[words.index('-cpu') + 1].replace('host', 'max', 1)
        words[words.index('-m') + 1] = '256'
        done = self.run(*words[1:], '-S', '-monitor', 'none')
        wrong = [line for line in done.stderr.splitlines()
                 if not re.search(r': vfio .*0000:00:02\.\d: no |: warning: ', line)]
        assert done.returncode == 1 and not wrong, (words, done)


def command_of(text):
    return shlex.split(text[text.index('\nqemu-system-x86_64'):].replace('\\\n', ' '),
                       comments=True)


def files_of(words):
    return [m for word in words for m in re.findall(r'file=([^,]+)', word)]


def check_qemu(text, release, qemu):
    words = command_of(text)
    pairs = words[words.index('-device') + 1] if '--full' not in text else ''
    device = next(word for word in words if word.startswith('vfio-pci,'))
    names = {pair.split('=')[0] for pair in device.split(',')[1:]}
    check_properties({name for name in names if name.startswith('x-')}, release)
    check_files(files_of(words), text)
    if release == qemu.version:
        assert not names - qemu.known - {'id', 'bus'}, (pairs, names - qemu.known)
        qemu.takes(words)
    return names


class Schema:
    """libvirt's schema; it is read once for all domains."""

    def __init__(self, work):
        name = os.environ.get('GOPX_SCHEMA', '/usr/share/libvirt/schemas/domain.rng')
        self.file = name if pathlib.Path(name).exists() and shutil.which('xmllint') else None
        self.limits = bool(os.environ.get('GOPX_SCHEMA'))  # has maxphysaddr's limit (9.3)
        self.work = work
        self.domains = {}

    def add(self, text):
        bare = re.sub(r'<!--.*?-->\n', '', text, flags=re.S)
        if self.limits or "limit='" not in bare:
            self.domains.setdefault(bare, text)

    def check(self):
        files = []
        for number, text in enumerate(self.domains.values()):
            files.append(self.work / f'domain{number}.xml')
            files[-1].write_text(text)
        if not self.file:
            return 'libvirt: skipped, no schema or no xmllint'
        done = subprocess.run(['xmllint', '--noout', '--relaxng', self.file, *files],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        if shutil.which('virt-xml-validate') and not self.limits:
            subprocess.run(['virt-xml-validate', files[0], 'domain'], check=True,
                           stdout=subprocess.DEVNULL)
        return f'libvirt takes {len(files)} domains'


def check_libvirt(text, release, schema):
    domain = xml.etree.ElementTree.fromstring(text)
    alias = domain.find('devices/hostdev/alias').get('name')
    override = domain.find(f'{NAMESPACE}override/{NAMESPACE}device')
    if override is not None:
        assert override.get('alias') == alias
    names = {p.get('name') for p in domain.iter(f'{NAMESPACE}property')}
    check_properties(names, release)
    files = [domain.find('os/loader').text, domain.find('os/nvram').get('template')]
    files += [rom.get('file') for rom in domain.iter('rom')]
    files += [disk.get('file') for disk in domain.iterfind('devices/disk/source')]
    files += files_of(arg.get('value') for arg in domain.iter(f'{NAMESPACE}arg'))
    check_files(files, text)
    schema.add(text)
    return names


def check_proxmox(text, release):
    names = set(re.findall(r'device\.hostpci0\.(x-[\w-]+)=', text))
    check_properties(names, release)
    words = [word.replace('$VMID', '100') for word in shlex.split(text, comments=True)]
    made = text.replace('$VMID', '100')
    check_files([name for word in words for name in re.findall(r',file=([^, "]+)', word)], made)
    for name in re.findall(r'romfile=([^,\s]+)', text):
        assert f'/usr/share/kvm/{name}' in made
    return names


def accepted(machine, release, route):
    """Return the options, without the OpRegion if this QEMU always adds the host's OpRegion."""
    if machine == 'i440fx' and release_number(release) < (10, 0):
        return [word for word in route if word not in ('--opregion', 'region.bin')]
    return route


def proxmox_command(text):
    """Return the command line that Proxmox VE makes from a .conf file: its own options, and then
    the words of 'args'."""
    conf = dict(line.split(': ', 1) for line in text.splitlines()
                if re.match(r'[a-z]\w*: ', line))
    host, *options = conf['hostpci0'].split(',')
    place = '0x2' if 'legacy-igd=1' in options else '0x10'
    rom = ''.join(f',romfile=/usr/share/kvm/{o.split("=")[1]}' for o in options
                  if o.startswith('romfile='))
    return ['kvm', '-nodefaults', '-vga', 'none', '-cpu', conf['cpu'], '-m', conf['memory'],
            '-device', f'vfio-pci,host={host},id=hostpci0,bus=pci.0,addr={place}{rom}',
            '-machine', f'smm=off,type={conf["machine"]}', '-display', 'none',
            *shlex.split(conf.get('args', ''))]


def check_all(gopx, qemu, schema):
    for (d, device), (m, machine), (r, release) in itertools.product(
            enumerate(DEVICES), enumerate(MACHINES), enumerate(sorted({*RELEASES, qemu.version}))):
        # Take the ways to give the driver in turn.
        route = accepted(machine, release, ROUTES[(d + m + r) % len(ROUTES)])
        ask = (device, machine, release, route)
        names = check_qemu(config(gopx, 'qemu', *ask), release, qemu)
        wanted = {name for name in names if name.startswith('x-')}
        domain = check_libvirt(config(gopx, 'libvirt', *ask, '--full'), release, schema)
        assert domain == wanted, (ask, domain, wanted)
        text = config(gopx, 'proxmox', *ask)
        # With Proxmox VE's own setting legacy-igd, the settings need not turn legacy mode off.
        place = {'x-igd-legacy-mode'} if 'legacy-igd=1' in text else set()
        assert check_proxmox(text, release) | place == wanted | place, ask
    for machine, route in itertools.product(MACHINES, ROUTES):
        ask = ('46a6', machine, qemu.version, accepted(machine, qemu.version, route), '--full')
        check_qemu(config(gopx, 'qemu', *ask), qemu.version, qemu)
        text = config(gopx, 'proxmox', *ask)
        check_proxmox(text, qemu.version)
        qemu.takes(proxmox_command(text))


def check_narrow(gopx, qemu, schema):
    """On a host with an IOMMU of 39 bits, each target limits the guest's addresses.

    Proxmox VE's option phys-bits does not limit them, because -cpu host uses the host's number.
    """
    hosts.make_all(qemu.work / 'hosts')
    for release, machine in itertools.product((qemu.version, '8.0', '11.1'), MACHINES):
        words = ('--sysroot', qemu.work / 'hosts/iommu39-a7a0', '--machine', machine,
                 '--qemu', release, *ROUTES[0])
        text = {target: subprocess.run([gopx, 'config', '--target', target, *words, '--full'],
                                       check=True, stdout=subprocess.PIPE, text=True).stdout
                for target in ('qemu', 'libvirt', 'proxmox')}
        assert '-cpu host,host-phys-bits-limit=39 ' in text['qemu']
        assert f'-global {LIMIT}' in text['proxmox'] and ',phys-bits=' not in text['proxmox']
        by_xml = "<maxphysaddr mode='passthrough' limit='39'/>" in text['libvirt']
        by_word = f"<qemu:arg value='{LIMIT}'/>" in text['libvirt']
        assert by_xml != by_word and by_xml == (release_number(release) > (8, 0)), text
        check_qemu(text['qemu'], release, qemu)
        check_libvirt(text['libvirt'], release, schema)
    asked = qemu.ask('max', '-global', LIMIT.replace('host-x86', 'max-x86', 1))
    assert asked == {'return': 39}, asked


def check_lists(gopx):
    """QEMU added these devices of one family in different releases."""
    for device, release, known in (('5a84', '9.1', True), ('5a85', '9.1', True),
                                   ('5a84', '9.2', True), ('5a85', '9.2', False),
                                   ('5a84', '10.0', True), ('5a85', '10.0', True)):
        text = config(gopx, 'qemu', device, 'i440fx', release, ROUTES[0])
        assert ('does not know this device' not in text) == known, (device, release, text)


def main():
    gopx = pathlib.Path(sys.argv[1]).resolve()
    if guest.missing():
        print(guest.missing())
        return guest.SKIPPED
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        shutil.copy(guest.stock('q35'), work / 'code.fd')
        for copy in ('igd-vars.fd', '100-vars.fd', 'template.fd'):
            shutil.copy(guest.FIRMWARE / 'OVMF_VARS_4M.fd', work / copy)
        for file in ('igd.rom', 'region.bin', 'igd.img'):
            (work / file).write_bytes(bytes(512))
        qemu, schema = Qemu(work), Schema(work)
        check_all(gopx, qemu, schema)
        check_lists(gopx)
        check_narrow(gopx, qemu, schema)
        print(f'QEMU {qemu.version} takes {len(qemu.taken)} command lines; {schema.check()}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
