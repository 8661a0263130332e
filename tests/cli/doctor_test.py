#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx doctor examines a simulated host, which consists of files. Most tests change one property
of a host without faults."""

import json

import support
from hosts import GPU, LPC, Host


class Doctor(support.Case):
    def setUp(self):
        """Make a Coffee Lake host without faults."""
        super().setUp()
        self.host = Host(self.folder / 'host', '3e9b', 'a30d')

    def examine(self, expect):
        return self.gopx('doctor', '--sysroot', 'host', expect=expect).out.decode()

    def says(self, expect, *texts):
        """Check that the output contains these texts. Line breaks do not matter."""
        out = ' '.join(self.examine(expect).split())
        for text in texts:
            self.assertIn(text, out)

    def test_ready(self):
        out = self.examine(0)
        self.assertNotRegex(out, '(?m)^(missing|breaks)')
        self.assertTrue(out.endswith('\nready\n'))

    def test_json(self):
        """The checks and the advice are the same in the text and in the JSON."""
        schema = support.validator('doctor')
        for expect, to_do in ((0, 0), (1, 2)):
            told = json.loads(self.gopx('doctor', '--json', '--sysroot', 'host',
                                        expect=expect).out)
            schema.validate(told)
            self.assertEqual((told['ready'], told['to_do'], told['device']),
                             (not to_do, to_do, '8086:3e9b'))
            self.assertEqual(len([c for c in told['checks'] if c['fix']]), to_do)
            if not to_do:
                self.host.remove('dev/kvm')
                self.host.file(f'{GPU}/class', '0x038000\n')
        self.assertRegex(self.examine(1), '\n2 things to do\n$')

    def test_no_folder(self):
        """If --sysroot is not a folder, doctor reports an error instead of a host without a GPU."""
        (self.folder / 'file').write_bytes(b'')
        for name in ('nowhere', 'file'):
            for words in (('doctor',), ('config', '--device', '3e9b', '--rom', 'x.rom')):
                said = self.gopx(*words, '--sysroot', name, expect=2).err
                self.assertIn('--sysroot takes a folder', said)

    def test_no_gpu(self):
        self.host.remove(f'{GPU}/vendor')
        self.says(1, 'breaks there is no Intel GPU at 0000:00:02.0')
        self.host.file(f'{GPU}/vendor', '0x10de\n')
        self.says(1, 'breaks there is no Intel GPU at 0000:00:02.0')

    def test_not_the_primary_display(self):
        self.host.file(f'{GPU}/class', '0x038000\n')
        self.says(1, 'breaks the GPU is not set as a VGA device (class 0380',
                  '-> in the board\'s setup make', '1 thing to do')

    def test_no_iommu(self):
        self.host.remove('sys/class/iommu/dmar0')
        self.says(1, 'missing no IOMMU is in use -> turn VT-d on')
        self.host.file('proc/cmdline', 'quiet intel_iommu=sm_on,on\n')
        self.assertNotIn('intel_iommu', self.examine(1))
        self.host.file('proc/cmdline', 'quiet intel_iommu=sm_on\n')
        self.says(1, 'add intel_iommu=on iommu=pt to the kernel\'s command line')

    def test_group(self):
        self.host.file('sys/kernel/iommu_groups/1/devices/0000:00:01.0', '')
        self.says(1, 'breaks IOMMU group 1 contains more devices than the GPU: '
                  '0000:00:01.0 0000:00:02.0')
        self.host.remove(f'{GPU}/iommu_group')
        self.says(1, 'missing the GPU is in no IOMMU group')

    def test_driver(self):
        self.host.link(f'{GPU}/driver', '../drivers/i915')
        self.says(1, 'missing the GPU is bound to i915, although vfio-pci.ids names it')
        self.host.file('proc/cmdline', 'vfio-pci.ids=8086:3E9B\n')
        self.says(1, 'missing the GPU is bound to i915, although vfio-pci.ids names it')
        self.host.file('proc/cmdline', 'vfio-pci.ids=8086:1912\n')
        self.says(1, 'missing the GPU is bound to i915, not to vfio-pci '
                  '-> add vfio-pci.ids=8086:3e9b to the kernel\'s command line')
        self.host.remove(f'{GPU}/driver')
        self.says(0, 'note no driver is bound to the GPU')

    def test_module(self):
        self.host.file('sys/module/vfio_pci/parameters/disable_vga', 'Y\n')
        self.says(1, 'breaks disable_vga of vfio-pci is on', 'remove disable_vga from')
        self.host.remove('sys/module/vfio_pci/parameters/disable_vga')
        self.host.remove('sys/module/vfio_pci/parameters')
        self.host.remove('sys/module/vfio_pci')
        self.says(1, 'missing the module vfio-pci is not loaded -> modprobe vfio-pci')

    def test_console(self):
        self.host.file('proc/fb', '0 EFI VGA\n')
        self.says(1, 'breaks the kernel uses the firmware\'s framebuffer (0 EFI VGA)',
                  'initcall_blacklist=sysfb_init')
        for name in ('i915drmfb', 'inteldrmfb', 'xedrmfb'):
            self.host.file('proc/fb', f'0 {name}\n')
            self.says(1, f"breaks the host's console uses this GPU (0 {name})")
        self.host.file('proc/fb', '0 amdgpudrmfb\n1 i915drmfb\n')
        self.says(1, "breaks the host's console uses this GPU (0 amdgpudrmfb,1 i915drmfb)")
        self.host.file('proc/fb', '0 amdgpudrmfb\n')
        self.says(0, 'note the host\'s console is on another framebuffer: 0 amdgpudrmfb')

    def test_stolen_memory(self):
        for device, ggc, says in (('0x3e9b', b'\xc1\x00', 'breaks the GPU has no stolen'),
                                  ('0x3e9b', b'\xc1\xf1', '8 MiB; QEMU before 9.2 needs '
                                   'x-igd-gms of at least 1'),
                                  ('0x0412', b'\x11\x02', 'Pre-Allocated): 64 MiB'),
                                  ('0x22b0', b'\x80\x01', 'Pre-Allocated): 512 MiB'),
                                  ('0x22b0', b'\x88\x01', 'Pre-Allocated): 8 MiB'),
                                  ('0x22b0', b'\xb0\x01', 'Pre-Allocated): 28 MiB'),
                                  ('0x22b0', b'\xb8\x01', 'Pre-Allocated): 36 MiB')):
            self.host.file(f'{GPU}/device', device + '\n')
            self.host.stolen(ggc)
            self.says(1 if 'breaks' in says else 0, says)
        self.host.file(f'{GPU}/config', bytes(0x40))
        self.says(0, 'note the size of stolen memory cannot be read -> run gopx doctor as root')

    def test_stolen_memory_of_this_qemu(self):
        """For Skylake, QEMU 9.2 does not support sizes in steps of 4 MiB. QEMU 7.2 supports at most
        512 MiB."""
        for version, device, ggc, says in (
                ('9.2.0', '0x1916', b'\xc1\xfe', 'breaks stolen memory (DVMT Pre-Allocated): '
                 '60 MiB, a size that QEMU 9.2.0 does not give to a guest'),
                ('10.0.2', '0x1916', b'\xc1\xfe', 'Pre-Allocated): 60 MiB the firmware'),
                ('7.2.22', '0x1916', b'\xc1\x20', 'breaks stolen memory (DVMT Pre-Allocated): '
                 '1024 MiB, a size'),
                ('7.2.22', '0x1916', b'\xc1\x02', 'x-igd-gms of at least 2')):
            self.host.qemu(version)
            self.host.ovmf()
            self.host.file(f'{GPU}/device', device + '\n')
            self.host.stolen(ggc)
            out = ' '.join(self.examine(1 if 'breaks' in says else 0).replace('\nok', '\n').split())
            self.assertIn(says, out)

    def test_registers_of_a_user(self):
        """Without root rights, the kernel shows only 64 bytes of the PCI configuration space."""
        self.host.file(f'{GPU}/config', bytes(0x40))
        self.says(0, 'note the size of stolen memory cannot be read')

    def test_qemu(self):
        for version, device, expect, says in (
                ('6.2.0', '3e9b', 1, 'breaks QEMU 6.2.0 (usr/bin/qemu-system-x86_64) is older'),
                ('9.2.4', '9bc8', 1, 'breaks QEMU 9.2.4 does not know this device: use QEMU 9.1 '
                 'or older, or 10.0 and later'),
                ('9.2.4', '9a49', 0, 'ok QEMU 9.2.4 is installed'),
                ('10.0.2', 'fd80', 1, 'breaks QEMU 10.0.2 does not know this device: use QEMU '
                 '10.1 or later'),
                ('9.0.2', '7d55', 1, 'breaks QEMU 9.0.2 treats this device like 8th-generation'),
                ('11.1.3', 'fd80', 0, 'ok QEMU 11.1.3 is installed')):
            self.host.qemu(version)
            self.host.ovmf()
            self.host.file(f'{GPU}/device', f'0x{device}\n')
            self.says(expect, says)

    def test_programs_missing(self):
        self.host.file('usr/bin/true', '')
        self.says(1, 'missing no QEMU is installed', 'missing no OVMF is installed')

    def test_boot_mode(self):
        self.host.file('sys/firmware/acpi/x', '')
        self.says(0, 'note the host was started by a legacy BIOS')
        self.host.file('sys/firmware/efi/x', '')
        self.says(0, 'ok the host was started by UEFI')

    def test_igfx_off(self):
        self.host.file('proc/cmdline', 'intel_iommu=on,igfx_off\n')
        self.says(1, 'breaks intel_iommu=igfx_off keeps the GPU out')

    def test_framebuffer_of_another(self):
        """Since Linux 6.0, vfio-pci removes the firmware's framebuffer."""
        self.host.file('proc/fb', '0 simpledrmdrmfb\n')
        self.host.file('proc/sys/kernel/osrelease', '5.15.0-amd64\n')
        self.says(1, 'breaks the kernel uses the firmware\'s framebuffer')
        self.host.file('proc/sys/kernel/osrelease', '6.12.1-amd64\n')
        self.says(0, 'ok the remaining framebuffer (0 simpledrmdrmfb) is not on this GPU')
        self.host.file('proc/fb', '0 vesadrmdrmfb\n')
        self.host.driver('i915')
        self.says(1, 'breaks the kernel uses the firmware\'s framebuffer (0 vesadrmdrmfb)')

    def test_bridge(self):
        """Some drivers for a Coffee Lake GPU do not accept the LPC bridge of a 400-series board."""
        self.host.file(f'{LPC}/device', '0xa3c8\n')
        self.says(0, 'drivers since 9.0.1096 accept it, drivers up to 9.0.1084 do not')
        self.host.file(f'{LPC}/device', '0x2918\n')
        self.says(0, 'no driver seen accepts it')

    def test_no_kvm(self):
        self.host.remove('dev/kvm')
        self.says(1, 'breaks KVM is not available')

    def test_terminal_is_safe(self):
        self.host.file('proc/fb', '0 EFI \x1b[31m\n')
        self.assertNotIn('\x1b', self.examine(1))


if __name__ == '__main__':
    support.main()
