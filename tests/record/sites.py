# SPDX-License-Identifier: MIT
"""Small sites to try things on: a Site has files, is built, and says what came out."""
import shutil

from suite import environment, run, tree

SETTLING_SECONDS = 2.5  # after which the times of a file tell whether it was touched
SETTINGS = "title: The Policy Record\nbase_url: https://briefings.example\n"
# For sites of which dates are corrected: with it the ids of feeds do not have the day.
IDS_WITHOUT_DAYS = "feeds: {authority: 'briefings.example,2019'}\n"


def article(title, date="2020-01-01", text="Text of it.", **keys):
    """A source; keys with their YAML, in order."""
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndate: {date}\n{lines}---\n{text}\n"


class Site:
    def __init__(self, suite, name, settings="", files=None):
        self.suite, self.name = suite, name
        self.folder, self.out = suite.work / name / "site", suite.work / name / "out"
        self.write("site.yml", SETTINGS + settings)
        self.write("content/articles/first.md", article("The first one"))
        for path, text in (files or {}).items():
            self.write(path, text)

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def remove(self, path):
        target = self.folder / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def build(self, *arguments, env=None, out=None):
        return run([self.suite.brief, "-C", self.folder, "-o", out or self.out, "build", "-j0", *arguments],
                   env=environment(**(env or {})))

    def lock(self):
        path = self.folder / "urls.lock"
        return path.read_text() if path.exists() else ""

    def lines(self):
        return [line for line in self.lock().splitlines() if not line.startswith("#")]

    def pages(self):
        return tree(self.out) if self.out.exists() else {}

    def expect(self, case, done, code, *words, without=()):
        said = done.stdout + done.stderr
        lacking, surplus = [word for word in words if word not in said], [word for word in without if word in said]
        return self.suite.check(f"{self.name}: {case}", done.returncode == code and not lacking and not surplus,
                                f"exit code {done.returncode}, not {code}; lacking {lacking}, surplus {surplus}\n{said[:1800]}")

    def check(self, case, holds, detail=""):
        return self.suite.check(f"{self.name}: {case}", holds, detail)
