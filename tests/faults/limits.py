# SPDX-License-Identifier: MIT
"""What the machine may run out of: disk, files, processes, memory, time; and streams that are closed or full."""
import os
import re
import shutil
import signal
import subprocess

from fixture import FOREIGN, NOBODY, Mounted, Watch, is_root, ledger, write
from suite import ROOT, environment, run, tree
from system_calls import is_loader


class Limits:
    def __init__(self, suite, fixture, is_long):
        self.suite, self.fixture, self.is_long = suite, fixture, is_long

    def judge(self, name, folder, watch, done, *words):
        """Done and right; or not done, said why, everything whole, and the next build right."""
        faults = watch.faults(is_done=done.returncode == 0)
        if done.returncode not in (0, 1, 3) and not is_loader(done):
            faults.append(f"exit code {done.returncode}")
        if done.returncode and not done.stderr.strip():
            faults.append("no message")
        if done.returncode and words and not any(word in done.stderr for word in words):
            faults.append(f"none of {words} in the message")
        faults += watch.after_the_next_build()
        self.suite.check(name, not faults, "\n".join(faults[:6] + [f"exit code {done.returncode}", done.stderr[:500]]))

    def limited(self, name, shell, *words, options=("-j2",), before=()):
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        if before:
            subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
            watch = Watch(self.fixture, folder)
        done = run([*before, "sh", "-c", f'{shell}; exec "$@"', "sh", *self.fixture.command(folder / "site", *options)])
        self.judge(name, folder, watch, done, *words)
        self.fixture.drop(folder)
        return done

    def open_files(self):
        for count in (16, 20, 24, 32, 64) if not self.is_long else range(8, 65):
            done = self.limited(f"ulimit -n {count}", f"ulimit -n {count}", "Too many open files", "open files")
            if count >= 32:
                self.suite.check(f"{count} open files are enough", done.returncode == 0, done.stderr[:300])

    def address_space(self):
        if self.suite.is_sanitized:
            self.suite.skip("address space", "the sanitizer needs more")
            return
        for megabytes in (64, 128, 256, 1024) if not self.is_long else range(40, 1024, 24):
            self.limited(f"ulimit -v {megabytes} MB", f"ulimit -v {megabytes * 1024}", "memory", "shared librar")

    def file_size(self):
        for blocks in (0, 4, 16):
            self.limited(f"ulimit -f {blocks}", f"ulimit -f {blocks}", "File too large")

    def new_article(self):
        """What is asked for beside builds ends in the same way when a right is lacking: 3, not an error of the site."""
        if not is_root():
            self.suite.skip("new article", "not root")
            return
        folder = self.fixture.case()
        subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
        os.chmod(folder / "site/site.yml", 0)
        done = run([*NOBODY, self.suite.brief, "-C", folder / "site", "new", "article", "X"], env=environment(HOME="/nonexistent"))
        self.suite.check("settings that may not be read", done.returncode == 3 and "site.yml" in done.stderr, (done.returncode, done.stderr))
        self.fixture.drop(folder)

    def processes(self):
        if not is_root():
            self.suite.skip("processes", "not root")
            return
        for count in (1, 2, 3, 4) if not self.is_long else range(1, 12):
            self.limited(f"{count} processes at most", "true", "process", before=(*NOBODY, "prlimit", f"--nproc={count}"))

    def cpu_time(self):
        folder = self.fixture.case()
        write(folder / "site", {"layouts/article.html": SLOW})
        watch = Watch(self.fixture, folder)
        done = run(["sh", "-c", 'ulimit -t 1; exec "$@"', "sh", *self.fixture.command(folder / "site", "-j1")])
        faults = watch.faults()
        self.suite.check("ulimit -t 1", done.returncode in (1, 3) and done.stderr.strip() and not faults,
                         f"exit code {done.returncode}\n{faults}\n{done.stderr[:500]}")
        self.fixture.drop(folder)

    def streams(self):
        for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            folder = self.fixture.case()
            watch = Watch(self.fixture, folder)
            done = run(["sh", "-c", f'exec "$@" {closed}', "sh", *self.fixture.command(folder / "site", "-j2")])
            faults = watch.faults(is_done=True) + ([f"exit code {done.returncode}"] if done.returncode else [])
            self.suite.check(f"streams closed: {closed}", not faults, faults)
            self.fixture.drop(folder)
        for workers in ("-j0", "-j2"):
            self.full_streams(workers)

    def full_streams(self, workers):
        folder = self.fixture.case()
        command = self.fixture.command(folder / "site", workers)
        done = run(["sh", "-c", 'exec "$@" >/dev/full', "sh", *command])
        self.suite.check(f"standard output full, {workers}", done.returncode == 3 and "cannot write" in done.stderr, done.stderr)
        (folder / "site" / "content" / "articles" / "bad.md").write_text("no front matter")
        done = run(["sh", "-c", 'exec "$@" >/dev/full', "sh", *command])
        self.suite.check(f"standard output full, and nothing built, {workers}", done.returncode == 1 and "cannot write" not in done.stderr, done.stderr)
        done = run(["sh", "-c", 'exec "$@" 2>/dev/full', "sh", *command])
        self.suite.check(f"standard error full, {workers}", done.returncode == 1, done.returncode)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.PIPE, env=environment(), text=True)
        os.close(writer)
        self.suite.check(f"a reader that is gone, {workers}", done.returncode == -signal.SIGPIPE and "signal" not in done.stderr, done)
        self.fixture.drop(folder)

    def full_disk(self, unit, sizes):
        """The site with its output and cache on a small file system, a rebuild and a first build."""
        for size in sizes:
            folder = self.fixture.case()
            place = folder / "mounted"
            place.mkdir()
            with Mounted(place, f"{unit}={size}" if unit == "size" else f"size=16m,nr_inodes={size}") as mount:
                if mount.failed:
                    self.suite.skip("a full disk", mount.failed)
                    return
                for what in ("public", ".brief", "content", "site.yml", "urls.lock"):
                    source = folder / "site" / what
                    try:
                        shutil.copytree(source, place / what) if source.is_dir() else shutil.copy2(source, place / what)
                    except OSError:
                        break
                else:
                    self.build_in_full(f"disk with {unit} {size}", place)
            self.fixture.drop(folder)

    def build_in_full(self, name, site):
        before = tree(site / "public")
        done = run(self.fixture.command(site, "-j2"))
        found = {path: contents for path, contents in tree(site / "public").items() if path not in FOREIGN}
        known = (self.fixture.first, self.fixture.second)
        wrong = [path for path, contents in found.items() if contents not in (known[0].get(path), known[1].get(path))]
        left = [str(path) for path in site.rglob("*~brief*")]
        fine = done.returncode == 0 and found == self.fixture.second and ledger(site) == self.fixture.second_lock
        full = done.returncode == 3 and "No space left" in done.stderr
        wrong += [] if ledger(site) in (self.fixture.first_lock, self.fixture.second_lock) else ["urls.lock"]
        self.suite.check(name, (fine or full) and not wrong and not left,
                         f"exit code {done.returncode}, before {len(before)} files\n{wrong} {left}\n{done.stderr[:600]}")
        first = run(["sh", "-c", 'rm -rf "$1"/public "$1"/.brief; shift; exec "$@"', "sh", site, *self.fixture.command(site, "-j1")])
        done_or_nothing = (site / "public").exists() == (first.returncode == 0)
        self.suite.check(f"{name}: a first build", first.returncode in (0, 3) and done_or_nothing, first.stderr[:600])

    def disk_bytes(self):
        # The case itself takes about 300 KB; sizes from "nothing fits any more" to "all fits".
        self.full_disk("size", [f"{kilobytes}k" for kilobytes in
                                (range(300, 800, 25) if self.is_long else (320, 360, 400, 440, 480, 560, 640, 760))])

    def disk_inodes(self):
        self.full_disk("nr_inodes", range(90, 150, 3) if self.is_long else (96, 104, 112, 120, 132, 150))

    def disk_inside(self):
        """A full one that is mounted in the output folder, into which files are copied: what did not fit leaves nothing."""
        folder = self.fixture.case()
        inside = folder / "site" / "public" / "bundle"
        write(folder / "site" / "content" / "bundle", {"large.bin": bytes(256 << 10)})
        with Mounted(inside, "size=64k") as mount:
            if mount.failed:
                self.suite.skip("full disk inside", mount.failed)
            else:
                done = run(self.fixture.command(folder / "site"))
                self.suite.check("full disk inside", done.returncode == 3 and "'bundle/large.bin': No space left on device" in done.stderr,
                                 f"exit code {done.returncode}\n{done.stderr}")
                self.suite.check("full disk inside: that files have changed is said",
                                 done.stdout.endswith("; run it again: it was publishing\n"), done.stdout)
                self.suite.check("full disk inside: nothing is left", not list(inside.rglob("large*")), list(inside.rglob("*")))
        self.fixture.drop(folder)

    def disk_folders(self):
        """Room for the new files and not for their folders: that is found out before anything is published."""
        folder = self.fixture.case()
        site, public = folder / "site", folder / "site" / "public"
        write(site, {f"content/articles/new/{number}.md": f"---\ntitle: New {number}\ndate: 2025-01-01\n---\nNew.\n" for number in range(20)})
        for copy in ("rehearsed", "aside"):
            shutil.copytree(site, folder / copy, symlinks=True)
        rehearsed = run(self.fixture.command(folder / "rehearsed"))
        written = int(re.search(r"(\d+) written", rehearsed.stdout)[1])
        shutil.rmtree(public)
        public.mkdir()
        with Mounted(public) as mount:
            if mount.failed:
                self.suite.skip("a disk without room for folders", mount.failed)
            else:
                shutil.copytree(folder / "aside" / "public", public, dirs_exist_ok=True)
                space, before = os.statvfs(public), sorted(public.rglob("*"))
                run(["mount", "-o", f"remount,nr_inodes={space.f_files - space.f_ffree + written + 10}", public])
                done = run(self.fixture.command(site))
                self.suite.check("a disk without room for folders", done.returncode == 3 and "cannot make the folder 'new/" in done.stderr and
                                 done.stdout.endswith("; what is published is as it was\n"), f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
                self.suite.check("a disk without room for folders: nothing has changed", sorted(public.rglob("*")) == before and
                                 tree(public) == tree(folder / "aside" / "public") and ledger(site) == self.fixture.first_lock)
        self.fixture.drop(folder)

    def memory(self):
        """malloc that fails once, or from a point on, at many points."""
        shim = self.suite.build / "tests" / "malloc_fault.so"
        compiler = os.environ.get("CC", "cc").split()
        made = run([*compiler, "-shared", "-fPIC", "-O1", "-o", shim, ROOT / "tests" / "faults" / "malloc_fault.c", "-ldl"])
        if made.returncode or self.suite.is_sanitized:
            self.suite.skip("memory", made.stderr or "the sanitizer has its own malloc")
            return
        folder = self.fixture.case()
        count = run(self.fixture.command(folder / "site", "-j1"), env=environment(LD_PRELOAD=str(shim), MALLOC_FAULT_COUNT="1"))
        total = max([int(number) for number in re.findall(r"mallocs: (\d+)", count.stderr)], default=0)
        self.suite.check("calls of malloc are counted", total > 1000, count.stderr)
        places = [*range(1, 40), *range(40, total, max(1, total // (2000 if self.is_long else 60)))]
        self.fixture.drop(folder)
        codes = [self.out_of_memory(shim, f"{place}{sticky}") for place in places for sticky in ("", "+")]
        self.suite.check("some builds were short of memory", codes.count(3) > len(codes) // 2, codes)

    def out_of_memory(self, shim, place):
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        done = run(self.fixture.command(folder / "site", "-j1"), env=environment(LD_PRELOAD=str(shim), MALLOC_FAULT=place))
        faults = watch.faults(is_done=done.returncode == 0)
        if done.returncode not in (0, 1, 3) or (done.returncode and not done.stderr.strip()):
            faults.append(f"exit code {done.returncode}")
        faults += watch.after_the_next_build() if faults or place.endswith("7") else []
        self.suite.check(f"malloc number {place} fails", not faults, "\n".join(faults[:6] + [done.stderr[:500]]))
        self.fixture.drop(folder)
        return done.returncode

    def short_transfers(self):
        """read and write that move a few bytes at a time."""
        shim = self.suite.build / "tests" / "short_transfer.so"
        compiler = os.environ.get("CC", "cc").split()
        made = run([*compiler, "-shared", "-fPIC", "-O1", "-o", shim, ROOT / "tests" / "faults" / "short_transfer.c", "-ldl"])
        if made.returncode or self.suite.is_sanitized:
            self.suite.skip("short transfers", made.stderr or "the sanitizer has its own wrappers")
            return
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        done = run(self.fixture.command(folder / "site"), env=environment(LD_PRELOAD=str(shim)))
        faults = watch.faults(is_done=True) + ([f"exit code {done.returncode}\n{done.stderr}"] if done.returncode else [])
        self.suite.check("reads and writes of seven bytes", not faults, "\n".join(faults[:6]))
        self.fixture.drop(folder)


# A page that takes an hour in few steps: only what stops the build ends it.
SLOW = "{% set all = range(100000) %}{% for a in range(1000) %}{% for b in range(1000) %}{% if 'x' in all %}{% endif %}{% endfor %}{% endfor %}"


def cases(suite, fixture, is_long):
    limits = Limits(suite, fixture, is_long)
    names = ["open_files", "address_space", "file_size", "new_article", "processes", "cpu_time", "streams", "disk_bytes", "disk_inodes",
             "disk_inside", "disk_folders", "memory", "short_transfers"]
    return [(f"limits: {name}", getattr(limits, name)) for name in names]
