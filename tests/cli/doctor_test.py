#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx doctor: hosts made of files, each with one thing as it should not be."""

import support

GPU = 'sys/bus/pci/devices/0000:00:02.0'
LPC = 'sys/bus/pci/devices/0000:00:1f.0'


class Doctor(support.Case):
    def file(self, path, text):
        path = self.folder / 'host' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            path.write_text(text, encoding='ascii')
        else:
            path.write_bytes(text)

    def link(self, path, target):
        path = self.folder / 'host' / path
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    def remove(self, path):
        (self.folder / 'host' / path).unlink()

    def setUp(self):
        """A Coffee Lake host that is ready."""
        super().setUp()
        for name, text in {'vendor': '0x8086\n', 'device': '0x3e9b\n',
                           'class': '0x030000\n'}.items():
            self.file(f'{GPU}/{name}', text)
        self.file(f'{GPU}/config', bytes(0x50) + b'\xc1\x02' + bytes(0xae))
        self.file(f'{LPC}/vendor', '0x8086\n')
        self.file(f'{LPC}/device', '0xa30d\n')
        self.file('sys/kernel/iommu_groups/1/devices/0000:00:02.0', '')
        self.link(f'{GPU}/iommu_group', '../../../../kernel/iommu_groups/1')
        self.link(f'{GPU}/driver', '../../../../bus/pci/drivers/vfio-pci')
        self.file('sys/class/iommu/dmar0', '')
        self.file('sys/module/vfio_pci/parameters/disable_vga', 'N\n')
        self.file('proc/cmdline', 'quiet intel_iommu=on vfio-pci.ids=8086:3e9b\n')
        self.file('dev/kvm', '')

    def examine(self, expect):
        return self.gopx('doctor', '--sysroot', 'host', expect=expect).out.decode()

    def says(self, expect, *texts):
        """The lines, broken to fit a terminal, without the breaks."""
        out = ' '.join(self.examine(expect).split())
        for text in texts:
            self.assertIn(text, out)

    def test_ready(self):
        self.assertEqual(self.examine(0), '''\
ok       the GPU is 8086:3e9b (Coffee Lake: Core, 8th and 9th generation)
ok       the GPU is a VGA device
ok       IOMMU in use: dmar0
ok       the GPU is alone in IOMMU group 1
ok       vfio-pci has the GPU
ok       the module vfio-pci is loaded
ok       vfio-pci lets guests have VGA (disable_vga is off)
ok       the host has no framebuffer
ok       stolen memory (DVMT Pre-Allocated): 64 MiB; QEMU before 10.0 needs
         x-igd-gms of at least 2
note     the LPC bridge is 8086:a30d: on i440fx a guest gets these IDs, on q35
         it does not, and the GOP driver shows nothing
ok       KVM is there
''')

    def test_no_gpu(self):
        self.remove(f'{GPU}/vendor')
        self.says(1, 'breaks no Intel GPU is at 0000:00:02.0')
        self.file(f'{GPU}/vendor', '0x10de\n')
        self.says(1, 'breaks no Intel GPU is at 0000:00:02.0')

    def test_not_the_primary_display(self):
        self.file(f'{GPU}/class', '0x038000\n')
        self.says(1, 'breaks the GPU is no VGA device', '-> in the board\'s setup make')

    def test_no_iommu(self):
        self.remove('sys/class/iommu/dmar0')
        self.says(1, 'missing no IOMMU is in use -> turn VT-d on')
        self.file('proc/cmdline', 'quiet\n')
        self.says(1, 'put intel_iommu=on iommu=pt on the kernel\'s command line')

    def test_group(self):
        self.file('sys/kernel/iommu_groups/1/devices/0000:00:01.0', '')
        self.says(1, 'breaks IOMMU group 1 has more than the GPU: 0000:00:01.0 0000:00:02.0')
        self.remove(f'{GPU}/iommu_group')
        self.says(1, 'missing the GPU is in no IOMMU group')

    def test_driver(self):
        self.link(f'{GPU}/driver', '../drivers/i915')
        self.says(1, 'missing i915 has the GPU, though the kernel was told')
        self.file('proc/cmdline', 'vfio-pci.ids=8086:1912\n')
        self.says(1, 'missing i915 has the GPU, and not vfio-pci '
                  '-> put vfio-pci.ids=8086:3e9b on the kernel\'s command line')
        self.remove(f'{GPU}/driver')
        self.says(0, 'note no driver has the GPU')

    def test_module(self):
        self.file('sys/module/vfio_pci/parameters/disable_vga', 'Y\n')
        self.says(1, 'breaks disable_vga of vfio-pci is on', 'take disable_vga out')
        self.remove('sys/module/vfio_pci/parameters/disable_vga')
        (self.folder / 'host/sys/module/vfio_pci/parameters').rmdir()
        (self.folder / 'host/sys/module/vfio_pci').rmdir()
        self.says(1, 'missing the module vfio-pci is not loaded -> modprobe vfio-pci')

    def test_console(self):
        self.file('proc/fb', '0 EFI VGA\n')
        self.says(1, 'breaks the kernel has a framebuffer of the firmware\'s (0 EFI VGA)',
                  'initcall_blacklist=sysfb_init')
        self.file('proc/fb', '0 amdgpudrmfb\n')
        self.says(0, 'note the host\'s console is on a framebuffer: 0 amdgpudrmfb')

    def test_stolen_memory(self):
        for device, ggc, says in (('0x3e9b', b'\xc1\x00', 'breaks the GPU has no stolen'),
                                  ('0x3e9b', b'\xc1\xf1', '8 MiB; QEMU before 10.0 needs '
                                   'x-igd-gms of at least 1'),
                                  ('0x0412', b'\x11\x02', 'Pre-Allocated): 64 MiB')):
            self.file(f'{GPU}/device', device + '\n')
            self.file(f'{GPU}/config', bytes(0x50) + ggc)
            self.says(1 if 'breaks' in says else 0, says)
        self.file(f'{GPU}/config', bytes(0x40))
        self.says(0, 'note the size of stolen memory cannot be read -> run gopx doctor as root')

    def test_no_kvm(self):
        self.remove('dev/kvm')
        self.says(1, 'breaks there is no KVM')

    def test_terminal_is_safe(self):
        self.file('proc/fb', '0 EFI \x1b[31m\n')
        self.assertNotIn('\x1b', self.examine(1))


if __name__ == '__main__':
    support.main()
