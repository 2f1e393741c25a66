# SPDX-License-Identifier: MIT
"""The sample archive in headless Chromium, at the root and below a path prefix: every kind of page without an error or
another host, axe in both schemes and two widths, the parts of an article, the keyboard, paper, reading views. The search
page: queries typed, results read. A site of hard cases."""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from preview import chromium
from suite import AT, ROOT, Suite, copy_archive, copy_site, run

suite = Suite("browser", __doc__)
HERE = Path(__file__).resolve().parent
PREFIXES = {"at the root": "", "below a prefix": "/archive"}
browser, why_not = chromium()


def run_script(label, script, *arguments):
    done = run(["node", HERE / script, browser, *arguments], timeout=900)
    for line in done.stdout.splitlines():
        name = line.removeprefix("not ").removeprefix("ok ")
        suite.check(f"{label}: {name}", line.startswith("ok "), line)
    suite.check(f"{label}: ran to its end", done.returncode == 0, done.stderr[:1500])


def check_paper(folder):
    pdf = suite.work / "article.pdf"
    run_script("paper", "print.mjs", folder, "", pdf)
    if not shutil.which("pdftotext"):
        suite.skip("paper", "pdftotext is not installed (make deps test)")
        return
    leaves = run(["pdftotext", "-layout", pdf, "-"]).stdout.split("\f")[:-1]
    title = "The Brief Archive · Europe between two demands: the dispute over a Chinese supplier of 5G"
    suite.check("paper: several leaves", len(leaves) > 2, len(leaves))
    for number, leaf in enumerate(leaves, 1):
        lines = [line.strip() for line in leaf.splitlines() if line.strip()]
        suite.check(f"paper: the title runs along leaf {number}", lines[0] == title, lines[0])
        suite.check(f"paper: leaf {number} is numbered", lines[-1].replace(" ", "") == f"{number}/{len(leaves)}", lines[-1])
    text = " ".join(" ".join(leaves).split())
    for words in ("Links in this text [1] https://briefings.example/briefings/2019/eu-cybersecurity-act/#three-levels [2] ",
                  "https://briefings.example/briefings/2019/us-telecoms-pressure/", "Version of 4 February 2022.",
                  "A printed copy does not change."):
        suite.check(f"paper: {words}", words in text, text[-600:])


def check_search():
    """The search page of a golden site, below its path prefix; with more of one word than are shown at once."""
    site, out = copy_site(ROOT / "tests" / "golden" / "search", suite.work / "search-site"), suite.work / "search"
    for number in range(1, 49):
        plenty = f"---\ntitle: Plenty {number}\ndate: 1999-01-01 00:{number:02d}\n---\n"
        (site / "content" / "articles" / f"plenty-{number}.md").write_text(plenty)
    built = run([suite.brief, "-C", site, "-o", out, "build", "--at", AT])
    if suite.check("search: builds", built.returncode == 0, built.stderr[:2000]):
        run_script("search", "search.mjs", out, "/archive")


def check_edges():
    """Content that is hard to set: nothing past the edge, nothing cut off."""
    site, out = copy_site(HERE / "edges", suite.work / "edges-site"), suite.work / "edges"
    built = run([suite.brief, "-C", site, "-o", out, "build", "--at", AT])
    if suite.check("edges: builds", built.returncode == 0, built.stderr[:2000]):
        pdf = suite.work / "hard.pdf"
        run_script("edges", "edges.mjs", out, "/a/path", pdf)
        run_script("edges", "reading.mjs", out, "/a/path")
        if shutil.which("pdftotext"):
            last = run(["pdftotext", "-layout", pdf, "-"]).stdout.split("\f")[-2]
            suite.check("edges: the last leaf is not empty", "A printed copy does not change." in last, last[:300])


def check_offline():
    """The archive as files, opened from the disk."""
    out = suite.work / "offline"
    built = run([suite.brief, "-C", archive, "-o", out, "build", "--offline", "--at", AT])
    if suite.check("offline: builds", built.returncode == 0, built.stderr[:2000]):
        run_script("offline", "offline.mjs", out)


if why_not:
    suite.skip("all", why_not)
    suite.finish()
archive = copy_archive(suite.work / "sources")
for place, prefix in PREFIXES.items():
    if not suite.wants(place):
        continue
    out = suite.work / (prefix.strip("/") or "root")
    done = run([suite.brief, "-C", archive, "-o", out, "build", "--at", AT, "--base-url", f"https://briefings.example{prefix}"])
    if not suite.check(f"builds {place}", done.returncode == 0, done.stderr[:2000]):
        continue
    run_script(place, "smoke.mjs", out, prefix)
    if not prefix:
        run_script("parts", "article.mjs", out, prefix)
        run_script("parts", "reading.mjs", out, prefix)
        check_paper(out)
if suite.wants("search"):
    check_search()
if suite.wants("edges"):
    check_edges()
if suite.wants("offline"):
    check_offline()
suite.finish()
