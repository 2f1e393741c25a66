# SPDX-License-Identifier: MIT
"""Builds every site below tests/golden/ and compares the output with its expected/, byte for byte.

A copy of the site is built, so nothing is written beside the sources. `arguments` holds more options, one a line.
With a file `partial` only the files that expected/ holds are compared. What the build prints (without its last
line, which holds the time taken) is compared with expected-messages.txt. --accept rewrites both.
"""
import difflib
import fnmatch
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import AT, ROOT, Suite, copy_site, differences, flags_of, golden_sites, run, tree

suite = Suite("golden", __doc__, [("--accept", {"action": "store_true", "help": "take what comes out as expected"})])
SITES = {site.name: site for site in golden_sites()}


def build(name):
    """Builds a copy; returns the output as a tree and the messages, with the exit code."""
    site = SITES[name]
    copy, out = copy_site(site, suite.work / name / "site"), suite.work / name / "out"
    flags = flags_of(site)
    at = [] if "--at" in flags else ["--at", AT]
    done = run([suite.brief, "-C", copy, "-o", out, "build", "-j2", *at, *flags])
    return tree(out) if out.exists() else {}, messages(done), done


def messages(done):
    printed = done.stdout.splitlines()
    if printed and " s)" not in printed[-1] and printed[-1].endswith(" s"):
        printed.pop()
    return "".join(line + "\n" for line in printed) + done.stderr.replace(str(suite.work), "")


def part_of(site, found, expected):
    """The files of a tree that a site's `partial` asks for; all when there is none."""
    if not (site / "partial").exists():
        return found
    patterns = (site / "partial").read_text().split()
    return {path: content for path, content in found.items()
            if (any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns) if patterns else path in expected)}


def compare(name):
    found, said, done = build(name)
    site = SITES[name]
    expected = tree(site / "expected")
    found = part_of(site, found, expected)
    detail = f"exit code {done.returncode}\n{done.stderr[:2000]}" if done.returncode else differences(expected, found)
    suite.check(f"{name}: output", not detail, detail or "")
    path = site / "expected-messages.txt"
    wanted = path.read_text() if path.exists() else ""
    suite.check(f"{name}: messages", said == wanted, "\n".join(
        difflib.unified_diff(wanted.splitlines(), said.splitlines(), "expected", "found", lineterm="")))


def accept(name):
    found, said, done = build(name)
    if not suite.check(f"{name}: builds", done.returncode == 0, done.stderr[:3000]):
        return
    site, old = SITES[name], suite.work / name / "old"
    expected = site / "expected"
    if expected.exists():
        shutil.copytree(expected, old)
        shutil.rmtree(expected)
    else:
        old.mkdir(parents=True)
    for path, content in part_of(site, found, tree(old)).items():
        target = expected / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    message_file = site / "expected-messages.txt"
    if said:
        message_file.write_text(said)
    else:
        message_file.unlink(missing_ok=True)
    subprocess.run(["git", "--no-pager", "diff", "--no-index", "--stat", "--patch", str(old), str(expected)], cwd=ROOT)


if suite.arguments.accept:
    for site_name in SITES:
        if suite.wants(site_name):
            accept(site_name)
else:
    suite.each(compare, SITES)
suite.finish()
