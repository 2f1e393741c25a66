# SPDX-License-Identifier: MIT
"""Runs the suites named (all when none is) and sums up; the last line is "N passed, N failed".

Several run side by side, a processor each: their output comes whole when they end. One alone prints as it goes."""
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TESTS = Path(__file__).resolve().parent
# In the order in which they start, so that none that takes long is left alone at the end.
SUITES = [
    ("faults", "faults/run.py"),
    ("browser", "browser/run.py"),
    ("growth", "bench/growth.py"),
    ("corpus", "18f.py"),
    ("serve", "serve/run.py"),
    ("incremental", "incremental/run.py"),
    ("record", "record/run.py"),
    ("invariants", "invariants/run.py"),
    ("instructions", "bench/instructions.py"),
    ("unit", "unit/run.py"),
    ("html", "html/run.py"),
    ("verbs", "verbs/run.py"),
    ("cache", "incremental/damage.py"),
    ("commands", "commands/run.py"),
    ("templates", "templates/run.py"),
    ("markdown", "markdown/run.py"),
    ("broken", "broken/run.py"),
    ("golden", "golden/run.py"),
    ("checks", "checks/run.py"),
    ("formats", "formats/run.py"),
    ("house", "house.py"),
    ("format-check", "format_check.py"),
    ("words", "words.py"),
    ("floors", "floors.py"),
    # to add one: its name as a make target, and a script that ends with suite.finish()
]


class Run:
    """A suite that is running or has ended: what it printed, what it counted, what it cost."""

    def __init__(self, name, script, build):
        self.name, self.script, self.build = name, script, build
        self.printed, self.passed, self.failed = [], 0, 0

    def to_its_end(self, prints_at_once):
        started = time.monotonic()
        process = subprocess.Popen([sys.executable, str(TESTS / self.script), "--build", self.build], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        for line in process.stdout:
            self.printed.append(line)
            if prints_at_once:
                print(line, end="", flush=True)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds, self.processor_seconds = time.monotonic() - started, used.ru_utime + used.ru_stime
        self.count(process.returncode)

    def count(self, code):
        """The last line has the counts; no counts are a failure, and so is an exit code that they do not explain."""
        last = next((line for line in reversed(self.printed) if line.strip()), "")
        counts = re.search(r"(\d+) passed, (\d+) failed", last)
        if not counts:
            self.printed.append(f"FAILED {self.script}: ended with exit code {code} and no counts\n")
            self.failed = 1
            return
        self.passed, self.failed = int(counts[1]), int(counts[2])
        self.failed += 1 if code != 0 and self.failed == 0 else 0


def run_all(suites, build):
    """Side by side. The output of one is never mixed with that of another."""
    runs, printing = [Run(name, script, build) for name, script in suites], threading.Lock()

    def to_its_end(one):
        one.to_its_end(prints_at_once=False)
        with printing:
            print("".join(one.printed) + f"    {one.name}: {one.seconds:.1f} s, {one.processor_seconds:.1f} s of processor time", flush=True)

    with ThreadPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as lanes:
        list(lanes.map(to_its_end, runs))
    return runs


def main(arguments):
    build = "build"
    if arguments[:1] == ["--build"]:
        build, arguments = arguments[1], arguments[2:]
    known = dict(SUITES)
    unknown = [name for name in arguments if name not in known]
    if unknown:
        print(f"no suite named {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    wanted = [(name, script) for name, script in SUITES if not arguments or name in arguments]
    if len(wanted) == 1:
        alone = Run(*wanted[0], build)
        alone.to_its_end(prints_at_once=True)
        runs = [alone]
    else:
        runs = run_all(wanted, build)
    passed, failed = sum(one.passed for one in runs), sum(one.failed for one in runs)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
