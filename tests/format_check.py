# SPDX-License-Identifier: MIT
"""Every C file is as .clang-format has it; `make format` mends."""
import re
import shutil
from suite import ROOT, Suite, run

FORMATTED_BY = "14"

suite = Suite("format-check", __doc__)
if not shutil.which("clang-format"):
    suite.skip("all", "clang-format is not installed")
    suite.finish()
# Each version breaks some lines elsewhere.
version = re.search(r"version (\d+)", run(["clang-format", "--version"]).stdout)[1]
if version != FORMATTED_BY:
    suite.skip("all", f"clang-format {version}: the sources are kept as version {FORMATTED_BY} has them")
    suite.finish()

NAMES = sorted(str(path.relative_to(ROOT)) for folder in ("generator", "tests")
               for path in (ROOT / folder).rglob("*.[ch]") if "node_modules" not in path.parts)
# One call for all: starting the tool takes longer than reading a file.
done = run(["clang-format", "--dry-run", "-Werror", *NAMES], cwd=ROOT)
said = done.stderr.splitlines()
for name in NAMES:
    places = [line for line in said if line.startswith(name + ":")]
    suite.check(name, not places, "\n".join(places[:3]))
suite.check("clang-format has read all", done.returncode == 0 or any(": error:" in line for line in said),
            f"exit code {done.returncode}\n{done.stderr[:400]}")
suite.finish()
