# SPDX-License-Identifier: MIT
"""The sites that the verbs are tried on, and how they are asked."""
from suite import ROOT, Suite, copy_archive, copy_site, names_workers, run

suite = Suite("verbs", __doc__)
BASE = ROOT / "tests" / "broken" / "base"
READS_A_SITE = {"build", "check", "list", "explain"}
ARCHIVE = copy_archive(suite.work / "sources")


def brief(*arguments, **settings):
    """Nothing here is about workers, but where time is limited: that needs one."""
    words = set(map(str, arguments))
    workers = suite.in_one_process if "-C" in words and READS_A_SITE & words and not names_workers(words) else ()
    return run([suite.brief, *arguments, *workers], **settings)


def expect(name, done, code, *words):
    said = done.stdout + done.stderr
    lacking = [word for word in words if word not in said]
    suite.check(name, done.returncode == code and not lacking,
                f"exit code {done.returncode}, not {code}; lacking {lacking}\n{said[:1500]}")
    return done


def folder(name):
    place = suite.work / name
    place.mkdir(parents=True)
    return place


def fresh(name):
    return copy_site(BASE, folder(name) / "site")


def draft_site(name):
    site = fresh(name)
    (site / "content/articles/2025/draft.md").write_text("---\ntitle: D\ndate: 2025-07-01\ndraft: true\ntags: [unreleased]\n---\nText.\n")
    return site
