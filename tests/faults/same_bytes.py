# SPDX-License-Identifier: MIT
"""The same bytes from the sample archive, whatever the workers, the order of files, the locale, zone, user and clock."""
import shutil
import subprocess
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fixture import FIRST, NOBODY, is_root, write
from suite import AT, copy_archive, differences, environment, run, tree

LOCALES = ("C", "tr_TR.UTF-8", "ja_JP.UTF-8")
ZONES = ("America/St_Johns", "Asia/Kathmandu", "Pacific/Apia")


class SameBytes:
    def __init__(self, suite, fixture):
        self.suite, self.root = suite, fixture.root / "same"
        self.site = self.root / "site"
        self.expected = None

    def prepare(self):
        if self.expected is not None:
            return
        copy_archive(self.site)
        (self.site / "urls.lock").unlink()
        self.expected = self.build("reference", "-j1")

    def build(self, name, *options, before=(), site=None, **variables):
        """A first build without a cache into a folder of its own."""
        site = site or self.site
        shutil.rmtree(site / ".brief", ignore_errors=True)
        out = Path(tempfile.mkdtemp(dir=self.root)) / "out"
        out.parent.chmod(0o777)
        at = [] if "SOURCE_DATE_EPOCH" in variables else ["--at", AT]
        done = run([*before, self.suite.brief, "-C", site, "-o", out, "build", *at, *(options or ["-j0"])], env=environment(**variables))
        if done.returncode != 0:
            raise RuntimeError(f"{name}: exit code {done.returncode}\n{done.stderr[:800]}")
        modes = {oct(path.stat().st_mode & 0o7777) for path in out.rglob("*")}
        self.suite.check(f"{name}: modes", modes <= {"0o755", "0o644"}, modes)
        found = tree(out)
        shutil.rmtree(out.parent)
        return found

    def same(self, name, found):
        difference = differences(self.expected, found)
        self.suite.check(name, not difference, difference)

    def all(self):
        """One after the other: all of them build the same site."""
        self.prepare()
        for count in (2, 16):
            self.same(f"-j{count}", self.build(f"-j{count}", f"-j{count}"))
        self.locales()
        for zone in ZONES:
            self.same(f"TZ={zone}", self.build(zone, TZ=zone))
        self.same("umask 077", self.build("umask 077", before=("sh", "-c", 'umask 077; exec "$@"', "sh")))
        self.shuffled()
        self.elsewhere()
        self.clocks()

    def locales(self):
        """The machine may not have these locales: they are made for the test where localedef can."""
        folder = self.root / "locales"
        folder.mkdir()
        for locale in LOCALES:
            name = locale.split(".")[0]
            if locale != "C":
                made = run(["localedef", "-i", name, "-f", "UTF-8", folder / locale]) if shutil.which("localedef") else None
                if not made or made.returncode not in (0, 1) or not (folder / locale).exists():
                    self.suite.skip(f"LC_ALL={locale}", "the locale cannot be made here")
                    continue
            self.same(f"LC_ALL={locale}", self.build(locale, LC_ALL=locale, LOCPATH=str(folder)))

    def shuffled(self):
        mounted = self.root / "shuffled"
        mounted.mkdir()
        started = shutil.which("disorderfs") and subprocess.run(
            ["disorderfs", "--shuffle-dirents=yes", self.site, mounted], capture_output=True)
        if not started or started.returncode != 0:
            self.suite.skip("shuffled folders", "disorderfs cannot be mounted here")
            return
        try:
            for turn in range(2):
                self.same(f"shuffled folders, {turn}", self.build("shuffled", site=mounted))
        finally:
            subprocess.run(["fusermount", "-u", str(mounted)], capture_output=True)

    def elsewhere(self):
        other = self.root / "ein anderer Ort ü" / "x"
        shutil.copytree(self.site, other)
        self.same("another path", self.build("another path", site=other))
        if not is_root():
            self.suite.skip("another user", "not root")
            return
        subprocess.run(["chown", "-R", "65534:65534", other.parent], check=True)
        self.same("another user", self.build("another user", site=other, before=NOBODY, HOME="/nonexistent"))

    def clocks(self):
        """Two days between two builds of one time."""
        if not shutil.which("faketime"):
            self.suite.skip("clocks", "no faketime")
            return
        for days in ("-2d", "+2d"):
            self.same(f"clock {days}", self.build(days, before=("faketime", "-f", days)))
        first = self.build("epoch", SOURCE_DATE_EPOCH="1767225600")
        later = self.build("epoch later", before=("faketime", "-f", "+2d"), SOURCE_DATE_EPOCH="1767225600")
        difference = differences(first, later)
        self.suite.check("SOURCE_DATE_EPOCH two days apart", not difference, difference)
        self.same("SOURCE_DATE_EPOCH is --at", first)


class BetweenBuilds:
    """Builds of the present into one folder while the machine's clock jumps: each is as a clean one at that time."""

    def __init__(self, suite, fixture):
        self.suite, self.folder = suite, fixture.root / "clocks"

    def build(self, jump, out, *options):
        done = run(["faketime", "-f", jump, self.suite.brief, "-C", self.folder / "site", "-o", out, "build", "-j0", *options])
        return done, tree(out) if out.exists() else {}

    def all(self):
        if not shutil.which("faketime"):
            self.suite.skip("a clock that jumps", "no faketime")
            return
        site, soon = self.folder / "site", datetime.now(timezone.utc) + timedelta(days=180)
        write(site, FIRST | {"content/articles/soon.md": f"---\ntitle: Soon zqsoon\ndate: {soon:%Y-%m-%d}\n---\nZqsoon.\n"})
        for turn, jump in enumerate(("+0d", "-1d", "+1y", "+0d", "-1y", "+2y")):
            done, found = self.build(jump, self.folder / "public")
            clean, expected = self.build(jump, self.folder / f"clean-{turn}", "--clean")
            difference = differences(expected, found)
            self.suite.check(f"turn {turn}, a clock at {jump}: as a clean build",
                             done.returncode == clean.returncode == 0 and not difference, difference + done.stderr[:500])
            is_out = any(b"zqsoon" in contents.lower() for contents in found.values())
            self.suite.check(f"turn {turn}, a clock at {jump}: the embargo holds", is_out == (jump in ("+1y", "+2y")))


def cases(suite, fixture, is_long):
    return [("same bytes", SameBytes(suite, fixture).all), ("a clock that jumps", BetweenBuilds(suite, fixture).all)]
