# SPDX-License-Identifier: MIT
"""Builds a real archive, the 18F blog (505 articles, 344 authors), when it lies beside the repository."""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "html"))
from suite import AT, ROOT, Suite, copy_site, run
from html_validate import faults, missing, summary

suite = Suite("corpus", __doc__)
CORPUS = ROOT.parent / "shared" / "corpus" / "18f"
ARTICLES, AUTHORS = 505, 344
DRAFTS = 1


def check_site(out):
    articles = [path for path in out.rglob("*.html") if b'property="og:type" content="article"' in path.read_bytes()]
    authors = [path for path in (out / "authors").glob("*/index.html") if path.parent.name != "page"]
    published = ARTICLES - DRAFTS
    suite.check(f"{published} article pages", len(articles) == published, f"{len(articles)} pages of type article")
    suite.check(f"{AUTHORS} author pages", len(authors) == AUTHORS, f"{len(authors)} pages below authors/")
    for name in ("feed.xml", "sitemap.xml"):
        if not (out / name).exists():
            suite.check(name, False, "was not written")
        elif shutil.which("xmllint"):
            done = run(["xmllint", "--noout", "--nonet", out / name])
            suite.check(name, done.returncode == 0, done.stderr[:800])


if not CORPUS.exists():
    suite.skip("18f", f"{CORPUS} is not there")
    suite.finish()
site, out = copy_site(CORPUS, suite.work / "18f"), suite.work / "out"
done = run([suite.brief, "-C", site, "-o", out, "build", "--at", AT], timeout=300)
if suite.check("builds", done.returncode == 0, f"exit code {done.returncode}\n{done.stderr[:3000]}"):
    told = done.stdout + done.stderr
    suite.check("the draft is held back", f"held back: {DRAFTS} ({DRAFTS} draft)" in told, told[-600:])
    check_site(out)
    if missing():
        suite.skip("html", missing())
    else:
        count, lines = faults([out], "validate-corpus.json")
        suite.check("html", not lines, summary(lines))
suite.finish()
