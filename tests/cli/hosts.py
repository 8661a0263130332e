# SPDX-License-Identifier: BSD-2-Clause
"""Simulated hosts for gopx doctor: files with the content of sysfs and procfs."""

import struct

GPU = 'sys/bus/pci/devices/0000:00:02.0'
LPC = 'sys/bus/pci/devices/0000:00:1f.0'
READY = 'quiet intel_iommu=on iommu=pt vfio-pci.ids=8086:{} initcall_blacklist=sysfb_init\n'


class Host:
    """A host without faults. It has 64 MiB of stolen memory. The GPU is alone in its IOMMU group,
    and is bound to vfio-pci."""

    def __init__(self, root, gpu, lpc):
        self.root = root
        self.file(f'{GPU}/vendor', '0x8086\n')
        self.file(f'{GPU}/device', f'0x{gpu}\n')
        self.file(f'{GPU}/class', '0x030000\n')
        self.stolen(b'\xc1\x02')
        self.file(f'{LPC}/vendor', '0x8086\n')
        self.file(f'{LPC}/device', f'0x{lpc}\n')
        self.file('sys/kernel/iommu_groups/1/devices/0000:00:02.0', '')
        self.link(f'{GPU}/iommu_group', '../../../../kernel/iommu_groups/1')
        self.driver('vfio-pci')
        self.file('sys/class/iommu/dmar0', '')
        self.file('sys/module/vfio_pci/parameters/disable_vga', 'N\n')
        self.file('proc/cmdline', READY.format(gpu))
        self.file('dev/kvm', '')

    def file(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode('ascii') if isinstance(text, str) else text)

    def link(self, path, target):
        path = self.root / path
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    def remove(self, path):
        path = self.root / path
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()

    def sound(self, slot, device, *neighbours):
        """Add an audio function. Its IOMMU group 2 also has the neighbours."""
        self.file(f'sys/bus/pci/devices/0000:{slot}/class', '0x040300\n')
        self.file(f'sys/bus/pci/devices/0000:{slot}/device', f'0x{device}\n')
        self.link(f'sys/bus/pci/devices/0000:{slot}/iommu_group',
                  '../../../../kernel/iommu_groups/2')
        for name in (slot, *neighbours):
            self.file(f'sys/kernel/iommu_groups/2/devices/0000:{name}', '')

    def driver(self, name):
        self.link(f'{GPU}/driver', f'../../../../bus/pci/drivers/{name}')

    def stolen(self, ggc, asls=0x8c7a6018):
        """Write the GPU's configuration space, with GGC at 0x50 and ASLS at 0xfc."""
        self.file(f'{GPU}/config', bytes(0x50) + ggc + bytes(0xaa) + struct.pack('<I', asls))

    def qemu(self, version):
        """Write a file that stands for QEMU. Its version text crosses offset 65536, where gopx's
        first read ends."""
        self.file('usr/bin/qemu-system-x86_64',
                  bytes(65530) + b'QEMU emulator version ' + version.encode() +
                  b' (Debian 1:0)\nCopyright\0' + bytes(70000))

    def ovmf(self, version=None):
        """Write Debian's OVMF, and an entry for it in dpkg's list."""
        self.file('usr/share/OVMF/OVMF_CODE_4M.fd', b'')
        if version:
            self.file('var/lib/dpkg/status', 'Package: ovmf-ia32\nVersion: 1\n\n'
                      f'Package: ovmf\nStatus: install ok installed\nVersion: {version}\n'
                      'Description: UEFI firmware\n\nPackage: zsh\nVersion: 5.9\n')

    def without_vfio(self):
        """Change this host to a new installation: no kernel settings, and i915 uses the GPU."""
        self.driver('i915')
        self.remove('sys/module/vfio_pci/parameters/disable_vga')
        self.remove('sys/module/vfio_pci/parameters')
        self.remove('sys/module/vfio_pci')
        self.file('proc/cmdline', 'quiet splash\n')
        self.file('proc/fb', '0 i915drmfb\n')


