#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx doctor: hosts made of files, each with one thing as it should not be."""

import support
from hosts import GPU, Host


class Doctor(support.Case):
    def setUp(self):
        """A Coffee Lake host that is ready."""
        super().setUp()
        self.host = Host(self.folder / 'host', '3e9b', 'a30d')

    def examine(self, expect):
        return self.gopx('doctor', '--sysroot', 'host', expect=expect).out.decode()

    def says(self, expect, *texts):
        """The lines, broken to fit a terminal, without the breaks."""
        out = ' '.join(self.examine(expect).split())
        for text in texts:
            self.assertIn(text, out)

    def test_ready(self):
        self.assertNotRegex(self.examine(0), '(?m)^(missing|breaks)')

    def test_no_gpu(self):
        self.host.remove(f'{GPU}/vendor')
        self.says(1, 'breaks no Intel GPU is at 0000:00:02.0')
        self.host.file(f'{GPU}/vendor', '0x10de\n')
        self.says(1, 'breaks no Intel GPU is at 0000:00:02.0')

    def test_not_the_primary_display(self):
        self.host.file(f'{GPU}/class', '0x038000\n')
        self.says(1, 'breaks the GPU is no VGA device', '-> in the board\'s setup make')

    def test_no_iommu(self):
        self.host.remove('sys/class/iommu/dmar0')
        self.says(1, 'missing no IOMMU is in use -> turn VT-d on')
        self.host.file('proc/cmdline', 'quiet intel_iommu=sm_on,on\n')
        self.assertNotIn('intel_iommu', self.examine(1))
        self.host.file('proc/cmdline', 'quiet intel_iommu=sm_on\n')
        self.says(1, 'put intel_iommu=on iommu=pt on the kernel\'s command line')

    def test_group(self):
        self.host.file('sys/kernel/iommu_groups/1/devices/0000:00:01.0', '')
        self.says(1, 'breaks IOMMU group 1 has more than the GPU: 0000:00:01.0 0000:00:02.0')
        self.host.remove(f'{GPU}/iommu_group')
        self.says(1, 'missing the GPU is in no IOMMU group')

    def test_driver(self):
        self.host.link(f'{GPU}/driver', '../drivers/i915')
        self.says(1, 'missing i915 has the GPU, though the kernel was told')
        self.host.file('proc/cmdline', 'vfio-pci.ids=8086:1912\n')
        self.says(1, 'missing i915 has the GPU, and not vfio-pci '
                  '-> put vfio-pci.ids=8086:3e9b on the kernel\'s command line')
        self.host.remove(f'{GPU}/driver')
        self.says(0, 'note no driver has the GPU')

    def test_module(self):
        self.host.file('sys/module/vfio_pci/parameters/disable_vga', 'Y\n')
        self.says(1, 'breaks disable_vga of vfio-pci is on', 'take disable_vga out')
        self.host.remove('sys/module/vfio_pci/parameters/disable_vga')
        self.host.remove('sys/module/vfio_pci/parameters')
        self.host.remove('sys/module/vfio_pci')
        self.says(1, 'missing the module vfio-pci is not loaded -> modprobe vfio-pci')

    def test_console(self):
        self.host.file('proc/fb', '0 EFI VGA\n')
        self.says(1, 'breaks the kernel has a framebuffer of the firmware\'s (0 EFI VGA)',
                  'initcall_blacklist=sysfb_init')
        for name in ('i915drmfb', 'inteldrmfb', 'xedrmfb'):
            self.host.file('proc/fb', f'0 {name}\n')
            self.says(1, f"breaks the host's console is on the GPU (0 {name})")
        self.host.file('proc/fb', '0 amdgpudrmfb\n1 i915drmfb\n')
        self.says(1, "breaks the host's console is on the GPU (0 amdgpudrmfb,1 i915drmfb)")
        self.host.file('proc/fb', '0 amdgpudrmfb\n')
        self.says(0, 'note the host\'s console is on a framebuffer: 0 amdgpudrmfb')

    def test_stolen_memory(self):
        for device, ggc, says in (('0x3e9b', b'\xc1\x00', 'breaks the GPU has no stolen'),
                                  ('0x3e9b', b'\xc1\xf1', '8 MiB; QEMU before 10.0 needs '
                                   'x-igd-gms of at least 1'),
                                  ('0x0412', b'\x11\x02', 'Pre-Allocated): 64 MiB'),
                                  ('0x22b0', b'\x80\x01', 'Pre-Allocated): 512 MiB'),
                                  ('0x22b0', b'\x88\x01', 'Pre-Allocated): 8 MiB'),
                                  ('0x22b0', b'\xb0\x01', 'Pre-Allocated): 28 MiB'),
                                  ('0x22b0', b'\xb8\x01', 'Pre-Allocated): 36 MiB')):
            self.host.file(f'{GPU}/device', device + '\n')
            self.host.file(f'{GPU}/config', bytes(0x50) + ggc)
            self.says(1 if 'breaks' in says else 0, says)
        self.host.file(f'{GPU}/config', bytes(0x40))
        self.says(0, 'note the size of stolen memory cannot be read -> run gopx doctor as root')

    def test_stolen_memory_by_generation(self):
        for device, says in (('0x46a6', 'this generation needs QEMU 10.0 or later for it'),
                             ('0x7d55', 'this generation needs QEMU 10.1 or later for it')):
            self.host.file(f'{GPU}/device', device + '\n')
            self.says(0, 'Pre-Allocated): 64 MiB; ' + says)

    def test_no_kvm(self):
        self.host.remove('dev/kvm')
        self.says(1, 'breaks there is no KVM')

    def test_terminal_is_safe(self):
        self.host.file('proc/fb', '0 EFI \x1b[31m\n')
        self.assertNotIn('\x1b', self.examine(1))


if __name__ == '__main__':
    support.main()
