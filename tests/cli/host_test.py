#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx scan --host scans simulated machines, which consist of files."""

import json

import support
from support import FIXTURES, ROOT

TABLE = (ROOT / 'fixtures' / 'good-vbt-bare.bin').read_bytes()
OPREGION = (ROOT / 'fixtures' / 'good-opregion-mailbox.bin').read_bytes()
FLASH = (ROOT / 'fixtures' / 'good-choice-generations.bin').read_bytes()
PCI = 'sys/bus/pci/devices/0000:00:02.0'
DRI = 'sys/kernel/debug/dri'
ABSENT = ('the table in use: neither i915 nor xe', 'the OpRegion: neither i915 nor xe',
          'the flash chip: the kernel offers none')


class Host(support.Case):
    def machine(self, **files):
        """Make the root folder of a machine with the GPU 8086:3e9b and with these files."""
        root = self.folder / 'host'
        known = {
            'vendor': (f'{PCI}/vendor', b'0x8086\n'),
            'device': (f'{PCI}/device', b'0x3e9b\n'),
            'card': (f'{DRI}/1/name', b'i915 dev=0000:00:02.0 unique=0000:00:02.0\n'),
            'table': (f'{DRI}/1/i915_vbt', TABLE),
            'opregion': (f'{DRI}/1/i915_opregion', OPREGION),
            'flash': ('dev/mtd0ro', FLASH),
        }
        for name in ('vendor', 'device', *files):
            path, data = known[name]
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(files.get(name) or data)
        return root

    def look(self, root, *args, expect=0):
        """Scan a machine, and check that no file changed."""
        def tree():
            return {path: path.read_bytes() for path in root.rglob('*') if path.is_file()}

        before = tree()
        done = self.gopx('scan', '--host', '--sysroot', root, *args, expect=expect)
        self.assertEqual(tree(), before)
        return done

    def test_all_there_is(self):
        root = self.machine(card=b'', table=b'', opregion=b'', flash=b'')
        done = self.look(root, '--json')
        self.assertEqual(done.err,
                         'gopx: scan: 0000:00:02.0: 8086:3e9b '
                         '(Coffee Lake: Core, 8th and 9th generation)\n')
        images = [json.loads(line) for line in done.lines]
        self.assertEqual([image['file'] for image in images],
                         [f'{root}/{DRI}/1/i915_vbt', f'{root}/{DRI}/1/i915_opregion',
                          f'{root}/dev/mtd0ro'])
        for image in images:
            self.assertEqual(image['device']['id'], '8086:3e9b')
        self.assertEqual([len(image['findings']) for image in images[:2]], [1, 1])
        best = [f['version'] for f in images[2]['findings']
                if f['kind'] == 'gop' and f['best']]
        self.assertEqual(best, ['9.0.1109'])

    def test_one_alone(self):
        root = self.machine(card=b'', table=b'')
        done = self.look(root)
        self.assertIn('table    $VBT ', done.out.decode())
        for words in ABSENT[1:]:
            self.assertIn(words, done.err)

    def test_nothing(self):
        done = self.look(self.machine(), expect=1)
        self.assertEqual(done.out, b'')
        for words in ABSENT:
            self.assertIn(words, done.err)

    def test_flash_without_anything(self):
        none = (ROOT / 'fixtures' / 'good-no-igpu.bin').read_bytes()
        done = self.look(self.machine(flash=none), expect=1)
        self.assertIn('no Intel graphics driver and no video BIOS table', done.err)

    def test_table_of_another_card(self):
        other = b'xe dev=0000:03:00.0 unique=0000:03:00.0\n'
        done = self.look(self.machine(card=other, table=b''), expect=1)
        self.assertIn(ABSENT[0], done.err)

    def test_empty_files_of_the_kernel(self):
        root = self.machine(card=b'', table=b'')
        (root / DRI / '1' / 'i915_vbt').write_bytes(b'')
        done = self.look(root, expect=1)
        self.assertIn(ABSENT[0], done.err)

    def test_no_graphics(self):
        self.assertIn('cannot open', self.look(self.folder, expect=1).err)
        done = self.look(self.machine(vendor=b'0x1002\n'), expect=1)
        self.assertIn('1002:3e9b, not Intel', done.err)

    def test_device_by_hand(self):
        root = self.machine(flash=b'')
        done = self.look(root, '--json', '--device', '9a49')
        self.assertEqual(json.loads(done.out)['device']['id'], '8086:9a49')

    def test_who_may_read_it(self):
        self.require_nobody()
        root = self.machine(card=b'', table=b'', flash=b'')
        (root / 'sys/kernel/debug').chmod(0)
        (root / 'dev/mtd0ro').chmod(0)
        done = self.gopx('scan', '--host', '--sysroot', root, expect=1,
                         preexec_fn=support.as_nobody)
        (root / 'sys/kernel/debug').chmod(0o700)
        self.assertIn('the table in use: Permission denied; root may read it', done.err)
        self.assertIn('mtd0ro: cannot open: Permission denied; root may', done.err)

    def test_usage(self):
        self.refused('scan', '--host', FIXTURES[0], says='--host takes no FILE')
        self.refused('scan', says='give a FILE')


if __name__ == '__main__':
    support.main()
