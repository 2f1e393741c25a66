# SPDX-License-Identifier: MIT
"""The instructions of a cold build, counted by callgrind, against the figure on record.

A count does not depend on the machine's load. Only brief's own code counts towards the limit: what the libraries do
changes with their versions, and is recorded beside it for whoever wants to know. Another compiler makes other code, so
with one the figure is printed and nothing is checked. `--accept` records what was counted.
"""
import json
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from generate import generate
from suite import AT, Suite, run

ARTICLES, GROWTH = 200, 1.10
RECORD = Path(__file__).with_name("instructions.json")


def compiler():
    """Name and version of the compiler that the program's own code came from, without the distribution's words."""
    comment = run(["readelf", "-p", ".comment", suite.brief]).stdout
    found = re.findall(r"(GCC|clang)\D* (\d+)", comment)
    return " ".join(found[0]) if found else "unknown"


def count(folder):
    """Instructions of a cold build in one process: brief's own, and all."""
    output = suite.work / "callgrind.out"
    done = run(["valgrind", "--tool=callgrind", "--dump-instr=no", f"--callgrind-out-file={output}", suite.brief, "-C", folder,
                "-o", suite.work / "out", "build", "-q", "-j0", "--at", AT], timeout=900)
    if done.returncode != 0:
        return None, done.stdout + done.stderr
    own = everything = 0
    objects, is_own, is_call = {}, False, False
    for line in output.read_text(errors="replace").splitlines():
        named = re.match(r"ob=\((\d+)\)(?: (.*))?", line)
        if named:
            objects.setdefault(named[1], named[2] or "")
            is_own = objects[named[1]] == str(suite.brief)
        elif line.startswith("cob="):
            number, name = re.match(r"cob=\((\d+)\)(?: (.*))?", line).groups()
            objects.setdefault(number, name or "")
        elif line.startswith("calls="):
            is_call = True  # the next line is what was called, which counts where it stands
        elif re.match(r"[+*\-\d]", line):
            cost = 0 if is_call else int(line.split()[1]) if len(line.split()) > 1 else 0
            everything += cost
            own += cost if is_own else 0
            is_call = False
    return {"articles": ARTICLES, "compiler": compiler(), "own": own, "all": everything}, ""


def main():
    if not shutil.which("valgrind"):
        suite.skip("instructions", "valgrind is not installed")
        return
    if suite.is_sanitized:
        suite.skip("instructions", "the sanitizers' own instructions would count")
        return
    folder = suite.work / "site"
    generate(ARTICLES, folder)
    counted, problem = count(folder)
    if not suite.check("the build is counted", counted, problem):
        return
    if suite.arguments.accept:
        RECORD.write_text(json.dumps(counted, indent=2) + "\n")
    recorded = json.loads(RECORD.read_text())
    growth = counted["own"] / recorded["own"]
    if (recorded["articles"], recorded["compiler"]) != (counted["articles"], counted["compiler"]):
        suite.skip("growth", f"recorded with {recorded['compiler']}, counted {counted}")
        return
    suite.check(f"at most {GROWTH:.0%} of the recorded instructions", growth <= GROWTH,
                f"{counted['own']:,} instructions, recorded are {recorded['own']:,}: {growth:.1%}\n"
                "make it cheaper, or say in the commit why it may cost more and run tests/bench/instructions.py --accept")


suite = Suite("instructions", __doc__, [("--accept", {"action": "store_true", "help": "record what was counted"})])
main()
suite.finish()
