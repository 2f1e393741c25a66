# SPDX-License-Identifier: MIT
"""Annotations in the files of a test site: what must be reported, and where (tests/README.md shows the forms)."""
import re
from collections import Counter

CONTROL = ("arguments", "alone", "expected-codes", "hints")
ANNOTATION = re.compile(rb"expect(-next|-file)?: ([a-z0-9-]+(?:, ?[a-z0-9-]+)*)")


def annotations(site):
    """How often each code is wanted in each line; a line may name a code several times."""
    wanted = Counter()
    for path in site.rglob("*"):
        if not path.is_file() or path.is_symlink() or path.name in CONTROL:
            continue
        name = str(path.relative_to(site))
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            for kind, codes in ANNOTATION.findall(line):
                place = {b"": number, b"-next": number + 1, b"-file": 0}[kind]
                wanted.update((name, place, code.strip()) for code in codes.decode().split(","))
    listed = site / "expected-codes"
    if listed.exists():
        for line in listed.read_text().splitlines():
            place, code = line.rsplit(" ", 1)
            name, _, number = place.rpartition(":")
            wanted[(name, int(number), code)] += 1
    return wanted


def unsaid(site, entries):
    """A line for each of the words in `hints` that is neither a message nor a hint, as a whole."""
    said = {entry.get(part) for entry in entries for part in ("message", "hint")}
    listed = site / "hints"
    return [f"not said: {line}" for line in (listed.read_text().splitlines() if listed.exists() else ()) if line not in said]


def mismatches(site, reported):
    """Lines that say what of `reported` (file, line, code, severity) was not expected, and what is lacking."""
    found, wanted = Counter((file, line, code) for file, line, code, _ in reported), Counter()
    for (file, line, code), count in annotations(site).items():
        # `expect-file` holds for whatever line the file is reported at when the whole file is meant
        is_at_first = line == 0 and (file, 1, code) in found and (file, 0, code) not in found
        wanted[(file, 1 if is_at_first else line, code)] += count

    def lines(words, places):
        return [f"{words}{f' {n} times' if n > 1 else ''}: {f}:{l} {c}" for (f, l, c), n in sorted(places.items())]
    return lines("not reported", wanted - found) + lines("not expected", found - wanted)
