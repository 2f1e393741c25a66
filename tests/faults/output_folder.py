# SPDX-License-Identifier: MIT
"""Which folders are written into, and what in them is left alone."""
import fcntl
import os
import shutil
import signal
import struct
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fixture import FIRST, FOREIGN, NOBODY, SECOND, STAGING, Mounted, Watch, become, is_root, write
from signals import injected
from suite import differences, environment, run, tree

# A list of rights as extended attributes have it: a version, then who, what, which user.
READABLE_BY_NOBODY = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in (
    (1, 7, 0xffffffff), (2, 5, 65534), (4, 5, 0xffffffff), (16, 5, 0xffffffff), (32, 5, 0xffffffff)))


class Folders:
    def __init__(self, suite, fixture):
        self.suite, self.fixture = suite, fixture

    def build(self, folder, *options, **settings):
        return run(self.fixture.command(folder / "site", *options), **settings)

    def expect(self, name, done, code, *words):
        said = done.stdout + done.stderr
        lacking = [word for word in words if word not in said]
        return self.suite.check(name, done.returncode == code and not lacking,
                                f"exit code {done.returncode}, not {code}; lacking {lacking}\n{said[:800]}")

    def same(self, name, found, expected):
        difference = differences(expected, found)
        return self.suite.check(name, not difference, difference)

    def foreign_page(self, folder):
        public = folder / "site" / "public"
        (public / "delta").mkdir()
        (public / "delta" / "index.html").write_text("mine")
        before = tree(public)
        self.expect("a user's file where a page goes", self.build(folder), 1, "delta/index.html", "foreign-file", "--adopt")
        self.same("then nothing is published", tree(public), before)
        self.expect("again, after the build that failed", self.build(folder), 1, "delta/index.html")
        self.expect("with --adopt", self.build(folder, "--adopt"), 0)
        self.same("takes its place", tree(public), self.fixture.second | FOREIGN)
        self.expect("and is brief's from then on", self.build(folder, "--clean"), 0)

    def foreign_to_a_first_build(self, folder):
        """What a build was about to write when it failed is not its own, where none was before it either."""
        out = folder / "out"
        write(out, {"delta/index.html": "mine"})
        self.expect("a user's file where a first build puts a page", self.build(folder, "-o", out), 1, "1 error,", "'delta/index.html'")
        write(out, {"beta/index.html": "mine"})
        self.expect("one more after that", self.build(folder, "-o", out), 1, "2 errors,", "'beta/index.html'", "'delta/index.html'")

    def foreign_after_kill(self, folder):
        """What a killed build was about to write is not known for that: the next one still asks."""
        write(folder / "site" / "public", {"delta/index.html": "mine"})
        for place in range(1, 9):
            killed = run([*injected(f"renameat,renameat2:signal=KILL:when={place}"), *self.fixture.command(folder / "site")])
            if killed.returncode != -signal.SIGKILL:
                break
            self.expect(f"a user's file is the user's after a kill at rename {place} too", self.build(folder), 1, "delta/index.html", "foreign-file")
        self.suite.check("more than one of these builds was killed, and not all", 2 < place < 8, f"{place}: {killed.stderr}")

    def other_letters(self, folder):
        """Where case makes a difference, what differs from a file of brief's in that alone is the user's still."""
        site = folder / "site"
        for ours, mine in (("letters/zone.txt", "letters/Zone.txt"), ("letters/Zone.txt", "letters/zone.txt"),
                           ("letters/zone.txt", "Letters/zone.txt"), ("letters/z", "letters/Z")):
            write(site / "content", {ours: "ours"})
            self.expect(f"{ours}: a build", self.build(folder), 0)
            shutil.rmtree(site / "content" / "letters")
            write(site, {f"public/{mine}": "mine", f"content/{mine}": "ours"})
            self.expect(f"a user's {mine} beside {ours}", self.build(folder), 1, f"'{mine}' in the output folder is not known", "foreign-file")
            self.suite.check(f"{mine} is as it was", (site / "public" / mine).read_bytes() == b"mine")
            (site / "content" / mine).unlink()
            (site / "public" / mine).unlink()
            self.expect(f"{ours}: taken back", self.build(folder), 0)

    def equal_page(self, folder):
        public = folder / "site" / "public"
        write(public, {"delta/index.html": self.fixture.second["delta/index.html"]})
        self.expect("a user's file with the same bytes", self.build(folder), 0)
        self.same("is the page", tree(public), self.fixture.second | FOREIGN)

    def without_cache(self, folder):
        """Nothing is known: what is equal is taken over, what differs is an error, what is more stays."""
        site = folder / "site"
        self.build(folder)
        shutil.rmtree(site / ".brief")
        self.expect("without the cache", self.build(folder), 0)
        self.same("the output stays", tree(site / "public"), self.fixture.second | FOREIGN)
        self.expect("and is known again", self.build(folder, "--clean"), 0)
        shutil.rmtree(site / ".brief")
        become(site, FIRST)
        self.expect("without it and with changes", self.build(folder), 1, "foreign-file")
        shutil.rmtree(site / "public")
        write(site / "public", dict.fromkeys(self.fixture.first, "mine"))
        mine = tree(site / "public")
        self.expect("each file that would be written over is an error", self.build(folder), 1, f"{len(mine)} errors", "foreign-file")
        self.same("and left alone", tree(site / "public"), mine)

    def in_the_way(self, folder):
        public = folder / "site" / "public"
        write(public, {"notes-of-mine/x": b"x"})
        (folder / "site" / "content" / "notes-of-mine").write_text("a file")
        before = tree(public)
        self.expect("a user's folder where a file goes", self.build(folder), 1, "notes-of-mine/x", "foreign-file")
        (folder / "site" / "content" / "notes-of-mine").unlink()
        write(folder / "site" / "content", {"CNAME/list.txt": b"x"})
        self.expect("a user's file where a folder goes", self.build(folder), 1, "'CNAME'", "foreign-file")
        self.same("nothing is published", tree(public), before)

    def links(self, folder):
        """Links planted in the output lead nowhere: not for writing, not for removing."""
        public, elsewhere = folder / "site" / "public", folder / "elsewhere"
        write(elsewhere, {"index.html": b"outside\n", "feed.xml": b"outside\n"})
        outside = tree(elsewhere)
        (public / "index.html").unlink()
        (public / "index.html").symlink_to("../../elsewhere/index.html")
        self.expect("a link at the path of a page", self.build(folder), 0)
        self.suite.check("is replaced", not (public / "index.html").is_symlink() and tree(elsewhere) == outside)
        shutil.rmtree(public / "beta")
        (public / "beta").symlink_to(elsewhere)
        become(folder / "site", SECOND | {"site.yml": SECOND["site.yml"].replace("New", "Newer")})
        self.expect("a link at the path of a folder", self.build(folder), 1, "'beta'", "symbolic link")
        self.suite.check("nothing is written through it", tree(elsewhere) == outside)
        (folder / "site" / "content" / "articles" / "beta.md").unlink()
        self.expect("when its page is gone", self.build(folder), 0)
        self.suite.check("nothing is removed through it", tree(elsewhere) == outside, tree(elsewhere))

    def staging_links(self, folder):
        public, elsewhere = folder / "site" / "public", folder / "elsewhere"
        write(elsewhere, {"0": b"outside\n"})
        (public / STAGING).symlink_to(elsewhere)
        self.expect("a link in the place of the staging folder", self.build(folder), 0)
        self.suite.check("is not followed", tree(elsewhere) == {"0": b"outside\n"} and not (public / STAGING).exists())
        (folder / "site" / "public~brief").symlink_to(elsewhere)
        shutil.rmtree(public)
        done = self.build(folder)
        self.suite.check("a link in the place of the first build's folder", done.returncode == 1 and "public~brief" in done.stderr,
                         f"exit code {done.returncode}\n{done.stderr}")
        self.suite.check("is not followed either", tree(elsewhere) == {"0": b"outside\n"})

    def refused(self, folder):
        site = folder / "site"
        before = tree(folder)
        (folder / "to-public").symlink_to(site / "public")
        (folder / "a-file").write_text("x")
        inside = {site / "content": "content", site / "content" / "x": "content", site / ".brief": ".brief", site / ".git" / "x": ".git",
                  site / "layouts": "layouts", site / "lua-plugins" / "x": "lua-plugins", site / "public" / ".." / "content": "content",
                  f"{site}/content/../content/y": "content"}
        for place, words in {"/": "is the root of the file system", Path.home(): "is your home folder", site: "holds the site itself",
                             folder: "holds the site itself", folder / "to-public": "is a symbolic link", folder / "a-file": "is not a folder",
                             site / "nowhere" / ".." / ".." / "x": "leads through a folder that is not there",
                             **{place: f"lies in '{name}'" for place, name in inside.items()}}.items():
            self.expect(f"the output folder {place} is refused", self.build(folder, "-o", place), 1, words, "[unsafe-output-folder]")
        self.expect("an output folder below a file", self.build(folder, "-o", folder / "a-file" / "x"), 1, "Not a directory")
        self.expect("an output folder without a name", self.build(folder, "-o", ""), 2, "wrong operand ''")
        (folder / "to-public").unlink()
        (folder / "a-file").unlink()
        self.same("nothing is deleted or written", *({path: contents for path, contents in files.items() if not path.startswith("site/.brief/")}
                                                     for files in (tree(folder), before)))

    def unchanged(self, folder):
        self.build(folder)
        def state():
            files = [*(folder / "site" / "public").rglob("*"), *(folder / "site" / ".brief").glob("manifest*")]
            return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}
        self.build(folder)
        before = state()
        self.expect("a build that changes nothing", self.build(folder), 0, " 0 written, 0 removed")
        changed = [path for path, stamp in state().items() if before.get(path) != stamp]
        self.suite.check("writes nothing", not changed, changed)

    def parallel(self, folder):
        with ThreadPoolExecutor(max_workers=20) as pool:
            done = list(pool.map(lambda _: self.build(folder), range(20)))
        codes = sorted(one.returncode for one in done)
        self.suite.check("of twenty builds at once", set(codes) <= {0, 75} and 0 in codes, f"{codes}\n{done[0].stderr[:300]}")
        late = [one.stderr for one in done if one.returncode == 75]
        self.suite.check("those that come late name the first", all("process " in said for said in late), late[:1])
        self.same("the output is right", tree(folder / "site" / "public"), self.fixture.second | FOREIGN)

    def shared(self, folder):
        """Two sites, or one without a cache, into one output folder."""
        other = folder / "other"
        write(other / "site", SECOND)
        out = folder / "out"
        commands = [[*self.fixture.command(place), "-o", str(out)] for place in (folder / "site", other / "site")] * 4
        with ThreadPoolExecutor(max_workers=8) as pool:
            done = list(pool.map(run, commands))
        codes = sorted(one.returncode for one in done)
        self.suite.check("two sites into one output folder", set(codes) <= {0, 1, 75} and 0 in codes,
                         f"{codes}\n" + "\n".join(one.stderr[:200] for one in done))
        self.same("no mixture", tree(out), self.fixture.second)

    def named_meanwhile(self, folder):
        """What a build found beside the output is the output when it gets its lock: another one gave it the name."""
        other, out = folder / "other" / "site", folder / "out"
        write(other, SECOND)
        late = subprocess.Popen([*injected("flock:delay_enter=3000000:when=2"), *self.fixture.command(folder / "site", "-o", str(out))],
                                env=environment(), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        while late.poll() is None and not Path(f"{out}~brief").exists():
            time.sleep(0.01)
        self.expect("a build that is overtaken: the other one", run([*self.fixture.command(other), "-o", str(out)]), 0)
        self.suite.check("a build that is overtaken: itself", late.wait() in (0, 75), late.returncode)
        self.same("a build that is overtaken: the output", tree(out), self.fixture.second)

    def held(self, folder):
        """Another build, here this test, has the output folder in hand."""
        public = os.open(folder / "site" / "public", os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(public, fcntl.LOCK_EX)
        before = tree(folder / "site" / "public")
        self.expect("an output folder in use", self.build(folder), 75, "another build is writing into the output folder")
        self.same("is left alone", tree(folder / "site" / "public"), before)
        os.close(public)
        self.expect("and free again", self.build(folder), 0)

    def mounts(self, folder):
        public = folder / "site" / "public"
        shutil.rmtree(public)
        public.mkdir()
        with Mounted(public, "size=16m,mode=755") as mount:
            if mount.failed:
                self.suite.skip("an output folder that is a mount point", mount.failed)
                return
            self.expect("a mount point without files", self.build(folder), 0)
            self.same("is filled", tree(public), self.fixture.second)
            become(folder / "site", FIRST)
            self.expect("and rebuilt", self.build(folder), 0)
            self.same("as elsewhere", tree(public), self.fixture.first)
        shutil.rmtree(folder / "site" / ".brief")
        (public / "bundle").mkdir()
        with Mounted(public / "bundle"):
            self.expect("another file system inside", self.build(folder), 0)
            self.same("is written into", tree(public), self.fixture.first)
            for path in list((public / "bundle").iterdir()):
                path.unlink()
            self.expect("where the kernel cannot copy", run([*injected("copy_file_range:error=ENOSYS"), *self.fixture.command(folder / "site")]), 0)
            self.same("it is, too", tree(public), self.fixture.first)
            write(folder / "site" / "content" / "bundle", {"list/one.txt": "a folder"})
            self.expect("a folder there", self.build(folder), 0)
            shutil.rmtree(folder / "site" / "content" / "bundle" / "list")
            (public / "bundle" / "list" / "empty").mkdir()
            write(folder / "site" / "content" / "bundle", {"list": "a file"})
            trace = folder / "trace"
            self.expect("that becomes a file", run(["strace", "-y", "-qq", "-e", "trace=fsync,renameat", "-e", "signal=none", "-o", trace,
                                                    *self.fixture.command(folder / "site", "--durable")]), 0)
            calls = [line for line in trace.read_text().splitlines() if "list~brief" in line]
            self.suite.check("that is on the disk before it gets its name", calls and calls[0].startswith("fsync("), calls)
            self.same("is one", tree(public), self.fixture.first | {"bundle/list": b"a file"})
            shutil.rmtree(folder / "site" / "content" / "bundle")
            shutil.rmtree(folder / "site" / "content" / "articles" / "bundle")
            self.expect("and cleared", self.build(folder), 0)
            self.suite.check("of what was brief's", not tree(public / "bundle"))

    def mounted_twice(self, folder):
        """A folder of the site by another name, which no link tells of."""
        site, other = folder / "site", folder / "other"
        other.mkdir()
        before = tree(site / "content")
        for what, below, words in ((site, "", "holds the site itself"), (folder, "", "holds the site itself"),
                                   (site / "content", "", "lies in 'content'"), (site, "content/x/y", "lies in 'content'")):
            with Mounted(other, what=what) as mount:
                if mount.failed:
                    self.suite.skip("an output folder that is mounted twice", mount.failed)
                    return
                self.expect(f"{what.name}/{below}, mounted elsewhere, is refused", self.build(folder, "-o", str(other / below)), 1, words)
        self.same("nothing is written into the content", tree(site / "content"), before)

    def own_mode(self, folder):
        public = folder / "site" / "public"
        shutil.rmtree(public)
        public.mkdir(mode=0o750)
        os.chmod(public, 0o2750)
        inode = public.stat().st_ino
        self.expect("an empty folder with a mode of its own", self.build(folder), 0)
        self.suite.check("keeps it", (public.stat().st_mode & 0o7777, public.stat().st_ino) == (0o2750, inode))
        for name in ("system.posix_acl_access", "system.posix_acl_default"):
            shutil.rmtree(public)
            public.mkdir(mode=0o755)
            try:
                os.setxattr(public, name, READABLE_BY_NOBODY)
            except OSError as error:
                self.suite.skip(f"an empty folder with {name}", str(error))
                continue
            self.expect(f"an empty folder with {name}", self.build(folder), 0)
            self.suite.check(f"keeps {name}", name in os.listxattr(public), os.listxattr(public))
        for owner in ((65534, -1), (-1, 65534)) if is_root() else ():
            shutil.rmtree(public)
            public.mkdir(mode=0o755)
            os.chown(public, *owner)
            before = public.stat()
            self.expect(f"an empty folder of another owner: {owner}", self.build(folder), 0)
            after = public.stat()
            self.suite.check(f"keeps that: {owner}", (after.st_uid, after.st_gid, after.st_ino) == (before.st_uid, before.st_gid, before.st_ino))

    def rights(self, folder):
        """As another user, since nothing is forbidden to root."""
        if not is_root():
            self.suite.skip("rights", "not root")
            return
        site = folder / "site"

        def as_nobody(*options):
            return run([*NOBODY, *self.fixture.command(site, *options)], env=environment(HOME="/nonexistent"))

        def own(path, user):
            subprocess.run(["chown", "-R", f"{user}:{user}", path], check=True)
        own(folder, 65534)
        self.expect("another user's own site", as_nobody(), 0)
        become(site, FIRST)
        own(site / "public", 0)
        before = tree(site / "public")
        self.expect("an output of another owner", as_nobody(), 3, "public")
        self.same("stays as it is", tree(site / "public"), before)
        own(site / "public", 65534)
        own(site / ".brief", 0)
        os.chmod(site / ".brief", 0o755)
        done = as_nobody()
        self.expect("a cache of another owner is a warning", done, 0, "no-cache")
        self.same("and the output right", tree(site / "public"), self.fixture.first | FOREIGN)
        own(site / ".brief", 65534)
        manifest, = (site / ".brief").glob("manifest-*")
        os.chmod(manifest, 0)
        self.expect("a list of what is brief's that cannot be read", as_nobody(), 3, f"cannot read '.brief/{manifest.name}'", "Permission denied")
        os.chmod(manifest, 0o644)
        os.chmod(site / ".brief", 0o555)
        (site / "content" / "added.txt").write_text("added")
        self.expect("a cache in which nothing can be written is one, too", as_nobody(), 0, "warning: cannot write into '.brief': Permission denied [no-cache]")
        self.suite.check("a new file is published", (site / "public" / "added.txt").exists())
        (site / "urls.lock").unlink(missing_ok=True)
        os.chmod(site, 0o555)
        present = run([*NOBODY, self.suite.brief, "-C", site, "build", "-o", folder / "present"])
        self.expect("a folder in which addresses cannot be recorded", present, 3, "cannot write 'urls.lock'",
                    "build where that folder can be written, and commit urls.lock")
        self.suite.check("then nothing is published", not (folder / "present").exists())
        os.chmod(site, 0o755)
        for path, code in (("content/articles/alpha.md", 3), ("content/articles", 3), ("content/data/facts.yml", 3),
                           ("content/articles/bundle/map.svg", 3), ("site.yml", 3), ("content", 3)):
            place, mode = site / path, (site / path).stat().st_mode
            os.chmod(place, 0)
            before = tree(site / "public")
            self.expect(f"{path} that cannot be read", as_nobody(), code, path.removesuffix("/"), "Permission denied")
            self.same(f"{path}: nothing is published", tree(site / "public"), before)
            os.chmod(place, mode)
        self.expect("folders above the output that cannot be made", as_nobody("-o", str(self.fixture.root / "no" / "out")), 3,
                    "cannot make the folders above", "Permission denied")
        os.chmod(site, 0o311)
        self.expect("a site that cannot be listed", as_nobody(), 3, "cannot open the folder of the site", "Permission denied")
        os.chmod(site, 0o755)
        for name in ("layouts/article.html", "lua-plugins/extra.lua"):
            write(site, {name: "{# #}" if name.endswith("html") else "return {}"})
            own(site / name, 65534)
            os.chmod(site / name, 0)
            self.expect(f"{name} that cannot be read", as_nobody(), 3, name, "Permission denied")
            os.chmod((site / name).parent, 0)
            self.expect(f"the folder of {name}", as_nobody(), 3, name.split("/")[0], "Permission denied")
            os.chmod((site / name).parent, 0o755)
            shutil.rmtree((site / name).parent)

    def emptied_folders(self, folder):
        site, far = folder / "site", folder / "site" / "public" / "f"
        page = {"content/articles/far.md": "---\ntitle: Far\ndate: 2020-01-01\npermalink: /f/away/one/\n---\n"}
        for name, stays in (("folders that are empty now", []), ("of a folder with a user's file", ["mine.txt"])):
            write(site, page)
            self.expect(f"{name}: built", self.build(folder), 0)
            for file in stays:
                (far / file).write_text("mine")
            (site / "content" / "articles" / "far.md").unlink()
            before, done = tree(site / "public").keys(), self.build(folder)
            self.expect(f"{name}: taken back", done, 0, f" {len(before - tree(site / 'public').keys())} removed")
            left = [path.name for path in far.rglob("*")] if far.exists() else None
            self.suite.check(f"{name}: what is left", left == (stays or None), left)

    def clean(self, folder):
        watch = Watch(self.fixture, folder)
        self.expect("--clean", self.build(folder, "--clean"), 0, f" {len(self.fixture.second)} written")
        faults = watch.faults(is_done=True)
        self.suite.check("leaves the files of others", not faults, faults)


def cases(suite, fixture, is_long):
    folders = Folders(suite, fixture)

    def case(function):
        folder = fixture.case()
        try:
            function(folder)
        finally:
            for path, _, _ in os.walk(folder):
                os.chmod(path, 0o755)
            fixture.drop(folder)
    names = [name for name in vars(Folders) if not name.startswith("_") and name not in ("build", "expect", "same")]
    return [(f"output folder: {name}", lambda name=name: case(getattr(folders, name))) for name in names]
