# SPDX-License-Identifier: MIT
"""What must hold for every site: the same bytes whatever the workers, the surroundings or earlier builds, and nothing
outside the output touched. Runs over the golden sites, the sample archive and a generated one that is large enough for work
to be shared among processes."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from generate import generate
from suite import AT, ROOT, Suite, copy_archive, copy_site, differences, environment, flags_of, golden_sites, names_workers, run, tree

suite = Suite("invariants", __doc__, has_like_builds=True)
LARGE, LARGE_COUNT = "a large archive", 600
SITES = {site.name: site for site in golden_sites()} | {"sample archive": ROOT, LARGE: None}
SHARED_MEMORY = Path("/dev/shm")
# What the sanitizers see of surroundings and workers they see here: other sites go through no other code for these.
SANITIZED_IN_ALL = ("dates", "languages", "plugins-shipped", LARGE)


def copy_of(name, target):
    if name == LARGE:
        generate(LARGE_COUNT, target)
        return target
    return copy_archive(target) if SITES[name] == ROOT else copy_site(SITES[name], target)


def copy_in_reverse(source, target):
    """The same files created in the opposite order: on tmpfs a folder then lists them in the opposite order."""
    for path in sorted(source.rglob("*"), reverse=True):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            copy.symlink_to(os.readlink(path))
        elif path.is_file():
            shutil.copyfile(path, copy)


def give_line_ends_of_windows(site):
    """As in a checkout of git's with core.autocrlf; what is copied as it is keeps its bytes."""
    for path in site.rglob("*"):
        is_layout = "layouts" in path.parts and "assets" not in path.parts
        if path.is_file() and not path.is_symlink() and (is_layout or path.suffix in (".md", ".yml", ".lua")):
            contents = path.read_bytes()
            if b"\r" not in contents:
                path.write_bytes(contents.replace(b"\n", b"\r\n"))


def build(name, site, out, *flags, before="", **variables):
    own = flags_of(SITES[name]) if SITES[name] not in (ROOT, None) else []
    at = [] if "--at" in own or "--at" in flags else ["--at", AT]
    workers = () if names_workers(flags) else ("-j0",)
    command = [str(part) for part in [suite.brief, "-C", site, "-o", out, "build", *at, *own, *workers, *flags]]
    if before:
        command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
    done = run(command, env=environment(**variables))
    if done.returncode != 0:
        raise RuntimeError(f"exit code {done.returncode}\n{done.stderr[:1500]}")
    return tree(out)


def stamps(folder):
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def modes(folder):
    wrong = [str(path) for path in [folder, *folder.rglob("*")]
             if (path.stat().st_mode & 0o777) != (0o755 if path.is_dir() else 0o644)]
    return "\n".join(wrong[:5])


def without_cache(files):
    return {path: content for path, content in files.items() if not path.startswith(".brief/")}


def holds(name, what, expected, found):
    difference = differences(expected, found)
    suite.check(f"{name}: {what}", not difference, difference)


def run_site(name):
    """The first build in one process; the second, and the one with eight, show what processes change."""
    in_all = not suite.is_sanitized or name in SANITIZED_IN_ALL
    work = suite.work / name.replace(" ", "-")
    site, out = copy_of(name, work / "site"), work / "out"
    sources = tree(site)
    first = build(name, site, out)
    holds(name, "sources untouched", sources, without_cache(tree(site)))
    suite.check(f"{name}: nothing beside the output", sorted(os.listdir(work)) == ["out", "site"], os.listdir(work))
    before = stamps(out)
    holds(name, "a second build", first, build(name, site, out, *suite.in_one_process or ("-j1",)))
    rewritten = [path for path, stamp in stamps(out).items() if before.get(path) != stamp]
    suite.check(f"{name}: nothing rewritten", not rewritten, "\n".join(rewritten[:5]))
    shutil.rmtree(site / ".brief", ignore_errors=True)
    holds(name, "a build that knows of none before", first, build(name, site, out))
    rewritten = [path for path, stamp in stamps(out).items() if before.get(path) != stamp]
    suite.check(f"{name}: nothing rewritten that was made anew", not rewritten, "\n".join(rewritten[:5]))
    build(name, site, out, "--at", "2031-05-06T07:08:09Z")
    holds(name, "after a build of another time", first, build(name, site, out))
    if in_all:
        holds(name, "-j8", first, build(name, site, work / "out-j8", "-j8"))
        surroundings(name, site, work, first)
        elsewhere(name, site, first)


def surroundings(name, site, work, first):
    shutil.rmtree(site / ".brief", ignore_errors=True)
    for locale, zone in (("tr_TR.UTF-8", "Asia/Tokyo"), ("C", "America/St_Johns")):
        out = work / f"out-{locale}"
        found = build(name, site, out, before="umask 077", LC_ALL=locale, TZ=zone, HOME="/nonexistent")
        holds(name, f"LC_ALL={locale} TZ={zone}", first, found)
        suite.check(f"{name}: modes under umask 077", not modes(out), modes(out))


def elsewhere(name, site, first):
    """Another path, another order of files in folders, other line ends."""
    shutil.rmtree(site / ".brief", ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as folder:
        other = Path(folder) / "ein anderer Ort ü"
        copy_in_reverse(site, other)
        holds(name, "another path, files created in reverse order", first, build(name, other, Path(folder) / "out"))
        shuffled = Path(folder) / "shuffled"
        shuffled.mkdir()
        if not shutil.which("disorderfs") or subprocess.call(
                ["disorderfs", "--shuffle-dirents=yes", "--sort-dirents=no", str(other), str(shuffled)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            suite.skip(f"{name}: shuffled folders", "disorderfs cannot mount here")
        else:
            try:
                holds(name, "shuffled folders", first, build(name, shuffled, Path(folder) / "out-shuffled"))
            finally:
                subprocess.call(["fusermount", "-u", str(shuffled)])
        give_line_ends_of_windows(other)
        holds(name, "line ends of Windows", first, build(name, other, Path(folder) / "out-windows"))


suite.each(run_site, SITES)
suite.finish()
