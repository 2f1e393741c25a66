# SPDX-License-Identifier: MIT
"""The verbs of an editor's day: new, list, check, explain, and the first day of a new user with the README alone."""
import http.server
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from preview import Preview, chromium
from suite import AT, ROOT, Suite, copy_archive, copy_site, diagnostics_of, environment, names_workers, run, tree

suite = Suite("verbs", __doc__)
BASE = ROOT / "tests" / "broken" / "base"
READS_A_SITE = {"build", "check", "list", "explain"}
ARCHIVE = copy_archive(suite.work / "sources")


def brief(*arguments, **settings):
    """Nothing here is about workers, but where time is limited: that needs one."""
    words = set(map(str, arguments))
    workers = suite.in_one_process if "-C" in words and READS_A_SITE & words and not names_workers(words) else ()
    return run([suite.brief, *arguments, *workers], **settings)


def expect(name, done, code, *words):
    said = done.stdout + done.stderr
    lacking = [word for word in words if word not in said]
    suite.check(name, done.returncode == code and not lacking,
                f"exit code {done.returncode}, not {code}; lacking {lacking}\n{said[:1500]}")
    return done


def folder(name):
    place = suite.work / name
    place.mkdir(parents=True)
    return place


def fresh(name):
    return copy_site(BASE, folder(name) / "site")


def new_site():
    place = folder("new")
    done = expect("new site", brief("new", "site", "policy-papers", cwd=place), 0, "site.yml", "brief build")
    site = place / "policy-papers"
    written = {line for line in done.stdout.split("\n\n")[0].splitlines()}
    suite.check("it prints what it wrote", written == set(tree(site)), f"{written} {sorted(tree(site))}")
    suite.check("the folder gives the title", 'title: Policy papers\n' in (site / "site.yml").read_text())
    expect("it builds without a warning", brief("-C", site, "build", "--strict"), 0, "pages")
    expect("and has nothing to find", brief("-C", site, "check"), 0, "0 errors, 0 warnings, 0 notes")
    expect("never into a folder that holds something", brief("new", "site", "policy-papers", cwd=place), 2, "not an empty folder")
    (place / "empty" / ".git").mkdir(parents=True)
    expect("an empty repository is empty", brief("new", "site", ".", cwd=place / "empty"), 0, "next: brief build")
    expect("what comes next can be typed", brief("new", "site", "the reader's papers", cwd=place), 0, r"next: cd 'the reader'\''s papers' && brief build")
    expect("in folders that are not there yet", brief("new", "site", "2026/papers//new/", cwd=place), 0, "next: cd 2026/papers//new && brief build")
    suite.check("the last gives the title", "title: New\n" in (place / "2026/papers/new/site.yml").read_text())
    expect("not below a file", brief("new", "site", place / "empty" / "site.yml" / "x"), 3, "Not a directory")
    return site


def new_article(site):
    done = expect("new article", brief("-C", site, "new", "article", "Rivers: who pays?", "--date", "2025-03-04"), 0)
    path = done.stdout.strip()
    suite.check("it prints the path", path == "content/articles/2025/rivers-who-pays.md", done.stdout)
    text = (site / path).read_text()
    suite.check("it is a draft", "\ndraft: true" in text and 'title: "Rivers: who pays?"\ndate: 2025-03-04\n' in text, text)
    expect("which builds and is held back", brief("-C", site, "build", "--strict"), 0, "held back: 1 (1 draft)")
    expect("never overwritten", brief("-C", site, "new", "article", "Rivers, who pays", "--date", "2025-03-04"), 2, "is there already")
    expect("nor as a bundle", brief("-C", site, "new", "article", "Rivers: who pays?", "--date", "2025-03-04", "--bundle"), 2,
           "is there already")
    suite.check("the file is as it was", (site / path).read_text() == text)
    done = brief("-C", site, "new", "article", 'He said "no" #1', "--bundle", "--type", "opinion", "--author", "first-author",
                 "--tag", "water,local government")
    path = done.stdout.strip()
    text = (site / path).read_text()
    suite.check("bundle", re.fullmatch(r"content/articles/\d{4}/he-said-no-1/index.md", path), path)
    suite.check("its front matter", all(line in text.splitlines() for line in (
        'title: "He said \\"no\\" #1"', "authors: [first-author]", "tags: [water, local government]", "type: opinion")), text)
    expect("it builds", brief("-C", site, "build", "--strict"), 0, "2 drafts")
    expect("unknown type", brief("-C", site, "new", "article", "X", "--type", "repot"), 2, "did you mean 'report'?")
    expect("malformed date", brief("-C", site, "new", "article", "X", "--date", "April 5, 2021"), 2, "--date 2021-04-05")
    expect("no letters", brief("-C", site, "new", "article", "!?"), 2, "no letters")
    for name in ("First-Author", "李小龙", "김철수", "Nemo Guest"):
        done = expect(f"the author {name}", brief("-C", site, "new", "article", f"By {name}", "--author", name), 0)
        suite.check("is known, or a guest", not done.stderr, done.stderr)
    expect("unknown author", brief("-C", site, "new", "article", "Y", "--author", "frist-author"), 0, "no author 'frist-author' yet")
    archetypes = site / "layouts" / "archetypes"
    archetypes.mkdir(parents=True)
    (archetypes / "report.md").write_text("---\ntitle: {{ title|yaml }}\ndate: {{ date }}\ntype: report\nnumber: {{ date[:4] }}/00\n"
                                          "---\n## Findings\n")
    done = brief("-C", site, "new", "article", "Dams", "--type", "report", "--date", "2025-05-06")
    suite.check("an archetype of the site", (site / done.stdout.strip()).read_text()
                == "---\ntitle: Dams\ndate: 2025-05-06\ntype: report\nnumber: 2025/00\n---\n## Findings\n", done.stderr)
    (archetypes / "news.md").write_text("---\ntitle: {{ titel }}\n---\n")
    expect("a mistake in one", brief("-C", site, "new", "article", "Mud", "--type", "news"), 1,
           "layouts/archetypes/news.md:2:11: error: ", "did you mean 'title'?")


