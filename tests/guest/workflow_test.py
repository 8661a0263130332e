#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The step of the workflow in contrib/github-action works with local files.

usage: workflow_test.py GOPX ROOT
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

import guest


def step(root):
    """Return the names of the environment variables that the workflow sets for its step, and the
    script of the step."""
    folder = root / 'contrib/github-action'
    # In YAML 1.1, the key "on" is the value true.
    flow = yaml.safe_load((folder / 'guest-firmware.yml').read_text())
    calls = flow[True]
    assert calls['workflow_dispatch']['inputs'] == calls['workflow_call']['inputs']
    run = next(s for s in flow['jobs']['make']['steps'] if 'env' in s)
    assert run['run'] == 'gopx/contrib/github-action/guest-firmware'
    names = {f'${{{{ inputs.{name} }}}}' for name in calls['workflow_call']['inputs']}
    assert set(run['env'].values()) == names, (run['env'], names)
    return set(run['env']), folder / 'guest-firmware'


def start(script, names, gopx, work, expect=0, **values):
    """Run the step, and return the names of the files in its folder."""
    assert set(values) <= names, values
    out = work / 'guest-firmware'
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run([script], cwd=work, check=False, capture_output=True, text=True,
                          env={**os.environ, **dict.fromkeys(names, ''), **values,
                               'GOPX': str(gopx)})
    assert done.returncode == expect, done
    return {path.name: path for path in out.iterdir()} if not expect else done.stderr


def main():
    gopx, root = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    if guest.missing() or not shutil.which('curl'):
        print(guest.missing() or 'skipped: no curl')
        return guest.SKIPPED
    names, script = step(root)
    board = (root / 'fixtures/good-spi-laptop.bin').as_uri()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        made = start(script, names, gopx, work, BIOS_URL=board, DEVICE='8086:3e9b', KIND='rom')
        assert set(made) == {'igd.rom'}, made
        listed = subprocess.run([gopx, 'rom', '--list', made['igd.rom']], check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        assert listed.count('UEFI driver for x64') == 3, listed
        for secure, code in (('false', 'OVMF_VARS_4M.fd'), ('true', 'OVMF_VARS_4M.ms.fd')):
            made = start(script, names, gopx, work, BIOS_URL=board, KIND='inject',
                         SECURE_BOOT=secure)
            assert set(made) == {'OVMF_CODE_igd.fd', 'OVMF_VARS.fd'}, made
            assert made['OVMF_VARS.fd'].read_bytes() == (guest.FIRMWARE / code).read_bytes()
            subprocess.run([gopx, 'inject', '--list', made['OVMF_CODE_igd.fd']], check=True,
                           stdout=subprocess.DEVNULL)
        subprocess.run([gopx, 'extract', '-o', work / 'parts',
                        root / 'fixtures/good-spi-laptop.bin'], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = start(script, names, gopx, work, KIND='rom',
                     GOP_URL=(work / 'parts/IntelGopDriver.efi').as_uri(),
                     VBT_URL=(work / 'parts/Vbt.bin').as_uri())
        assert set(made) == {'igd.rom'}, made
        assert 'give bios_url' in start(script, names, gopx, work, expect=2)
        assert 'rom or inject' in start(script, names, gopx, work, expect=2, BIOS_URL=board,
                                        KIND='iso')
    print('the workflow makes a ROM, and OVMF with the matching variables')
    return 0


if __name__ == '__main__':
    sys.exit(main())
