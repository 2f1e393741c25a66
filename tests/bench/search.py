# SPDX-License-Identifier: MIT
"""What search costs and how good it is: search.py --build DIR [--articles N] [--rounds N] [--pagefind].

Cost: an archive of N generated articles, built cold with and without search in turn; time is wall time and the
processor time of brief and its workers, the medians of the rounds' ratios. Quality: the 18F blog, when it lies beside
the repository, and the queries of judged.json. With --pagefind, Pagefind indexes the same pages in each round where
tests/node_modules has it (npm install --no-save --ignore-scripts pagefind@1.6.0 in tests/).
"""
import argparse
import json
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from generate import generate

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "18f"
PAGEFIND = ROOT / "tests" / "node_modules" / "@pagefind"
AT = "2026-01-01T00:00:00Z"


def timed(command):
    """(wall, processor) seconds."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\nexit code {done.returncode}\n{done.stderr[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def size_of(folder, pattern="*"):
    files = [path for path in folder.rglob(pattern) if path.is_file()]
    return sum(path.stat().st_size for path in files), len(files)


def build(brief, site, out, *flags):
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(site / ".brief", ignore_errors=True)
    (site / "urls.lock").unlink(missing_ok=True)
    return timed([brief, "-C", site, "-o", out, "build", "-q", "--at", AT, *flags])


def median_of(rounds, value):
    """(wall, processor): the medians of what `value` makes of each round's."""
    return [statistics.median(value(*(times[k] for times in one)) for one in rounds) for k in (0, 1)]


def cost(brief, count, rounds, folder, wants_pagefind):
    site, out = folder / "site", folder / "out"
    generate(count, site)
    settings = site / "site.yml"
    text, measured, others = settings.read_text(), [], []
    for _ in range(rounds):
        settings.write_text(text + "search: false\n")
        without = build(brief, site, out)
        settings.write_text(text)
        measured.append((build(brief, site, out), without))
        if wants_pagefind and (other := pagefind(out, "20*/*/index.html")):
            others.append((*measured[-1], other[0]))
    index, files = size_of(out / "search" / "data")
    source, _ = size_of(site / "content" / "articles", "*.md")
    wall, processor = median_of(measured, lambda whole, without: whole / without - 1)
    seconds = median_of(measured, lambda whole, without: whole - without)
    print(f"{count} articles, cold: search adds {wall:.1%} of wall time ({seconds[0]:.2f} s), {processor:.1%} of processor time ({seconds[1]:.2f} s)")
    print(f"  index {index / 1e6:.2f} MB in {files} files: {index / source:.2%} of the articles' {source / 1e6:.1f} MB")
    if others:
        wall, processor = median_of(others, lambda whole, without, other: other / whole)
        seconds = median_of(others, lambda whole, without, other: other)
        print(f"  Pagefind on the same pages: {seconds[0]:.1f} s of wall time, {seconds[1]:.1f} s of processor time: {wall:.1f} and "
              f"{processor:.1f} times the whole build with search; {other[1][0] / 1e6:.1f} MB in {other[1][1]} files")
    first_query(out, site, folder)


def first_query(out, site, folder):
    """What a reader's first queries fetch: titles of articles, as good as random words."""
    queries = [["title", " ".join(path.stem.split("-")[:words]), [path.stem]]
               for words, path in zip((1, 2, 2, 1), sorted((site / "content" / "articles").rglob("*.md"))[::2499])]
    (folder / "queries.json").write_text(json.dumps({"queries": queries}))
    page = sum((out / path).stat().st_size for path in ("search/index.html", *(f"assets/{name}" for name in ("search.js", "search.css", "style.css"))))
    done = subprocess.run(["node", Path(__file__).with_name("judge.mjs"), out, folder / "queries.json"], capture_output=True, text=True)
    print(f"  first query of one or two words, mean, beside {page / 1000:.0f} kB of page, script and styles:")
    print(done.stdout.splitlines()[-1] if done.returncode == 0 else done.stderr, flush=True)


def pagefind(out, site_pages):
    """Pagefind over the article pages of `out`: (wall, processor) seconds, and bytes with files; None where it is not installed."""
    program = next(PAGEFIND.glob("*/bin/pagefind_extended"), None) or next(PAGEFIND.glob("*/bin/pagefind"), None)
    if not program:
        print("  Pagefind is not installed in tests/node_modules")
        return None
    times = timed([program, "--site", out, "--root-selector", "article.article", "--glob", site_pages,
                     "--exclude-selectors", ".related-stories, .author-bio, .neighbours, .series"])
    return times, size_of(out / "pagefind")


def judge(out, *flags):
    done = subprocess.run(["node", Path(__file__).with_name("judge.mjs"), out, Path(__file__).with_name("judged.json"), *flags],
                          capture_output=True, text=True)
    print(done.stdout if done.returncode == 0 else done.stderr, end="", flush=True)


def quality(brief, folder, wants_pagefind):
    site, out = folder / "18f", folder / "18f-out"
    shutil.copytree(CORPUS, site)
    seconds, _ = build(brief, site, out)
    index, files = size_of(out / "search" / "data")
    source, _ = size_of(site / "content" / "articles", "*.md")
    print(f"18F blog: built in {seconds:.2f} s; index {index / 1e3:.0f} kB in {files} files, {index / source:.1%} of the articles' bytes")
    judge(out)
    if wants_pagefind and (found := pagefind(out, "*/index.html")):
        print(f"Pagefind on the same pages: {found[0][0]:.2f} s; {found[1][0] / 1e3:.0f} kB in {found[1][1]} files")
        judge(out, "--pagefind", shutil.which("chromium-headless-shell") or shutil.which("chromium"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pagefind", action="store_true")
    arguments = parser.parse_args()
    brief = (ROOT / arguments.build).resolve() / "brief"
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        if CORPUS.exists():
            quality(brief, Path(folder), arguments.pagefind)
        if arguments.rounds:
            cost(brief, arguments.articles, arguments.rounds, Path(folder), arguments.pagefind)


if __name__ == "__main__":
    main()