def new_author(site):
    done = expect("new author", brief("-C", site, "new", "author", "Łucja O'Neil"), 0)
    suite.check("its id", done.stdout.strip() == "content/authors/lucja-o-neil.md", done.stdout)
    suite.check("its name", "name: Łucja O'Neil\n" in (site / done.stdout.strip()).read_text())
    expect("never overwritten", brief("-C", site, "new", "author", "Lucja O Neil"), 2, "is there already")
    bundle = site / "content" / "authors" / "jo-ode"
    bundle.mkdir()
    (bundle / "index.md").write_text("---\nname: Jo Ode\n---\n")
    expect("nor is one with a folder doubled", brief("-C", site, "new", "author", "Jo Ode"), 2, "'content/authors/jo-ode/index.md' is there already")
    done = expect("who is known by it", brief("-C", site, "new", "article", "Silt and sand", "--author", "jo-ode"), 0)
    suite.check("without a warning", not done.stderr, done.stderr)


def new():
    site = new_site()
    new_article(site)
    new_author(site)
    expect("new what", brief("new"), 2, "brief new site DIR")
    expect("unknown thing", brief("new", "artcle", "X"), 2, "did you mean brief new article?")
    expect("too many words", brief("-C", site, "new", "article", "Two", "words"), 2, "quotes")
    expect("no title", brief("-C", site, "new", "article"), 2, "TITLE")
    expect("no site", brief("-C", suite.work, "new", "article", "X"), 1, "brief new site DIR makes one")
    expect("no site to serve", brief("-C", suite.work, "serve"), 1, "brief new site DIR makes one")
    suite.check("nothing is left where there is no site", not (suite.work / ".brief").exists())
    place = folder("blocked")
    (place / "file").write_text("")
    expect("a file where the site's folder would be", brief("new", "site", "file", cwd=place), 2, "'file' is there and not an empty folder")
    expect("a file where a folder above it would be", brief("new", "site", "file/papers", cwd=place), 3, "cannot make the folder 'file/papers'")
    (site / "content/articles/2031").write_text("")
    expect("a file where the article's folder would be", brief("-C", site, "new", "article", "X", "--date", "2031-01-01"), 3,
           "cannot write 'content/articles/2031/x.md'")


COLUMNS = dict(re.findall(r"^\| `(articles|withdrawn|corrections|authors|addresses|media)` \| (.*?) \|$", (ROOT / "docs/brief.md").read_text(), re.M))


