#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The scripts that gopx config prints for Proxmox VE and for a host work.

Each script runs twice in a folder that stands for the root folder of a host, with stubs for the
host's tools. shellcheck must find no error in the scripts.

usage: scripts_test.py GOPX
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LIMIT = 'host-x86_64-cpu.host-phys-bits-limit=39'


def config(gopx, *words):
    return subprocess.run([gopx, 'config', *words], check=True, stdout=subprocess.PIPE,
                          text=True).stdout


def check_shell(text):
    """The shell must accept the script, and shellcheck must find no error in it."""
    subprocess.run(['sh', '-n'], input=text, text=True, check=True)
    if shutil.which('shellcheck'):
        subprocess.run(['shellcheck', '-s', 'sh', '-'], input=text, text=True, check=True)


def in_folder(text, work):
    """Return the script with its absolute paths moved into a folder."""
    return re.sub(r'(?<![\w./$*}])/(?=(?:etc|root|boot|efi|lib|sys|usr/share/kvm|var/lib/gopx)/)',
                  f'{work}/', text)


def stub(work, name, text):
    path = work / 'bin' / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\n{text}\n')
    path.chmod(0o755)


def run_script(text, work):
    """Run the script with sh, and return its output. The folder's stubs come first in PATH."""
    return subprocess.run(['sh', '-eu'], input=text, text=True, check=True, cwd=work,
                          capture_output=True,
                          env={'PATH': f'{work / "bin"}:/usr/bin:/bin', 'LC_ALL': 'C'}).stdout


def check_proxmox_script(gopx, work):
    """The script for Proxmox VE calls qm, a stub that records its arguments. A second run must
    change nothing."""
    conf = work / 'etc/pve/qemu-server/100.conf'
    conf.parent.mkdir(parents=True)
    (work / 'root').mkdir()
    before = 'args: -set device.hostpci0.x-igd-gms=4 -smbios type=1 -machine smm=on ' \
             f'-global driver=cfi.pflash01,property=secure,value=on -global {LIMIT}\n' \
             'machine: q35\n[snapshot]\nargs: -old\n'
    conf.write_text(before)
    stub(work, 'qm', 'if [ "$3" = --args ]; then printf "%s\\n" "$4" >args; '
                     'sed -i "1s|.*|args: $4|" ' + str(conf) + '; fi')
    (work / 'code.fd').touch()
    (work / 'template.fd').write_text('template')
    (work / 'region.bin').touch()
    text = config(gopx, '--target', 'proxmox', '--device', '3e9b', '--qemu', '10.1',
                  '--ovmf-code', 'code.fd', '--ovmf-vars', 'template.fd',
                  '--opregion', 'region.bin')
    check_shell(text)
    text = in_folder(text, work)
    told = []
    for _ in range(2):
        run_script(text, work)
        told.append((work / 'args').read_text())
        (work / 'var/lib/gopx/100-vars.fd').write_text('written by a guest')
    assert told[0] == told[1], told
    assert told[0].startswith('-smbios type=1 -drive if=pflash,unit=0,'), told
    assert 'x-igd-gms' not in told[0] and 'x-igd-lpc=on' in told[0], told
    assert not re.search('phys-bits|smm|secure', told[0]), told
    assert (work / 'root/100.conf.before-igd').read_text() == before
    assert (work / 'template.fd').read_text() == 'template'
    print('Proxmox VE: keeps the words of an args line, saves the .conf, and copies VARS')


HOST_WORDS = ['intel_iommu=on', 'iommu=pt', 'initcall_blacklist=sysfb_init']
HOST_ID = 'vfio-pci.ids=8086:46a6'
# Lines of GRUB's settings, and the option vfio-pci.ids that each line must have after the script.
GRUB_LINES = (
    ('GRUB_CMDLINE_LINUX_DEFAULT="quiet"', HOST_ID),
    ("GRUB_CMDLINE_LINUX_DEFAULT=''", HOST_ID),
    ('GRUB_CMDLINE_LINUX_DEFAULT=quiet', HOST_ID),
    ('GRUB_CMDLINE_LINUX_DEFAULT="quiet intel_iommu=on,igfx_off"', HOST_ID),
    ('GRUB_CMDLINE_LINUX_DEFAULT="vfio-pci.ids=10de:1b80 quiet"', f'{HOST_ID},10de:1b80'),
    ('GRUB_CMDLINE_LINUX_DEFAULT="vfio-pci.ids=10de:1b80,8086:46A6"',
     'vfio-pci.ids=10de:1b80,8086:46A6'),
    ('GRUB_TIMEOUT=5', HOST_ID))


def pci_device(work, slot, device, code):
    folder = work / 'sys/bus/pci/devices' / f'0000:{slot}'
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (('vendor', '0x8086'), ('device', f'0x{device}'), ('class', code)):
        (folder / name).write_text(f'{text}\n')


def refused(text, work):
    """Run a script that must stop before it changes a file, and return what it says."""
    host_folder(work)
    done = subprocess.run(['sh', '-eu'], input=text, text=True, check=False, cwd=work,
                          capture_output=True, env={'PATH': f'{work / "bin"}:/usr/bin:/bin'})
    assert done.returncode == 1, done
    assert not list((work / 'etc/modprobe.d').iterdir()), done
    return done.stderr


