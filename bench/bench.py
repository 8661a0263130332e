#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Measures gopx, the floor and its peers on the same images, interleaved.

usage: bench.py BUILD [--rounds N] [IMAGE...]

Each round runs every program once on an image (A B C A B C ...), so that a machine
that is busy for a while is busy for all of them.  Printed: medians of wall and CPU
seconds with their range, peak memory, and the ratio of gopx's CPU to the floor's,
of its wall and memory to UEFIExtract's, as medians of the rounds' own ratios.
Results also go to BUILD/results.json.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GOP_GUID = '7755CA7B-CA8F-43C5-889B-E1F59A93D575'
SYNTHETIC_MIB = (1, 4, 16, 64, 256)
SINK = subprocess.DEVNULL


def run(argv, cwd):
    """(wall s, CPU s, peak KiB) of one run; None when it could not be run."""
    start = time.perf_counter()
    process = subprocess.Popen(argv, stdin=SINK, stdout=SINK, stderr=SINK, cwd=cwd)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0 or process.returncode > 100:
        return None
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


class Program:
    def __init__(self, name, argv, fresh=False):
        self.name, self.argv, self.fresh = name, argv, fresh
        self.runs = []

    def measure(self, scratch):
        work = tempfile.mkdtemp(dir=scratch)
        argv = [word.replace('{work}', work) for word in self.argv]
        self.runs.append(run(argv, work))
        shutil.rmtree(work)

    def median(self, field):
        values = [r[field] for r in self.runs if r]
        return statistics.median(values) if values else None

    def spread(self, field):
        values = [r[field] for r in self.runs if r]
        return (min(values), max(values)) if values else None


def programs(build, image, scratch):
    gopx, floor = build / 'cli/gopx', build / 'bench/bench_floor'
    streams = scratch / (image.name + '.streams')
    packed = scratch / (image.name + '.xz')
    subprocess.run([build / 'bench/bench_streams', image, streams], check=True)
    found = [Program('gopx, 1 thread', [gopx, 'scan', '--threads', '1', image]),
             Program('gopx', [gopx, 'scan', image]),
             Program('floor', [floor, streams, image])]
    if shutil.which('UEFIExtract'):
        found.append(Program('UEFIExtract', ['UEFIExtract', image, GOP_GUID, '-o',
                                             '{work}/out', '-m', 'body', '-t', '10']))
    if shutil.which('fwupdtool'):
        found.append(Program('fwupdtool', ['fwupdtool', 'firmware-parse', image, 'ifd-bios']))
    if shutil.which('binwalk'):
        found.append(Program('binwalk -e', ['binwalk', '-e', '-q', '--run-as=root',
                                            '-C', '{work}', image]))
    if shutil.which('xz'):
        with open(packed, 'wb') as out:
            subprocess.run(['xz', '-kc', '-1', image], stdout=out, check=True)
        found.append(Program('xz -dc', ['xz', '-dc', packed]))
    for program in found:
        program.argv = [str(word) for word in program.argv]
    return found


def ratio(a, b, field):
    """Median and range of a/b over the rounds in which both ran."""
    values = [x[field] / y[field] for x, y in zip(a.runs, b.runs) if x and y and y[field]]
    if not values:
        return None
    return [statistics.median(values), min(values), max(values)]


def measure(build, image, rounds, scratch):
    found = programs(build, image, scratch)
    for _ in range(rounds):
        for program in found:
            program.measure(scratch)
    by_name = {program.name: program for program in found}
    one, threads, floor = (by_name[n] for n in ('gopx, 1 thread', 'gopx', 'floor'))
    peer = by_name.get('UEFIExtract')
    result = {'image': image.name, 'size': image.stat().st_size,
              'runs': {p.name: p.runs for p in found},
              'cpu_to_floor': ratio(one, floor, 1), 'wall_to_floor': ratio(threads, floor, 0),
              'wall_to_uefiextract': ratio(threads, peer, 0) if peer else None,
              'memory_to_uefiextract': ratio(threads, peer, 2) if peer else None}
    show(found, result)
    return result


def show(found, result):
    print(f"\n{result['image']}, {result['size'] / 2**20:.1f} MiB")
    for p in found:
        if p.median(0) is None:
            print(f'  {p.name:16} could not be run on it')
            continue
        low, high = p.spread(0)
        print(f'  {p.name:16} wall {p.median(0):8.3f} s ({low:.3f}-{high:.3f})'
              f'  CPU {p.median(1):8.3f} s  peak {p.median(2) / 1024:7.1f} MiB')
    for key, words in (('cpu_to_floor', 'CPU, 1 thread / floor'),
                       ('wall_to_floor', 'wall / floor'),
                       ('wall_to_uefiextract', 'wall / UEFIExtract'),
                       ('memory_to_uefiextract', 'memory / UEFIExtract')):
        if result[key]:
            middle, low, high = result[key]
            print(f'  gopx {words}: {middle:.2f} ({low:.2f}-{high:.2f})')
    sys.stdout.flush()


def default_images(build, scratch):
    names = ['/usr/share/OVMF/OVMF_CODE_4M.fd', '/usr/share/AAVMF/AAVMF_CODE.fd']
    corpus = os.environ.get('GOPX_CORPUS')
    if corpus:
        names += sorted(str(p) for p in pathlib.Path(corpus, 'bench').glob('*'))
        names += sorted(str(p) for p in pathlib.Path(corpus, 'clevo').glob('*.rom'))
    else:
        print('no corpus: its images are left out')
    for mib in SYNTHETIC_MIB:
        image = scratch / f'synthetic-{mib}M.bin'
        with open(image, 'wb') as out:
            subprocess.run([build / 'bench/bench_image', str(mib)], stdout=out, check=True)
        names.append(str(image))
    return [pathlib.Path(n) for n in names if os.path.exists(n)]


def start_up(build, rounds):
    runs = [run([str(build / 'cli/gopx'), '--version'], '/') for _ in range(rounds * 4)]
    cpu = sorted(r[1] for r in runs)
    print(f'\ngopx --version: CPU {statistics.median(cpu) * 1000:.1f} ms'
          f' ({cpu[0] * 1000:.1f}-{cpu[-1] * 1000:.1f})')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('images', nargs='*', type=pathlib.Path)
    args = parser.parse_intermixed_args()
    build = args.build.resolve()
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        images = [i.resolve() for i in args.images] or default_images(build, scratch)
        results = [measure(build, i, args.rounds, scratch) for i in images]
        start_up(build, args.rounds)
    (build / 'results.json').write_text(json.dumps(results, indent=1))


if __name__ == '__main__':
    main()