def listing():
    site = ARCHIVE
    at = ("--at", AT)
    for kind, documented in COLUMNS.items():
        head = brief("-C", site, "list", kind, "--tsv", *at).stdout.split("\n")[0].split("\t")
        suite.check(f"columns of {kind}", head == " ".join(re.findall(r"`(.*?)`", documented)).split(), f"{head}\n{documented}")
        rows = json.loads(brief("-C", site, "list", kind, "--json", *at).stdout)
        suite.check(f"{kind} as JSON", rows and all(list(row) == head for row in rows), rows[:1])
    articles = json.loads(brief("-C", site, "list", "--json", *at).stdout)
    suite.check("newest first", [row["date"][:10] for row in articles] == sorted((row["date"][:10] for row in articles), reverse=True))
    by_nora = json.loads(brief("-C", site, "list", "articles", "--author", "Nora Lindqvist", "--json", *at).stdout)
    suite.check("by author's name and id", by_nora and by_nora == json.loads(
        brief("-C", site, "list", "articles", "--author=nora-lindqvist", "--json", *at).stdout)
        and all("Nora Lindqvist" in row["authors"] for row in by_nora))
    suite.check("and no others", len(by_nora) == sum("Nora Lindqvist" in row["authors"] for row in articles))
    some = json.loads(brief("-C", site, "list", "--since", "2019-02-26", "--until", "2020-07-15", "--json", *at).stdout)
    suite.check("between two days, both included", [row["id"] for row in some] == [
        row["id"] for row in articles if "2019-02-26" <= row["date"][:10] <= "2020-07-15"] and some[-1]["date"] == "2019-02-26", some)
    some = json.loads(brief("-C", site, "list", "--tag", "5g", "--type", "analysis", "--json", *at).stdout)
    suite.check("by tag and type", some and [row["id"] for row in some] == [
        row["id"] for row in articles if "5G" in row["tags"] and row["type"] == "analysis"], some)
    named = copy_site(ROOT / "tests/golden/terms-with-signs", suite.work / "list-terms", ("expected", "partial"))
    some = json.loads(brief("-C", named, "list", "--tag", "cpp", "--json", *at).stdout)
    suite.check("by the slug of a term that has another name", [row["id"] for row in some] == ["article-2"], some)
    drafts = json.loads(brief("-C", site, "list", "drafts", "--json", *at).stdout)
    suite.check("drafts", [(row["id"], row["authors"]) for row in drafts] == [("2026/spectrum-fees-draft", drafts[0]["authors"])], drafts)
    scheduled = json.loads(brief("-C", site, "list", "scheduled", "--json", "--at", "2026-01-01").stdout)
    suite.check("scheduled", [row["id"] for row in scheduled] == ["2026/letter-to-the-next-century", "2026/on-commencement-clauses"], scheduled)
    regions = brief("-C", site, "list", "regions", "--tsv", *at)
    suite.check("a taxonomy of the site's own", regions.stdout.startswith("slug\tname\tarticles\tlatest\taddress\naustralia\t"), regions.stdout)
    for columns in (40, 60, 100):
        done = brief("-C", site, "list", *at, env=environment(COLUMNS=str(columns)))
        suite.check(f"fits {columns} columns", max(map(len, done.stdout.splitlines())) <= columns, done.stdout[:500])
    suite.check("nothing is cut into a pipe", "…" not in brief("-C", site, "list", *at).stdout)
    before = tree(site / ".brief") if (site / ".brief").exists() else {}
    done = expect("an empty list says so", brief("-C", site, "list", "expired", "--at", "2018-01-01"), 0, "no expired\n")
    suite.check("but not to a pipe", not done.stdout)
    expect("and a narrowed one", brief("-C", site, "list", "--until", "1999-01-01", *at), 0, "no articles that fit\n")
    for form in ("-q", "--json", "--tsv"):
        suite.check(f"nor with {form}", not brief("-C", site, "list", "expired", form, "--at", "2018-01-01").stderr)
    expect("unknown kind", brief("-C", site, "list", "drats"), 2, "did you mean 'drafts'?")
    expect("unknown type", brief("-C", site, "list", "--type", "raport"), 2, "did you mean 'report'?")
    for options, nearest in ((("--tag", "5gg"), "'5G'"), (("--author", "nora-lindquist"), "'nora-lindqvist'"),
                             (("drafts", "--author", "Nora Lindqwist"), "'Nora Lindqvist'")):
        done = expect(f"unknown name: {options[-1]}", brief("-C", site, "list", *options), 2, "there is no ", f"did you mean {nearest}?")
        suite.check(f"{options[-1]}: no table", not done.stdout, done.stdout)
    expect("nothing near it", brief("-C", site, "list", "--tag", "qqqqqqqq", "--json"), 2, "there is no tag 'qqqqqqqq'", "brief list tags shows them all")
    expect("a tag of drafts only is known", brief("-C", draft_site("list-tags"), "list", "--tag", "Unreleased", *at), 0)
    expect("no filters where they say nothing", brief("-C", site, "list", "tags", "--author", "x"), 2, "cannot be filtered")
    expect("malformed bound", brief("-C", site, "list", "--since", "last week"), 2, "--since 'last week'")
    expect("two kinds", brief("-C", site, "list", "tags", "authors"), 2, "one word too many")
    expect("two forms", brief("-C", site, "list", "--json", "--tsv"), 2, "two forms")
    expect("an option of another verb", brief("-C", site, "list", "--clean"), 2, "'list' does not take --clean")
    suite.check("nothing was written", before == (tree(site / ".brief") if (site / ".brief").exists() else {}))


def listing_of_what_waits():
    """What will change stands beside what will appear; several changes at one moment are one."""
    site = fresh("list-waits")
    articles = site / "content" / "articles" / "2025"
    (articles / "later.md").write_text("---\ntitle: Later\ndate: 2026-03-01\n---\nText.\n")
    (articles / "changing.md").write_text("---\ntitle: Changing\ndate: 2025-02-01\nupdated: 2026-05-01\nstatus: archived\n"
                                          "status_date: 2026-04-01\nchanges:\n- {date: 2026-05-01, type: major, note: New figures.}\n"
                                          "- {date: 2025-03-01, type: minor, note: A comma.}\n---\nText.\n")
    done = brief("-C", site, "list", "scheduled", "--json", "--at", AT)
    rows = [(row["id"], row["date"], row["until"][:10], row["change"]) for row in json.loads(done.stdout)]
    suite.check("what appears and what changes", rows == [
        ("2025/later", "2026-03-01", "2026-03-01", False), ("2025/changing", "2025-02-01", "2026-04-01", True),
        ("2025/changing", "2025-02-01", "2026-05-01", True)], done.stdout + done.stderr)
    suite.check("drafts are no changes", all(row["change"] is False for row in json.loads(
        brief("-C", draft_site("list-no-change"), "list", "drafts", "--json", "--at", AT).stdout)))


def draft_site(name):
    site = fresh(name)
    (site / "content/articles/2025/draft.md").write_text("---\ntitle: D\ndate: 2025-07-01\ndraft: true\ntags: [unreleased]\n---\nText.\n")
    return site


def asking_is_not_checking():
    """Who asks for a list, or where a page comes from, is not told again what check and build say."""
    site = fresh("asking")
    (site / "content/articles/2025/new.md").write_text("---\ntitle: New\ndate: 2025-07-01\nweigth: 1\n---\nText, [gone](/gone/).\n")
    for asked in (["list", "authors"], ["list", "--json"], ["explain", "/2025/new/"], ["explain", "held", "2025/new"]):
        done = expect(" ".join(asked), brief("-C", site, *asked, "--at", AT), 0)
        suite.check(f"{asked}: no warnings", not done.stderr, done.stderr)
        expect(f"{asked}: unless they are asked for", brief("-C", site, *asked, "-v", "--at", AT), 0, "[unknown-key]", "[broken-link]")
    expect("check tells them", brief("-C", site, "check", "--at", AT), 0, "[unknown-key]", "[broken-link]")
    (site / "content/articles/2025/new.md").write_text("---\ntitle: New\ndate: soon\n---\nText, [gone](/gone/).\n")
    expect("errors are told: they may be why something is not there", brief("-C", site, "list", "--at", AT), 1, "[malformed-date]")


