#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What gopx config prints starts: every target, machine, QEMU release and ten devices.

Every property is in the release's own list, here and in what this QEMU prints for
vfio-pci; QEMU takes the whole command line up to the GPU that is not there; libvirt's
schema takes the domain; every file is a stock one or made by a printed command.  The
scripts for Proxmox VE and for the host run here, twice, on made-up folders.

GOPX_QEMU is another QEMU's command line.

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

# Coffee Lake and older, Comet Lake, 11th to 13th generation, later ones, and Nova Lake.
DEVICES = ('0116', '0412', '1912', '3185', '3e9b', '9bc8', '9a49', '46a6', '7d55', 'd740')
MACHINES = ('i440fx', 'q35')
RELEASES = ('7.2', '8.2', '9.0', '9.2', '10.0', '10.1', '10.2', '11.1')
ROUTES = (('--rom', 'igd.rom'),
          ('--ovmf-code', 'code.fd', '--ovmf-vars', 'template.fd', '--opregion', 'region.bin'),
          ('--rom', 'igd.rom', '--function', '1'))
SINCE_10 = {'x-igd-lpc', 'x-igd-legacy-mode'}
STOCK = re.compile(r'/usr/share/(OVMF|edk2|pve-edk2-firmware)/')
NAMESPACE = '{http://libvirt.org/schemas/domain/qemu/1.0}'


def config(gopx, target, device, machine, release, route, *words):
    return subprocess.run(
        [gopx, 'config', '--target', target, '--device', device, '--machine', machine,
         '--qemu', release, *route, *words],
        check=True, stdout=subprocess.PIPE, text=True).stdout


def release_number(text):
    return tuple(int(part) for part in text.split('.')[:2])


def check_properties(names, release):
    """Properties of vfio-pci that start with x-, by what the release has."""
    known = {'x-igd-opregion', 'x-igd-gms'}
    if release_number(release) >= (10, 0):
        known |= SINCE_10
    assert names <= known, (release, names - known)


def check_files(files, text):
    """Stock firmware, or made by a command of the text."""
    made = set(re.findall(r'^(?:\[ .* \] \|\| )?install -D -m \d+ \S+ (\S+)$', text, re.M))
    made |= set(re.findall(r'truncate -s \S+ (\S+)', text))
    for name in files:
        assert name.startswith('/'), name
        assert STOCK.match(name) or name in made, (name, text)
    assert not any(STOCK.match(name) for name in made), made


class Qemu:
    """The QEMU that is asked, and a folder with files for it."""

    def __init__(self, work):
        self.work = work
        self.version = re.search(r'version (\d+\.\d+)', self.run('--version').stdout)[1]
        self.known = set(re.findall(r'^  ([\w-]+)=',
                                    self.run('-device', 'vfio-pci,help').stdout, re.M))
        self.taken = set()

    def run(self, *words):
        return subprocess.run([*guest.qemu(), *words], stdin=subprocess.DEVNULL, cwd=self.work,
                              capture_output=True, text=True, check=False, timeout=120)

    def local(self, word):
        """The same word with files of this folder."""
        return re.sub(r'file=(/[^,]+)', lambda m: 'file=' + str(
            m[1] if STOCK.match(m[1]) else self.work / pathlib.Path(m[1]).name), word)

    def takes(self, command):
        """True when all but the GPU's being there is as QEMU wants it."""
        words = [self.local(word).replace('accel=kvm', 'accel=tcg').replace('-cpu host', '-cpu max')
                 for word in command]
        words[words.index('-cpu') + 1] = words[words.index('-cpu') + 1].replace('host', 'max', 1)
        words[words.index('-m') + 1] = '256'
        done = self.run(*words[1:], '-S', '-monitor', 'none')
        wrong = [line for line in done.stderr.splitlines() 
                 if not re.search(r': vfio .*0000:00:02\.\d: no |: warning: ', line)]
        assert done.returncode == 1 and not wrong, (words, done)
        self.taken.add(tuple(command))


def command_of(text):
    return shlex.split(text[text.index('\nqemu-system-x86_64'):].replace('\\\n', ' '),
                       comments=True)


def files_of(words):
    return [m for word in words for m in re.findall(r'file=([^,]+)', word)]


