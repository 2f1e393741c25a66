# SPDX-License-Identifier: MIT
"""Runs the suites named (all when none is) and sums up; the last line is "N passed, N failed".

Several run side by side: their output comes whole when they end. One alone prints as it goes. `--build DIR` is the build that
they test, `--sanitized DIR` one with sanitizers: alone it has the suites below that say so; with both, all suites run, and lint. `--memcheck DIR` is one for Valgrind.
"""
import argparse
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TESTS = Path(__file__).resolve().parent
# Name, script, and about how many seconds of two processors that have nothing else to do it takes; with the sanitizers, too,
# where it runs with both builds: without are the validators and the browser, which read what the plain build wrote, and what
# counts instructions or lets calls fail. Those that take longest start first, so that none is left alone at the end.
SUITES = [
    ("faults", "faults/run.py", 65, None),
    ("browser", "browser/run.py", 80, None),
    ("growth", "bench/growth.py", 45, None),
    ("corpus", "18f.py", 35, None),
    ("serve", "serve/run.py", 90, None),
    ("incremental", "incremental/run.py", 50, None),
    ("record", "record/run.py", 50, 70),
    ("invariants", "invariants/run.py", 25, 35),
    ("instructions", "bench/instructions.py", 8, None),
    ("unit", "unit/run.py", 20, 30),
    ("html", "html/run.py", 12, None),
    ("verbs", "verbs/run.py", 80, 100),
    ("cache", "incremental/damage.py", 20, 35),
    ("commands", "commands/run.py", 15, 35),
    ("templates", "templates/run.py", 5, 8),
    ("markdown", "markdown/run.py", 1, 1),
    ("broken", "broken/run.py", 6, 20),
    ("golden", "golden/run.py", 3, 6),
    ("checks", "checks/run.py", 4, 8),
    ("fields", "fields.py", 3, 7),
    ("formats", "formats/run.py", 10, None),
    ("house", "house.py", 2, None),
    ("format-check", "format_check.py", 3, None),
    ("words", "words.py", 1, None),
    ("floors", "floors.py", 1, None),
    # to add one: its name as a make target, and a script that ends with suite.finish()
]
LINT = ("lint", "lint.py", 75, None)
MEMCHECK = ("memcheck", "memcheck.py", 30, None)


class Run:
    """A suite that is running or has ended: what it printed, what it counted, what it cost."""

    def __init__(self, name, script, build, seconds):
        self.name, self.script, self.build, self.expected_seconds = name, script, build, seconds
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


def run_all(runs):
    """Side by side. The output of one is never mixed with that of another."""
    printing = threading.Lock()

    def to_its_end(one):
        one.to_its_end(prints_at_once=False)
        with printing:
            print("".join(one.printed) + f"    {one.name}: {one.seconds:.1f} s, {one.processor_seconds:.1f} s of processor time", flush=True)

    # One more than there are processors: there is always a suite that waits, for a clock, a browser or a server.
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as lanes:
        list(lanes.map(to_its_end, sorted(runs, key=lambda one: -one.expected_seconds)))


def chosen(options, known):
    runs, has_both = [], options.build and options.sanitized
    for name, script, seconds, sanitized_seconds in (known[name] for name in options.names or known):
        if (options.build or not options.sanitized) and (script != LINT[1] or has_both or options.names):
            runs.append(Run(name, script, options.build or "build", seconds))
        if options.sanitized and sanitized_seconds:
            runs.append(Run(f"{name}, sanitized", script, options.sanitized, sanitized_seconds))
    if options.memcheck:
        runs.append(Run(MEMCHECK[0], MEMCHECK[1], options.memcheck, MEMCHECK[2]))
    return runs


def main():
    known = {row[0]: row for row in (LINT, *SUITES)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", help="folder with brief and the test programs; default: build, unless --sanitized is given")
    parser.add_argument("--sanitized", help="folder with the same, built with sanitizers")
    parser.add_argument("--memcheck", help="folder with brief as memcheck watches it: that suite as well")
    parser.add_argument("names", nargs="*", metavar="suite", help=f"of {', '.join(known)}")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in known]
    if unknown:
        parser.error(f"no suite named {', '.join(unknown)}; there are: {', '.join(known)}")
    runs = chosen(options, known)
    if len(runs) == 1:
        runs[0].to_its_end(prints_at_once=True)
    else:
        run_all(runs)
    passed, failed = sum(one.passed for one in runs), sum(one.failed for one in runs)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