def listing_of_a_broken_site():
    site = fresh("list-broken")
    (site / "content" / "articles" / "wide.md").write_text("---\ntitle: 日本の防災計画とその費用について\ndate: 2025-07-01\nauthor: nobody\n---\nX.\n")
    done = expect("what is there is listed", brief("-C", site, "list", "--at", AT, env=environment(COLUMNS="50")), 1, "wide", "[unknown-author]")
    width = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in done.stdout.splitlines())
    suite.check("wide characters count twice", 40 < width <= 50, done.stdout)
    suite.check("nothing is written", not (site / "public").exists() and not (site / ".brief" / "manifest").exists())


def explain_rules():
    site = fresh("rules")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "redirects: netlify\ngone: [/lost/]\n")
    article = site / "content/articles/2025/flood-plan.md"
    article.write_text(article.read_text().replace("---\n", "---\naliases: [/old/]\n", 1))
    expect("an alias that a rule answers", brief("-C", site, "explain", "/old/"), 0, "redirect, by the server's rules",
           "leads to   /2025/flood-plan/", "decided in content/articles/2025/flood-plan.md:2")
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
    asked("content/data/costs.yml", "seen as    site.data.costs,")
    asked("content/data/sea-levels/europe.yml", 'seen as    site.data["sea-levels"].europe,')
    asked("layouts/assets/style.css", "/assets/style.css\n", "kind       asset", "layout     none: the file is copied")
    asked("content/pages/about.md", "kind       page", "layout     layouts/page.html")
    expect("a page has no date", brief("-C", site, "explain", "held", "content/pages/about.md", "--at", AT), 0, "it has no date that holds it back")
    expect("the same twice", brief("-C", site, "explain", "2025/rain-tax", "2025/rain-tax", "--at", AT), 2, "both are the same article")
    article = site / "content/articles/2025/flood-plan.md"
    article.write_text(article.read_text().replace("---\n", "---\ndraft: true\n", 1))
    asked(f"{path}/ana.yml", "held back  no article '2025/flood-plan' is published")
    (comments / "ana.yml").write_text("name: A reader\ndate: soon\ncomment: Words.\n")
    article.write_text(article.read_text().replace("draft: true\n", "", 1))
    expect("a comment with errors", brief("-C", site, "explain", f"{path}/ana.yml", "--at", AT), 1, "held back  it has errors", "[malformed-date]")


def large_data():
    site = fresh("large-data")
    (site / "content/data").mkdir()
    for more, said in ((f"x: {'y' * (4 << 20)}\n", "the file is larger than 4194304 bytes"), ("- a\n" * 1_000_001, "more than 1000000 values")):
        (site / "content/data/costs.yml").write_text(more)
        expect(said, brief("-C", site, "build", "--at", AT), 1, f"content/data/costs.yml:1:1: error: {said}",
               "hint: split it into several files below content/data/")


def explain_last_words():
    site = fresh("last-words")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins/last.lua").write_text('return { name = "last", api = 1, html = function(html) return html .. "<!-- last -->" end }\n')
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [last]\n")
    expect("a page that plugins have the last word on", brief("-C", site, "explain", "/"), 0, "layouts/home.html", "would be written")


def explain():
    site, out = ARCHIVE, suite.work / "explained"
    at = ("-C", site, "--at", AT)
    page = "/briefings/2019/us-telecoms-pressure/"
    source = "content/articles/2019/us-telecoms-pressure/index.md"
    done = expect("an address", brief("explain", page, *at), 0, f"from       {source}\n",
                  "address    made from the name of the file by permalinks.article of site.yml", "layouts/article.html", "slot 'after_body'",
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
    expect("a plugin's page", brief("explain", "/tags/5g/", *at), 0, "plugin 'tag-index'", "layouts/term.html", f"lists      ")
    expect("a layout", brief("explain", "layouts/parts/toc.html", *at), 0, "makes      /briefings/")
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
                  "terms    5G", "15.00  links    to", "12.00 are needed")
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


