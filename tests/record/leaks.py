# SPDX-License-Identifier: MIT
"""The embargo scan: what plugins, layouts, data and authors put back into the output, and what is no leak."""
import base64
import re
import time
import unicodedata
from urllib.parse import quote, quote_plus

from sites import SETTLING_SECONDS, Site, article

TITLE = "Zqembargoxj plan"
SECRET = "content/articles/2026/zqembargoxj-plan/index.md"
HELD = {SECRET: article(TITLE, date="2090-01-01", aliases="[/zqembargoxj-old/]", tags="[zqembargoxj-tag]"),
        "content/articles/2026/zqembargoxj-plan/zqembargoxj-chart.png": b"\x89PNG zqembargoxj"}


def planted(suite, name, files, settings="", words=("[embargo-leak]", SECRET), without=(TITLE, "zqembargoxj-chart")):
    """A site with the secret, and with files that bring it to light."""
    site = Site(suite, f"leak-{name}", settings, {**HELD, "content/articles/open.md": article("Open")})
    site.expect("without them it builds", site.build(), 0, "held back: 1 (")
    pages, lock = site.pages(), site.lock()
    for path, text in files.items():
        site.write(path, text)
    done = site.build()
    site.expect("with them it does not", done, 1, *words, without=without)
    site.check("nothing is published", site.pages() == pages and site.lock() == lock)
    return site


PLUGIN = 'return { name = "planted", api = 1, article = function(article, site, options) return { after_body = brief.safe(%s) } end }\n'
WITH_PLUGIN = "plugins: [planted]\n"


def channels(suite):
    for name, markup in {"title": f'"<p>{TITLE}</p>"', "title in capitals": '"<p>ZQEMBARGOXJ PLAN</p>"', "slug": '\'<i id="zqembargoxj-plan"></i>\'',
                         "slug as part of an id": '\'<i id="story-zqembargoxj-plan-box"></i>\'', "id": '"<!-- 2026/zqembargoxj-plan -->"',
                         "address": "'<a href=\"/2026/zqembargoxj-plan/\">x</a>'", "address without its slash": "'<a href=\"/2026/zqembargoxj-plan#x\">x</a>'",
                         "alias": "'<a href=\"/zqembargoxj-old/\">x</a>'",
                         "whole address": "'<a href=\"https://briefings.example/2026/zqembargoxj-plan/\">x</a>'",
                         "encoded address": "'<a href=\"https://share.example/?u=%2F2026%2Fzqembargoxj-plan%2F\">x</a>'",
                         "encoded title": "'<a href=\"mailto:?subject=On%20Zqembargoxj%20plan\">x</a>'",
                         "title in JSON": "'<script type=\"application/json\">\"\\\\nZqembargoxj plan\"</script>'",
                         "media": "'<img src=\"chart/zqembargoxj-chart.png\" alt=\"\">'"}.items():
        planted(suite, "plugin-" + name.replace(" ", "-"), {"lua-plugins/planted.lua": PLUGIN % markup, "site.yml":
                "title: The Policy Record\nbase_url: https://briefings.example\n" + WITH_PLUGIN}, "plugins: []\n")
    planted(suite, "plugin-html", {"lua-plugins/planted.lua": 'return { name = "planted", api = 1, html = function(html, page, options) return '
                                   'html:gsub("</body>", "<p>Zqembargoxj plan</p></body>") end }\n',
                                   "site.yml": "title: The Policy Record\nbase_url: https://briefings.example\n" + WITH_PLUGIN}, "plugins: []\n")
    planted(suite, "plugin-page", {"lua-plugins/planted.lua": 'return { name = "planted", api = 1, pages = function(site, options) return {'
                                   '{ url = "/more/zqembargoxj-plan/", title = "More", layout = "page.html" } } end }\n',
                                   "site.yml": "title: The Policy Record\nbase_url: https://briefings.example\n" + WITH_PLUGIN}, "plugins: []\n",
            words=("[embargo-leak]", "the path 'more/zqembargoxj-plan/index.html' shows the slug"))
    planted(suite, "layout", {"layouts/404.html": "<!doctype html>\n<title>x</title>\n<p>Soon: Zqembargoxj plan.\n"},
            words=("[embargo-leak]", "line 3 of '404.html' shows the title of '" + SECRET + "', which is held back (scheduled)"))
    planted(suite, "feed", {"layouts/feed.xml": "<feed><title>Zqembargoxj&#32;plan</title><id>/2026/zqembargoxj-plan/</id></feed>"})
    planted(suite, "robots", {"layouts/robots.txt": "Disallow: /2026/zqembargoxj-plan/\n"})
    planted(suite, "asset", {"layouts/assets/menu.js": "var next = 'zqembargoxj-plan';\n"})
    planted(suite, "data", {"content/data/next.yml": f"title: {TITLE}\n",
                            "layouts/404.html": "<!doctype html>\n<title>x</title>\n<p>{{ site.data.next.title }}\n"})
    planted(suite, "cross-link", {"content/articles/open.md": article("Open", text="See [Zqembargoxj plan](2026/zqembargoxj-plan/index.md).")},
            words=("[embargo-leak]", "[link-to-held-back]", SECRET), without=())
    for name, file, shown in (("comments", "content/comments/2026/zqembargoxj-plan/sent/zw-letterscan.png", f"a file of '{SECRET}', which is held back (scheduled)"),
                              ("author", "content/authors/zw-writer/zw-portrait.jpg", "a file of 'content/authors/zw-writer/zw-portrait.jpg', which is held back [")):
        planted(suite, f"media-of-{name}", {file: b"\x89PNG", "content/list.txt": file.rsplit("/", 1)[1] + "\n", SECRET: HELD[SECRET].replace("---\n", "---\nauthor: zw-writer\n", 1),
                                            "content/authors/zw-writer/index.md": "---\nname: Zw Writer\n---\nBio.\n"}, words=("[embargo-leak]", shown), without=("letterscan.png' shows",))
    planted(suite, "media", {"content/list.txt": "zqembargoxj-chart.png\n"}, without=())
    planted(suite, "media-called-as-stems-are", {"content/search/data/words-1.txt": "zqembargoxj-chart.png\n"}, without=())
    planted(suite, "setting", {"site.yml": "title: The Policy Record\nbase_url: https://briefings.example\ndescription: Soon the zqembargoxj-plan\n"
                               "plugins: []\n", "content/articles/open.md": article("Open", summary="The Zqembargoxj plan is near")})


