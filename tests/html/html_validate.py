# SPDX-License-Identifier: MIT
"""html-validate over folders of built pages, for the runners that need it."""
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import ROOT, run

HERE = Path(__file__).resolve().parent


def missing():
    """Why pages cannot be validated here, or ""."""
    if not shutil.which("node"):
        return "node is not installed (make deps test)"
    if not (ROOT / "tests" / "node_modules" / "html-validate").exists():
        return "npm packages are not installed (make deps test)"
    return ""


def faults(folders, config="validate.json"):
    """Pages read, and the faults found: one line each."""
    done = run(["node", HERE / "validate.mjs", "--config", HERE / config, *folders], timeout=400)
    lines = done.stdout.splitlines()
    counts = re.match(r"(\d+) files, (\d+) faults", lines[-1]) if lines else None
    if not counts:
        return 0, [done.stderr[:2000] or "html-validate said nothing"]
    return int(counts[1]), lines[:-1]


def summary(lines, limit=12):
    """The first faults, and how often each rule was broken."""
    rules = {}
    for line in lines:
        rule = line.rsplit("[", 1)[-1].rstrip("]")
        rules[rule] = rules.get(rule, 0) + 1
    return "\n".join(lines[:limit] + [f"{rule}: {count}" for rule, count in sorted(rules.items(), key=lambda i: -i[1])])
