#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Measures gopx, other tools and the floor (bench/floor.c), in turns on the same images.

usage: bench.py BUILD [--rounds N] [--beside GOPX] [IMAGE...]

In each round every program runs once on the image (A B C, then C B A, and so on). So if the machine
is busy for a while, that slows all programs down equally. The script prints the medians and ranges
of wall time and CPU time, and the peak memory. It also prints how gopx's CPU time compares with the
floor's, and its wall time and memory with UEFIExtract's: each ratio is the median of the ratios of
all rounds.
An image over 32 MiB gets at most three rounds, and UEFIExtract is the only peer there, because
binwalk takes minutes. At the end, it measures one call with 1,000 small images, and the start of
the command.

--beside GOPX compares this gopx with the command GOPX, such as an earlier version, and with
UEFIExtract; they run in turns. It measures these commands: 'scan --json' of each image; 'scan'
without --json; 'scan --json' without the processor's SHA instructions; 'inject' into OVMF. It also
counts the instructions that the start of each gopx executes.

Results also go to BUILD/results.json, and to BUILD/results.md as a table.
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

GOP_GUID = '7755CA7B-CA8F-43C5-889B-E1F59A93D575'
SYNTHETIC_MIB = (1, 4, 16, 64, 256)
LARGE = 32 << 20
SMALL_IMAGES = 1000
SINK = subprocess.DEVNULL
SOURCE = pathlib.Path(__file__).resolve().parent.parent


def run(build, argv, cwd):
    """(wall s, CPU s, peak KiB) of one run; None when it could not be run."""
    done = subprocess.run([build / 'bench/bench_measure', *argv], stdin=SINK,
                          stdout=subprocess.PIPE, cwd=cwd, check=True)
    wall, cpu, peak, status = done.stdout.split()
    if int(status) < 0 or int(status) > 100:
        return None
    return float(wall), float(cpu), int(peak)


class Program:
    def __init__(self, name, argv, fresh=False):
        self.name, self.argv, self.fresh = name, argv, fresh
        self.runs = []

    def measure(self, build, scratch):
        work = tempfile.mkdtemp(dir=scratch)
        argv = [word.replace('{work}', work) for word in self.argv]
        self.runs.append(run(build, argv, work))
        shutil.rmtree(work)

    def median(self, field):
        values = [r[field] for r in self.runs if r]
        return statistics.median(values) if values else None

    def spread(self, field):
        values = [r[field] for r in self.runs if r]
        return (min(values), max(values)) if values else None


def in_turns(programs, rounds, build, scratch):
    """Measure the programs A B C, then C B A, and so on. Otherwise each would always run after the
    same program, and UEFIExtract, which frees much memory, slows down the next one."""
    for number in range(rounds):
        for program in programs[::-1] if number % 2 else programs:
            program.measure(build, scratch)


def as_text(programs):
    for program in programs:
        program.argv = [str(word) for word in program.argv]
    return programs


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
    if image.stat().st_size > LARGE:
        return as_text(found)
    if shutil.which('fwupdtool'):
        found.append(Program('fwupdtool', ['fwupdtool', 'firmware-parse', image, 'ifd-bios']))
    if shutil.which('binwalk'):
        found.append(Program('binwalk -e', ['binwalk', '-e', '-q', '--run-as=root',
                                            '-C', '{work}', image]))
    if shutil.which('xz'):
        with open(packed, 'wb') as out:
            subprocess.run(['xz', '-kc', '-1', image], stdout=out, check=True)
        found.append(Program('xz -dc', ['xz', '-dc', packed]))
    return as_text(found)


def ratio(a, b, field):
    """Median and range of a/b over the rounds in which both ran."""
    values = [x[field] / y[field] for x, y in zip(a.runs, b.runs) if x and y and y[field]]
    if not values:
        return None
    return [statistics.median(values), min(values), max(values)]


def measure(build, image, rounds, scratch):
    found = programs(build, image, scratch)
    if image.stat().st_size > LARGE:
        rounds = min(rounds, 3)
    in_turns(found, rounds, build, scratch)
    by_name = {program.name: program for program in found}
    one, threads, floor = (by_name[n] for n in ('gopx, 1 thread', 'gopx', 'floor'))
    peer = by_name.get('UEFIExtract')
    result = {'image': image.name, 'size': image.stat().st_size,
              'runs': {p.name: p.runs for p in found},
              'cpu_to_floor': ratio(one, floor, 1), 'wall_to_floor': ratio(threads, floor, 0),
              'wall_to_uefiextract': ratio(threads, peer, 0) if peer else None,
              'memory_to_uefiextract': ratio(threads, peer, 2) if peer else None}
    result['row'] = row(by_name, result)
    show(found, result)
    result['tiano'] = decoders(build, scratch / (image.name + '.streams'))
    return result


