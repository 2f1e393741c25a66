# SPDX-License-Identifier: MIT
"""A build that began before the change came leaves the files of one that did not.

After every step the preview's folder is compared with that of a preview that has just begun in a copy of the site. Steps
that change nothing but texts of articles must be taken in; what is more must be noticed.
"""
import base64
import os
import random
import re
import shutil
import signal
import time

from suite import differences, tree

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
WORDS = "harbour spectrum licence tender auction bridge budget roaming customs rural network council".split()
PLACES = "north south east west".split()


def article(rng, number):
    tags = ", ".join(rng.sample(PLACES, 2))
    links = "".join(f" See [another](a{rng.randrange(12)}.md#top) and [home](/).\n" for _ in range(number % 3))
    links += "See [its part](parts.md#one-part).\n" if number == 5 else ""
    return (f"---\ntitle: Piece {number}\ndate: 2024-{number % 12 + 1:02}-03\ntags: [{tags}]\nauthor: {rng.choice(['ada', 'A Guest'])}\n"
            f"summary: What piece {number} says.\n---\n{sentence(rng)}\n\n{links}\n## One part\n\n{sentence(rng)}\n\n> [!NOTE]\n> {sentence(rng)}\n")


def sentence(rng):
    return " ".join(rng.choices(WORDS, k=14)).capitalize() + "."