def host_folder(work):
    for name in ('etc', 'boot', 'bin', 'root'):
        shutil.rmtree(work / name, ignore_errors=True)
    for name in ('etc/default', 'etc/kernel', 'etc/modprobe.d', 'etc/modules-load.d', 'root'):
        (work / name).mkdir(parents=True)
    (work / 'sys/firmware/efi').mkdir(parents=True, exist_ok=True)
    pci_device(work, '00:02.0', '46a6', '0x030000')
    stub(work, 'id', 'echo 0')
    for tool in ('update-initramfs', 'update-grub', 'proxmox-boot-tool'):
        stub(work, tool, f'echo {tool} "$@" >>calls')


def twice(text, work, *files):
    """Run the script twice, and return the files. The second run must change nothing."""
    seen = []
    for _ in range(2):
        out = run_script(text, work)
        seen.append([path.read_text() for path in files])
    assert seen[0] == seen[1], seen
    assert 'gopx doctor' in out, out
    return seen[0]


def check_words(line, ids=HOST_ID, others=('quiet',)):
    assert sorted(set(line.split()) - set(others)) == sorted([*HOST_WORDS, ids]), line
    assert len(line.split()) == len(set(line.split())), line


def check_loaders(text, work):
    """Check the script with each boot loader: GRUB, Proxmox VE's systemd-boot, systemd-boot with
    entry files, and grubby."""
    for line, ids in GRUB_LINES:
        host_folder(work)
        grub, loader = work / 'etc/default/grub', work / 'etc/kernel/cmdline'
        grub.write_text(f'# a comment\n{line}\nGRUB_CMDLINE_LINUX="x"\n')
        loader.write_text('root=ZFS=rpool quiet\n')
        after = twice(text, work, grub, loader)
        told = re.search(r'^GRUB_CMDLINE_LINUX_DEFAULT=["\'](.*)["\']$', after[0], re.M)[1]
        check_words(told, ids)
        check_words(after[1], others=('root=ZFS=rpool', 'quiet'))
        assert after[1].count('\n') == 1, after
        assert (work / 'etc/default/grub.before-gopx').read_text().splitlines()[1] == line
    assert set((work / 'calls').read_text().split('\n')) == {
        'update-grub', 'proxmox-boot-tool refresh', 'update-initramfs -u -k all', ''}
    host_folder(work)
    entry = work / 'boot/loader/entries/arch.conf'
    entry.parent.mkdir(parents=True)
    entry.write_text('title Arch\noptions\troot=/dev/sda2 quiet\n')
    after = twice(text, work, entry)[0].splitlines()
    assert after[0] == 'title Arch'
    check_words(after[1], others=('options', 'root=/dev/sda2', 'quiet'))
    host_folder(work)
    (work / 'calls').unlink()
    stub(work, 'grubby', 'echo grubby "$@" >>calls\n'
                         'echo \'args="ro vfio-pci.ids=10de:1b80 quiet"\'')
    run_script(text, work)
    assert f'grubby --update-kernel=ALL --args={" ".join(HOST_WORDS)} {HOST_ID},10de:1b80\n' \
        in (work / 'calls').read_text()


def check_host_script(gopx, work):
    """The script adds the settings for boot loaders once, and keeps the first backup of each
    file."""
    text = config(gopx, '--target', 'host', '--device', '8086:46A6')
    check_shell(text)
    text = in_folder(text, work)
    check_loaders(text, work)
    host_folder(work)
    modules = work / 'etc/modprobe.d'
    ours, other = modules / 'gopx-vfio.conf', modules / 'vfio.conf'
    assert 'options vfio-pci ids=8086:46a6\n' in twice(text, work, ours)[0]
    other.write_text('# mine\noptions vfio_pci disable_idle_d3=1 ids=10de:1b80\n')
    after = twice(text, work, ours, other)
    assert 'ids=' not in after[0], after
    assert after[1].endswith('disable_idle_d3=1 ids=8086:46a6,10de:1b80\n'), after
    assert 'blacklist i915\nblacklist xe\n' in after[0], after
    pci_device(work, '00:1f.3', 'a0c8', '0x040100')
    assert 'Sound over HDMI comes from 00:1f.3.' in run_script(text, work)
    pci_device(work, '03:00.0', '56a0', '0x030000')
    assert 'blacklist' not in twice(text, work, ours)[0]  # the graphics card needs i915 or xe
    functions = work / 'sys/bus/pci/devices/0000:00:02.0/sriov_numvfs'
    functions.write_text('7\n')
    assert 'the host keeps 00:02.0' in refused(text, work)
    other = in_folder(config(gopx, '--target', 'host', '--device', '3e9b'), work)
    assert "is for the GPU 8086:3e9b; 00:02.0 of this machine is '8086:46a6'" \
        in refused(other, work)
    print('host: two runs add each word once, and keep the first backup and other IDs')


def main():
    gopx = pathlib.Path(sys.argv[1]).resolve()
    for target in ('qemu', 'proxmox'):
        for words in (('--machine', 'q35'), ('--full',)):
            check_shell(config(gopx, '--target', target, '--device', '46a6', '--qemu', '10.1',
                               '--rom', 'igd.rom', *words))
    for check in (check_proxmox_script, check_host_script):
        with tempfile.TemporaryDirectory() as name:
            check(gopx, pathlib.Path(name))
    if not shutil.which('shellcheck'):
        print('shellcheck: skipped, it is missing')
    return 0


if __name__ == '__main__':
    sys.exit(main())
