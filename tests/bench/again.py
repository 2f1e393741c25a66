# SPDX-License-Identifier: MIT
"""Speed of building again: again.py --build DIR [N…]; N defaults to 10000.

Nothing changed: as a multiple of bare_look, which lists the sources, asks for their times and reads what the last build
noted; in turn, the median of the rounds' ratios. One article's text edited: the time beyond that of a build without
change. Everything lies on /dev/shm.
"""
import random
import shutil
import statistics
import subprocess
import time

from bench import timed
from generate import generate, one_more_sentence
from sizes import ROOT, each_size

ROUNDS, EDITS, RESTING_SECONDS = 9, 5, 2.5


def compile_bare(folder):
    program = folder / "bare_look"
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-o", program, ROOT / "tests" / "bench" / "bare_look.c"], check=True)
    return program


def measure(brief, folder, count):
    site, bare = folder / f"site-{count}", compile_bare(folder)
    generate(count, site)
    build = [brief, "-C", site, "build", "-q"]
    cold = timed(build)
    for _ in range(2):  # files that were just written are read once more, then their times do
        time.sleep(RESTING_SECONDS)
        timed(build)
    notes = next((site / ".brief").glob("standing-*"))
    pairs = [(timed([bare, site / "content", notes]), timed(build)) for _ in range(ROUNDS)]
    ratio = statistics.median(again / least for least, again in pairs)
    again = statistics.median(again for _, again in pairs)
    rng, edits = random.Random(1), []
    articles = sorted((site / "content" / "articles").rglob("*.md"))
    for _ in range(EDITS):
        article = rng.choice(articles)
        text = article.read_text()
        article.write_text(f"{text}\n{one_more_sentence(text, rng)}\n")
        edits.append(timed(build))
        time.sleep(RESTING_SECONDS)
    edit = statistics.median(edits)
    print(f"{count:>7,} articles: cold {cold:.3f} s; nothing changed {again * 1000:.0f} ms, {ratio:.2f} times the bare "
          f"program; one text edited {edit * 1000:.0f} ms, {(edit - again) * 1000:.0f} ms beyond that", flush=True)
    shutil.rmtree(site)


if __name__ == "__main__":
    each_size(__doc__, 10_000, measure)