def make_site(site, rng):
    folder = site / "content/articles"
    folder.mkdir(parents=True)
    for number in range(12):
        (folder / f"a{number}.md").write_text(article(rng, number))
    (folder / "gone.md").write_text(article(rng, 12))
    (folder / "parts.md").write_text(article(rng, 3))
    (folder / "known.md").write_text(article(rng, 3).replace("summary:", "aliases: [/was/]\nsummary:"))
    (folder / "plain.md").write_text(re.sub("summary: .*\n", "", article(rng, 7)))
    (folder / "bare.md").write_text(re.sub("summary: .*\n", "", article(rng, 4)))
    (folder / "filed.md").write_text(article(rng, 8).replace("summary:", "attachments: /figures.txt\nsummary:"))
    (folder / "pictured.md").write_text(article(rng, 6).replace("summary:", "image: {src: /map/, alt: A map}\nsummary:"))
    (folder / "set").mkdir()
    (folder / "set/d.md").write_text(article(rng, 6))
    (folder / "old").mkdir()
    (folder / "old/c.md").write_text(article(rng, 9))
    (site / "content/map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>\n')
    (site / "content/map.png").write_bytes(PNG)
    (site / "content/figures.txt").write_text("one\n")
    (site / "content/data").mkdir()
    (site / "content/data/figures.csv").write_text("year,sum\n2024,7\n")
    (site / "layouts").mkdir()
    (site / "layouts/page.html").write_text('{% extends "base.html" %}{% block main %}{% if site.data.figures is defined %}'
                                            '{% for row in site.data.figures %}{{ row.sum }} {% endfor %}{% endif %}{{ page.content }}{% endblock %}\n')
    (site / "content/authors").mkdir()
    (site / "content/authors/ada.md").write_text("---\nname: Ada Quill\n---\nWrites about harbours.\n")
    (site / "content/pages").mkdir()
    (site / "content/pages/about.md").write_text("---\ntitle: About\n---\nWhat this is.\n")
    (site / "site.yml").write_text("title: Ahead\nbase_url: https://briefings.example\npaginate: 5\nplugins: [author-bio, related-stories, tag-index]\n")


def replace(path, old, new):
    path.write_text(path.read_text().replace(old, new, 1))


def steps(site, rng):
    """(name, is it texts alone, what to do), in an order of its own for each run of random numbers."""
    one, two = rng.sample([site / f"content/articles/a{n}.md" for n in range(12)], 2)

    def append(path, text):
        path.write_text(path.read_text() + f"\n{text}\n")

    alone = [
        ("words at the end", lambda: append(one, sentence(rng))),
        ("words before a link", lambda: replace(one, "\n---\n", f"\n---\n{sentence(rng)} ")),
        ("words of two articles", lambda: (append(one, sentence(rng)), append(two, sentence(rng)))),
        ("the same bytes", lambda: one.write_text(one.read_text())),
        ("a word less", lambda: one.write_text(one.read_text().rstrip().rsplit(" ", 1)[0] + "\n")),
        ("a list", lambda: append(one, "- one\n- two, *stressed*")),
        ("a heading", lambda: append(one, f"## {rng.choice(WORDS)}")),
        ("enough headings for a list of them", lambda: append(one, "## Second\n\n### Third\n\n## Fourth")),
        ("another heading", lambda: replace(one, "## One part", "## A part")),
        ("a link", lambda: append(one, f"[More]({two.name}) of it, [home](/) and <a href=\"/a1/\">there</a>.")),
        ("other links", lambda: one.write_text(re.sub(r"\(a(\d+)\.md", lambda found: f"(a{(int(found[1]) + 5) % 12}.md", one.read_text()))),
        ("links less", lambda: two.write_text(re.sub(r"See \[another.*", "No link.", two.read_text()))),
        ("links of two to each other", lambda: (append(one, f"[B]({two.name})"), append(two, f"[A]({one.name})"))),
        ("a note", lambda: append(one, "And a note[^n].\n\n[^n]: Which says more.")),
        ("links to other things", lambda: append(one, "[About](../pages/about.md), [Ada](../authors/ada.md), [above](#top), "
                                                      "[out](https://other.example/) and ![a map](../map.svg).")),
        ("a title", lambda: replace(one, "title: Piece", f"title: {rng.choice(WORDS)} *piece*")),
        ("a title and words", lambda: (replace(two, "title: ", "title: Other "), append(two, sentence(rng)))),
        ("a title to which others link", lambda: replace(site / "content/articles/parts.md", "title: ", "title: Many ")),
        ("a summary", lambda: replace(one, "summary: What", "summary: Nearly what")),
        ("a summary less", lambda: two.write_text(re.sub("summary: .*\n", "", two.read_text()))),
        ("the words of which a summary is made", lambda: replace(site / "content/articles/plain.md", "\n---\n", "\n---\nNew first words. ")),
        ("key points", lambda: replace(one, "\nsummary", f"\nkey_points: [{rng.choice(WORDS)}, two]\nsummary")),
        ("a number, a licence and a key of one's own", lambda: replace(one, "\nsummary", "\nnumber: B7\nlicence: CC-BY-4.0\nextra: {mood: calm}\nsummary")),
        ("a remark between keys", lambda: replace(two, "\nauthor", "\n# checked twice\nauthor")),
        ("words of a text with old addresses", lambda: append(site / "content/articles/known.md", sentence(rng))),
        ("words of a text with a picture", lambda: append(site / "content/articles/pictured.md", sentence(rng))),
        ("raw HTML with a place", lambda: append(one, '<p id="place">Here.</p>')),
    ]
    more = [
        ("a title with old addresses", lambda: replace(site / "content/articles/known.md", "title: ", "title: Well ")),
        ("a title before an address", lambda: replace(site / "content/articles/pictured.md", "title: ", "title: In colour ")),
        ("a key point with a link", lambda: replace(site / "content/articles/bare.md", "\nauthor", "\nkey_points: ['[one](a1.md)']\nsummary")),
        ("a tag", lambda: replace(one, "tags: [", "tags: [coast, ")),
        ("a draft", lambda: replace(one, "\nsummary", "\ndraft: true\nsummary")),
        ("a new article", lambda: (site / "content/articles/b.md").write_text(article(rng, 7))),
        ("a folder", lambda: (site / "content/articles/set").rename(site / "content/articles/sets")),
        ("a folder less", lambda: shutil.rmtree(site / "content/articles/old")),
        ("an article less", lambda: (site / "content/articles/gone.md").unlink()),
        ("an author", lambda: append(site / "content/authors/ada.md", sentence(rng))),
        ("a page", lambda: append(site / "content/pages/about.md", sentence(rng))),
        ("languages", lambda: append(site / "site.yml", "languages: {fr: {title: Actes, menu: [{title: Tout, url: /archive/}]}}")),
        ("a language less", lambda: replace(site / "site.yml", "languages:", "# languages:")),
        ("a footer", lambda: append(site / "site.yml", "footer: [{title: Who, url: /about/}]")),
        ("the site's picture", lambda: append(site / "site.yml", "image: /map.png")),
        ("a row of a table", lambda: append(site / "content/data/figures.csv", "2025,12")),
        ("a table that is none any more", lambda: replace(site / "content/data/figures.csv", "year,sum", "A title,,\nyear,sum")),
        ("a file that a text has", lambda: append(site / "content/figures.txt", "a longer one")),
        ("another file that a text has", lambda: replace(site / "content/articles/known.md", "aliases:", "attachments: /map.svg\naliases:")),
        ("a setting", lambda: replace(site / "site.yml", "title: A", "title: Far a")),
        ("an article and a page", lambda: (append(one, sentence(rng)), append(site / "content/pages/about.md", sentence(rng)))),
    ]
    return [(name, True, act) for name, act in alone] + [(name, False, act) for name, act in more]


def check(suite, server_of, seed):
    rng = random.Random(seed)
    site = suite.work / f"ahead-{seed}"
    make_site(site, rng)
    order = steps(site, rng)
    rng.shuffle(order)
    with server_of(site, "-v") as server:
        for name, is_alone, act in order:
            server.wait(lambda: server.is_waiting())
            said, (generation, _) = len(server.output()), server.state()
            # Stopped meanwhile, it hears of all at once: a machine that stalls between two files would make two changes of them.
            os.kill(server.process.pid, signal.SIGSTOP)
            act()
            os.kill(server.process.pid, signal.SIGCONT)
            server.wait(lambda: server.state()[0] > generation and server.output().endswith(" s\n") and len(server.output()) > said)
            output = server.output()[said:]
            suite.check(f"{seed}, {name}: begun ahead" if is_alone else f"{seed}, {name}: begun anew",
                        ("had begun before" in output) == is_alone, output)
            copy = suite.work / f"ahead-{seed}-clean"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".brief"))
            with server_of(copy) as fresh:
                fresh.get("/")
            difference = differences(tree(copy / ".brief/serve"), tree(site / ".brief/serve"))
            suite.check(f"{seed}, {name}: the same files", not difference, difference)


