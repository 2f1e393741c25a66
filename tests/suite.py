# SPDX-License-Identifier: MIT
"""What every runner shares: arguments, one line per failure, and the last line "N passed, N failed".

A runner makes one Suite, calls check() for each thing that must hold, and ends with finish(). Nothing is printed
for what passes. With names on the command line only the matching cases run: `tests/golden/run.py embargo`.
"""
import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AT = "2026-01-01T00:00:00Z"
MEMORY, MEMORY_BYTES = "/dev/shm", 2 << 30  # all suites beside each other take less than half of that


class Suite:
    def __init__(self, name, description, options=(), has_like_builds=False, is_about_disks=False):
        """`has_like_builds`: the sanitizers look for leaks elsewhere (golden, broken, checks, commands, verbs, cache, unit).
        `is_about_disks`: the plain build works on the disk that it lies on, whatever is in memory."""
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("--build", default="build", help="folder with brief and the test programs")
        parser.add_argument("names", nargs="*", help="run only cases whose name contains one of these")
        for option, settings in options:
            parser.add_argument(option, **settings)
        self.name = name
        self.arguments = parser.parse_args()
        self.build = (ROOT / self.arguments.build).resolve()
        self.brief = self.build / "brief"
        self.is_sanitized = self.brief.exists() and b"__asan_init" in self.brief.read_bytes()
        self.on_disk = self.build / "tests" / "work" / name
        self.work = self.on_disk if is_about_disks and not self.is_sanitized else work_folder(self.build) / name
        # Under the sanitizers processes for parts of the work cost more than the work: a build in one takes 0.3 s, with two
        # workers 0.75. In one, too, the leak check sees all: a worker ends without. Suites whose builds are much alike take
        # this there; with workers the sanitizers see all golden sites and commands, and some checks and invariants.
        self.in_one_process = ("-j0",) if self.is_sanitized else ()
        if self.is_sanitized and has_like_builds:
            os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.label = name if self.build.name == "build" else f"{name} of {self.build.name}"
        self.passed = self.failed = self.skipped = 0
        for folder in (self.on_disk, self.work):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)

    def place(self, path):
        """The path below the folder in which the suite works, or below the repository."""
        return path.relative_to(self.work if path.is_relative_to(self.work) else ROOT)

    def wants(self, case):
        return not self.arguments.names or any(name in case for name in self.arguments.names)

    def check(self, case, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {self.label}: {case}")
            text = str(detail).rstrip()
            if text:
                print("    " + text.replace("\n", "\n    "))
            sys.stdout.flush()
        return holds

    def skip(self, case, reason):
        self.skipped += 1
        print(f"skipped {self.label}: {case}: {reason}")

    def each(self, run, cases, at_once=max(1, min(4, os.cpu_count() or 1))):
        """Runs run(case) for every wanted case, one a processor at a time; run reports through check()."""
        with ThreadPoolExecutor(max_workers=at_once) as pool:
            for case, result in [(case, pool.submit(run, case)) for case in cases if self.wants(str(case))]:
                try:
                    result.result()
                except Exception as error:  # a runner's own fault must not hide the other cases
                    self.check(case, False, f"{type(error).__name__}: {error}")

    def run_parts(self, parts, *arguments):
        """Runs every wanted part(*arguments), a function that reports through check(), one after the other."""
        for part in parts:
            if self.wants(part.__name__):
                try:
                    part(*arguments)
                except Exception as error:  # a runner's own fault must not hide the other parts
                    self.check(part.__name__, False, f"{type(error).__name__}: {error}")

    def finish(self):
        skipped = f" ({self.skipped} skipped)" if self.skipped else ""
        if self.failed:
            print(f"    what was built lies in {self.work}")
        else:
            shutil.rmtree(self.on_disk, ignore_errors=True)
            shutil.rmtree(self.work, ignore_errors=True)
            with contextlib.suppress(OSError):
                self.work.parent.rmdir()
        print(f"{self.label}: {self.passed} passed, {self.failed} failed{skipped}")
        sys.exit(1 if self.failed else 0)


def work_folder(build):
    """Where the suites of a build work: in memory, where there is room. On a disk's file system writing and removing takes the
    kernel as long as all the rest of a small build."""
    on_disk = build / "tests" / "work"
    in_memory = Path(MEMORY) / f"brief-{os.getuid()}-{hashlib.sha256(os.fsencode(build)).hexdigest()[:12]}"
    try:
        room = os.statvfs(MEMORY)
        if room.f_flag & os.ST_NOEXEC or room.f_bavail * room.f_frsize < MEMORY_BYTES:
            return on_disk
        in_memory.mkdir(exist_ok=True)
        return in_memory if os.lstat(in_memory).st_uid == os.getuid() and not in_memory.is_symlink() else on_disk
    except OSError:
        return on_disk


def environment(**changes):
    """The caller's environment without what could steer a build or a make, and with the changes asked for."""
    result = {key: value for key, value in os.environ.items()
              if key not in ("SOURCE_DATE_EPOCH", "NO_COLOR", "TZ", "LC_ALL", "LANG", "COLUMNS", "MAKEFLAGS",
                             "MFLAGS", "MAKELEVEL")}
    if "TZ" not in changes:  # what this machine knows of clocks is no matter of other tests
        result["TZDIR"] = os.devnull
    result.update(changes)
    return result


def names_workers(words):
    """Do the words of a command say how many workers it has?"""
    return any(str(word).startswith("-j") for word in words)


def run(command, timeout=120, cwd=None, env=None):
    """Runs to the end; stdout and stderr as text. Exit code 124: it hung; 99: a sanitizer found something."""
    try:
        done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=timeout, cwd=cwd, env=env if env is not None else environment())
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(command, 124, (late.stdout or b"").decode(errors="replace"),
                                           (late.stderr or b"").decode(errors="replace") + "\n(timed out)")
    stderr = done.stderr.decode(errors="replace")
    sanitizer = any(word in stderr for word in ("Sanitizer:", ": runtime error: "))
    return subprocess.CompletedProcess(command, 99 if sanitizer else done.returncode,
                                       done.stdout.decode(errors="replace"), stderr)


