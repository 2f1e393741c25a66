# SPDX-License-Identifier: MIT
"""brief explain: where an address comes from, what is held back and until when, what a page reads, why two articles are related."""
import re

from suite import AT, copy_archive
from sites import ARCHIVE, brief, expect, fresh, suite


def explain_rules():
    site = fresh("rules")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "redirects: netlify\ngone: [/lost/]\n")
    article = site / "content/articles/2025/flood-plan.md"
    article.write_text(article.read_text().replace("---\n", "---\naliases: [/old/]\n", 1))
    expect("an alias that a rule answers", brief("-C", site, "explain", "/old/"), 0, "redirect, by the server's rules",
           "leads to   /2025/flood-plan/", "decided in content/articles/2025/flood-plan.md:2")
    expect("an address by the pattern of sites that set none", brief("-C", site, "explain", "/2025/flood-plan/"), 0,
           "address    made from the name of the file by /:id/, as site.yml has no permalinks.article\n")
    expect("a file without an ending", brief("-C", site, "explain", "/_redirects"), 0, "kind       redirect rules")
    expect("what is gone by a rule", brief("-C", site, "explain", "/lost/"), 0, "gone, by the server's rules", "decided in site.yml:4")
    expect("is listed", brief("-C", site, "list", "addresses", "--tsv"), 0, "/old/\tredirect\tthe alias '/old/'")


def explain_what_is_no_page():
    """Comments, data and assets: where they are seen, or what they wait for."""
    site = fresh("no-page")
    comments = site / "content/comments/2025/flood-plan"
    comments.mkdir(parents=True)
    for name, more in (("ana", "date: 2025-08-01"), ("answer", "date: 2025-08-02\nreply_to: ana"), ("late", "date: 2026-08-01"),
                       ("waits", "date: 2025-08-03\nreply_to: late")):
        (comments / f"{name}.yml").write_text(f"name: A reader\n{more}\ncomment: Words.\n")
    (site / "content/data").mkdir()
    (site / "content/data/costs.yml").write_text("dikes: 7\n")
    asked = lambda word, *expected: expect(word, brief("-C", site, "explain", word, "--at", AT), 0, *expected)
    path = "content/comments/2025/flood-plan"
    asked(f"{path}/ana.yml", "shown at   /2025/flood-plan/#comment-ana", "since 2025-08-01")
    asked(f"{path}/answer.yml", "shown at   /2025/flood-plan/#comment-answer")
    asked(f"{path}/late.yml", "held back  until 2026-08-01", f"because of {path}/late.yml:2")
    asked(f"{path}/waits.yml", "held back  with the comment that it answers", f"because of {path}/waits.yml:3")
    (site / "content/data/sea-levels").mkdir()
    (site / "content/data/sea-levels/europe.yml").write_text("rise: 3\n")
    (site / "content/data/sea-levels/years.csv").write_text("year,rise\n2024,3\n")
    asked("content/data/sea-levels/years.csv", "/data/sea-levels/years.csv\n", 'seen as    site.data["sea-levels"].years, in')
    asked("content/data/costs.yml", "seen as    site.data.costs,")
    asked("content/data/sea-levels/europe.yml", 'seen as    site.data["sea-levels"].europe,')
    asked("layouts/assets/style.css", "/assets/style.css\n", "kind       asset", "layout     none: the file is copied")
    asked("./layouts/assets/style.css", "/assets/style.css\n")
    expect("nearly a layout", brief("-C", site, "explain", "layouts/bsae.html", "--at", AT), 2, "did you mean layouts/base.html?")
    asked("content/pages/about.md", "kind       page", "layout     layouts/page.html")
    with_text = site / "content/articles/2025/dikes/index.md"
    with_text.parent.mkdir()
    with_text.write_text("---\ntitle: Dikes\ndate: 2025-03-01\nauthor: m-ruis\ndraft: true\n---\nWords.\n")
    (with_text.parent / "costs.csv").write_text("year,cost\n")
    (comments / "costs.png").write_text("picture")
    asked("content/articles/2025/dikes/costs.csv", "content/articles/2025/dikes/costs.csv\n  held back  with content/articles/2025/dikes/index.md\n",
          "content/articles/2025/dikes/index.md\n  held back  it is a draft", "address    /2025/dikes/, when it is out")
    asked(f"{path}/costs.png", "kind       media")
    expect("a page has no date", brief("-C", site, "explain", "held", "content/pages/about.md", "--at", AT), 0, "it has no date that holds it back")
    expect("the same twice", brief("-C", site, "explain", "2025/rain-tax", "2025/rain-tax", "--at", AT), 2, "both are the same article")
    article = site / "content/articles/2025/flood-plan.md"
    article.write_text(article.read_text().replace("---\n", "---\ndraft: true\n", 1))
    asked(f"{path}/ana.yml", "held back  no article '2025/flood-plan' is published")
    asked(f"{path}/costs.png", "held back  with content/articles/2025/flood-plan.md\n", "held back  it is a draft")
    (comments / "ana.yml").write_text("name: A reader\ndate: soon\ncomment: Words.\n")
    article.write_text(article.read_text().replace("draft: true\n", "", 1))
    expect("a comment with errors", brief("-C", site, "explain", f"{path}/ana.yml", "--at", AT), 1, "held back  it has errors", "[malformed-date]")


