# SPDX-License-Identifier: MIT
"""Installs the npm packages of tests/package-lock.json into tests/node_modules, unless they are there already."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
LOCK, DONE = TESTS / "package-lock.json", TESTS / "node_modules" / ".installed-lock.json"

if DONE.exists() and DONE.read_bytes() == LOCK.read_bytes():
    sys.exit(0)
print("deps: npm packages for the tests into tests/node_modules", flush=True)
code = subprocess.call(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=TESTS,
                       stdin=subprocess.DEVNULL, env={**os.environ, "CI": "true"})
if code == 0:
    shutil.copyfile(LOCK, DONE)
sys.exit(code)