def forms(suite):
    """Titles with characters that every kind of file writes differently."""
    title = "Zölle & \"Abgaben\" 2090"
    for name, shown in {"html": "{{ site.data.next.title }}", "json": "<script>var x = {{ site.data.next }};</script>",
                        "attribute": '<p title="{{ site.data.next.title }}">', "address": '<a href="/?q={{ site.data.next.title|urlencode }}">'}.items():
        site = Site(suite, f"leak-form-{name}", "plugins: []\n", {
            "content/articles/levy.md": article(f"'{title}'", draft="true", slug="x"), "content/data/next.yml": f"title: '{title}'\n",
            "layouts/404.html": f"<!doctype html>\n<title>x</title>\n{shown}\n"})
        site.expect("is found", site.build(), 1, "[embargo-leak]", "shows the title of 'content/articles/levy.md'", without=("Abgaben",))
    for name, shown in {"a reference": "The&nbsp;annual zq levy", "two of them": "The annual&#xa0;zq&nbsp;levy", "a character": "The annual zq\u202flevy",
                        "JSON": '<script>var x = "The annual zq\\u00a0levy";</script>', "a line end": "The annual\nzq levy", "a reference at it": "The annual&nbsp;\nzq levy",
                        "a blank in JSON": '<script>var x = "The annual\\u0020zq levy";</script>',
                        "a soft hyphen": "The an&shy;nual zq levy", "a tab": "The annual\tzq levy"}.items():
        for title in ("The annual zq levy", "The annual\u00a0zq levy", "The annual&nbsp;zq levy"):
            site = Site(suite, "leak-form-blanks", "plugins: []\n", {
                "content/articles/levy.md": article(title, draft="true", slug="x"), "layouts/404.html": f"<!doctype html>\n<title>x</title>\n<p>\n{shown}\n"})
            site.expect(f"{title!r}, its blank as {name}", site.build(), 1, "[embargo-leak]", "line 4 of '404.html' shows the title")
    written = "L’été des impôts zq"
    for name, shown in {"references by name": "L&rsquo;&eacute;t&eacute; des imp&ocirc;ts zq", "by number": "L&#8217;&#233;t&#xE9; des imp&#XF4;ts &#122;q",
                        "letters and accents": unicodedata.normalize("NFD", written), "the same in an address": f'<a href="/?q={quote(unicodedata.normalize("NFD", written))}">x</a>',
                        "a form's address": f'<a href="/?q={quote_plus(written)}">x</a>', "some of it in JSON": '<script>var x = "L’\\u00e9t\\u00E9 des imp\u00f4ts zq";</script>',
                        "a line that is set in": "L’été des \n        impôts zq", "one of Windows": "L’été des\r\nimpôts zq"}.items():
        for title in (written, unicodedata.normalize("NFD", written)):
            site = Site(suite, "leak-form-letters", "plugins: []\n", {
                "content/articles/levy.md": article(title, draft="true", slug="x"), "layouts/404.html": f"<!doctype html>\n<title>x</title>\n<p>\n{shown}\n"})
            site.expect(f"{title!r}, written with {name}", site.build(), 1, "[embargo-leak]", "line 4 of '404.html' shows the title")
    for name, shown in {"&": "&#38;", "'": "&#x27;", "<": "&LT;", '"': "&#34;"}.items():
        title = f"Rates {name} levies zq"
        site = Site(suite, "leak-form-signs", "plugins: []\nmarkdown: {smart_punctuation: false}\n", {
            "content/articles/levy.md": article("'" + title.replace("'", "''") + "'", draft="true", slug="x"),
            "layouts/404.html": f"<!doctype html>\n<title>x</title>\n<p>\nRates {shown} levies zq\n"})
        site.expect(f"{name} as {shown}", site.build(), 1, "[embargo-leak]")
    site = Site(suite, "leak-form-allowed", f"plugins: []\nleaks: {{allow: [{written}]}}\n", {
        "content/articles/levy.md": article(unicodedata.normalize("NFD", written), draft="true", slug="x"), "layouts/404.html": f"<!doctype html>\n<title>x</title>\n{written}\n"})
    site.expect("what is allowed may stand there in any normal form", site.build(), 0)
    site = Site(suite, "leak-form-emphasis", "plugins: []\n", {
        "content/articles/levy.md": article("The *zq* levy", draft="true", slug="x"), "layouts/404.html": "<!doctype html>\n<title>x</title>\nThe <em>zq</em> levy\n"})
    site.expect("is found", site.build(), 1, "[embargo-leak]")
    site = Site(suite, "leak-form-wide", "plugins: []\n", {
        "content/articles/levy.md": article("水道計画", draft="true", slug="x"), "layouts/404.html": "<!doctype html>\n<title>x</title>\n新水道計画案\n"})
    site.expect("is found", site.build(), 1, "[embargo-leak]")
    site = Site(suite, "leak-form-ascii", "plugins: []\n", {
        "content/articles/levy.md": article("Zölle 🌊 von 2090", draft="true", slug="x"),
        "layouts/404.html": "<!doctype html>\n<title>x</title>\n<script>var x = \"Z\\u00f6lle \\ud83c\\udf0a von 2090\";</script>\n"})
    site.expect("is found", site.build(), 1, "[embargo-leak]")
    site = Site(suite, "leak-form-prefix", "plugins: []\n", {
        "content/articles/2090/levies.md": article("x", draft="true", permalink="/zz/levies-of-old/"),
        "layouts/404.html": "<!doctype html>\n<title>x</title>\n<a href='/archive/zz/levies-of-old/'>x</a>\n"})
    site.write("site.yml", "title: Record\nbase_url: https://briefings.example/archive\nplugins: []\n")
    site.expect("is found", site.build(), 1, "[embargo-leak]", "the address")


