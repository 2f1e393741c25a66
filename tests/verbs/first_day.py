# SPDX-License-Identifier: MIT
"""The first day of a new user with the README alone, and the tutorial of plugins."""
import os
import re
import signal
from pathlib import Path

from preview import Preview, chromium
from suite import AT, ROOT, copy_site, environment, run, tree
from sites import brief, expect, folder, suite


def in_the_browser(place, draft, example):
    """The minutes with `brief serve`, each step seen in a real browser."""
    program, lacking = chromium()
    if lacking:
        suite.skip("first day in the browser", lacking)
        draft.write_text(example)
        return
    with Preview(suite.brief, place) as preview:
        done = run(["node", Path(__file__).with_name("first_day.mjs"), program, f"http://127.0.0.1:{preview.port}", suite.brief, place,
                    draft.relative_to(place)], timeout=600, env=environment(EXAMPLE=example))
        for line in done.stdout.splitlines():
            name = line.removeprefix("not ").removeprefix("ok ")
            suite.check(f"first day: {name}", line.startswith("ok "), line)
        suite.check("first day: to its end", done.returncode == 0 and done.stdout.count("\n") >= 10, done.stdout + done.stderr[:1500])
        preview.process.send_signal(signal.SIGINT)
        suite.check("Ctrl-C ends it", preview.process.wait(60) == 0, preview.output())
    suite.check("nothing was published meanwhile", not any(example.split("title: ")[1].split("\n")[0].encode() in content
                                                           for name, content in tree(place / "public").items()))


def first_day():
    """A new user with an empty folder and the README's quick start: its commands are run as they stand there."""
    start = (ROOT / "README.md").read_text().split("## Quick start")[1].split("\n## ")[0]
    place = folder("first-day")
    commands = [line.strip() for line in re.findall(r"^    (brief [^\n]*)", start, re.M)]
    suite.check("the README has commands", [command.split()[1] for command in commands] ==
                ["new", "build", "new", "serve", "check", "build"], commands)
    example = re.search(r"```markdown\n(.*?)```", start, re.S)[1]
    made, said = [], {}
    for command in commands:
        if command == "brief serve":
            in_the_browser(place, made[0], example)
            continue
        done = run(["sh", "-ec", command], cwd=place, env=environment(PATH=f"{suite.build}:{os.environ['PATH']}"))
        suite.check(f"README: {command}", done.returncode == 0, done.stdout + done.stderr)
        said[command] = done
        if " && cd " in command:
            place = place / command.rsplit(" ", 1)[1]
        if command.startswith("brief new article"):
            made.append(place / done.stdout.strip())
    for verb, words in (("check", "0 errors"), ("build", "pages, ")):
        done = said[f"brief {verb}"]
        suite.check(f"the README's article: {verb}", words in done.stdout and "warning" not in done.stderr, done.stdout + done.stderr)
    pages = [path for path in (place / "public").rglob("index.html") if b"What the flood plan leaves out</h1>" in path.read_bytes()]
    suite.check("its page is there", len(pages) == 1, pages)
    made[0].write_text(example.replace("date: 2026-01-15", "date: January 15, 2026"))
    expect("a mistake is seen", brief("-C", place, "check"), 1, f"{made[0].relative_to(place)}:3:7: error: ", "2026-01-15")
    made[0].write_text(example)
    expect("and mended", brief("-C", place, "build"), 0, " 0 written")


def tutorial():
    """The plugin of docs/tutorial-glossary.md as its reader has it: with the layouts that come with brief."""
    page = (ROOT / "docs/tutorial-glossary.md").read_text()
    site = copy_site(ROOT / "tests/golden/tutorial-glossary", suite.work / "tutorial")
    plugin, settings = site / "lua-plugins/glossary.lua", site / "site.yml"
    for name in ("article.html", "base.html"):
        (site / "layouts" / name).unlink()
    expect("the tutorial's site", brief("-C", site, "build", "--at", AT), 0, "no article uses 'VDSL'")
    for path, short, long in (("2025/nis-deadline", "NIS", "network and information security"),
                              ("2025/masts", "5G", "fifth generation of mobile networks")):
        html = (site / "public" / path / "index.html").read_text()
        suite.check(f"{short} is explained once", html.count(f'<abbr title="{long}">{short}</abbr>') == 1, html[html.find('<div class="body'):][:900])
    listed = (site / "public/glossary/index.html").read_text()
    suite.check("and listed", '<dt id="nis">NIS</dt>' in listed and "/2025/nis-deadline/" in listed, listed)
    plugin.write_text(plugin.read_text().replace("article.plain", "article.plan"))
    done = brief("-C", site, "build", "--at", AT)
    suite.check("what it says of a misspelt field", re.search(r"```\n(lua-plugins/.*?)```", page, re.S)[1] in done.stderr, done.stderr)
    settings.write_text(settings.read_text().replace("{ title:", "{ titel:"))
    expect("and of a misspelt option", brief("-C", site, "build", "--at", AT), 1, "has no option 'titel'", "did you mean 'title'?")
    shown = (ROOT / "docs/plugins.md").read_text().split("### Files beside pages\n")[1].split("\n### ")[0]
    files = [path.read_text() for path in (ROOT / "tests/golden/plugin-files").glob("l*/*")]
    for piece in re.findall(r"```\w+\n(.*?)```", shown, re.S):
        suite.check("docs/plugins.md has a file of tests/golden/plugin-files", piece in files, piece)
    shown = (ROOT / "docs/plugins.md").read_text().split("### Tables from spreadsheets\n")[1].split("\n## ")[0]
    files = [path.read_text() for path in (ROOT / "tests/golden/data-tables").glob("*/**/*.*") if path.suffix in (".lua", ".md")]
    for piece in re.findall(r"```\w+\n(.*?)```", shown, re.S):
        suite.check("docs/plugins.md has what stands in tests/golden/data-tables", any(piece in file for file in files), piece)