def explain_last_words():
    site = fresh("last-words")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins/last.lua").write_text('return { name = "last", api = 1, html = function(html) return html .. "<!-- last -->" end }\n')
    (site / "lua-plugins/words").mkdir()
    (site / "lua-plugins/words/numbers.lua").write_text("return {}\n")
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [last]\n")
    expect("a file that plugins require", brief("-C", site, "explain", "lua-plugins/words/numbers.lua"), 0, "runs       where a plugin requires it")
    expect("a page that plugins have the last word on", brief("-C", site, "explain", "/"), 0, "layouts/home.html", "would be written")


def explain():
    site = ARCHIVE
    at = ("-C", site, "--at", AT)
    page = "/briefings/2019/us-telecoms-pressure/"
    source = "content/articles/2019/us-telecoms-pressure/index.md"
    done = expect("an address", brief("explain", page, *at), 0, f"from       {source}\n",
                  "address    made from the name of the file by permalinks.article of site.yml, /briefings/:year/:slug/\n", "layouts/article.html", "slot 'after_body'",
                  "aliases    /2019/02/us-telecoms-pressure.html", "author-bio: ", "related-stories: ", "related-stories: field 'related'", "links to   ", "linked by  ")
    suite.check("a permalink is the same", brief("explain", "https://example.org" + page, *at).stdout == done.stdout)
    for more in ("?utm_source=letter", "#three-levels", "?a=/#b?c"):
        suite.check(f"an address with {more}", brief("explain", page + more, *at).stdout == done.stdout)
    expect("only a fragment of the home page", brief("explain", "https://example.org/#latest", *at), 0, "layouts/home.html")
    suite.check("and the source", brief("explain", source, *at).stdout == done.stdout)
    suite.check("and the id", brief("explain", "2019/us-telecoms-pressure", *at).stdout == done.stdout)
    expect("an alias", brief("explain", "/2019/02/us-telecoms-pressure.html", *at), 0, "kind       redirect", f"{source}:10")
    below = ("-C", site, "--at", AT, "--base-url", "https://example.org/brief")
    expect("an address that begins as the prefix does", brief("explain", "/briefings/2018/who-builds-5g/", *below), 0, "who-builds-5g.md")
    expect("and with it", brief("explain", "/brief/briefings/2018/who-builds-5g/", *below), 0, "who-builds-5g.md")
    expect("a plugin's page", brief("explain", "/tags/5g/", *at), 0, "plugin 'tag-index'", "layouts/term.html", "lists      ")
    expect("a layout", brief("explain", "layouts/parts/toc.html", *at), 0, "makes      /briefings/")
    expect("words of the interface", brief("explain", "layouts/strings/de.yml", *at), 0, "makes      no page by itself: its words are what t(…) prints")
    expect("an archetype", brief("explain", "layouts/archetypes/briefing.md", *at), 0, "makes      no page: brief new begins a file with it")
    expect("a plugin", brief("explain", "lua-plugins/tag-index.lua", *at), 0, "lua-plugins/tag-index.lua\n", "runs       as plugin 3 of 3",
           "makes      /tags/", "more\n")
    expect("a plugin without pages", brief("explain", "lua-plugins/author-bio.lua", *at), 0, "makes      no pages")
    expect("no plugin of the site", brief("explain", "lua-plugins/charts-and-maps.lua", *at), 2, "none of the plugins that site.yml names")
    expect("nearly a plugin", brief("explain", "lua-plugins/tag-indx.lua", *at), 2, "did you mean lua-plugins/tag-index.lua?")
    expect("a slip", brief("explain", "/tags/5gg/", *at), 2, "did you mean /tags/5g/?")
    expect("nearly a source", brief("explain", "content/articles/2018/who-build-5g.md", *at), 2, "did you mean content/articles/2018/who-builds-5g.md?")
    expect("nearly an id", brief("explain", "held", "2018/who-build-5g", *at), 2, "did you mean 2018/who-builds-5g?")
    expect("no such source", brief("explain", "content/nowhere.md", *at), 2, "there is no source 'content/nowhere.md'")
    expect("held back", brief("explain", "held", "2026/spectrum-fees-draft", *at), 0, "draft: true", "/briefings/2026/spectrum-fees-draft/")
    expect("until when", brief("explain", "held", "content/articles/2026/letter-to-the-next-century.md", *at), 0,
           "until 2099-01-01 00:00", "letter-to-the-next-century.md:3")
    expect("its future address", brief("explain", "/briefings/2099/letter-to-the-next-century/", *at), 0, "until 2099-01-01 00:00")
    expect("expired", brief("explain", "held", "2021/call-for-sources", *at), 0, "it expired at 2021-0", "while it was out")
    expect("not held back", brief("explain", "held", "2018/who-builds-5g", *at), 0, "published  since 2018-12-06")
    expect("held without a source", brief("explain", "held", *at), 2, "brief explain held SOURCE")
    expect("too many words", brief("explain", "a", "b", "c", *at), 2, "one word too many")
    expect("before a build", brief("explain", page, *at[:2], "--at", AT), 0, "would be written: there is no such file yet")