def pages(suite):
    """Standing pages are held back, too."""
    for fact, shown in {"slug": "zqslug-of-it", "address": "/zqdesk/notes/", "title": "Zqtitle of it", "alias": "/zqwas/there/"}.items():
        site = Site(suite, f"leak-page-{fact}", "plugins: []\n", {"content/pages/zq.md": "---\ntitle: Zqtitle of it\nslug: zqslug-of-it\n"
                    "permalink: /zqdesk/notes/\naliases: [/zqwas/there/]\ndraft: true\n---\nText.\n"})
        site.expect("builds without it", site.build(), 0)
        site.write("layouts/404.html", f"<!doctype html>\n<title>x</title>\n<p title='{shown}'>\n")
        site.expect("and not with it", site.build(), 1, "[embargo-leak]", "line 3 of '404.html'", "'content/pages/zq.md'", without=(shown,))


def told_of_elsewhere(suite):
    """What a note of a history or the reason of a status says of something that is held back is a leak there and everywhere."""
    secret = {"content/articles/x.md": article("The ministry counts its rivers anew", date="2090-01-01", slug="zq")}
    for name, keys in {"a note": {"changes": "[{date: 2020-02-02, note: See the ministry counts its rivers anew}]"},
                       "a reason": {"status": "archived", "reason": "See the ministry counts its rivers anew"}}.items():
        site = Site(suite, "told of in " + name, files={**secret, "content/articles/open.md": article("Open", **keys)})
        site.expect("is a leak", site.build(), 1, "open.md:2:8: error: ", "shows the title of 'content/articles/x.md'", "[embargo-leak]")
        site.write("content/articles/other.md", article("Other", text="On how The ministry counts its rivers anew."))
        site.expect("and excuses no other", site.build(), 1, "other.md:2:8: error: ")
    again = Site(suite, "said already", files={"content/articles/open.md": article(
        "Open", changes="[{date: 2020-02-02, note: The table of fees was replaced}, {date: 2090-02-02, note: The table of fees was replaced}]")})
    again.expect("a note that is to be said again is no secret", again.build(), 0)
    again.write("content/articles/open.md", article("Open", status="withdrawn", reason="The table of fees was replaced"))
    again.write("content/articles/other.md", article("Other", changes="[{date: 2090-02-02, note: The table of fees was replaced}]"))
    again.expect("nor is one that another text gives as its reason", again.build(), 0)


