# SPDX-License-Identifier: MIT
"""What the record withstands: kills, failing system calls, full disks, limits, hostile names, files of others.

`FAULTS=long` tries every place of every sweep; without it a sample that spans each. README.md says which promise is
tested where.
"""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from fixture import Fixture
from suite import Suite
import letter_case
import limits
import output_folder
import output_sibling
import paths
import same_bytes
import signals
import system_calls

# With builds as of another time, and with those of the present, which write one file more, urls.lock.
GROUPS = [letter_case, output_folder, output_sibling, paths, same_bytes]
PLAIN_GROUPS = [signals, limits, system_calls]
# to add one: a module with cases(suite, fixture, is_long), a list of (name, function)

suite = Suite("faults", __doc__)
is_long = os.environ.get("FAULTS") == "long"
fixtures = [Fixture(suite), Fixture(suite, is_plain=True)]
try:
    found = dict(case for groups, fixture in zip((GROUPS, PLAIN_GROUPS), fixtures)
                 for group in groups for case in group.cases(suite, fixture, is_long))
    suite.each(lambda name: found[name](), found)
finally:
    for fixture in fixtures:
        fixture.close()
suite.finish()