def explain_relation():
    at = ("-C", ARCHIVE, "--at", AT)
    done = expect("two articles", brief("explain", "2019/us-telecoms-pressure", "2020/uk-removal-by-2027", *at), 0,
                  "terms    5G", "authors  Nora Lindqvist", "links    to", "are needed", "the second is number ")
    points = [float(line.split()[0]) for line in done.stdout.splitlines() if re.match(r"  +\d", line)]
    suite.check("what they share adds up", sum(points[:-1]) <= points[-1] <= 2 * sum(points[:-1]), done.stdout)
    suite.check("the weightiest first", points[:4] == sorted(points[:4], reverse=True), done.stdout)
    weighed = copy_archive(suite.work / "weighed")
    settings = (weighed / "site.yml").read_text()
    (weighed / "site.yml").write_text(settings.replace("- related-stories ", "- related-stories: {weights: {authors: 0, links: 2.5, minimum: 3}} "))
    done = expect("as the plugin's options weigh", brief("explain", "2019/us-telecoms-pressure", "2020/uk-removal-by-2027", "-C", weighed, "--at", AT), 0,
                  "terms    5G", "15.00  links    to", "10.50 are needed")
    suite.check("what weighs nothing is left out", "authors" not in done.stdout, done.stdout)
    expect("not related", brief("explain", "2018/gdpr-hundred-days", "2018/who-builds-5g", *at), 0, "not among the answers")
    pinning = "2020/uk-removal-by-2027"
    expect("pinned", brief("explain", pinning, "2019/us-telecoms-pressure", *at), 0, "names the second", "related    yes: pins stand before")
    done = expect("excluded", brief("explain", pinning, "2020/uk-35-per-cent-cap", *at), 0, "has the second with '!'", "related    no: it is excluded")
    suite.check("and not counted as an answer", "is number" not in done.stdout, done.stdout)
    expect("held back", brief("explain", "2018/gdpr-hundred-days", "2026/spectrum-fees-draft", *at), 2, "no published article")