def no_leaks(suite):
    """What published things share is no secret."""
    cases = {
        "a short title": {"content/articles/x.md": article("Housing", draft="true"), "content/articles/open.md": article("Open", text="Housing. /housing/")},
        "a slug that is part of a published one": {"content/articles/flood-plan.md": article("Zq", draft="true"),
                                                   "content/articles/flood-plan-2019.md": article("Zw")},
        "a slug that is a published term": {"content/articles/competition.md": article("Zq", draft="true"),
                                            "content/articles/open.md": article("Open", tags="[Competition]")},
        "a title that is a published one but for its blanks": {"content/articles/a/report.md": article("The annual&nbsp;report", draft="true"),
                                                               "content/articles/b/report.md": article("The annual report")},
        "a title that is a published one with another blank": {"content/articles/a/report.md": article("The annual report", draft="true"),
                                                               "content/articles/b/report.md": article("The annual\u00a0report")},
        "a title that is a published one": {"content/articles/a/report.md": article("The annual report", draft="true"),
                                            "content/articles/b/report.md": article("The annual report")},
        "a title that others use": {"content/articles/x.md": article("The housing crisis", draft="true"),
                                    "content/articles/one.md": article("One", text="We wrote of the housing crisis."),
                                    "content/articles/two.md": article("Two", text="Of the housing crisis we wrote.")},
        "a word inside another": {"content/articles/x.md": article("Monopolist", draft="true", slug="monopolist"),
                                  "content/articles/one.md": article("One", text="Of monopolists and antimonopolist acts.")},
        "an address above a published one": {"content/pages/publications.md": "---\ntitle: Zq\ndraft: true\n---\n",
                                             "content/articles/one.md": article("One", permalink="/publications/2019/one/")},
        "an alias at the address of something held back": {"content/articles/next-plan.md": article("Zq", date="2090-01-01", permalink="/zqplan-one/"),
                                                           "content/articles/one.md": article("One", aliases="[/zqplan-one/]")},
        "an alias that leads elsewhere": {"content/articles/next.md": article("Zq", date="2090-01-01", aliases="[/zqplan-one/, /zqplan-two/, zqplan-three]"),
                                          "content/articles/one.md": article("One", aliases="[/zqplan-one/]", text="[x](/zqplan-one/)"),
                                          "content/articles/zqplan-three.md": article("Three"),
                                          "site.yml": "title: Record\nbase_url: https://briefings.example\ngone: [/zqplan-two/]\nredirects: [html, netlify, apache]\n"},
        "an alias as others have it": {"content/articles/next.md": article("Zq", date="2090-01-01", aliases="[/publications/]"),
                                       "content/articles/one.md": article("One", text="[x](https://other.example/publications/one)")},
        "a file name that published bundles have": {"content/articles/zq/index.md": article("Zq", draft="true"), "content/articles/zq/flow-chart.png": b"\x89PNG",
                                                    "content/articles/one/index.md": article("One", text="![x](flow-chart.png)"),
                                                    "content/articles/one/flow-chart.png": b"\x89PNG"},
        "the site's own title": {"content/articles/x.md": article("The Policy Record", draft="true")},
        "a page's title": {"content/articles/x.md": article("What the zq desk does", draft="true", slug="y"),
                           "content/pages/zq.md": "---\ntitle: What the zq desk does\n---\nText.\n"},
        "an author's name": {"content/articles/x.md": article("Zq Quillfeather", draft="true", slug="y"),
                             "content/authors/zq.md": "---\nname: Zq Quillfeather\n---\nText.\n", "content/articles/one.md": article("One", author="zq")},
        "a term's address": {"content/articles/x.md": article("Zq", draft="true", aliases="[/tags/zqwater-plan/]"),
                             "content/articles/one.md": article("One", tags="[Zqwater Plan]")},
        "a series": {"content/articles/x.md": article("The zq flood papers", draft="true", slug="y"),
                     "content/articles/one.md": article("One", series="The zq flood papers")},
    }
    named = {"a kind of list": "taxonomies: {tags: {title: Subjects of the zq desk}}\n", "whoever publishes": "publisher: {name: Subjects of the zq desk}\n",
             "a menu": "menu: [{title: Subjects of the zq desk, url: /tags/}]\n", "a later line of a menu":
             "menu: [{title: Home, url: /}, {title: Subjects of the zq desk, url: /tags/}]\n"}
    for name, settings in named.items():
        cases["the name of " + name] = {"content/articles/x.md": article("Subjects of the zq desk", draft="true", slug="y"),
                                        "content/articles/one.md": article("One", tags="[Water]"),
                                        "site.yml": "title: Record\nbase_url: https://briefings.example\n" + settings}
    for name, files in cases.items():
        site = Site(suite, "no leak " + name, files=files)
        site.expect("builds", site.build(), 0, "held back: 1 (")
    site = Site(suite, "leak-allowed", "leaks: {allow: [the grand plan of roads]}\n", {
        "content/articles/x.md": article("The grand plan of roads", draft="true", slug="x"), "content/articles/one.md": article("One", text="The grand plan of roads.")})
    site.expect("what site.yml allows", site.build(), 0)
    site.write("site.yml", "title: Record\nbase_url: https://briefings.example\n")
    site.expect("and what it does not", site.build(), 1, "[embargo-leak]", "leaks: {allow: [...]}")


