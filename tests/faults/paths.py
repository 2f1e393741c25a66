# SPDX-License-Identifier: MIT
"""Names that people choose, or choose to do harm: in front matter, in file names, in links of the file system."""
import os
import shutil
import socket
import stat
import subprocess

from fixture import FOREIGN, SECOND, sources, write
from suite import run, tree

CLIMBING = ["../../evil", "/../evil", "a/../../../evil", "..", ".", "%2e%2e/%2e%2e/evil", "%252e%252e/evil", "..%2fevil",
            "..\\evil", "a\\..\\..\\evil", "C:\\evil", "C:evil", "//host/evil", "/etc/passwd", "/dev/null", "a//b", "", " ",
            "\\u0000", "a\\u0000b", "%00", "a\\u0007b", "a\\u202eb", "a\\u200bb", "\\ufeff", "CON", "nul.txt", "com1", "LPT9.md",
            "trailing.", "trailing ", "a/ b", "-rf", "~", "~brief", "x~brief", "a/~brief/b", ".git", ".git/hooks/x", "a/.GIT/b", "index.html", "feed.xml",
            "x" * 241, "x" * 255, "x" * 256, "y/" * 600, "z" * 4096, "\\u00e9" * 200, "?q", "#f", "a?b#c", "<script>", "'\"><b>"]
ARTICLE = "---\ntitle: Hostile\ndate: 2025-01-01\n{}\n---\nText.\n"
FIELDS = {
    "slug": 'slug: "{}"', "permalink": 'permalink: "{}"', "permalink in a folder": 'permalink: "/a/{}/"', "alias": 'aliases: ["{}"]',
    "tag": 'tags: ["{}"]', "author": 'author: "{}"', "image": 'image: "{}"', "series": 'series: "{}"', "layout": 'layout: "{}"',
}