def explain_rewriting():
    site = fresh("rewriting")
    at = ("-C", site, "--at", AT)
    expect("a build", brief(*at, "build"), 0)
    expect("the same bytes", brief(*at, "explain", "/2025/flood-plan/"), 0, "would not be written: its bytes are the same")
    article = site / "content" / "articles" / "2025" / "flood-plan.md"
    article.write_text(article.read_text().replace("The plan covers rivers.", "The plan covers rivers and rain."))
    expect("other bytes", brief(*at, "explain", "/2025/flood-plan/"), 0, "would be written again: line ", "rivers and rain")
    expect("another page does not change", brief(*at, "explain", "/about/"), 0, "would not be written")
    article.write_text(article.read_text().replace("author: m-ruis", "author: nobody"))
    expect("with an error", brief(*at, "explain", "/2025/rain-tax/"), 1, "the site has errors", "[unknown-author]")


def explain_readings():
    """What the last build noted: what a page read, and why it was made. No --at: only such a build writes urls.lock."""
    site = fresh("readings")
    at = ("-C", site)
    page, other = "/2025/flood-plan/", "/2025/rain-tax/"
    source = "content/articles/2025/flood-plan.md"
    expect("no build yet", brief(*at, "explain", page), 0, "reads      not known: the cache knows of no build into 'public'")
    expect("a build", brief(*at, "build"), 0)
    expect("what a page reads", brief(*at, "explain", page), 0, f" article {source}: facts, body", "author ", "the site: facts",
           "rendered   because nothing was known of an earlier one")
    listing = brief(*at, "explain", "/feed.xml").stdout
    suite.check("a feed reads its articles", all(f"article {name}: facts, body" in listing for name in re.findall(
        r"^  (?:lists)? +(content/\S+)$", listing, re.M)) and source in listing, listing)
    for round in range(2):
        (site / source).write_text((site / source).read_text() + f"\nOne more, {round}.\n")
        done = expect("a build after an edit", brief(*at, "build", "-v"), 0, "cache: ")
        rendered, outputs = map(int, re.search(r"cache: (\d+) of (\d+) outputs rendered", done.stdout).groups())
        suite.check("urls.lock, which it writes anew, makes no page stale", 0 < rendered < outputs, done.stdout)
        expect("why it was rendered", brief(*at, "explain", page), 0,
               f"rendered   because something that it reads changed: article {source}\n")
        expect("what did not read it", brief(*at, "explain", "/about/"), 0, "rendered   because nothing was known")
    (site / "site.yml").write_text((site / "site.yml").read_text().replace("title: ", "title: New ", 1))
    expect("other settings", brief(*at, "build"), 0)
    expect("are the reason", brief(*at, "explain", page), 0, "rendered   because settings, layouts, plugins")
    (site / "content/articles/2025/new.md").write_text("---\ntitle: New\ndate: 2025-07-01\n---\nText.\n")
    expect("not built yet", brief(*at, "explain", "/2025/new/"), 0, "not known: the last build into 'public' did not make this")
    elsewhere = suite.work / "readings" / "elsewhere"
    expect("another folder", brief(*at, "explain", other, "-o", elsewhere), 0, f"knows of no build into '{elsewhere}'")
    expect("a build there", brief(*at, "build", "-o", elsewhere), 0)
    expect("is known", brief(*at, "explain", other, "-o", elsewhere), 0, "article content/articles/2025/rain-tax.md: facts")
    for noted in (site / ".brief").glob("standing-*"):
        noted.write_bytes(noted.read_bytes()[:-9] + b"damaged..")
    expect("a damaged cache is none", brief(*at, "explain", page), 0, "the cache knows of no build", "  build      would be written again")