def held_media(suite):
    site = Site(suite, "held-media", files={**HELD, "content/articles/2026/zqembargoxj-plan/more/zq.csv": "zqembargoxj\n"})
    site.expect("builds", site.build(), 0)
    secret = [b"zqembargoxj", base64.b64encode(b"zqembargoxj")[:14], b"zqembargoxj".hex().encode()]
    leaks = [path for path, content in site.pages().items() if "zqembargoxj" in path or any(form in content.lower() for form in secret)]
    site.check("no file of the bundle is copied, and nothing else tells of it", not leaks, leaks)
    done = site.build("--at", "2091-01-01", out=site.out.parent / "later")
    site.expect("later it is there", done, 0)
    site.check("with its media", (site.out.parent / "later/articles/2026/zqembargoxj-plan/zqembargoxj-chart.png").exists())


def in_large_files(suite):
    """They are read a piece at a time; what stands across two pieces is found, and on its line."""
    rows, cut, name = b"a row of the table, and no secret in it\n" * 80000, 1 << 20, "content/tables/levy.csv"

    def across_the_cut(words):
        return rows[:cut - 7] + b" " + words + b" " + rows[cut + len(words):]

    line = rows[:cut - 7].count(10) + 1
    site = planted(suite, "large", {name: across_the_cut(TITLE.encode())},
                   words=("[embargo-leak]", SECRET, f"{name}:1:1: error: line {line} of 'tables/levy.csv' shows the title"))
    site.write(name, across_the_cut(b"Zqother words"))
    site.expect("without it", site.build(), 0)
    time.sleep(SETTLING_SECONDS)
    site.write(SECRET, article("Zqother words", date="2090-01-01"))
    site.expect("what is new to be looked for is looked for in what stands", site.build(), 1, f"line {line} of 'tables/levy.csv' shows the title")


