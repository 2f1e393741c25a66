# SPDX-License-Identifier: MIT
"""Which lines and branches of generator/ the tests reach: runs the suites on a build of clang's that counts (make coverage)
and prints the sums, the files with most lines that nothing reached, and the functions that nothing called.

Counters lie in files that are mapped while a program runs, so that workers which are killed or may not write count, too.
Left out are the suites that let calls fail or count instructions, which would see the counting.
"""
import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from run import SUITES, TESTS

LEFT_OUT = {"faults", "growth", "instructions", "house", "format-check", "floors"}
LEAST_PERCENT = {"lines": 95, "branches": 85}
LISTED = 20


def tool(name):
    """The tool, with or without a version in its name; of several the newest."""
    found = [str(path) for folder in ("/usr/bin", "/usr/local/bin") for path in Path(folder).glob(f"{name}-[0-9]*")]
    return shutil.which(name) or max(found, default=None) or sys.exit(f"{name} is not there; install clang's package llvm")


def exported(build):
    profile = build / "all.profdata"
    subprocess.run([tool("llvm-profdata"), "merge", "-o", profile, *build.glob("*.profraw")], check=True)
    done = subprocess.run([tool("llvm-cov"), "export", build / "brief", f"-instr-profile={profile}"], check=True, capture_output=True)
    return json.loads(done.stdout)["data"][0]


def below_generator(name):
    return name.rpartition("generator/")[2] if "generator/" in name else None


def print_missed(data):
    files = [(entry["summary"]["lines"], below_generator(entry["filename"])) for entry in data["files"]]
    missed = sorted(((lines["count"] - lines["covered"], lines["count"], name) for lines, name in files if name), reverse=True)
    for count, whole, name in missed[:LISTED]:
        print(f"    {count:4} of {whole:4} lines not reached: {name}")
    calls = Counter()
    for function in data["functions"]:
        calls[below_generator(function["filenames"][0]), function["name"].rpartition(":")[2]] += function["count"]
    for (name, function), count in sorted((pair for pair in calls.items() if pair[0][0]), key=str):
        if not count:
            print(f"    never called: {function} of {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build-coverage")
    parser.add_argument("names", nargs="*", help="run only these suites")
    asked = parser.parse_args()
    build = (TESTS.parent / asked.build).resolve()
    for old in build.glob("*.prof*"):
        old.unlink()
    suites = asked.names or [name for name, *_ in SUITES if name not in LEFT_OUT]
    passed = subprocess.run([sys.executable, TESTS / "run.py", "--build", build, *suites]).returncode == 0
    data = exported(build)
    print_missed(data)
    reached = {what: data["totals"][what]["percent"] for what in LEAST_PERCENT}
    print("reached: " + ", ".join(f"{percent:.1f} % of {what}" for what, percent in reached.items()))
    sys.exit(0 if passed and all(reached[what] >= least for what, least in LEAST_PERCENT.items()) else 1)


if __name__ == "__main__":
    main()
