# SPDX-License-Identifier: MIT
"""Runs the suites named (all when none is) and sums up; the last line is "N passed, N failed"."""
import re
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SUITES = [
    ("unit", "unit/run.py"),
    ("floors", "floors.py"),
    ("house", "house.py"),
    ("format-check", "format_check.py"),
    ("words", "words.py"),
    ("templates", "templates/run.py"),
    ("markdown", "markdown/run.py"),
    ("commands", "commands/run.py"),
    ("verbs", "verbs/run.py"),
    ("record", "record/run.py"),
    ("golden", "golden/run.py"),
    ("broken", "broken/run.py"),
    ("checks", "checks/run.py"),
    ("invariants", "invariants/run.py"),
    ("cache", "incremental/damage.py"),
    ("incremental", "incremental/run.py"),
    ("instructions", "bench/instructions.py"),
    ("growth", "bench/growth.py"),
    ("faults", "faults/run.py"),
    ("html", "html/run.py"),
    ("formats", "formats/run.py"),
    ("corpus", "18f.py"),
    ("browser", "browser/run.py"),
    ("serve", "serve/run.py"),
    # to add one: its name as a make target, and a script that ends with suite.finish()
]


def run_suite(script, build):
    """Lets the script print as it goes and returns its counts from the last line."""
    process = subprocess.Popen([sys.executable, str(TESTS / script), "--build", build], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    last = ""
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        last = line.strip() or last
    code = process.wait()
    counts = re.search(r"(\d+) passed, (\d+) failed", last)
    if not counts:
        print(f"FAILED {script}: ended with exit code {code} and no counts")
        return 0, 1
    passed, failed = int(counts[1]), int(counts[2])
    return passed, failed + (1 if code != 0 and failed == 0 else 0)


def main(arguments):
    build = "build"
    if arguments[:1] == ["--build"]:
        build, arguments = arguments[1], arguments[2:]
    known = dict(SUITES)
    unknown = [name for name in arguments if name not in known]
    if unknown:
        print(f"no suite named {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    passed = failed = 0
    for name, script in SUITES:
        if (arguments and name not in arguments) or not (TESTS / script).exists():
            continue
        started = time.monotonic()
        more_passed, more_failed = run_suite(script, build)
        if not arguments:
            print(f"    {name}: {time.monotonic() - started:.1f} s")
        passed, failed = passed + more_passed, failed + more_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
