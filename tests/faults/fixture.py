# SPDX-License-Identifier: MIT
"""A small archive in two versions, an output with files of somebody else's in it, and what must hold after any fault.

Every case is a folder of its own with the site in its second version and the output of the first, so that the build
under test has pages to write, to rewrite and to remove, a file that becomes a folder and a folder that becomes a file.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import AT, names_workers, run, tree

TOKEN = b"zqembargoxj"
STAGING = "~brief"
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
FOREIGN = {"CNAME": b"policy.example\n", ".git/config": b"[core]\n", ".well-known/security.txt": b"Contact: x\n",
           "notes.txt": b"mine\n"}

SETTINGS = "title: {}\nbase_url: https://policy.example\ntimezone: Europe/London\n"
FIRST = {
    "site.yml": SETTINGS.format("The Record"),
    "content/articles/alpha.md": "---\ntitle: Alpha\ndate: 2025-01-01\nauthor: ann\ntags: [water, roads]\n---\nAlpha text.\n",
    "content/articles/beta.md": "---\ntitle: Beta\ndate: 2025-02-01\ntags: [water]\n---\nBeta, see [alpha](alpha.md).\n",
    "content/articles/old.md": "---\ntitle: Old\ndate: 2025-02-03\ntags: [bridges]\n---\nOld text.\n",
    "content/articles/turned.md": "---\ntitle: Turned\ndate: 2025-03-01\n---\nTurned text.\n",
    "content/articles/secret.md": "---\ntitle: Zqembargoxj\ndate: 2025-03-01\ndraft: true\n---\nZqembargoxj.\n",
    "content/articles/bundle/index.md": "---\ntitle: Bundle\ndate: 2025-04-01\n---\n![A map](map.svg)\n",
    "content/articles/bundle/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>\n',
    "content/authors/ann.md": "---\nname: Ann Lee\n---\nAnn writes.\n",
    "content/pages/about.md": "---\ntitle: About\n---\nAbout us.\n",
    "content/data/facts.yml": "answer: 42\n",
    "content/notes": "a file\n",
    "content/plans/list.css": "a folder\n",
    "content/report.pdf": "a file that others cite\n",
}
SECOND = FIRST | {
    "site.yml": SETTINGS.format("The New Record"),
    "content/articles/alpha.md": FIRST["content/articles/alpha.md"].replace("tags:", "aliases: [/old/]\ntags:"),
    "content/articles/turned.md": FIRST["content/articles/turned.md"].replace("date:", "draft: true\ndate:"),
    "content/articles/delta.md": "---\ntitle: Delta\ndate: 2025-05-01\ntags: [canals]\n---\nDelta text.\n",
    "content/notes/list.css": "now a folder\n",
    "content/plans": "now a file\n",
}
for gone in ("content/articles/old.md", "content/notes", "content/plans/list.css"):
    del SECOND[gone]


def write(folder, files):
    for path, contents in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(contents if isinstance(contents, bytes) else contents.encode())


def become(site, files):
    """Makes the sources of the site these files and no others."""
    for name in ("content", "layouts", "lua-plugins"):
        shutil.rmtree(site / name, ignore_errors=True)
    write(site, files)


class Fixture:
    """The master copy, the outputs of clean builds of both versions, and copies for cases. With `is_plain` builds are
    those of the present, which keep urls.lock; the archive shows nothing of when it was built."""

    def __init__(self, suite, is_plain=False):
        self.suite, self.is_plain = suite, is_plain
        shared = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(prefix="brief-faults-", dir=shared if shared.is_dir() else None))
        self.root.chmod(0o755)
        (self.first, self.first_lock), (self.second, self.second_lock) = self.clean(FIRST), self.clean(SECOND)
        self.master = self.root / "master"
        site = self.master / "site"
        write(site, FIRST)
        write(self.master, {"neighbour.txt": b"not yours\n"})
        self.must_build(site)
        write(site / "public", FOREIGN)
        become(site, SECOND)

    def close(self):
        for folder, _, _ in os.walk(self.root):
            os.chmod(folder, 0o755)
        shutil.rmtree(self.root, ignore_errors=True)

    def command(self, site, *options):
        """In one process unless the case is about workers: most builds here are those before and after the fault, and one
        with workers costs as much as three."""
        at = () if self.is_plain else ("--at", AT)
        workers = () if names_workers(options) else ("-j0",)
        return [str(part) for part in (self.suite.brief, "-C", site, "build", *at, *workers, *options)]

    def must_build(self, site, *options):
        done = run(self.command(site, *options))
        if done.returncode != 0:
            raise RuntimeError(f"exit code {done.returncode}\n{done.stderr}")
        return tree(site / "public")

    def clean(self, files):
        site = Path(tempfile.mkdtemp(dir=self.root)) / "site"
        write(site, files)
        try:
            return self.must_build(site), ledger(site)
        finally:
            shutil.rmtree(site.parent)

    def case(self):
        """A fresh copy of the master: its folder."""
        folder = Path(tempfile.mkdtemp(prefix="case-", dir=self.root))
        folder.chmod(0o755)
        subprocess.run(["cp", "-a", f"{self.master}/.", folder], check=True)
        return folder

    def drop(self, folder):
        shutil.rmtree(folder, ignore_errors=True)


def ledger(site):
    """The bytes of urls.lock, or None."""
    path = site / "urls.lock"
    return path.read_bytes() if path.exists() else None


def sources(folder, leave_out=()):
    """Everything in a case but the output, the cache, the ledger and what waits: no build may change it."""
    return {path: content for path, content in tree(folder).items()
            if not path.startswith(("site/public", "site/.brief", "site/urls.lock", *leave_out))}


def stamps(folder):
    return {path: ((folder / path).stat().st_mtime_ns, (folder / path).stat().st_ino) for path in FOREIGN}


def processes(folder):
    """Processes that work in or on this folder: none may be left when a build has ended."""
    found = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes()
            if os.fsencode(folder) in words and " Z " not in Path(f"/proc/{number}/stat").read_text() and int(number) != os.getpid():
                found.append(f"{number}: {words!r}")
        except OSError:
            continue
    return found


class Watch:
    """Remembers a case before a fault; says afterwards what does not hold."""

    def __init__(self, fixture, folder, leave_out=()):
        self.fixture, self.folder, self.public = fixture, folder, folder / "site" / "public"
        self.leave_out = leave_out
        self.before, self.stamps = sources(folder, leave_out), stamps(self.public)

    def faults(self, is_done=False):
        """After the faulty build. With `is_done` it claimed to have succeeded."""
        found, faults = tree(self.public), []
        if sources(self.folder, self.leave_out) != self.before:
            faults.append("something outside the output changed")
        if stamps(self.public) != self.stamps:
            faults.append("somebody else's file was touched")
        for path, contents in found.items():
            if path.startswith(STAGING + "/") or path in FOREIGN:
                continue
            if contents not in (self.fixture.first.get(path), self.fixture.second.get(path)):
                faults.append(f"neither old nor new: {path} ({len(contents)} bytes)")
            if TOKEN in contents.lower():
                faults.append(f"held back, yet in {path}")
        faults += [f"gone: {path}" for path in self.fixture.first.keys() & self.fixture.second.keys() - found.keys()]
        if is_done and found != self.fixture.second | FOREIGN:
            faults.append("said to be done, but the output is another")
        faults += self.ledger_faults(is_done, found)
        if processes(self.folder):
            faults.append(f"left running: {processes(self.folder)}")
        return faults

    def ledger_faults(self, is_done, found):
        """urls.lock is the whole old or the whole new one, and the new one only when all that it lists is published."""
        lock, old, new = ledger(self.folder / "site"), self.fixture.first_lock, self.fixture.second_lock
        if lock not in ((new,) if is_done else (old, new)):
            return [f"urls.lock is another: {lock!r}"]
        published = {path: contents for path, contents in found.items() if not path.startswith(STAGING + "/")}
        if lock == new != old and published != self.fixture.second | FOREIGN:
            return ["urls.lock lists what is not published"]
        return []

    def after_going_back(self):
        """As after_the_next_build, with the sources of the first version, its urls.lock among them: what was only just
        published must go."""
        site = self.folder / "site"
        become(site, FIRST)
        if self.fixture.first_lock:
            (site / "urls.lock").write_bytes(self.fixture.first_lock)
        done = run(self.fixture.command(site))
        found = tree(self.public)
        is_good = found == self.fixture.first | FOREIGN and ledger(site) == self.fixture.first_lock
        return [] if done.returncode == 0 and is_good else [
            f"going back: exit code {done.returncode}, {sorted(set(found) ^ set(self.fixture.first | FOREIGN))}", done.stderr[:300]]

    def after_the_next_build(self):
        done = run(self.fixture.command(self.folder / "site"))
        if done.returncode != 0:
            return [f"the next build fails: {done.stderr[:400]}"]
        faults = self.faults(is_done=True)
        left = [path for path in map(str, self.folder.rglob(f"*{STAGING}*"))]
        return faults + [f"left over: {path}" for path in left]


def is_root():
    return os.geteuid() == 0


class Mounted:
    """Something, else a tmpfs, at a folder for as long as the block lasts; .failed says why when mounting is refused."""

    def __init__(self, folder, options="size=16m", what=None):
        self.folder, self.options, self.what, self.failed = folder, options, what, ""

    def __enter__(self):
        how = ["--bind", self.what] if self.what else ["-t", "tmpfs", "-o", self.options, "brief-faults"]
        done = run(["mount", *how, self.folder])
        self.failed = done.stderr.strip() if done.returncode else ""
        return self

    def __exit__(self, *rest):
        if not self.failed:
            subprocess.run(["umount", "-l", self.folder], check=True)