def check_qemu(text, release, qemu):
    words = command_of(text)
    subprocess.run(['sh', '-n'], input=text, text=True, check=True)
    pairs = words[words.index('-device') + 1] if '--full' not in text else ''
    device = next(word for word in words if word.startswith('vfio-pci,'))
    names = {pair.split('=')[0] for pair in device.split(',')[1:]}
    check_properties({name for name in names if name.startswith('x-')}, release)
    check_files(files_of(words), text)
    if release == qemu.version:
        assert not names - qemu.known - {'id', 'bus'}, (pairs, names - qemu.known)
        qemu.takes(words)
    return names


def check_libvirt(text, release, work, seen):
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
    bare = re.sub(r'<!--.*?-->\n', '', text, flags=re.S)
    if domain.find('name') is None or bare in seen or not shutil.which('virt-xml-validate'):
        return names
    seen.add(bare)
    (work / 'domain.xml').write_text(text)
    done = subprocess.run(['virt-xml-validate', work / 'domain.xml', 'domain'],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, (text, done)
    return names


def check_proxmox(text, release):
    names = set(re.findall(r'device\.hostpci0\.(x-[\w-]+)=', text))
    check_properties(names, release)
    words = [word.replace('$VMID', '100') for word in shlex.split(text, comments=True)]
    made = text.replace('$VMID', '100')
    check_files([name for word in words for name in re.findall(r',file=([^, "]+)', word)], made)
    for name in re.findall(r'romfile=([^,\s]+)', text):
        assert f'/usr/share/kvm/{name}' in made
    if 'qm set' in text:
        subprocess.run(['sh', '-n'], input=text, text=True, check=True)
    return names


def check_all(gopx, qemu, work):
    seen = set()
    for (d, device), (m, machine), (r, release) in itertools.product(
            enumerate(DEVICES), enumerate(MACHINES), enumerate({*RELEASES, qemu.version})):
        # Each way of giving the driver meets each machine and release.
        ask = (device, machine, release, ROUTES[(d + m + r) % len(ROUTES)])
        names = check_qemu(config(gopx, 'qemu', *ask), release, qemu)
        wanted = {name for name in names if name.startswith('x-')}
        domain = check_libvirt(config(gopx, 'libvirt', *ask, '--full'), release, work, seen)
        check_proxmox(config(gopx, 'proxmox', *ask), release)
        assert domain == wanted, (ask, domain, wanted)
    for machine, target in itertools.product(MACHINES, ('qemu', 'proxmox')):
        text = config(gopx, target, '46a6', machine, qemu.version, ROUTES[0], '--full')
        if target == 'qemu':
            check_qemu(text, qemu.version, qemu)
        else:
            check_proxmox(text, qemu.version)
    print(f'QEMU {qemu.version} takes {len(qemu.taken)} command lines; '
          f'libvirt takes {len(seen)} domains'
          f'{"" if seen else ": skipped, no virt-xml-validate"}')


def in_folder(text, work, *folders):
    for folder in folders:
        text = text.replace(folder, f'{work}{folder}')
    return text


def stub(work, name, text):
    path = work / 'bin' / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\n{text}\n')
    path.chmod(0o755)


def run_script(text, work):
    """By sh, with the stubs of the folder first; what it printed."""
    return subprocess.run(['sh', '-eu'], input=text, text=True, check=True, cwd=work,
                          stdout=subprocess.PIPE,
                          env={'PATH': f'{work / "bin"}:/usr/bin:/bin', 'LC_ALL': 'C'}).stdout


def check_proxmox_script(gopx, work):
    """qm is a stub that keeps the arguments; a second run changes nothing more."""
    conf = work / 'etc/pve/qemu-server/100.conf'
    conf.parent.mkdir(parents=True)
    (work / 'root').mkdir()
    before = 'args: -smbios type=1 -set device.hostpci0.x-igd-gms=4\nmachine: q35\n' \
             '[snapshot]\nargs: -old\n'
    conf.write_text(before)
    stub(work, 'qm', 'if [ "$3" = --args ]; then printf "%s\\n" "$4" >args; '
                     'sed -i "1s|.*|args: $4|" ' + str(conf) + '; fi')
    (work / 'code.fd').touch()
    (work / 'template.fd').write_text('template')
    (work / 'region.bin').touch()
    text = in_folder(config(gopx, 'proxmox', '3e9b', 'i440fx', '10.1', ROUTES[1]), work,
                     '/etc/pve', '/root', '/usr/share/kvm', '/var/lib/gopx')
    told = []
    for _ in range(2):
        run_script(text, work)
        told.append((work / 'args').read_text())
        (work / 'var/lib/gopx/100-vars.fd').write_text('written by a guest')
    assert told[0] == told[1], told
    assert told[0].startswith('-smbios type=1 -drive if=pflash,unit=0,'), told
    assert 'x-igd-gms' not in told[0] and 'x-igd-lpc=on' in told[0], told
    assert (work / 'root/100.conf.before-igd').read_text() == before
    assert (work / 'template.fd').read_text() == 'template'
    print('Proxmox VE: words of an args line stay, the .conf is kept, VARS are a copy')


def check_host_script(gopx, work):
    """The lines of boot loaders get the words once; the first copy of a file is kept."""
    text = subprocess.run([gopx, 'config', '--target', 'host', '--device', '8086:46A6'],
                          check=True, stdout=subprocess.PIPE, text=True).stdout
    for tool in ('update-grub', 'proxmox-boot-tool', 'update-initramfs'):
        stub(work, tool, f'echo {tool} "$@" >>calls')
    stub(work, 'id', 'echo 0')
    words = 'intel_iommu=on iommu=pt initcall_blacklist=sysfb_init'
    for line, ids in (('GRUB_CMDLINE_LINUX_DEFAULT="quiet"', 'vfio-pci.ids=8086:46a6'),
                      ('GRUB_CMDLINE_LINUX_DEFAULT=\'\'', 'vfio-pci.ids=8086:46a6'),
                      ('GRUB_CMDLINE_LINUX_DEFAULT="vfio-pci.ids=10de:1b80 quiet"',
                       'vfio-pci.ids=8086:46a6,10de:1b80'),
                      ('GRUB_TIMEOUT=5', 'vfio-pci.ids=8086:46a6')):
        shutil.rmtree(work / 'etc', ignore_errors=True)
        for name in ('default', 'kernel', 'modprobe.d', 'modules-load.d'):
            (work / 'etc' / name).mkdir(parents=True)
        grub, loader = work / 'etc/default/grub', work / 'etc/kernel/cmdline'
        grub.write_text(f'# a comment\n{line}\nGRUB_CMDLINE_LINUX="x"\n')
        loader.write_text('root=ZFS=rpool quiet\n')
        seen = []
        for _ in range(2):
            out = run_script(in_folder(text, work, '/etc/'), work)
            seen.append((grub.read_text(), loader.read_text()))
        assert seen[0] == seen[1], seen
        told = re.search(r'^GRUB_CMDLINE_LINUX_DEFAULT=["\'](.*)["\']$', seen[0][0], re.M)[1]
        assert sorted(set(told.split()) - {'quiet'}) == sorted([*words.split(), ids]), told
        assert seen[0][1].count('\n') == 1 and 'root=ZFS=rpool quiet' in seen[0][1], seen
        for word in [*words.split(), 'vfio-pci.ids=8086:46a6']:
            assert seen[0][1].split().count(word) == 1, seen
        assert (work / 'etc/default/grub.before-gopx').read_text().splitlines()[1] == line
        assert 'gopx doctor' in out
    assert set((work / 'calls').read_text().split('\n')) == {
        'update-grub', 'proxmox-boot-tool refresh', 'update-initramfs -u -k all', ''}
    print('host: runs twice, adds each word once, keeps the first copy')


def main():
    gopx = pathlib.Path(sys.argv[1]).resolve()
    if guest.missing():
        print(guest.missing())
        return guest.SKIPPED
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        shutil.copy(guest.stock('q35'), work / 'code.fd')
        for copy in ('igd-vars.fd', 'template.fd'):
            shutil.copy(guest.FIRMWARE / 'OVMF_VARS_4M.fd', work / copy)
        for file in ('igd.rom', 'region.bin', 'igd.img'):
            (work / file).write_bytes(bytes(512))
        check_all(gopx, Qemu(work), work)
    for check in (check_proxmox_script, check_host_script):
        with tempfile.TemporaryDirectory() as name:
            check(gopx, pathlib.Path(name))
    return 0


if __name__ == '__main__':
    sys.exit(main())
