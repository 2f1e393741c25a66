# SPDX-License-Identifier: MIT
"""A build, an edit and a check of twenty articles under Valgrind's memcheck: no byte is read before
it was written or after it was given back, none is handed to the system unset, and no block is lost.

The sanitizers do not know what was never written. The build is one that tells memcheck what lies in arenas (base/watched.h).
"""
import re
import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS / "bench"))
from generate import generate
from suite import AT, Suite, run

ARTICLES = 20
FOUND = re.compile(r"ERROR SUMMARY: [1-9]|uninitialised|unaddressable|Invalid (read|write|free)|Mismatched free|overlap in")
# Of the first six: two drafts, three that wait, one that is over.
HELD_BACK = ("draft: true", "draft: true", "date: 2031-01-02", "date: 2032-01-02", "date: 2033-01-02", "expires: 2025-01-02")


def make_site(folder):
    generate(ARTICLES, folder)
    articles = sorted((folder / "content/articles").rglob("*.md"))
    for article, line in zip(articles, HELD_BACK):
        text = article.read_text()
        if line.startswith("date:"):
            text = re.sub(r"^(date|updated): .*\n", "", text, flags=re.M)
        article.write_text(text.replace("---\n", f"---\n{line}\n", 1))
    with (folder / "site.yml").open("a") as settings:
        settings.write("plugins: [author-bio, related-stories, tag-index]\n")
    return articles


def watched(case, site, *words):
    """Each process has a log of its own: the build has some, and whoever starts them does not see all their exit codes. One
    that is ended because nobody waits for its work any more says what it found until then, and no summary."""
    logs = suite.work / case.replace(" ", "-")
    logs.mkdir()
    done = run(["valgrind", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect", "--error-exitcode=99",
                f"--log-file={logs}/%p", suite.brief, "-C", site, "-o", suite.work / "out", *words, "-j1", "--at", AT], timeout=900)
    said = [re.sub(r"^--\d+--.*\n", "", log.read_text(errors="replace"), flags=re.M) for log in logs.iterdir()]
    faulty = [text[:3000] for text in said if FOUND.search(text)]
    suite.check(case, done.returncode == 0 and any("ERROR SUMMARY: 0 errors" in text for text in said) and not faulty,
                f"exit code {done.returncode}\n{done.stderr[:600]}\n" + "\n".join(faulty[:2]))


def main():
    if not shutil.which("valgrind"):
        suite.skip("memcheck", "valgrind is not installed")
        return
    site = suite.work / "site"
    articles = make_site(site)
    watched("cold", site, "build", "-q")
    articles[-1].write_text(articles[-1].read_text() + "\nOne more *sentence*, and [a link](https://example.org/).\n")
    watched("edited", site, "build", "-q")
    watched("checked", site, "check")


suite = Suite("memcheck", __doc__)
main()
suite.finish()