def manners():
    """Help, suggestions, quiet."""
    whole = expect("help", brief("help"), 0, "usage: brief COMMAND", "  explain    ").stdout
    suite.check("is --help", whole == brief("--help").stdout)
    bash = brief("--completion", "bash").stdout.split("-z $verb")[1]
    for verb in re.findall(r"^  (\w+) ", whole.split("options:")[0], re.M):
        told = expect(f"help {verb}", brief("help", verb), 0, f"usage: brief {verb}").stdout
        suite.check(f"help {verb} is completed", verb == "help" or f" {verb} " in re.search(r"^ +help\) words='(.*)' ;;$", bash, re.M)[1].join("  "))
        suite.check(f"help {verb} is {verb} --help", told == brief(verb, "--help").stdout)
        suite.check(f"help {verb} fits a screen", len(told.splitlines()) <= 24 and max(map(len, told.splitlines())) <= 80, told)
    expect("help for nothing", brief("help", "biuld"), 2, "unknown command 'biuld'", "did you mean build?")
    expect("an option without its operand", brief("build", "--at"), 2, "'--at' needs TIME", "hint: --at TIME: take the archive as of TIME")
    expect("no site to build", brief("-C", suite.work, "build"), 1, "brief new site DIR makes one")
    for word, meant in (("hlp", "help"), ("chk", "check"), ("exp", "explain")):
        expect(f"the command {word}", brief(word), 2, f"did you mean {meant}?")
    for word, meant in (("drft", "drafts"), ("diag", "diagnostics"), ("scheduel", "schedule"), ("vrbose", "verbose")):
        expect(f"the option --{word}", brief("build", f"--{word}"), 2, f"did you mean --{meant}?")
    for word in ("xyz", "de", "q"):
        expect(f"the option --{word}", brief("build", f"--{word}"), 2, "see brief --help")
    site = fresh("quiet")
    article = site / "content/articles/2025/new.md"
    article.write_text("---\ntitle: New\ndate: 2025-07-01\n---\nText, [gone](/gone/).\n")
    (site / "site.yml").write_text((site / "site.yml").read_text() + "checks: {broken-link: note}\n")
    done = expect("check", brief("-C", site, "check"), 0, "note: ", "files checked")
    done = expect("check -q with notes only", brief("-C", site, "check", "-q"), 0)
    suite.check("is silent", not done.stdout + done.stderr, done.stdout + done.stderr)
    done = expect("build -q", brief("-C", site, "build", "-q"), 0)
    suite.check("is silent too", not done.stdout + done.stderr, done.stdout + done.stderr)
    expect("what it did not say the next one says", brief("-C", site, "build"), 0, "note: ", "[broken-link]")
    expect("and the one after", brief("-C", site, "build"), 0, "note: ", "[broken-link]")
    article.write_text(article.read_text().replace("/gone/", "/2025/flood-plan/#nowhere-at-all"))
    done = brief("-C", site, "check", "-q")
    suite.check("warnings and errors are said", ": note: " not in done.stderr and not done.stdout, done.stderr)
    article.write_text("---\ntitle: New\ndate: 2025-07-01\n---\n<!-- brief: allow heading-jump: as enacted -->\n#### Four\n")
    (site / "content/articles/2025/faulty.md").write_text("---\ntitle: Faulty\ndate: soon\n---\n")
    done = expect("build of what has errors", brief("-C", site, "build"), 1, "malformed-date")
    suite.check("its last line says so", re.fullmatch(r"not built: 1 error, \d+ warnings?; what is published is as it was\n", done.stdout), done.stdout)
    suite.check("unless it is to be quiet", not brief("-C", site, "build", "-q").stdout)
    plugin = site / "lua-plugins/unmarked.lua"
    plugin.parent.mkdir(exist_ok=True)
    plugin.write_text('return { name = "unmarked", api = 1, article = function() return { after_body = "text" } end }\n')
    settings, faulty = (site / "site.yml").read_text(), (site / "content/articles/2025/faulty.md").read_text()
    (site / "content/articles/2025/faulty.md").write_text(faulty.replace("soon", "2025-07-01"))
    (site / "site.yml").write_text(settings + "plugins: [unmarked]\n")
    for verb in ("build", "check"):
        done = expect(f"{verb}: a mistake in many texts", brief("-C", site, verb), 1, "[plugin-error]")
        suite.check(f"{verb} counts it once", " 1 error, " in done.stdout, done.stdout)
    (site / "site.yml").write_text(settings)
    plugin.unlink()
    (site / "content/articles/2025/faulty.md").write_text(faulty.replace("soon", "2025-07-01") + "[Nowhere](#nowhere-at-all)\n")
    done = brief("-C", site, "check", "--strict")
    suite.check("what --strict makes an error is counted as one",
                f" {len(re.findall(': error: ', done.stderr))} errors, 0 warnings, " in done.stdout and "[missing-anchor]" in done.stderr,
                done.stdout + done.stderr)
    (site / "content/articles/2025/faulty.md").write_text(faulty)
    done = expect("check of what has errors", brief("-C", site, "check"), 1, "malformed-date", "lints of the whole archive wait until there are no errors")
    suite.check("what is advised about texts without errors is said all the same",
                "new.md:2:8: note: the article has no summary [missing-summary]" in done.stderr
                and "faulty.md:2:8: note" not in done.stderr, done.stderr)
    suite.check("what would have to see all is not", "orphan-page" not in done.stderr and "unused-" not in done.stderr, done.stderr)
    suite.check("no waiver is called useless that was not asked for", "unused-waiver" not in done.stderr, done.stderr)
    (site / "content/articles/2025/faulty.md").unlink()
    done = expect("check without them", brief("-C", site, "check"), 0, "files checked")
    suite.check("nor one that is needed", "unused-waiver" not in done.stderr and "wait until" not in done.stdout, done.stderr)