def check_others(suite, server_of, run):
    """The one that waits keeps nobody else from building, and takes nothing for its own that another build wrote."""
    rng = random.Random(3)
    site = suite.work / "ahead-others"
    make_site(site, rng)
    path = site / "content/articles/a1.md"
    with server_of(site, "-v") as server:
        server.wait(lambda: server.is_waiting())
        path.write_text(path.read_text() + "\nOne more word.\n")
        server.wait(lambda: server.output().count(" s\n") == 2)
        server.wait(lambda: server.is_waiting())
        built = run([suite.brief, "-C", site, "build"])
        suite.check("others build while one waits", built.returncode == 0 and (site / "public/index.html").exists(), built.stderr)
        path.write_text(path.read_text() + "\nAnd a second one.\n")
        suite.check("and it goes on afterwards", server.wait(lambda: b"And a second one" in server.get("/a1/")[2]), server.output())
        server.wait(lambda: server.output().count(" s\n") == 3)
        built = run([suite.brief, "-C", site, "build", "-v"])
        suite.check("what it noted is believed", built.returncode == 0 and b"And a second one" in (site / "public/a1/index.html").read_bytes(), built.stderr)
        cold = run([suite.brief, "-C", site, "build", "-o", suite.work / "ahead-cold", "--clean"])
        difference = differences(tree(suite.work / "ahead-cold"), tree(site / "public"))
        suite.check("and right", cold.returncode == 0 and not difference, difference)
        server.wait(lambda: server.is_waiting())
        (site / "urls.lock").write_text((site / "urls.lock").read_text() + "/was-there/ list\n")
        path.write_text(path.read_text() + "\nAnd a third one.\n")
        suite.check("another record is read", server.wait(lambda: "'/was-there/'" in server.output()), server.output())


def check_record(suite, server_of, run):
    """What is said of a text by urls.lock is said of its words now, also of the text whose address is the last one."""
    rng = random.Random(7)
    site = suite.work / "ahead-record"
    make_site(site, rng)
    path = site / "content/articles/zone.md"
    path.write_text(article(rng, 3))
    built = run([suite.brief, "-C", site, "build", "-o", suite.work / "ahead-record-out"])
    suite.check("a record is written", built.returncode == 0 and "/zone/ article zone" in (site / "urls.lock").read_text(), built.stderr)
    with server_of(site, "-v") as server:
        server.wait(lambda: server.is_waiting())
        path.write_text(path.read_text() + "\nOne more word.\n")
        suite.check("other words are noticed", server.wait(lambda: "zone.md:1:1: warning: text changed since 2024-04-03" in server.output()), server.output())
        suite.check("by a build that had begun", server.wait(lambda: "had begun before" in server.output()), server.output())


