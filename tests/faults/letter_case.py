# SPDX-License-Identifier: MIT
"""An output folder where case makes no difference, as on exFAT: what changes in case alone is neither lost nor refused."""
import os
import shutil
import subprocess

from fixture import write
from suite import AT, run, tree

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>\n'
TEXT = "---\ntitle: A bundle\ndate: 2025-04-01\n---\n![A map]({})\n"
TOOLS = ("mkfs.exfat", "mount.exfat-fuse", "losetup")
IMAGE_BYTES = 64 << 20


class Folder:
    """A folder on a file system of its own, or None where it cannot be made."""

    def __init__(self, root):
        self.image, self.folder, self.device = root / "exfat.img", root / "exfat", ""
        root.mkdir(parents=True)
        self.folder.mkdir()

    def __enter__(self):
        if os.geteuid() != 0 or not all(map(shutil.which, TOOLS)):
            return None
        with self.image.open("wb") as image:
            image.truncate(IMAGE_BYTES)
        self.device = run(["losetup", "--find", "--show", self.image]).stdout.strip()
        is_mounted = self.device and all(run(command).returncode == 0 for command in (
            ["mkfs.exfat", self.device], ["mount.exfat-fuse", self.device, self.folder]))
        if not is_mounted:
            return None
        (self.folder / "Case").write_text("")
        return self.folder if (self.folder / "cASE").exists() else None

    def __exit__(self, *error):
        subprocess.run(["umount", str(self.folder)], capture_output=True)
        if self.device:
            subprocess.run(["losetup", "--detach", self.device], capture_output=True)


class Renaming:
    def __init__(self, suite, mounted):
        self.suite, self.site, self.out = suite, suite.work / "letter-case" / "site", mounted / "out"
        self.bundle = self.site / "content/articles/2025/bundle"
        write(self.site, {"site.yml": "title: The Record\nbase_url: https://policy.example\nplugins: []\n"})
        write(self.bundle, {"index.md": TEXT.format("Map.svg"), "Map.svg": PICTURE})

    def build(self, out):
        return run([self.suite.brief, "-C", self.site, "-o", out, "build", "-j1", "--at", AT])

    def check(self, name, expected):
        clean = self.suite.work / "letter-case" / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        done = self.build(self.out)
        self.suite.check(f"letter case: {name}", done.returncode == 0 and expected in tree(self.out), done.stdout + done.stderr)
        self.build(clean)
        self.suite.check(f"letter case: {name}: is as a clean build", tree(self.out) == tree(clean))
        again = self.build(self.out)
        self.suite.check(f"letter case: {name}: and nothing is left to do", ", 0 written, 0 removed" in again.stdout, again.stdout)

    def rename(self, old, new, more=""):
        (self.bundle / old).rename(self.bundle / new)
        (self.bundle / new).write_text(PICTURE + more)
        (self.bundle / "index.md").write_text(TEXT.format(new))

    def all(self):
        self.check("a first build", "articles/2025/bundle/Map.svg")
        self.rename("Map.svg", "map.svg")
        self.check("a file", "articles/2025/bundle/map.svg")
        self.rename("map.svg", "MAP.svg", "<!-- other bytes -->\n")
        self.check("a file with other bytes", "articles/2025/bundle/MAP.svg")
        self.bundle = self.bundle.rename(self.bundle.with_name("Bundle"))
        self.check("a folder", "articles/2025/Bundle/MAP.svg")
        (self.out / "Mine.html").write_text("mine")
        write(self.site, {"content/mine.html": "ours"})
        done = self.build(self.out)
        self.suite.check("letter case: a file of somebody else's", done.returncode == 1 and "[foreign-file]" in done.stderr
                         and (self.out / "Mine.html").read_text() == "mine", done.stdout + done.stderr)


def cases(suite, fixture, is_long):
    def letter_case():
        with Folder(suite.work / "letter-case") as mounted:
            if mounted:
                Renaming(suite, mounted).all()
            else:
                suite.skip("letter case", "no exFAT can be mounted here")
    return [("letter case", letter_case)]