def decoders(build, streams):
    """Lines that compare the two decoders on the Tiano streams of an image."""
    if streams.stat().st_size == 0:
        return []
    done = subprocess.run([build / 'bench/bench_tiano', streams], check=True, text=True,
                          stdout=subprocess.PIPE)
    lines = [line for line in done.stdout.splitlines() if ' times' in line]
    for line in lines:
        print('  ' + line)
    return lines


COLUMNS = ('image', 'MiB', 'gopx, 1 thread', 'floor', 'CPU / floor', 'gopx', 'UEFIExtract',
           'wall / UEFIExtract', 'memory / UEFIExtract', 'fwupdtool', 'binwalk -e', 'xz -dc')


def milliseconds(program, field=0):
    if not program or program.median(field) is None:
        return '-'
    return f'{program.median(field) * 1000:.0f}'


def ratio_text(value):
    return '{:.2f} ({:.2f}-{:.2f})'.format(*value) if value else '-'


def row(by_name, result):
    """A row of the table. Times without a name are wall times in ms; ratios have ranges."""
    one, floor, both = (by_name[n] for n in ('gopx, 1 thread', 'floor', 'gopx'))
    peer = by_name.get('UEFIExtract')
    peak = f', {both.median(2) / 1024:.0f} MiB'
    return (result['image'], f"{result['size'] / 2**20:.1f}", 'CPU ' + milliseconds(one, 1),
            'CPU ' + milliseconds(floor, 1), ratio_text(result['cpu_to_floor']),
            milliseconds(both) + peak,
            milliseconds(peer) + (f', {peer.median(2) / 1024:.0f} MiB'
                                  if peer and peer.median(2) else ''),
            ratio_text(result['wall_to_uefiextract']),
            ratio_text(result['memory_to_uefiextract']),
            *(milliseconds(by_name.get(n)) for n in ('fwupdtool', 'binwalk -e', 'xz -dc')))


def table(results):
    rows = [COLUMNS, ['---'] * len(COLUMNS)] + [r['row'] for r in results]
    return ''.join('| ' + ' | '.join(cells) + ' |\n' for cells in rows)


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
        names += sorted(str(p) for p in pathlib.Path(corpus, 'ami').glob('*/bios.bin'))
    else:
        print('no corpus: its images are left out')
    for mib in SYNTHETIC_MIB:
        # Packing an image takes minutes, and its bytes are always the same: build it only once.
        image = build / f'synthetic-{mib}M.bin'
        if not image.exists():
            with open(scratch / image.name, 'wb') as out:
                subprocess.run([build / 'bench/bench_image', str(mib)], stdout=out,
                               check=True)
            shutil.move(scratch / image.name, image)
        names.append(str(image))
    return [pathlib.Path(n) for n in names if os.path.exists(n)]


def start_up(build, scratch, rounds):
    gopx = str(build / 'cli/gopx')
    small = (SOURCE / 'fixtures/good-vbt-bare.bin').read_bytes()
    table = scratch / 'vbt-4k.bin'
    table.write_bytes(small + bytes(max(0, 4096 - len(small))))
    for words in (['--version'], ['scan', str(table)]):
        cpu = sorted(run(build, [gopx, *words], '/')[1] for _ in range(rounds * 4))
        yield (f'gopx {words[0]}' + (' of 4 KiB' if len(words) > 1 else '') +
               f': CPU {statistics.median(cpu) * 1000:.1f} ms'
               f' ({cpu[0] * 1000:.1f}-{cpu[-1] * 1000:.1f})')


def many_images(build, scratch, rounds):
    """Measures many small images: the speedup over one thread, divided by the number of cores."""
    source = (SOURCE / 'fixtures/good-spi-laptop.bin').read_bytes()
    files = [scratch / f'small-{i}.bin' for i in range(SMALL_IMAGES)]
    for i, file in enumerate(files):
        file.write_bytes(source[:-2] + i.to_bytes(2, 'little'))
    gopx = build / 'cli/gopx'
    cores = len(os.sched_getaffinity(0))
    programs = [Program(str(n), [str(gopx), 'scan', '--json', '--threads', str(n),
                                 *map(str, files)]) for n in (1, cores)]
    in_turns(programs, rounds, build, scratch)
    one, all_cores = programs
    gain = ratio(one, all_cores, 0)
    return (f'{SMALL_IMAGES} images of {len(source) >> 10} KiB in one call: 1 thread '
            f'{milliseconds(one)} ms, {cores} threads {milliseconds(all_cores)} ms: '
            f'{gain[0] / cores:.2f} ({gain[1] / cores:.2f}-{gain[2] / cores:.2f}) of '
            f'{cores} cores, {all_cores.median(2) / 1024:.0f} MiB')