def flags_of(site):
    """More options for a test site's build, one a line in its file `arguments`."""
    path = site / "arguments"
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")] if path.exists() else []


def copy_site(site, target, leave_out=("expected", "expected-messages.txt", "arguments", "partial", "expected-codes")):
    shutil.copytree(site, target, symlinks=True, dirs_exist_ok=True,
                    ignore=lambda folder, names: [n for n in names if Path(folder) == site and n in leave_out])
    return target


def copy_archive(target):
    """The sample archive, which the repository itself is. Suites run side by side, and a site is built once at a time."""
    target.mkdir(parents=True)
    for name in ("content", "layouts", "lua-plugins"):
        shutil.copytree(ROOT / name, target / name, symlinks=True)
    for name in ("site.yml", "urls.lock"):
        shutil.copy2(ROOT / name, target)
    return target


def tree(folder):
    """Every file below the folder: relative path → bytes, of a symbolic link what it says. No folder: nothing."""
    found, folders = {}, [""]
    while folders:
        below = folders.pop()
        try:
            entries = list(os.scandir(os.path.join(folder, below)))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            name = below + entry.name
            if entry.is_symlink():
                found[name] = os.readlink(entry.path).encode()
            elif entry.is_dir():
                folders.append(name + "/")
            elif entry.is_file():
                with open(entry.path, "rb") as file:
                    found[name] = file.read()
    return dict(sorted(found.items()))


def differences(expected, found, limit=8):
    """Two trees as a short text, or "" when they are the same."""
    lines = []
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            lines.append(f"missing: {name}")
        elif name not in expected:
            lines.append(f"not expected: {name}")
        elif expected[name] != found[name]:
            lines.append(f"differs: {name}{first_difference(expected[name], found[name])}")
    more = len(lines) - limit
    return "\n".join(lines[:limit] + ([f"and {more} more"] if more > 0 else []))


def first_difference(expected, found):
    old, new = expected.decode(errors="replace").split("\n"), found.decode(errors="replace").split("\n")
    for number in range(max(len(old), len(new))):
        a = old[number] if number < len(old) else "(end)"
        b = new[number] if number < len(new) else "(end)"
        if a != b:
            return f", line {number + 1}\n  expected: {a[:200]}\n  found:    {b[:200]}"
    return ""


def diagnostics_of(output):
    """The diagnostics of --diagnostics json: (file, line, code, severity), from stderr or stdout."""
    return [(entry.get("file") or entry.get("path") or "", entry.get("line") or 0, entry["code"], entry["severity"])
            for entry in entries_of(output)]


def entries_of(output):
    """The same as they are printed, with messages and hints."""
    start = min((place for place in (output.find("{"), output.find("[")) if place >= 0), default=-1)
    if start < 0:
        return []
    document, _ = json.JSONDecoder().raw_decode(output[start:])
    return document if isinstance(document, list) else document.get("diagnostics", [])


def golden_sites():
    return sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/site.yml"))
