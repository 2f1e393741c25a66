# SPDX-License-Identifier: MIT
"""The sites that commands are tried on, and how they are given."""
from suite import ROOT, Suite, copy_site, run

suite = Suite("commands", __doc__)
BASE = ROOT / "tests" / "broken" / "base"


def fresh(name):
    return copy_site(BASE, suite.work / name / "site"), suite.work / name / "out"


def brief(*arguments, **settings):
    return run([suite.brief, *arguments], **settings)


def expect(name, done, code, *words):
    said = done.stdout + done.stderr
    lacking = [word for word in words if word not in said]
    suite.check(name, done.returncode == code and not lacking,
                f"exit code {done.returncode}, not {code}; lacking {lacking}\n{said[:1000]}")
