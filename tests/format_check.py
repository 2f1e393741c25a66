# SPDX-License-Identifier: MIT
"""Every C file is as .clang-format has it; `make format` mends."""
import shutil
from suite import ROOT, Suite, run

suite = Suite("format-check", __doc__)
if not shutil.which("clang-format"):
    suite.skip("all", "clang-format is not installed")
    suite.finish()


def compare(name):
    done = run(["clang-format", "--dry-run", "-Werror", ROOT / name])
    suite.check(name, done.returncode == 0, "\n".join(done.stderr.splitlines()[:3]))


suite.each(compare, sorted(str(path.relative_to(ROOT)) for folder in ("generator", "tests")
                           for path in (ROOT / folder).rglob("*.[ch]") if "node_modules" not in path.parts))
suite.finish()