def newly_held(suite):
    """What an earlier build wrote is looked at again when something is held back."""
    site = Site(suite, "newly-held", "plugins: []\n", {
        "content/articles/zq-secret-levy.md": article("Zq secret levy"),
        "layouts/404.html": "<!doctype html>\n<title>x</title>\n<p>Read the Zq secret levy.\n"})
    site.expect("while it is published its title may stand anywhere", site.build(), 0)
    site.write("content/articles/zq-secret-levy.md", article("Zq secret levy", expires="2021-01-01"))
    site.expect("when it has expired it may not", site.build(), 1, "[embargo-leak]", "hint: readers knew it until then: list words that may stay under leaks: {allow")
    settings = (site.folder / "site.yml").read_text()
    site.write("site.yml", settings + "leaks: {allow: [Zq secret levy]}\n")
    site.expect("unless that is said", site.build("--at", "2021-01-02", out=site.out.parent / "expired"), 0, "1 expired")
    site.write("site.yml", settings)
    site.write("content/articles/zq-secret-levy.md", article("Zq secret levy", draft="true"))
    site.expect("when it is held back it may not", site.build(), 1, "[embargo-leak]", "404.html")
    site.write("layouts/404.html", "<!doctype html>\n<title>x</title>\n")
    site.expect("when the layout is mended", site.build(), 0, "taken back: /zq-secret-levy/")
    for number in range(30):
        site.write(f"content/articles/other-{number}.md", article(f"Another one, {number}"))
    site.expect("with more articles", site.build(), 0)
    site.write("content/articles/zq-other-levy.md", article("Zq other levy", draft="true"))
    done = site.build("-v")
    rendered, total = map(int, re.search(r"cache: (\d+) of (\d+) outputs rendered", done.stdout).groups())
    site.check("what is held back from the start costs a search, not a page", rendered * 4 < total, done.stdout)
    site.write("layouts/404.html", "<!doctype html>\n<title>x</title>\n<p>Zq other levy\n")
    site.expect("and is looked for", site.build(), 1, "[embargo-leak]", "404.html")
    site.write("layouts/404.html", "<!doctype html>\n<title>x</title>\n")
    site.expect("when the layout is mended again", site.build(), 0)
    site.check("nothing of it is left", not any("zq-secret" in path or b"zq secret" in text.lower() for path, text in site.pages().items()))