def checking():
    """What only a build would notice, check notices too, and says it in the same words."""
    def both(name, site, code, *words, options=()):
        before = tree(site)
        checked = expect(f"check: {name}", brief("-C", site, "check", *options), code, *words)
        suite.check(f"check: {name}: writes nothing", tree(site) == before)
        built = expect(f"build: {name}", brief("-C", site, "build", *options), code, *words)
        said = [line for line in checked.stderr.splitlines() if re.search(r": (error|warning): ", line) and any(
            word in line for word in words if word.startswith("["))]
        suite.check(f"{name}: in the same words", said and said == [line for line in built.stderr.splitlines() if line in said],
                    f"{checked.stderr}\n{built.stderr}")

    site = fresh("checking")
    article = site / "content/articles/2025/windows.md"
    article.write_text("---\ntitle: New\ndate: 2025-07-01\nimage: maps\\a.png\n---\n[Plan](..\\2025\\flood-plan.md)\n")
    both("paths as Windows writes them", site, 1, "[broken-link]", "[missing-image]", "write maps/a.png", "write ../2025/flood-plan.md")
    article.unlink()
    articles = site / "content/articles/2025"
    expect("a first build", brief("-C", site, "build"), 0)
    (articles / "rain-tax.md").rename(articles / "rain-levy.md")
    both("an address vanishes", site, 1, "[vanishing-address]", "aliases: [/2025/rain-tax/]")
    (articles / "rain-levy.md").rename(articles / "rain-tax.md")
    text = (articles / "flood-plan.md").read_text()
    (articles / "flood-plan.md").write_text(text.replace("The plan covers rivers.", "The plan costs nine times as much, and covers no river."))
    both("a text changes silently", site, 0, "[silent-change]")
    (articles / "flood-plan.md").write_text(text)
    (articles / "secret.md").write_text("---\ntitle: The quarrel about weirs\ndate: 2190-01-01\n---\nText.\n")
    (site / "layouts").mkdir()
    (site / "layouts/404.html").write_text("<!doctype html><html><title>404</title><p>The quarrel about weirs</p></html>")
    both("a held-back title leaks", site, 1, "[embargo-leak]", "404.html")
    shutil.rmtree(site / "layouts")
    (articles / "secret.md").unlink()
    (articles / "new.md").write_text("---\ntitle: New\ndate: 2025-07-01\n---\nText.\n")
    both("a new address with --locked", site, 1, "[locked-ledger]", "'/2025/new/' is not in it", options=("--locked",))
    (site / "public/2025/new").mkdir()
    (site / "public/2025/new/index.html").write_text("mine")
    both("a file of somebody else's in its place", site, 1, "[foreign-file]", "2025/new/index.html")
    shutil.rmtree(site / "public/2025/new")
    (site / "public/2025/new").write_text("mine")
    both("or in place of its folder", site, 1, "[foreign-file]", "is a file where a folder of this build goes")
    (site / "public/2025/new").unlink()
    both("an output folder that holds the site", site, 1, "[unsafe-output-folder]", options=("-o", site))
    (articles / "new.md").write_text("---\ntitle: New\ndate: 2025-07-01 10:00\n---\nText, [gone](/gone/).\n\n![A map](/maps/lost.png)\n")
    whole = (articles / "new.md").read_text()
    (articles / "new.md").write_text(whole.replace("date:", "weigth: 1\ndate:"))
    done = expect("--only: nothing else is said", brief("-C", site, "check", "--only", "missing-zone"), 0, "[missing-zone]")
    suite.check("no warnings of the build", "unknown-key" not in done.stderr, done.stderr)
    (articles / "new.md").write_text(whole)
    expect("with --strict a warning hides nothing behind it", brief("-C", site, "check", "--strict", "--only", "missing-zone,broken-link"), 1,
           "[broken-link]", "[missing-zone]", "of the page that replaces it", "put the file at content/maps/lost.png")


