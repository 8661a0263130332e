#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""gopx unpack writes the images in packages to files, with names that gopx chooses."""

import io
import os
import unittest
import zipfile

import support


def fixture(name):
    return support.ROOT / 'fixtures' / name


class Unpack(support.Case):
    def unpack(self, package, *options, expect=0):
        return self.gopx('unpack', '-o', 'out', *options, package, expect=expect)

    def written(self):
        folder = self.folder / 'out'
        return {path.name: path.read_bytes() for path in folder.iterdir()} \
            if folder.exists() else {}

    def archive(self, members, name='package.zip'):
        self.require_archives()
        data = io.BytesIO()
        with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as package:
            for member, content in members:
                package.writestr(member, content)
        return self.write(name, data.getvalue())

    def fixture_bytes(self, name):
        return fixture(name).read_bytes()

    def test_members_and_their_names(self):
        image = self.fixture_bytes('good-spi-laptop.bin')
        other = b'\xff' * 4096 + self.fixture_bytes('good-quirk-00-plain-ffsv2.bin')
        package = self.archive([('../../../etc/passwd', image), ('readme.txt', b'no image'),
                                ('/tmp/x', other), ('again.rom', image)])
        done = self.unpack(package)
        self.assertEqual(done.err, '')
        self.assertEqual(self.written(), {'image-1.bin': image, 'image-2.bin': other})
        self.assertEqual([line.split(':')[0] for line in done.lines],
                         ['out/image-1.bin', 'out/image-2.bin'])

    def test_packages_in_packages(self):
        package = self.archive([('setup.exe', self.fixture_bytes('good-dell-nested.bin'))])
        self.unpack(package)
        written = self.written()
        self.assertEqual(list(written), ['image-1.bin'])
        self.assertEqual(len(written['image-1.bin']), 0x4000)
        self.gopx('scan', 'out/image-1.bin')

    def test_blocks_are_put_together(self):
        for name in ('good-pfat-order.bin', 'good-pfat-in-capsule.bin', 'good-ucp-tiano.bin',
                     'good-iflash.bin'):
            with self.subTest(name):
                self.unpack(fixture(name), '--force')
                image = self.written()['image-1.bin']
                self.assertEqual(image[40:44], b'_FVH')
                # The blank bytes at the end of Insyde's images belong to the images.
                self.assertEqual(len(image), 0x4100 if 'ifl' in name else 0x4000)

    def test_existing_files_stay(self):
        package = self.archive([('a', self.fixture_bytes('good-spi-laptop.bin'))])
        (self.folder / 'out').mkdir()
        self.write('victim', b'mine')
        os.symlink(self.folder / 'victim', self.folder / 'out' / 'image-1.bin')
        self.assertIn('image-1.bin', self.unpack(package, expect=2).err)
        self.assertTrue((self.folder / 'out' / 'image-1.bin').is_symlink())
        self.unpack(package, '--force')
        self.assertFalse((self.folder / 'out' / 'image-1.bin').is_symlink())
        self.assertEqual((self.folder / 'victim').read_bytes(), b'mine')

    def test_nothing_to_unpack(self):
        for package, says in ((fixture('good-spi-laptop.bin'), 'this already is a firmware'),
                              (fixture('good-text.bin'), 'no firmware image')):
            done = self.unpack(package, expect=1)
            self.assertEqual(done.out, b'')
            self.assertIn(says, done.err)
            self.assertFalse((self.folder / 'out').exists())

    def test_usage(self):
        self.refused('unpack', says='give a FILE')
        self.refused('unpack', 'a', 'b', says='one FILE')
        self.refused('unpack', '-o', '-', support.BOTH, says='only files can be written here')
        self.assertNotIn('-', self.names())


if __name__ == '__main__':
    unittest.main()