class Paths:
    def __init__(self, suite, fixture):
        self.suite, self.fixture = suite, fixture

    def judge(self, name, folder, done, before):
        """Right or refused by name; nothing outside the output, no name in it that a host could misread."""
        faults = []
        after = sources(folder)
        if after != before:
            faults.append(f"changed outside the output: {sorted(set(after) ^ set(before))[:5]}")
        if done.returncode not in (0, 1):
            faults.append(f"exit code {done.returncode}")
        if done.returncode == 1 and not any(place in done.stderr for place in ("content/", "site.yml", "layouts/")):
            faults.append("no file is named")
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in done.stdout + done.stderr):
            faults.append("raw control bytes in the messages")
        public = folder / "site" / "public"
        for path in tree(public):
            parts = path.split("/")
            if path in FOREIGN:
                continue
            if any(part.casefold() in ("..", ".", ".git") or part.endswith((".", " ")) or len(part.encode()) > 240
                   for part in parts) or len(path.encode()) > 1024 or any(ord(letter) < 32 for letter in path):
                faults.append(f"output path {path!r}")
        self.suite.check(name, not faults, "\n".join([*map(str, faults[:5]), done.stderr[:500]]))

    def build(self, folder):
        return run(self.fixture.command(folder / "site"))

    def field(self, field):
        """All hostile values in one key, one build each into one output."""
        folder = self.fixture.case()
        article = folder / "site" / "content" / "articles" / "hostile.md"
        for value in CLIMBING:
            article.write_text(ARTICLE.format(FIELDS[field].format(value.replace('"', '\\"').replace("\\..", "\\\\..")
                                                                   .replace("\\evil", "\\\\evil"))))
            before = sources(folder)
            self.judge(f"{field} {value[:40]!r}", folder, self.build(folder), before)
        self.fixture.drop(folder)

    def together(self):
        """One site with every hostile tag and author at once: they collide with nothing and nobody."""
        folder = self.fixture.case()
        values = [value.replace('"', "'").replace("\\", "/") for value in CLIMBING if value.strip() and len(value) < 100]
        quoted = ", ".join(f'"{value}"' for value in values if "u0000" not in value)
        (folder / "site" / "content" / "articles" / "hostile.md").write_text(ARTICLE.format(f"tags: [{quoted}]\nauthors: [{quoted}]"))
        before = sources(folder)
        self.judge("all hostile tags and authors", folder, self.build(folder), before)
        self.fixture.drop(folder)

    def file_names(self):
        names = ["with space", "new\nline", "tab\tname", "\U0001f600", "-rf", "--help", "rtl\u202ename", "zero\u200bwidth", "CON", "nul.txt",
                 "trailing.", "trailing ", "quote\"'name", "<b>", "a&b", "%2e%2e", "back\\slash", "C:", "\u0130stanbul", "e\u0301", "x" * 240,
                 "x" * 251, "\u00e9" * 120, "x~brief", "$(touch evil)", "`id`", "esc\x1b[31m", "nbsp\u00a0x"]
        for name in names:
            for place in ("articles/{}.md", "authors/{}.md", "pages/{}.md", "{}.txt", "{}/inside.txt"):
                folder = self.fixture.case()
                path = folder / "site" / "content" / place.format(name)
                contents = "---\ntitle: Named\nname: Named\ndate: 2025-01-01\n---\nText.\n"
                if "pages" in place or "authors" in place:
                    contents = "---\n{}: Named\n---\nText.\n".format("title" if "pages" in place else "name")
                try:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(contents)
                except OSError:
                    self.fixture.drop(folder)
                    continue
                before = sources(folder)
                self.judge(f"file name {place.format(name)[:60]!r}", folder, self.build(folder), before)
                self.fixture.drop(folder)
        folder = self.fixture.case()
        for place in (b"articles/\xff.md", b"\xff.txt", b"\xff/x.txt"):
            path = os.fsencode(folder / "site" / "content") + b"/" + place
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write("x")
        before = sources(folder)
        done = self.build(folder)
        self.judge("file names that are not UTF-8", folder, done, before)
        self.suite.check("are an error", done.returncode == 1 and "unusable-name" in done.stderr, done.stderr[:300])
        self.fixture.drop(folder)

    def sources_that_are_links(self):
        """Links, pipes, sockets and devices among the sources are named, not followed, and never waited for."""
        secret = b"root:x:0:0"
        places = ["content/articles/link.md", "content/data/link.yml", "content/link.txt", "content/authors/link.md", "content/pages/link.md",
                  "layouts/article.html", "layouts/assets/link.css", "layouts/strings/fr.yml", "lua-plugins/link.lua"]

        def make(kind, path, folder):
            if kind == "file":
                path.symlink_to("/etc/passwd")
            elif kind == "loop":
                path.symlink_to(path.name)
            elif kind == "parent":
                path.symlink_to("..")
            elif kind == "dangling":
                path.symlink_to("nothing-here")
            elif kind == "own file":
                path.symlink_to(folder / "site" / "content" / "pages" / "about.md")
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "socket":
                here = os.getcwd()
                with socket.socket(socket.AF_UNIX) as end:
                    os.chdir(path.parent)
                    end.bind(path.name)
                    os.chdir(here)
            elif kind == "device":
                os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
        for kind in ("file", "loop", "parent", "dangling", "own file", "pipe", "socket", "device"):
            folder = self.fixture.case()
            try:
                for place in places:
                    path = folder / "site" / place
                    path.parent.mkdir(parents=True, exist_ok=True)
                    make(kind, path, folder)
            except OSError as error:
                self.suite.skip(f"sources that are a {kind}", str(error))
                continue
            done = self.build(folder)
            unnamed = [place for place in places if place not in done.stderr]
            found = tree(folder / "site" / "public")
            leaks = [path for path, contents in found.items() if secret in contents]
            self.suite.check(f"sources that are a {kind}", done.returncode == 0 and not unnamed and not leaks
                             and found == self.fixture.second | FOREIGN,
                             f"exit code {done.returncode}, not named {unnamed}, leaks {leaks}\n{done.stderr[:800]}")
            self.fixture.drop(folder)

    def folders_that_are_links(self):
        for place in ("content", "layouts", "lua-plugins", "content/articles", "content/data", "layouts/assets"):
            folder = self.fixture.case()
            path, elsewhere = folder / "site" / place, folder / "elsewhere"
            write(elsewhere, {"articles/zqoutside.md": "---\ntitle: Zqoutside\ndate: 2025-01-01\n---\n", "zqoutside.html": "x", "x.lua": "error()"})
            shutil.rmtree(path, ignore_errors=True)
            path.parent.mkdir(exist_ok=True)
            path.symlink_to(elsewhere)
            done = self.build(folder)
            leaks = [name for name in tree(folder / "site" / "public") if "zqoutside" in name]
            self.suite.check(f"{place}/ that is a link", place in done.stderr and not leaks and done.returncode in (0, 1),
                             f"exit code {done.returncode}, {leaks}\n{done.stderr[:500]}")
            self.fixture.drop(folder)

    def bytes_of_all_kinds(self):
        """A source of any bytes is read or refused by rule, with its path, and ends nothing else."""
        valid = "---\ntitle: Bytes\ndate: 2025-01-01\n---\nText.\n"
        zoo = {
            "empty": (b"", 1), "random": (bytes((number * 7919) % 251 for number in range(1 << 20)), 1), "utf-16 le": (valid.encode("utf-16"), 1),
            "utf-16 be": (b"\xfe\xff" + valid.encode("utf-16-be"), 1), "bom": (b"\xef\xbb\xbf" + valid.encode(), 0),
            "crlf": (valid.replace("\n", "\r\n").encode(), 0), "cr": (valid.replace("\n", "\r").encode(), 0),
            "invalid utf-8": (valid.encode() + b"\xff\xfe\n", 1), "nul": (valid.encode() + b"\0\n", 1), "no final newline": (valid.encode()[:-1], 0),
            "unterminated": (b"---\ntitle: x\n", 1), "100 MB": (valid.encode() + b"x" * (100 << 20), 1), "one 40 KB line": (valid.encode() + b"word " * 8000, 0),
            "1 MB": (valid.encode() + b"A line of text.\n\n" * 60000, 0),
        }
        for name, (contents, code) in zoo.items():
            folder = self.fixture.case()
            # A crowded machine is no reason to give a long text up.
            (folder / "site" / "site.yml").write_text(SECOND["site.yml"] + "limits: {seconds: 100}\n")
            (folder / "site" / "content" / "articles" / "bytes.md").write_bytes(contents)
            done = self.build(folder)
            self.suite.check(f"bytes: {name}", done.returncode == code and (code == 0 or "content/articles/bytes.md" in done.stderr)
                             and not any(ord(letter) < 32 and letter not in "\n\t" for letter in done.stderr),
                             f"exit code {done.returncode}\n{done.stderr[:400]}")
            self.fixture.drop(folder)

    def vanishing(self):
        """Files that go or shrink while they are read: an error that names them, or a build of what was there."""
        folder = self.fixture.case()
        victim = folder / "site" / "content" / "articles" / "victim.md"
        text = "---\ntitle: Victim\ndate: 2025-01-01\n---\n" + "A line.\n\n" * 20000
        script = 'while :; do cp "$2" "$1"; : >"$1"; rm -f "$1"; done'
        (victim.parent.parent / "full.txt").write_text(text)
        loop = subprocess.Popen(["sh", "-c", script, "sh", victim, victim.parent.parent / "full.txt"],
                                stderr=subprocess.DEVNULL)
        try:
            done = [self.build(folder) for _ in range(12)]
        finally:
            loop.kill()
            loop.wait()
        wrong = [(one.returncode, one.stderr[:200]) for one in done
                 if one.returncode not in (0, 1) or (one.returncode == 1 and "victim.md" not in one.stderr)]
        self.suite.check("a file that comes and goes", not wrong, wrong[:2])
        self.fixture.drop(folder)

    def vanishing_before_a_lint(self):
        folder = self.fixture.case()
        (folder / "site" / "content" / "articles" / "victim.md").write_text(
            "---\ntitle: Victim\ndate: 2025-01-01\ntags: [water, Water]\n---\nA line.\n")
        brief = self.fixture.command(folder / "site")[0]
        done = run(["strace", "-f", "-qq", "-o", "/dev/null", "-P", "content/articles/victim.md", "-e", "inject=openat:error=ENOENT",
                    brief, "check", "-j0"], cwd=folder / "site")
        self.suite.check("a file that is gone when a lint looks at it again", done.returncode == 0 and "[term-spelling]" in done.stderr,
                         f"exit code {done.returncode}\n{done.stderr[:400]}")
        self.fixture.drop(folder)


def cases(suite, fixture, is_long):
    paths = Paths(suite, fixture)
    found = [(f"paths: {field}", lambda field=field: paths.field(field)) for field in FIELDS]
    return found + [(f"paths: {name}", getattr(paths, name)) for name in
                    ("together", "file_names", "sources_that_are_links", "folders_that_are_links", "bytes_of_all_kinds", "vanishing",
                     "vanishing_before_a_lint")]
