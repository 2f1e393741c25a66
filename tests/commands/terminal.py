# SPDX-License-Identifier: MIT
"""The progress bar, colours and links, where there is a terminal."""
import os
import re
import subprocess

from suite import AT, environment
from sites import brief, fresh, suite


def terminal():
    """On a terminal: colours, and a line of progress when work is long. Neither elsewhere, nor where it is not wanted."""
    site, out = fresh("terminal")
    (site / "lua-plugins").mkdir()
    (site / "lua-plugins" / "slow.lua").write_text(
        'return { name = "slow", api = 1, article = function() for i = 1, 2e7 do end end }\n')
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [slow]\n")
    article = site / "content" / "articles" / "2025" / "rain-tax.md"
    texts = 0

    def more_texts(count):
        nonlocal texts
        for texts in range(texts + 1, texts + count + 1):
            (article.parent / f"more-{texts}.md").write_text(article.read_text().replace("A tax", f"{texts} taxes"))

    def on_terminal(*arguments, **changes):
        here, there = os.openpty()
        process = subprocess.Popen([suite.brief, "-C", site, "-o", out, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=there, env=environment(**{"TERM": "xterm", **changes}))
        os.close(there)
        said = b""
        while True:
            try:
                piece = os.read(here, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
        process.wait()
        os.close(here)
        return said.decode()

    build = ("build", "--at", AT, "-j1", "--clean")  # one that knows of those before has no hook to run
    line, said = r"\rrunning plugins +\[[# ]{30}\]  \d+/\d+\x1b\[K", ""
    while not re.search(line, said) and texts < 100:  # a line comes after half a second: the faster the machine, the more texts
        more_texts(texts + 4)
        said = on_terminal(*build)
    suite.check("a line of progress", re.search(line, said), repr(said[:600]))
    suite.check("which is taken away", said.endswith("\r\x1b[K"), repr(said[-200:]))
    suite.check("none with -q", on_terminal(*build, "-q") == "")
    suite.check("none on a dumb terminal", "[#" not in on_terminal(*build, TERM="dumb"))
    suite.check("none in a pipe", brief("-C", site, "-o", out, *build).stderr == "")
    article.write_text(article.read_text().replace("m-ruis", "nobody-at-all"))
    (site / "site.yml").write_text((site / "site.yml").read_text().replace("[slow]", "[]"))
    suite.check("colours", "\x1b[1;31merror:" in on_terminal(*build))
    suite.check("none with NO_COLOR", "\x1b[1;31m" not in on_terminal(*build, NO_COLOR="1"))
    suite.check("none with --color never", "\x1b[1;31m" not in on_terminal(*build, "--color", "never"))