def check_time(suite, server_of):
    """The time for which is built is that of the change, and places in a text are those after it."""
    rng = random.Random(4)
    site = suite.work / "ahead-time"
    make_site(site, rng)
    (site / "layouts/article.html").write_text("{% if article.words > 90 %}built {{ site.build_time|date('%s') }}.{% endif %}{{ article.content }}")
    replace(site / "site.yml", "paginate", "links: {internal: warn}\npaginate")
    path = site / "content/articles/gone.md"
    path.write_text(path.read_text() + "\nSee [nothing](/nowhere/).\n")
    line = path.read_text().count("\n")
    with server_of(site, "-v") as server:
        server.wait(lambda: server.is_waiting())
        time.sleep(1.1)
        now = int(time.time())
        replace(path, "\n---\n", f"\n---\n{' '.join(WORDS * 8)} ")
        shown = server.wait(lambda: re.search(rb"built (\d+)", server.get("/gone/")[2]))
        suite.check("the time is that of the change", shown and int(shown[1]) >= now, server.output())
        server.wait(lambda: server.is_waiting())
        replace(path, "\n---\n", "\n---\nOne more line\nand another\n")
        suite.check("a warning about a link moves with it", server.wait(lambda: f"gone.md:{line + 2}:" in server.output()), server.output())
        suite.check("both had begun ahead", server.wait(lambda: server.output().count("had begun before") >= 2), server.output())


def check_places(suite, server_of):
    """A place in a text to which another one links is missed when it goes, and only then."""
    site = suite.work / "ahead-places"
    make_site(site, random.Random(5))
    parts = site / "content/articles/parts.md"
    with server_of(site, "-v") as server:
        server.wait(lambda: server.is_waiting())
        replace(parts, "## One part", "## A new one\n\n## One part")
        suite.check("a place more", server.wait(lambda: b"a-new-one" in server.get("/parts/")[2]), server.output())
        suite.check("is taken in", server.wait(lambda: "had begun before" in server.output()), server.output())
        server.wait(lambda: server.is_waiting())
        replace(parts, "## One part", "## No part")
        suite.check("a place less is missed", server.wait(lambda: "a5.md:12:16: error: 'content/articles/parts.md' has no anchor" in server.output()),
                    server.output())
        replace(parts, "## No part", "## One part")
        suite.check("and found again", server.wait(lambda: b'id="one-part"' in server.get("/parts/")[2] and b"no anchor" not in server.get("/a5/")[2]),
                    server.output())


def check_plugins(suite, server_of):
    """A title that a plugin wrote as JSON while it prepared is another one now."""
    site = suite.work / "ahead-plugins"
    make_site(site, random.Random(6))
    (site / "lua-plugins").mkdir()
    (site / "lua-plugins/own.lua").write_text(
        'local kept\nreturn { name = "own", api = 1, prepare = function(site) kept = brief.json(site.articles) end,\n'
        "  article = function() return { after_body = brief.html.p{ kept } } end }\n")
    replace(site / "site.yml", "plugins: [", "plugins: [own, ")
    with server_of(site, "-v") as server:
        server.wait(lambda: server.is_waiting())
        replace(site / "content/articles/a1.md", "title: Piece", "title: Renamed piece")
        suite.check("what plugins wrote of a title", server.wait(lambda: b"&quot;Renamed piece 1&quot;" in server.get("/a2/")[2]), server.output())
    # A plugin that is ended over the new text is named, by a build that nobody will ask again.
    (site / "lua-plugins/own.lua").write_text(
        'return { name = "own", api = 1, article = function(article)\n'
        '  if article.plain:find("Halt", 1, true) then article.plain:find(("s.*"):rep(9) .. "~") end\n  return { mark = "seen" }\nend }\n')
    with server_of(site, "-v", "-j2") as server:
        server.wait(lambda: server.is_waiting())
        path = site / "content/articles/a1.md"
        path.write_text(path.read_text() + "\nHalt " + "for as long as that takes " * 200 + "\n")
        suite.check("a plugin that hangs over the new text", server.wait(lambda: "[plugin-limit]" in server.output()), server.output())
        replace(path, "\nHalt ", "\nWaits ")
        suite.check("is called again for the next one", server.wait(lambda: b"Waits for as long" in server.get("/a1/")[2]), server.output())