def instructions(gopx):
    """The instructions that 'gopx version' executes, by callgrind; None without valgrind."""
    if not shutil.which('valgrind'):
        return None
    done = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null',
                           gopx, 'version'], stdout=SINK, stderr=subprocess.PIPE, text=True)
    found = [line for line in done.stderr.splitlines() if 'Collected' in line]
    return int(found[0].split(':')[1]) if found else None


# With this variable, nettle does not use the processor's SHA instructions.
NO_SHA = ['env', 'NETTLE_FAT_OVERRIDE=none']


def beside_image(build, other, image, rounds, scratch):
    gopx = build / 'cli/gopx'
    ours, theirs, text, plain = found = as_text([
        Program('json', [gopx, 'scan', '--json', image]),
        Program('other', [other, 'scan', '--json', image]),
        Program('text', [gopx, 'scan', image]),
        Program('no SHA', [*NO_SHA, gopx, 'scan', '--json', image])])
    if shutil.which('UEFIExtract'):
        found += as_text([Program('UEFIExtract', ['UEFIExtract', image, GOP_GUID, '-o',
                                                  '{work}/out', '-m', 'body', '-t', '10'])])
    in_turns(found, rounds, build, scratch)
    peer = ''
    if len(found) > 4:
        peer = f'; UEFIExtract CPU {ratio_text(ratio(found[4], ours, 1))} of ours'
    return (f'{image.name}: scan --json CPU {ratio_text(ratio(ours, theirs, 1))}, '
            f'memory {ratio_text(ratio(ours, theirs, 2))} of the other; '
            f'CPU {ratio_text(ratio(ours, text, 1))}, wall {ratio_text(ratio(ours, text, 0))}, '
            f'without SHA instructions CPU {ratio_text(ratio(plain, text, 1))} '
            f'of text mode{peer}')


def beside_inject(build, other, image, rounds, scratch):
    driver = SOURCE / 'fixtures/good-spi-laptop.bin'
    ours, theirs = found = as_text([
        Program('inject', [gopx, 'inject', '--from', driver, '-o', '{work}/out.fd', image])
        for gopx in (build / 'cli/gopx', other)])
    in_turns(found, rounds, build, scratch)
    return (f'{image.name}: inject CPU {ratio_text(ratio(ours, theirs, 1))}, '
            f'wall {ratio_text(ratio(ours, theirs, 0))}, '
            f'memory {ratio_text(ratio(ours, theirs, 2))} of the other')


def beside(build, other, images, rounds, scratch):
    """For each image, a line with the ratios of this gopx to another one (median and range)."""
    for image in images:
        yield beside_image(build, other, image, rounds, scratch)
        if image.name.startswith('OVMF_CODE'):
            yield beside_inject(build, other, image, min(rounds, 3), scratch)
    counts = [instructions(program) for program in (build / 'cli/gopx', other)]
    if all(counts):
        yield (f'start: {counts[0] / 1e6:.2f} and {counts[1] / 1e6:.2f} million instructions: '
               f'{counts[0] / counts[1]:.2f}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--beside', type=pathlib.Path)
    parser.add_argument('images', nargs='*', type=pathlib.Path)
    args = parser.parse_intermixed_args()
    build = args.build.resolve()
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        images = [i.resolve() for i in args.images] or default_images(build, scratch)
        if args.beside:
            for line in beside(build, args.beside.resolve(), images, args.rounds, scratch):
                print(line, flush=True)
            return
        results = [measure(build, i, args.rounds, scratch) for i in images]
        lines = [*start_up(build, scratch, args.rounds)]
        lines.append(many_images(build, scratch, args.rounds))
    print('\n' + '\n'.join(lines))
    (build / 'results.json').write_text(json.dumps(results, indent=1))
    (build / 'results.md').write_text(table(results) + '\n' +
                                      ''.join(f'- {line}\n' for line in lines))


if __name__ == '__main__':
    main()
