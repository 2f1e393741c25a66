# SPDX-License-Identifier: MIT
"""Runs every unit test program (cmocka, TAP) and counts the tests in it; a crash counts as a failure."""
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import ROOT, Suite, environment, run

suite = Suite("unit", __doc__)


def run_program(name):
    program = suite.build / "tests" / "unit" / name
    if not os.access(program, os.X_OK):
        suite.check(name, False, f"{program} was not built")
        return
    done = run([program], cwd=ROOT, timeout=300, env=environment(CMOCKA_MESSAGE_OUTPUT="TAP"))
    text = done.stdout + done.stderr
    failures, told = 0, list(re.finditer(r"^(not )?ok \d+ - (\S+)(.*)$", text, re.M))
    for match in told:
        if "# SKIP" in match[3]:
            suite.skip(f"{name}: {match[2]}", "the test says so")
        else:
            failures += bool(match[1])
            suite.check(f"{name}: {match[2]}", not match[1], comments_after(text, match.end()))
    if failures == 0 and (done.returncode != 0 or not told):
        suite.check(name, False, f"exit code {done.returncode}\n{text[-3000:]}")


def comments_after(text, place):
    lines = []
    for line in text[place + 1:].splitlines():
        if not line.startswith("#"):
            break
        lines.append(line)
    return "\n".join(lines[:20])


suite.each(run_program, sorted(path.stem for path in (ROOT / "tests" / "unit").glob("test_*.c")))
suite.finish()
