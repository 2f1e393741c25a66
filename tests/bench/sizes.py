# SPDX-License-Identifier: MIT
"""What the benchmarks share that take sizes on their command line: --build DIR [N…]."""
import argparse
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def each_size(description, default, measure):
    """measure(brief, folder, count) for every size asked for, one after the other; the folder is on /dev/shm and goes
    in the end."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--build", default="build", help="folder with brief")
    parser.add_argument("sizes", nargs="*", type=int, default=[default], help="numbers of articles")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="brief-bench-", dir="/dev/shm"))
    try:
        for count in arguments.sizes:
            measure((ROOT / arguments.build).resolve() / "brief", folder, count)
    finally:
        shutil.rmtree(folder)
