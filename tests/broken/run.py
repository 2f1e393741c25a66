# SPDX-License-Identifier: MIT
"""Builds every site below tests/broken/ and compares what is reported with the annotations in its files.

    author: m-ruiz  # expect: unknown-author          YAML; several codes with commas
    <!-- expect-next: broken-link -->                 the line below
    {# expect: undefined-name #}   -- expect: …       layouts; Lua
    # expect-file: code                               reported for this file without a line (or line 0)

A file `hints` holds what must be among the messages and hints, whole, one a line.

A file that cannot hold a comment is annotated in `expected-codes`: `path:line code`, one a line. Each folder lies over
tests/broken/base/, a small good site, unless it holds a file `alone`. File, line and code must match exactly;
warnings count. The exit code must be 1 if an error is among them, else 0. Each must have a hint, but for those of which the
message says all (NO_HINT).
"""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from annotations import CONTROL, mismatches, unsaid
from suite import AT, ROOT, Suite, copy_site, diagnostics_of, entries_of, flags_of, run

suite = Suite("broken", __doc__)
BROKEN = ROOT / "tests" / "broken"
NO_HINT = {"layout-cycle", "layout-syntax", "link-to-held-back", "plugin-error", "symbolic-link", "template-call",
           "unescapable-context", "wrong-plugin"}


def build(name):
    site, folder = BROKEN / name, suite.work / name / "site"
    folder.mkdir(parents=True)
    if not (site / "alone").exists():
        copy_site(BROKEN / "base", folder)
    copy_site(site, folder, CONTROL)
    flags = flags_of(site)
    at = [] if "--at" in flags else ["--at", AT]
    return run([suite.brief, "-C", folder, "-o", suite.work / name / "out", "build", "--diagnostics", "json", *at, *suite.in_one_process, *flags])


def compare(name):
    done = build(name)
    try:
        reported = diagnostics_of(done.stderr) or diagnostics_of(done.stdout)
    except ValueError as error:
        suite.check(name, False, f"exit code {done.returncode}, no JSON: {error}\n{done.stderr[:1500]}")
        return
    lines = mismatches(BROKEN / name, reported)
    entries = entries_of(done.stderr) or entries_of(done.stdout)
    lines += [f"without a hint: {entry['code']}: {entry['message']}" for entry in entries
              if not entry.get("hint") and entry["code"] not in NO_HINT]
    lines += unsaid(BROKEN / name, entries)
    code = 1 if any(severity == "error" for *_, severity in reported) else 0
    if done.returncode != code:
        lines.append(f"exit code {done.returncode}, not {code}")
    suite.check(name, not lines, "\n".join(lines + ([done.stderr[:800]] if done.returncode not in (0, 1) else [])))


def base_is_good(_):
    done = run([suite.brief, "-C", copy_site(BROKEN / "base", suite.work / "base"), "-o", suite.work / "base.out", "build",
                "--at", AT, "--strict"])
    suite.check("base", done.returncode == 0, done.stderr[:1500])


NAMES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir() and path.name != "base")
suite.each(base_is_good, ["base"])
suite.each(compare, NAMES)
shutil.rmtree(suite.work / "base", ignore_errors=True)
suite.finish()