def make_all(folder):
    """Make all hosts. Each machine has one host that is ready and one that is not."""
    machines = {'skylake-laptop': ('1916', '9d48'), 'coffee-lake': ('3e9b', 'a30d'),
                'alder-lake': ('46a6', '5182')}
    for name, ids in machines.items():
        Host(folder / f'{name}-ready', *ids)
    fresh = Host(folder / 'skylake-laptop-fresh', *machines['skylake-laptop'])
    fresh.without_vfio()
    fresh.remove('sys/class/iommu/dmar0')
    fresh.stolen(b'\xc1\x01')
    wrong = Host(folder / 'coffee-lake-headless', *machines['coffee-lake'])
    wrong.file(f'{GPU}/class', '0x038000\n')
    wrong.stolen(b'\xc1\x00')
    wrong.remove('dev/kvm')
    late = Host(folder / 'alder-lake-late', *machines['alder-lake'])
    late.file('sys/module/vfio_pci/parameters/disable_vga', 'Y\n')
    late.file('sys/kernel/iommu_groups/1/devices/0000:00:02.1', '')
    late.driver('xe')
    late.stolen(b'\xc1\xfe')
    late.file('proc/fb', '0 EFI VGA\n')
    make_reported(folder)


def make_reported(folder):
    """Make hosts like those in users' reports. Each one has an unusual property."""
    Host(folder / 'adlp-46b3-60m', '46b3', '5182').stolen(b'\xc1\xfe')
    bootfb = Host(folder / 'bootfb-4680', '4680', '7a84')
    bootfb.file('proc/cmdline', 'intel_iommu=on video=efifb:off vfio-pci.ids=8086:4680\n')
    bootfb.file('proc/fb', '')
    bootfb.file('proc/iomem', '00000000-00000fff : Reserved\n'
                '4000000000-7fffffffff : PCI Bus 0000:00\n'
                '  4000000000-400fffffff : 0000:00:02.0\n'
                '    4000000000-40007e8fff : BOOTFB\n'
                '  6000000000-6000ffffff : 0000:00:02.0\n')
    Host(folder / 'broadwell-1616', '1616', '9cc3').remove(f'{GPU}/iommu_group')
    dgpu = Host(folder / 'dgpu-efifb-3e92', '3e92', 'a308')
    dgpu.file('proc/fb', '0 EFI VGA\n')
    dgpu.file(f'{GPU}/boot_vga', '0\n')
    efidrm = Host(folder / 'efidrm-46d1', '46d1', '5481')
    efidrm.file('proc/cmdline', 'intel_iommu=on iommu=pt vfio-pci.ids=8086:46d1\n')
    efidrm.file('proc/fb', '0 efidrmdrmfb\n')
    narrow = Host(folder / 'iommu39-a7a0', 'a7a0', '519d')
    narrow.file('sys/devices/virtual/iommu/dmar0/intel-iommu/cap', '1c0000c40660462\n')
    narrow.file('proc/cpuinfo', 'processor\t: 0\nvendor_id\t: GenuineIntel\n'
                'address sizes\t: 46 bits physical, 48 bits virtual\n')
    Host(folder / 'no-opregion-3e98', '3e98', 'a303').stolen(b'\xc1\x02', asls=0)
    Host(folder / 'no-vfio-vga-3e9b', '3e9b', 'a30d').remove(
        'sys/module/vfio_pci/parameters/disable_vga')
    nuc = Host(folder / 'nuc13-a7a8', 'a7a8', '519d')
    nuc.file('sys/module/vfio_pci/parameters/disable_vga', 'Y\n')
    nuc.file('proc/cmdline', 'intel_iommu=on iommu=pt video=efifb:off '
             'initcall_blacklist=sysfb_init\n')
    Host(folder / 'pve84-9bc8', '9bc8', '0697')
    functions = Host(folder / 'sriov-a780', 'a780', '7a04')
    functions.file('proc/cmdline', 'intel_iommu=on i915.enable_guc=3 i915.max_vfs=7\n')
    functions.file('proc/fb', '0 i915drmfb\n')
    functions.file(f'{GPU}/sriov_numvfs', '7\n')
    functions.driver('i915')
    Host(folder / 'wcl-fd80', 'fd80', '4d02')
    Host(folder / 'sound-alone-0412', '0412', '8c4e').sound('00:03.0', '0c0c')
    Host(folder / 'sound-shared-3e9b', '3e9b', 'a30d').sound(
        '00:1f.3', 'a348', '00:1f.0', '00:1f.4', '00:1f.5')
    old = Host(folder / 'debian12-skylake', '1916', '9d48')
    old.qemu('7.2.22')
    old.ovmf()
    new = Host(folder / 'debian13-alder-lake', '46a6', '5182')
    new.qemu('10.0.13')
    new.ovmf('2025.02-8+deb13u1')
