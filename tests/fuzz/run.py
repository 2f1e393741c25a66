# SPDX-License-Identifier: MIT
"""Runs each fuzz program for some seconds on its corpus below build-fuzz/corpus/; a crash leaves its input there."""
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import ROOT, Suite, run

suite = Suite("fuzz", __doc__, [("--seconds", {"type": int, "default": 60})])


def fuzz(name):
    corpus = suite.build / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    seconds = suite.arguments.seconds
    done = run([suite.build / "tests" / "fuzz" / name, f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=4096",
                "-max_len=4096", f"-artifact_prefix={corpus}-", corpus], cwd=ROOT, timeout=seconds + 120,
               env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
    last = [line for line in done.stderr.splitlines() if re.match(r"#\d", line)][-1:]
    print(f"{name}: {last[0] if last else 'did not run'}", flush=True)
    suite.check(name, done.returncode == 0, "\n".join(done.stderr.splitlines()[-40:]))


suite.each(fuzz, sorted(path.stem for path in Path(__file__).parent.glob("fuzz_*.c")))
suite.finish()
