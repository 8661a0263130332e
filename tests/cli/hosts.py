# SPDX-License-Identifier: BSD-2-Clause
"""Hosts made of files, for gopx doctor: what sysfs and procfs show of a machine."""

GPU = 'sys/bus/pci/devices/0000:00:02.0'
LPC = 'sys/bus/pci/devices/0000:00:1f.0'
READY = 'quiet intel_iommu=on iommu=pt vfio-pci.ids=8086:{} initcall_blacklist=sysfb_init\n'


class Host:
    """A host that is ready: 64 MiB of stolen memory, the GPU alone and vfio-pci's."""

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

    def driver(self, name):
        self.link(f'{GPU}/driver', f'../../../../bus/pci/drivers/{name}')

    def stolen(self, ggc):
        """GGC, at 0x50 of the GPU's configuration space."""
        self.file(f'{GPU}/config', bytes(0x50) + ggc + bytes(0xae))

    def without_vfio(self):
        """As after an installation: nothing told to the kernel, i915 has the GPU."""
        self.driver('i915')
        self.remove('sys/module/vfio_pci/parameters/disable_vga')
        self.remove('sys/module/vfio_pci/parameters')
        self.remove('sys/module/vfio_pci')
        self.file('proc/cmdline', 'quiet splash\n')
        self.file('proc/fb', '0 i915drmfb\n')


def make_all(folder):
    """Machines by name, each as it should be and as it should not."""
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