def late_plugin():
    """A plugin that hangs over what is held back is named, as over anything else."""
    site = fresh("late-plugin")
    (site / "content/articles/2025/later.md").write_text("---\ntitle: Later\ndate: 2190-01-01\n---\nText.\n")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins/slow.lua").write_text("""return { name = "slow", api = 1, article = function(article)
  if article.slug == "later" then string.find(string.rep("a", 60), string.rep("a*", 40) .. "b") end
end }
""")
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [slow]\n")
    done = expect("a plugin that hangs over what is held back", brief("-C", site, "check", "-j1"), 1, "[plugin-limit]",
                  "lua-plugins/slow.lua:2:", "at hand: content/articles/2025/later.md")
    suite.check("the summary comes once", done.stdout.count("checked:") == 1, done.stdout)


def looping_plugin():
    """A loop without an end is reported over the first text that it meets, and costs its second once and not for each."""
    site = fresh("looping-plugin")
    for number in range(6):
        (site / f"content/articles/2025/n{number}.md").write_text(f"---\ntitle: Number {number}\ndate: 2025-01-0{number + 1}\n---\n{{{{ spin() }}}}\n")
    (site / "layouts").mkdir(exist_ok=True)
    (site / "layouts/article.html").write_text("<!doctype html><title>{{ article.title|spin }}</title>{{ spin_it() }}{{ article.content }}")
    (site / "lua-plugins").mkdir(exist_ok=True)
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [spin]\n")
    spins = {"article": "article = spin", "html": "html = spin", "pages": "pages = spin", "filters": "filters = { spin = spin }",
             "functions": "functions = { spin_it = spin }", "shortcodes": "shortcodes = { spin = spin }", "article, with ever more memory": "article = grow"}
    still = "filters = { spin = function(text) return text end }, functions = { spin_it = function() return '' end }, shortcodes = { spin = function() return '' end }"
    for hook, spin in spins.items():
        (site / "lua-plugins/spin.lua").write_text(
            f'local function spin() while true do end end\n'
            f'local function grow() local all = {{}} while true do all[#all + 1] = ("x"):rep(1000) .. #all end end\nlocal plugin = {{ name = "spin", api = 1, {still} }}\n'
            f"for key, value in pairs {{ {spin} }} do plugin[key] = value end\nreturn plugin\n")
        said = [brief("-C", site, "check", jobs) for jobs in ("-j1", "-j3")]
        suite.check(f"a loop in {hook} is reported once", all(done.returncode == 1 and done.stderr.count("[plugin-limit]") == 1
                    for done in said), said[0].stderr[-1500:])
        suite.check(f"a loop in {hook}: the same for any number of workers", said[0].stderr == said[1].stderr, said[1].stderr[-1500:])


def fixing():
    site = copy_site(ROOT / "tests" / "checks" / "term-spelling", fresh("fixing"))
    copy_site(ROOT / "tests" / "checks" / "missing-zone", site)
    choice = ("-C", site, "check", "--at", AT, "--only", "term-spelling,missing-zone")
    before = tree(site)
    found = diagnostics_of(brief(*choice, "--diagnostics", "json").stderr)
    suite.check("nothing is written without --fix", tree(site) == before)
    expect("--fix", brief(*choice, "--fix"), 0, f"{len(found)} mended", "0 warnings, 0 notes")
    suite.check("nothing is left", not diagnostics_of(brief(*choice, "--diagnostics", "json").stderr))
    text = {name: (site / "content" / "articles" / "2025" / f"{name}.md").read_text() for name in ("two", "four", "five", "seven", "eleven", "a", "b", "c", "gap")}
    suite.check("spellings", "  - water #" in text["two"] and "tags: [open data] #" in text["four"]
                and "tags: [Local government, x]" in text["five"] and 'tags: ["#MeToo"] #' in text["seven"]
                and "tags: [black-board] #" in text["eleven"], text)
    suite.check("zones", "date: 2025-06-01 09:00 +01:00 #" in text["a"] and 'date: "2025-06-01T09:00 +01:00" #' in text["b"]
                and "date: 2025-06-01 09:00 -0400\n" in text["c"], text)
    suite.check("a time that clocks leave out stays the moment that it was", "date: 2025-03-30 02:30:00 +01:00 #" in text["gap"]
                and 'updated: "2025-03-30 02:30:10 +01:00" #' in text["gap"], text["gap"])
    changed = {name for name, content in tree(site).items() if before.get(name) != content}
    suite.check("other files stay", changed == {file for file, *_ in found}, changed)
    expect("the site still builds", brief("-C", site, "build", "--at", AT, "--strict", "-o", suite.work / "fixed"), 0)
    for name, tags in (("d", "[5G, R&D]"), ("e", "[5G, R&D]"), ("f", '\n  - water\n  - "5g"\n  - >-\n    r&d\n')):
        (site / f"content/articles/2025/{name}.md").write_text(f"---\ntitle: {name}\ndate: 2025-07-01 9:00\ntags: {tags}\n---\n")
    done = expect("figures and signs are mended, a folded text is not", brief(*choice, "--fix"), 0, "4 mended", "1 warning, 0 notes")
    suite.check("what is left stands where it is now", "content/articles/2025/f.md:7:5: warning: 'r&d'" in done.stderr, done.stderr)
    stuck = site / "content/articles/2025/g.md"
    stuck.write_text("---\ntitle: g\ndate: 2025-07-01\ntags: [5g]\n---\n")
    (stuck.parent / "g.md~brief").mkdir()  # where the new text would be written first
    expect("what cannot be written is said, and is not mended", brief(*choice, "--fix"), 1, "1 error, 2 warnings", "the file could not be mended:",
           "content/articles/2025/g.md:4:8: warning: '5g'")
    suite.check("it stays as it was", "[5g]" in stuck.read_text(), stuck.read_text())


def counted_links():
    """What is linked several times is said once, with one wording for how often."""
    site = fresh("counted-links")
    whole = re.search("base_url: (.*)", (site / "site.yml").read_text())[1].strip()
    links = f"[a](/nowhere/) [b](http://far.example/) [c]({whole}/nothing/)"
    (site / "content/articles/2025/links.md").write_text(f"---\ntitle: Links\ndate: 2025-06-01\n---\n{links}\n\n{links}\n")
    done = brief("-C", site, "check", "--at", AT)
    for words in ("'/nowhere/'", "without encryption", "is of this site, and nothing answers it"):
        suite.check(f"twice: {words}", re.search(f"{words} \\(linked 2 times\\) ", done.stderr), done.stderr[:1500])


def sarif():
    site = copy_site(ROOT / "tests" / "checks" / "term-spelling", fresh("sarif"))
    (site / "content" / "articles" / "2025" / "two.md").rename(site / "content" / "articles" / "2025" / "zwei ö.md")
    done = brief("-C", site, "check", "--at", AT, "--only", "term-spelling,missing-summary", "--diagnostics", "sarif")
    log = json.loads(done.stderr)
    results = log["runs"][0]["results"]
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    suite.check("version", log["version"] == "2.1.0" and rules == ["missing-summary", "term-spelling"], rules)
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    suite.check("addresses are encoded", "content/articles/2025/zwei%20%C3%B6.md" in places, places)
    fixed = [result for result in results if "fixes" in result]
    suite.check("fixes", fixed and fixed[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], results[:1])
    region = next(result for result in results if "otherwise spelt" in result["message"]["text"])["locations"][0]["physicalLocation"]["region"]
    suite.check("region", region["startLine"] in (5, 6) and region["endColumn"] > region["startColumn"], region)
    twice = ROOT / "tests" / "broken"
    noted = copy_site(twice / "alias-twice", copy_site(twice / "base", suite.work / "sarif-notes"))
    log = json.loads(brief("-C", noted, "check", "--at", AT, "--diagnostics", "sarif").stderr)
    related = [place for result in log["runs"][0]["results"] for place in result.get("relatedLocations", ())]
    suite.check("the other place", related and related[0]["message"]["text"] == "given here first" and
                related[0]["physicalLocation"]["artifactLocation"]["uri"] == "content/articles/one.md", related)
    schema = json.loads(brief("-C", site, "check", "--at", AT, "--only", "large-image", "--diagnostics", "sarif").stderr)
    suite.check("nothing found", schema["runs"][0]["results"] == [], schema)


class Outside(http.server.BaseHTTPRequestHandler):
    """Another host, on the loopback: what it answers is in the path, what it was asked is written down."""
    asked, gone = [], set()

    def answer(self):
        Outside.asked.append((time.monotonic(), self.command, self.path))
        status = {"/gone": 404, "/login": 403, "/get-only": 405 if self.command == "HEAD" else 200, "/moved": 301}.get(self.path, 200)
        self.send_response(500 if self.path in Outside.gone else status)
        if self.path == "/moved":
            self.send_header("Location", "/there")
        self.send_header("Content-Length", "5")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"words")

    do_HEAD = do_GET = answer

    def log_message(self, *_):
        pass


def on_a_terminal(*command):
    """What a terminal is sent, and the exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env=environment(no_proxy="*", TERM="xterm"))
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # Linux says so when the last writer is gone
        pass
    os.close(ours)
    return shown.decode(errors="replace"), process.wait(60)


