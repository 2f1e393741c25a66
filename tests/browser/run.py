# SPDX-License-Identifier: MIT
"""The sample archive in headless Chromium, at the root and below a path prefix: no error, no other host, no dead
link, axe. And the search page: queries typed, results read."""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import AT, ROOT, Suite, copy_site, run

suite = Suite("browser", __doc__)
PREFIXES = {"below a prefix": "/archive", "at the root": ""}
chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def why_not():
    if not chromium:
        return "chromium is not installed (make deps test)"
    if not shutil.which("node") or not (ROOT / "tests" / "node_modules" / "playwright-core").exists():
        return "node or its packages are not installed (make deps test)"
    return ""


if why_not():
    suite.skip("all", why_not())
    suite.finish()
for place, prefix in PREFIXES.items():
    out = suite.work / (prefix.strip("/") or "root")
    base_url = f"https://briefings.example{prefix}"
    done = run([suite.brief, "-C", ROOT, "-o", out, "build", "--at", AT, "--base-url", base_url])
    if not suite.check(f"builds {place}", done.returncode == 0, done.stderr[:2000]):
        continue
    done = run(["node", Path(__file__).with_name("smoke.mjs"), chromium, out, prefix], timeout=240)
    for line in done.stdout.splitlines():
        name = line.removeprefix("not ").removeprefix("ok ")
        suite.check(f"{place}: {name}", line.startswith("ok "), line)
    suite.check(f"{place}: ran to its end", done.returncode == 0, done.stderr[:1500])


def search():
    """The search page of a golden site, below its path prefix."""
    site, out = copy_site(ROOT / "tests" / "golden" / "search", suite.work / "search-site"), suite.work / "search"
    built = run([suite.brief, "-C", site, "-o", out, "build", "--at", AT])
    if suite.check("search: builds", built.returncode == 0, built.stderr[:2000]):
        ran = run(["node", Path(__file__).with_name("search.mjs"), chromium, out, "/archive"], timeout=240)
        for line in ran.stdout.splitlines():
            suite.check(f"search: {line.removeprefix('not ').removeprefix('ok ')}", line.startswith("ok "), line)
        suite.check("search: ran to its end", ran.returncode == 0, ran.stderr[:1500])


search()
suite.finish()
