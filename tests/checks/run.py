# SPDX-License-Identifier: MIT
"""Runs `brief check` on every site below tests/checks/ and compares what it says with the annotations in its files.

A site shows one check both ways: the annotated lines are found, all others are left alone. Its name is the code that is
looked for, unless `arguments` chooses others. It lies over tests/broken/base/. `make` lists files that are only large:
`path bytes`, one a line. Forms of annotations: tests/README.md.
"""
import re
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from annotations import CONTROL, mismatches, unsaid
from suite import AT, ROOT, Suite, copy_site, diagnostics_of, entries_of, flags_of, run, tree

suite = Suite("checks", __doc__)
CHECKS = ROOT / "tests" / "checks"
BASE = ROOT / "tests" / "broken" / "base"


def lay_out(name):
    folder = copy_site(BASE, suite.work / name)
    copy_site(CHECKS / name, folder, (*CONTROL, "make"))
    if (CHECKS / name / "make").exists():
        for line in (CHECKS / name / "make").read_text().splitlines():
            path, size = line.rsplit(" ", 1)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(b"\0" * int(size))
    return folder


def compare(name):
    folder = lay_out(name)
    before = tree(folder)
    flags = flags_of(CHECKS / name) or ["--only", name]
    done = run([suite.brief, "-C", folder, "check", "--at", AT, "--diagnostics", "json", "-j0", *flags])
    reported = diagnostics_of(done.stderr)
    lines = mismatches(CHECKS / name, reported) + unsaid(CHECKS / name, entries_of(done.stderr))
    code = 1 if any(severity == "error" for *_, severity in reported) else 0
    if done.returncode != code:
        lines.append(f"exit code {done.returncode}, not {code}\n{done.stderr[:800]}")
    if tree(folder) != before:
        lines.append("something was written")
    suite.check(name, not lines, "\n".join(lines))
    # Under the sanitizers three sites are enough for the processes between the checks and what is printed.
    for workers in ("-j8",) if not suite.is_sanitized else ("-j2",) if name in ("build-checks", "severities", "waivers") else ():
        again = run([suite.brief, "-C", folder, "check", "--at", AT, "--diagnostics", "json", workers, *flags])
        suite.check(f"{name} with {workers}", again.stderr == done.stderr, again.stderr[:800])


def table(_):
    """The table of checks, its documentation and the sites know the same codes."""
    source = (ROOT / "generator/check/check.c").read_text().split("checks[] = {")[1].split("to add one")[0]
    rows = re.findall(r'\{ "([a-z-]+)",\s*SEVERITY_(\w+),', source)
    documented = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", (ROOT / "docs/checks.md").read_text(), re.M)
    wanted = [(code, severity.lower()) for code, severity in rows]
    suite.check("docs/checks.md has every row, in their order", documented == wanted,
                set(documented) ^ set(wanted) or next((pair for pair in zip(documented, wanted) if pair[0] != pair[1]), None))
    lints = [row[0] for row in re.findall(r'\{ "([a-z-]+)",[^{}]*?(\w+),\s*CHECK_OF_\w+ \}', source) if row[1] != "NULL"]
    lacking = [code for code in lints if not (CHECKS / code).is_dir()]
    suite.check("every lint has a site", not lacking, lacking)


def all_words(_):
    """A language of the site's own lacks nothing when it has every word; what stands for the first of a month may be left out."""
    folder = copy_site(BASE, suite.work / "all-words")
    words = (ROOT / "layouts/strings/en.yml").read_text(encoding="utf-8")
    own = folder / "content/data/strings.eo.yml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(re.sub(r"^first_day:.*\n", "", words, flags=re.M), encoding="utf-8")
    with (folder / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nlanguage: eo\n")
    done = run([suite.brief, "-C", folder, "check", "--at", AT, "--only", "interface-words"])
    suite.check("a language with all words", done.returncode == 0 and "interface-words" not in done.stderr, done.stderr)
    own.write_text('"By": "De"\n', encoding="utf-8")
    done = run([suite.brief, "-C", folder, "check", "--at", AT, "--only", "interface-words"])
    lacking = [key for key in yaml.safe_load(words) if key not in ("By", "first_day") and f'"{key}"' not in done.stderr]
    suite.check("every word that the site's language lacks is named", "hint: add to" in done.stderr and not lacking, lacking)


def nearly_equal(_):
    """The share that two texts have in common is of both: a tenth that differs in each is told as it is counted."""
    folder = copy_site(BASE, suite.work / "nearly-equal")
    words = [f"word{i * i}" for i in range(200)]
    for name in ("one", "two"):
        text = " ".join(words[:180] + [f"{name}{i}" for i in range(20)])
        (folder / f"content/articles/2025/{name}.md").write_text(f"---\ntitle: Levy {name}\ndate: 2025-01-01\n---\n{text}\n")
    done = run([suite.brief, "-C", folder, "check", "--at", AT, "--only", "duplicate-text"])
    suite.check("a share of both texts", "of the rows of five words of this text and 'content/articles/2025/one.md' about 8" in done.stderr, done.stderr)


NAMES = sorted(path.name for path in CHECKS.iterdir() if path.is_dir())
suite.each(compare, NAMES)
suite.each(table, ["table"])
suite.each(all_words, ["all-words"])
suite.each(nearly_equal, ["nearly-equal"])
suite.finish()