def outside():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    site = fresh("outside")
    article = site / "content" / "articles" / "2025" / "links.md"
    article.write_text("---\ntitle: Links\ndate: 2025-06-01\n---\n" + "\n\n".join(
        f"[{path}]({host}/{path})" for path in ("there", "gone", "login", "get-only", "moved", "flaky")) +
        f"\n\n[again]({host}/gone#part), [closed](http://127.0.0.1:9/), [own](https://briefings.example/nowhere/)\n")
    known = site / ".brief" / "links.tsv"

    def check(day, *more):
        Outside.asked.clear()
        done = brief("-C", site, "check", "--at", day, "--only", "dead-link", "--diagnostics", "json", *more, env=environment(no_proxy="*"))
        found = json.loads(done.stderr)["diagnostics"]
        return done, sorted((entry["line"], entry["message"]) for entry in found), [path for _, _, path in Outside.asked]

    done, found, asked = check("2026-01-01")
    suite.check("nobody is asked without --external", not asked and not known.exists() and done.returncode == 0, asked)
    Outside.gone.add("/flaky")
    done, found, asked = check("2026-01-01", "--external")
    suite.check("each address once", sorted(set(asked)) == ["/flaky", "/get-only", "/gone", "/login", "/moved", "/there"]
                and asked.count("/there") == 2, asked)  # once more by way of /moved
    heads = [when for when, command, path in Outside.asked if command == "HEAD" and path != "/there"]
    suite.check("a second between two questions to a host", all(b - a > 0.9 for a, b in zip(heads, heads[1:])), heads)
    suite.check("one failure is no verdict", not found and done.returncode == 0, found)
    done, found, asked = check("2026-01-01", "--external")
    suite.check("the same day nobody is asked again", not asked and not found, asked)
    Outside.gone.clear()
    done, found, asked = check("2026-01-02", "--external")
    suite.check("the next day only what failed is asked", set(asked) == {"/gone", "/flaky"}, asked)
    suite.check("dead after two days", [(line, re.sub(r"http://127.0.0.1:\d+", "", message)) for line, message in found] == [
        (7, "'/gone' has not answered since 2026-01-01: status 404 (linked 2 times)"),
        (17, found[-1][1].replace("http://127.0.0.1:9", ""))] and "127.0.0.1:9/' has not answered since" in found[-1][1], found)
    suite.check("with a hint", "https://web.archive.org/web/20250601/" in done.stderr, done.stderr)
    done, found, asked = check("2026-01-08", "--external")
    suite.check("after a week what answered then is asked", set(asked) == {"/get-only", "/gone", "/login", "/moved", "/there"}, asked)
    known.write_text("nonsense\n\tx\t\n" + known.read_text().replace("2026-01-08", "yesterday"))
    done, found, asked = check("2026-01-08", "--external")
    suite.check("what cannot be read is forgotten", "/gone" in asked and not any("gone" in message for _, message in found), found)
    article.write_text("---\ntitle: Links\ndate: 2025-06-01\n---\n" + "\n\n".join(f"[{n}]({host}/there?{n})" for n in range(3)) + "\n")
    shown, code = on_a_terminal(suite.brief, "-C", site, "check", "--at", "2026-03-01", "--only", "dead-link", "--external")
    suite.check("a terminal shows how far it is", code == 0 and all(f"asking hosts   [" in shown and f"  {n}/3" in shown for n in (2, 3))
                and "\r\x1b[K" in shown, repr(shown))
    server.shutdown()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        article.write_text(f"---\ntitle: Links\ndate: 2025-06-01\n---\n[x](http://127.0.0.1:{silent.getsockname()[1]}/)\n")
        process = subprocess.Popen([suite.brief, "-C", site, "check", "--external"], env=environment(no_proxy="*"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        silent.accept()
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        suite.check("who is told to stop does not wait for an answer", process.wait(60) == -signal.SIGTERM, process.returncode)


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


PARTS = (
    first_day,
    tutorial,
    outside,
    new,
    listing,
    listing_of_what_waits,
    asking_is_not_checking,
    listing_of_a_broken_site,
    explain,
    explain_rules,
    explain_what_is_no_page,
    explain_last_words,
    large_data,
    explain_relation,
    explain_rewriting,
    explain_readings,
    manners,
    checking,
    late_plugin,
    looping_plugin,
    fixing,
    counted_links,
    sarif,
    # to add one: its function above, a row here
)
for part in PARTS:
    if suite.wants(part.__name__):
        try:
            part()
        except Exception as error:
            suite.check(part.__name__, False, f"{type(error).__name__}: {error}")
suite.finish()
