# SPDX-License-Identifier: MIT
"""What is written where: copies of built-in files, clashes, folders that are refused, files that are no outputs."""
import os
import re
from pathlib import Path

from generate import generate
from suite import AT, ROOT, tree
from sites import brief, expect, fresh, suite


def own_copies():
    """The golden site's own author-bio is the built-in one with one line changed, and stays that."""
    name = "lua-plugins/author-bio.lua"
    shipped, copy = ((folder / name).read_text().splitlines() for folder in (ROOT, ROOT / "tests/golden/plugin-override"))
    changed = [line for line, other in zip(shipped, copy) if line != other]
    suite.check("one line of the own copy differs", len(shipped) == len(copy) and len(changed) == 1, f"changed: {changed[:5]}")


ASKING = """return { name = "own", api = 1, article = function(article, site)
  local names = {}
  for _, found in ipairs(site:related(article, { limit = 3 })) do names[#names + 1] = found.article.title end
  return { footer = brief.html.p{ table.concat(names, "; ") } }
end }
"""


def begins_to_ask():
    """A plugin that is edited to ask what is related: drafts of builds in which nobody asked lack what is compared."""
    site, out = fresh("begins")
    for number, words in enumerate(("tariff port levy", "tariff port quota", "spectrum auction licence")):
        (site / f"content/articles/more-{number}.md").write_text(
            f"---\ntitle: Number {number}\ndate: 2024-05-0{number + 1}\nauthors: [Ada Moreno]\n---\n{words}. {words}.\n")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [own]\nsearch: false\n")
    (site / "lua-plugins").mkdir(exist_ok=True)
    own = site / "lua-plugins" / "own.lua"
    own.write_text('return { name = "own", api = 1, article = function() return { footer = brief.html.p{ "none" } } end }\n')
    expect("nobody asks", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    own.write_text(ASKING)
    expect("a plugin begins to ask", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    said = (out / "more-0" / "index.html").read_text()
    suite.check("it gets an answer", "Number 1" in said.split("</h1>")[1], said[-600:])
    expect("a clean build", brief("-C", site, "-o", out.parent / "clean", "build", "--clean", "--at", AT), 0)
    suite.check("the same as a clean build", tree(out) == tree(out.parent / "clean"))


def callers():
    """A plugin's mistake is told with the line of the layout that called it."""
    site, out = fresh("callers")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [own]\nsearch: false\n")
    for folder in ("lua-plugins", "layouts"):
        (site / folder).mkdir(exist_ok=True)
    (site / "lua-plugins" / "own.lua").write_text(
        'return { name = "own", api = 1, functions = { named = function(thing) return thing.titel end } }\n')
    (site / "layouts" / "404.html").write_text("<p>\n{{ named(site) }}\n")
    expect("a function that fails", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "lua-plugins/own.lua:1:1: error: a site has no field 'titel'", "layouts/404.html:2: called from here")
    (site / "lua-plugins" / "own.lua").write_text(
        'return { name = "own", api = 1, shortcodes = { table = function(given, subject)\nbrief.warn("no caption")\n'
        'brief.warn(subject, "no source")\nreturn brief.read_data(given.file) end } }\n')
    calling = site / "content/articles/calling.md"
    calling.write_text('---\ntitle: Calls\ndate: 2025-01-01\n---\nWords.\n\n{{ table(file="gone.yml") }}\n')
    expect("a shortcode that fails", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "lua-plugins/own.lua:4:1: error: there is no 'content/data/gone.yml'", "note: content/articles/calling.md:7: at hand",
           "content/articles/calling.md:7:1: warning: no caption", "content/articles/calling.md:7:1: warning: no source")
    calling.unlink()
    (site / "lua-plugins" / "own.lua").write_text('return { name = "own" }\n')
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("what a plugin that does not load would bring is not looked for", done, 1, "hint: write api = 1\n"
           "  note: until every plugin loads, unknown filters, functions and shortcodes are not reported")
    suite.check("which is said once, and of no layout", done.stderr.count("until every") == 1 and "404.html" not in done.stderr, done.stderr)


def pages_of_plugins():
    """Two pages at one address, of one plugin or of two, are mended in the plugins."""
    site, out = fresh("pages-of-plugins")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [words, names]\nsearch: false\n")
    for folder in ("lua-plugins", "layouts"):
        (site / folder).mkdir(exist_ok=True)
    (site / "layouts" / "list.html").write_text("<p>{{ page.title }}</p>\n")
    plugin = 'return { name = "%s", api = 1, pages = function() return { { url = "%s", title = "List", layout = "list.html" } } end }\n'
    for name, url in (("words", "/list/"), ("names", "/list/")):
        (site / "lua-plugins" / f"{name}.lua").write_text(plugin % (name, url))
    expect("two plugins want one address", brief("-C", site, "-o", out, "build", "--at", AT), 1, "of plugin 'words'", "of plugin 'names'",
           "hint: give one of them another url in lua-plugins/names.lua or lua-plugins/words.lua")
    (site / "lua-plugins" / "words.lua").write_text(plugin % ("words", "/words/"))
    (site / "lua-plugins" / "names.lua").write_text(plugin % ("names", "/about/"))
    expect("a plugin wants a page's address", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "hint: give the plugin's page another url in lua-plugins/names.lua, or the other page another slug: or permalink:")
    (site / "lua-plugins" / "names.lua").write_text(plugin % ("names", "/assets/style.css"))
    expect("or that of a file without front matter", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "hint: give the plugin's page another url in lua-plugins/names.lua\n")
    (site / "lua-plugins" / "names.lua").write_text(plugin % ("names", "/names/"))
    expect("each at its own", brief("-C", site, "-o", out, "build", "--at", AT), 0)


def many_files():
    """However many folders of assets and plugins there are, and however deep: none is left out, least of all without a word."""
    site, out = fresh("many-files")
    deep = "/".join("abcdefghijkl")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "plugins: [zone]\nsearch: false\n")
    (site / "lua-plugins" / deep).parent.mkdir(parents=True)
    (site / "lua-plugins" / f"{deep}.lua").write_text("return {}\n")
    for number in range(1100):
        folder = site / "layouts/assets/maps" / str(number)
        folder.mkdir(parents=True)
        (folder / "map.txt").write_text(f"{number}\n")
        (site / "lua-plugins" / f"part{number}.lua").write_text("return {}\n")
    (site / "lua-plugins/zone.lua").write_text(
        f"require('{deep.replace('/', '.')}')\n" 'return { name = "zone", api = 1 }\n')
    expect("a plugin behind a thousand files, and what it requires below eleven folders", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    found = len(list((out / "assets/maps").glob("*/map.txt")))
    suite.check("assets of all folders", found == 1100, f"{found} of 1100")


def long_series():
    """A page does not grow with its series: a weekly column of twenty years has a thousand parts."""
    site, out = fresh("long-series")
    for number in range(1, 31):
        (site / "content/articles" / f"week-{number}.md").write_text(
            f"---\ntitle: Week {number}\ndate: 2025-01-01\nseries: {{name: Weekly, part: {number}}}\n---\nText.\n")
    brief("-C", site, "-o", out, "build", "--at", AT)
    for number, near in ((1, range(1, 12)), (15, range(5, 26)), (30, range(20, 31))):
        nav = (out / f"week-{number}/index.html").read_text().split('<nav class="series"')[1].split("</nav>")[0]
        parts = [int(part) for part in re.findall(r">Week (\d+)<", nav)]
        suite.check(f"part {number} of 30: the ends and what is near", parts == sorted({1, *near, 30}), parts)


def long_series_of_versions():
    """What stands in another language only has its place, and what is behind it too."""
    site, out = fresh("long-series-of-versions")
    for number in range(1, 31):
        for lang in ("fr",) if number == 20 else ("de", "en") if number == 10 else ("de", "en", "fr"):
            (site / "content/articles" / f"week-{number}-{lang}.md").write_text(
                f"---\ntitle: Week {number} {lang}\ndate: 2025-01-01\nseries: {{name: Weekly, part: {number}}}\n"
                f"lang: {lang}\ntranslation_key: week-{number}\n---\nText.\n")
    brief("-C", site, "-o", out, "build", "--at", AT)
    for number, lang, near in ((1, "fr", range(1, 12)), (15, "de", range(5, 26)), (30, "en", range(20, 31))):
        nav = (out / f"week-{number}-{lang}/index.html").read_text().split('<nav class="series"')[1].split("</nav>")[0]
        wanted = [f"{part} {'fr' if part == 20 else 'en' if part == 10 and lang == 'fr' else lang}" for part in sorted({1, *near, 30})]
        parts = re.findall(r">Week (\d+ \w+)<", nav)
        suite.check(f"part {number} of 30 in '{lang}': each part once", parts == wanted, parts)


def many_standing_pages():
    """A menu of forty lines would be all that a small screen shows of a page."""
    site, out = fresh("many-standing-pages")
    (site / "content/pages").mkdir(exist_ok=True)
    here = len(list((site / "content/pages").glob("**/*.md")))
    for wanted, listed in ((7, True), (8, False)):
        for number in range(here, wanted):
            (site / f"content/pages/p{number}.md").write_text(f"---\ntitle: Page {number}\n---\nWords.\n")
        here = wanted
        expect(f"{wanted} standing pages", brief("-C", site, "-o", out, "build", "--at", AT), 0)
        header, footer = (out / "index.html").read_text().split("</header>", 1)
        suite.check(f"{wanted} in the menu" if listed else f"none of {wanted} in the menu", (">Page 6<" in header) == listed, header[-2000:])
        suite.check(f"{wanted} in the footer", ">Page 6<" in footer.split('class="site-footer"')[1], footer[-2000:])


def citations_beside_pages():
    """The links to files of references lead to them, whatever the addresses of articles end in."""
    site, out = fresh("citations")
    settings = (site / "site.yml").read_text()
    for number, pattern in enumerate(("/:slug/", "/:slug.html", "/b.html.d/:slug.htm", "/a.b/:slug.xhtml", "/:slug")):
        (site / "site.yml").write_text(f"{settings}citations: files\npermalinks: {{article: '{pattern}'}}\n")
        folder = out / str(number)
        brief("-C", site, "-o", folder, "build", "--at", AT)
        page = next(each for each in folder.glob("**/*") if each.is_file() and "cite.bib" in each.read_text(errors="replace"))
        links = re.findall(r'href="/([^"]*cite\.(?:bib|ris|json))"', page.read_text())
        suite.check(f"{pattern}: three files", len(links) == 3 and all((folder / link).is_file() for link in links), links)


def alias_of_two():
    """An alias is named by its address, so it is told where the other one stands."""
    site, out = fresh("alias-of-two")
    for name, alias in (("one", "/Levy/"), ("two", "/levy/")):
        (site / "content/pages" / f"{name}.md").write_text(f"---\ntitle: {name}\naliases: {alias}\n---\nWords.\n")
    expect("two aliases that differ in case", brief("-C", site, "-o", out, "build", "--at", AT), 1, "content/pages/two.md:3:10: error: "
           "the alias '/levy/' and the alias '/Levy/' would both be", "note: content/pages/one.md:3: that alias stands here")


def places():
    site, out = fresh("places")
    expect("options before the verb", brief("-C", site, "-o", out, "--at", AT, "build"), 0)
    first = tree(out)
    expect("options after the verb", brief("build", f"--at={AT}", "-o", out, "-C", site), 0)
    suite.check("both give the same", first == tree(out))
    expect("output below the site by default", brief("build", "--at", AT, cwd=site), 0)
    suite.check("public/ holds it", tree(site / "public") == first)
    expect("folder without site.yml", brief("-C", suite.work / "places", "build"), 1, "site.yml")
    expect("folder that is not there", brief("-C", suite.work / "nowhere", "build"), 2, "nowhere")


def clash_among_many():
    """Outputs are planned in two rounds, and with so many of them the first ones move in the second."""
    site = suite.work / "clash"
    generate(600, site)
    (site / "content/pages").mkdir()
    (site / "content/pages/search.md").write_text("---\ntitle: Search\n---\nHow to search.\n")
    expect("a page where the search page stands", brief("-C", site, "build", "--at", AT, "-j2"), 1,
           "content/pages/search.md:1:1", "content/pages/search.md and the search page", "[duplicate-url]")


def linked_content():
    site, out = fresh("linked")
    (site / "content").rename(site / "texts")
    (site / "content").symlink_to("texts")
    expect("content that is a link", brief("-C", site, "-o", out, "build"), 1, "'content': a symbolic link, which is not followed [no-content]")


def refused():
    site, _ = fresh("refused")
    before = tree(site / "content")
    for name, out in (("the root", "/"), ("the site", site), ("its content", site / "content"), ("above the site", site.parent),
                      ("inside content", site / "content" / "out"), ("home", Path.home()),
                      ("layouts that are not there yet", site / "layouts"), ("git", site / ".git" / "out"),
                      ("a way through nothing", site / "public" / ".." / "content")):
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        expect(f"output refused: {name}", done, 1, "[unsafe-output-folder]")
        suite.check(f"{name} is as it was", tree(site / "content") == before)
    (site / "link").symlink_to(site.parent / "elsewhere")
    (site.parent / "elsewhere").mkdir()
    for out, words in ((site / "link", "is a symbolic link"), (site / "site.yml", "is not a folder")):
        expect(f"output refused: it {words}", brief("-C", site, "-o", out, "build", "--at", AT), 1, words, "[unsafe-output-folder]",
               "name a folder of its own with output: in site.yml or -o")
    suite.check("nothing is written through the link", not list((site.parent / "elsewhere").iterdir()))
    for out in ("content-out", "layouts2", ".brief-out"):
        expect(f"output taken: {out}", brief("-C", site, "-o", site / out, "build", "--at", AT), 0)
    for out in ("/var/www/html", "/home/m-ruis/site", "/usr/share/policy"):
        expect(f"output taken: {out}", brief("-C", site, "-o", out, "check", "--at", AT), 0)
    for out in ("/etc", "/usr/", "/var/lib", "/var/tmp", "/home", "/home/m-ruis"):  # check writes nothing, whatever it thinks of them
        expect(f"output refused: {out}", brief("-C", site, "-o", out, "check", "--at", AT), 1, "[unsafe-output-folder]")
    expect("output refused: where everybody writes", brief("-C", site, "-o", "/tmp", "check", "--at", AT), 1, "is a folder of the system")
    (site / "urls.lock").unlink(missing_ok=True)
    expect("output refused: where the ledger will be", brief("-C", site, "-o", site / "urls.lock", "build", "--at", AT), 1, "lies in 'urls.lock'")


def through_a_link():
    """The folders above the output may be links, as /var/www is on some hosts: each build leads to the same place."""
    site, _ = fresh("through-link")
    place, link = site.parent / "host", site.parent / "www"
    place.mkdir()
    link.symlink_to("host")
    build = lambda out: brief("-C", site, "-o", out, "build", "--at", AT)
    expect("a first build", build(link / "archive"), 0, " 0 removed")
    suite.check("into the place where the link leads, and nothing beside it", [path.name for path in place.iterdir()] == ["archive"])
    for what, out in (("again", link / "archive"), ("by its own name", place / "archive")):
        expect(what, build(out), 0, " 0 written, 0 removed")
    (place / "empty").mkdir()
    expect("into a folder that is there", build(link / "empty"), 0, " 0 removed")
    expect("into folders that are not there", build(link / "a/b/c"), 0, " 0 removed")
    suite.check("as into any other", tree(place / "a/b/c") == tree(place / "archive") == tree(place / "empty"))
    (site.parent / "self").symlink_to(site.name)
    expect("a link back to the site's content", build(site.parent / "self/content/out"), 1, "lies in 'content'")


def files():
    """What cannot lie in a repository: special files, names that are not UTF-8, folders without end."""
    site, out = fresh("files")
    os.mkfifo(site / "content" / "pipe.md")
    (site / "content" / "articles" / "with space, ü and -dash.md").write_text("---\ntitle: Named\ndate: 2025-01-01\n---\nText.\n")
    expect("a pipe is left alone", brief("-C", site, "-o", out, "build", "--at", AT), 0, "special-file")
    expect("but not with --strict", brief("-C", site, "-o", out, "build", "--at", AT, "--strict"), 1, "special-file")
    with open(os.fsencode(site) + b"/content/caf\xe9.txt", "w") as file:
        file.write("x")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("a name that is not UTF-8", done, 1, "unusable-name")
    suite.check("its bytes are not printed", "\ufffd" not in done.stderr and "\\xe9" in done.stderr.lower(), done.stderr[:400])
    os.unlink(os.fsencode(site) + b"/content/caf\xe9.txt")
    deep = site / "content"
    for _ in range(80):
        deep = deep / "d"
        deep.mkdir()
    expect("folders without end", brief("-C", site, "-o", out, "build", "--at", AT), 1, "folders-too-deep")


def not_listed():
    """A line of the manifest that no build wrote does not make a file brief's, which it may take away."""
    site, out = fresh("not-listed")
    expect("a site", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    (out / "mine.txt").write_text("x")
    manifest, = (site / ".brief").glob("manifest-*")
    with open(manifest, "a") as file:
        file.write("0123456789abcdef mine.txt\n")
    expect("a damaged list", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    suite.check("what it names is left alone", (out / "mine.txt").exists())


def sizes_of_attachments():
    """Sizes of files as readers are told them; a file that is replaced by a larger one changes the page that names it."""
    site, out = fresh("attachments")
    folder = site / "content/articles/levy"
    folder.mkdir()
    sizes = {"none.csv": 0, "one.csv": 1, "page.pdf": 1001, "long.pdf": 9_999_000, "longer.pdf": 9_999_001, "film.mp4": 123_456_789}
    for name, size in sizes.items():
        with (folder / name).open("wb") as file:
            file.truncate(size)
    (folder / "index.md").write_text(f"---\ntitle: Levy\ndate: 2024-05-01\nattachments: [{', '.join(sizes)}]\n---\nText.\n")
    told = "CSV; CSV, 1 KB; PDF, 2 KB; PDF, 9999 KB; PDF, 10 MB; MP4, 123 MB"
    for more in ("", ", larger"):
        if more:
            with (folder / "film.mp4").open("r+b") as file:
                file.truncate(124_000_000)
            told = told.replace("123", "124")
        expect(f"files of a text{more}", brief("-C", site, "-o", out, "build", "--at", AT), 0)
        page = (out / "levy/index.html").read_text().split('<section class="attachments"')[1].split("</section>")[0]
        suite.check(f"their sizes{more}", "; ".join(re.findall(r'nowrap">([^<]*)<', page)) == told, page)


def far_size():
    """A JPEG for printing: half a megabyte of colour profile stands before the size of the picture."""
    site, out = fresh("far-size")
    profile = b"".join(b"\xff\xe2\xff\xff" + b"ICC_PROFILE\0" + bytes(65521) for _ in range(9))
    frame = b"\xff\xc0\x00\x11\x08" + (48).to_bytes(2, "big") + (64).to_bytes(2, "big") + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    (site / "content/printed.jpg").write_bytes(b"\xff\xd8" + profile + frame + b"\xff\xd9")
    (site / "content/articles/printed.md").write_text("---\ntitle: Printed\ndate: 2025-01-01\n---\n![A map](../printed.jpg)\n")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("a picture for printing", done, 0)
    suite.check("nothing is said of it", "unreadable-image" not in done.stderr, done.stderr)
    page = (out / "printed" / "index.html").read_text()
    suite.check("its size is found", 'width="64" height="48"' in page, page[page.find("<img"):][:300])
