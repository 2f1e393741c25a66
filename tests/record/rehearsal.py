# SPDX-License-Identifier: MIT
"""`brief check` finds what is wrong with a held-back article before its day."""
import posixpath

from suite import diagnostics_of, entries_of, environment, run, tree
from sites import Site, article

TITLES = "Leaving the customs union"
BODY = '[x](gone.md) and [y](first.md#none) and [z](/nowhere/).\n\n{{ nope(a="b") }}'
MISTAKES = {
    "a lead image that is not there": (article("Later", image="gone.png"), 4, "missing-image"),
    "an unknown related article": (article("Later", related="[nope]"), 4, "unknown-article"),
    "an unknown successor": (article("Later", status="superseded", superseded_by="nobody"), 5, "unknown-article"),
    "a link to no file": (article("Later", text=BODY), 5, "broken-link"),
    "a link to no anchor": (article("Later", text=BODY), 5, "missing-anchor"),
    "an unknown shortcode": (article("Later", text=BODY), 7, "unknown-shortcode"),
    "an address that cannot be": (article("Later", permalink="/a/../../b/"), 4, "unusable-address"),
    "a layout that is not there": (article("Later", layout="lost.html"), 4, "unknown-layout"),
}
CLASHES = {
    "the address of another": article("Later", permalink="/first/"),
    "the alias of another": article("Later", aliases="[/old/]"),
    "an alias at a page": article("Later", aliases="[/second/]"),
    "the alias of a page that is there": article("Later", permalink="/old/"),
}


def check(site, *arguments):
    return run([site.suite.brief, "-C", site.folder, "check", "-j0", "--diagnostics", "json", *arguments], env=environment())


def held(text, is_draft):
    return text.replace("date: 2020-01-01\n", "date: 2020-01-01\ndraft: true\n" if is_draft else "date: 2090-01-01\nlang: en\n")


def rehearsals(suite):
    for is_draft in (False, True):
        severity = "warning" if is_draft else "error"
        kind = "draft" if is_draft else "scheduled"
        site = Site(suite, f"rehearsal-{kind}", "plugins: []\n", {
            "content/articles/first.md": article("First", aliases="[/old/]"), "content/articles/second.md": article("Second")})
        before = check(site)
        for name, (text, line, code) in MISTAKES.items():
            site.write("content/articles/later.md", held(text, is_draft))
            done = check(site)
            found = ("content/articles/later.md", line + 1, code, severity)
            site.check(f"{name} is told", found in diagnostics_of(done.stderr) or (
                code == "unusable-address" and (*found[:3], "error") in diagnostics_of(done.stderr)), done.stderr[:1500])
            site.check(f"{name}: exit code", done.returncode == (0 if is_draft and code != "unusable-address" else 1), done.returncode)
        for name, text in CLASHES.items():
            site.write("content/articles/later.md", held(text, is_draft))
            done = check(site)
            found = [code for _, _, code, given in diagnostics_of(done.stderr) if given == severity]
            site.check(f"{name} is told", "duplicate-url" in found or "duplicate-alias" in found, done.stderr[:1500])
            site.expect(f"{name}: a build says nothing of it", site.build(), 0, without=("duplicate-",))
        site.write("layouts/own.html", "<p>{{ article.wrong }}\n")
        site.write("content/articles/later.md", held(article("Later", layout="own.html"), is_draft))
        done = check(site)
        site.check("what a layout makes of it is told", ("layouts/own.html", 1, "unknown-field", severity) in diagnostics_of(done.stderr), done.stderr[:1500])
        site.check("and the layout is not unused", "unused-layout" not in done.stderr)
        site.remove("content/articles/later.md")
        site.write("content/pages/later.md", held(article("Later", layout="own.html"), is_draft))
        done = check(site)
        site.check("what a layout makes of a page is told", ("layouts/own.html", 1, "undefined-name", severity) in diagnostics_of(done.stderr), done.stderr[:1500])
        site.remove("content/pages/later.md")
        site.remove("layouts/own.html")
        site.write("content/articles/later.md", held(article("Later"), is_draft))
        files = tree(site.folder)
        done = check(site)
        known = {found[1:] for found in diagnostics_of(before.stderr)} | {(4, "far-date", "warning"), (2, "missing-summary", "note"), (3, "far-date", "warning")}
        more = [found for found in diagnostics_of(done.stderr) if found[1:] not in known]
        site.check("of what is right nothing is said", not more, more)
        site.check("and nothing is written", tree(site.folder) == files)
    site = Site(suite, "rehearsal-turns", "plugins: []\n", {"content/articles/first.md": article("First", expires="2090-01-01")})
    site.expect("a first build", site.build(), 0)
    for key in ("permalink: /first/", "aliases: [/first/]"):
        for day, is_clash in (("2090-01-01", False), ("2089-12-31", True)):
            site.write("content/articles/later.md", article("Later", day).replace("---\n", f"---\n{key}\n", 1))
            done = check(site, "--only", "long-title")
            found = [code for _, _, code, _ in diagnostics_of(done.stderr)]
            site.check(f"{key} of one that expires on 2090-01-01, from {day} on", found == ["duplicate-url"] * is_clash, done.stderr)
    site = Site(suite, "rehearsal-coming", "plugins: []\n", {"content/articles/later.md": article(
        "Later", status="superseded", superseded_by="nobody", status_date="2090-01-01")})
    site.check("a successor to come is looked for in every build", site.build().returncode == 1)
    ledger = Site(suite, "rehearsal-locked", "plugins: []\n")
    ledger.build()
    ledger.write("content/articles/later.md", article("Later", date="2090-01-01"))
    done = check(ledger, "--locked", "--only", "far-date")
    ledger.check("what will be new to the ledger is no mistake", done.returncode == 0 and "locked-ledger" not in done.stderr, done.stderr)


def words_of(done):
    """Of each error all that is said, but the moment, which only a check knows."""
    return sorted((entry["code"], entry["file"] or "", entry["line"] or 0, entry["message"], entry.get("hint") or "",
                   str([note for note in entry.get("notes", []) if "the build would stop" not in str(note)]))
                  for entry in entries_of(done.stderr) if entry["severity"] == "error")


def as_on_the_day(suite):
    """What is wrong then is told in the words of that day's build, once, beside what is wrong already."""
    site = Site(suite, "rehearsal-words", "plugins: []\n", {
        "content/articles/first.md": article("First", aliases="[/old/]", text="See [it](gone.md)."),
        "content/articles/later.md": article("Later", "2090-01-01", aliases="[/old/]", related="[nope]")})
    on_the_day = site.build("--at", "2090-01-02", "--diagnostics", "json", out=site.out / "day")
    now = words_of(check(site, "--only", "far-date"))
    site.check("as that day's build has it", len(now) == 3 and now == words_of(on_the_day), (now, words_of(on_the_day)))
    site.write("layouts/own.html", "<p>{{ article.wrong }}\n")
    site.write("content/articles/own.md", article("Own", "2090-01-01", layout="own.html"))
    codes = [code for code, *_ in words_of(check(site, "--only", "far-date"))]
    site.check("pages are looked at too, whatever else is wrong", "unknown-field" in codes and len(codes) == 4, codes)
    site = Site(suite, "rehearsal-many", "plugins: []\n", {f"content/articles/part-{number}.md": article(
        f"Part {number}", f"2090-01-{number:02}", text=TITLES if number == 12 else "Text.") for number in range(1, 13)})
    site.write("content/articles/second-part.md", article(TITLES, "2091-01-01"))
    site.check("the twelfth moment is looked at", [code for code, *_ in words_of(check(site))] == ["embargo-leak"], words_of(check(site)))
    site = Site(suite, "rehearsal-plugin", "plugins: [own]\n", {
        "lua-plugins/own.lua": 'return { name = "own", api = 1, article = function() return { after_body = brief.html.p{ "'
                               + TITLES + '" } } end }',
        "content/articles/first-part.md": article("First part", "2089-05-01"),
        "content/articles/second-part.md": article(TITLES, "2090-01-01")})
    done = check(site, "--only", "far-date")
    site.check("what a plugin says on the page", [code for code, *_ in words_of(done)] == ["embargo-leak"], done.stderr[:1500])


def expiries(suite):
    """`brief check` names what a build of the day of an expiry will stop at; what its hints say lets that build pass."""
    title = "Call for evidence on harbours"
    site = Site(suite, "expiries", "plugins: []\n", {
        "content/articles/harbours/index.md": article(title, expires="2089-01-01", text="Send it in."),
        "content/articles/harbours/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "content/articles/says.md": article("Says", text=f"As the [{title}](harbours/index.md) asks."),
        "content/articles/links.md": article("Links", text="See [it](/harbours/)."),
        "content/articles/shows.md": article("Shows", text="![Map](harbours/map.svg)")})
    day = ("--at", "2089-01-02")
    wrong = {f"content/articles/{name}.md" for name in ("says", "links", "shows")}

    def foretold():
        done = check(site, "--only", "after-expiry")
        return {path for path, _, code, _ in diagnostics_of(done.stderr) if code == "after-expiry"}

    def stopped(out):
        done = site.build("--diagnostics", "json", *day, out=site.folder.parent / out)
        return done.returncode, {path for path, _, code, severity in diagnostics_of(done.stderr) if severity == "error" and path}

    site.expect("today's build", site.build(), 0)
    site.check("what is named", foretold() == wrong, foretold())
    site.check("a build of the day", stopped("picture") == (1, {"content/articles/shows.md"}), stopped("picture"))
    site.write("content/images/map.svg", site.folder.joinpath("content/articles/harbours/map.svg").read_bytes())
    site.write("content/articles/shows.md", article("Shows", text="![Map](../images/map.svg)"))
    site.check("a build of the day without the picture", stopped("words") == (1, wrong - {"content/articles/shows.md"}), stopped("words"))
    site.write("content/articles/links.md", article("Links", text="See [it](harbours/index.md)."))
    site.write("site.yml", site.folder.joinpath("site.yml").read_text() + f'leaks: {{allow: ["{title}"]}}\n')
    site.check("nothing is named any more", not foretold(), foretold())
    site.check("the build of the day passes", stopped("mended") == (0, set()), stopped("mended"))


PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>"
# What one text says while another one is still held back.
MEETINGS = {
    "a text that names one which comes after it": (
        {"first-part": article("First part", "2089-05-01", f"The next part: {TITLES}."), "second-part": article(TITLES, "2090-01-01")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/articles/first-part.md' appears"),
    "a text that names a draft": (
        {"first-part": article("First part", "2089-05-01T09:30:15.5+02:00", f"The next part: {TITLES}."), "second-part": article(TITLES, draft="true")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 07:30 UTC, when 'content/articles/first-part.md' appears"),
    "a coming note that names one": (
        {"first-part": article("First part", changes=f"[{{date: 2089-05-01, note: See {TITLES}}}]"), "second-part": article(TITLES, "2090-01-01")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/articles/first-part.md' changes"),
    "a coming comment that names one": (
        {"first-part": article("First part"), "../comments/first-part/1.yml": "name: Jo\ndate: 2089-05-01\ntext: And "
         f"{TITLES}?\n", "second-part": article(TITLES, "2090-01-01")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/comments/first-part/1.yml' appears"),
    "a coming comment on a text with a folder": (
        {"first-part/index": article("First part"), "../comments/first-part/1.yml": "name: Jo\ndate: 2089-05-01\ntext: And "
         f"{TITLES}?\n", "second-part": article(TITLES, "2090-01-01")},
        "first-part/index.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/comments/first-part/1.yml' appears"),
    "a text that comes with another": (
        {"another": article("Another", "2089-05-01"), "first-part": article("First part", "2089-05-01", f"The next part: {TITLES}."),
         "second-part": article(TITLES, "2090-01-01")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/articles/another.md' appears"),
    "a text that comes after another": (
        {"another": article("Another", "2088-05-01"), "first-part": article("First part", "2089-05-01", f"The next part: {TITLES}."),
         "second-part": article(TITLES, "2090-01-01")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/articles/first-part.md' appears"),
    "a text that comes when another has expired": (
        {"another": article("Another", expires="2088-05-01"), "first-part": article("First part", "2089-05-01", f"The next part: {TITLES}."),
         "second-part": article(TITLES, "2090-01-01")},
        "first-part.md", 2, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/articles/first-part.md' appears"),
    "a page that names one": (
        {"../pages/first-part": article("First part", "2089-05-01", f"The next part: {TITLES}."), "second-part": article(TITLES, "2090-01-01")},
        "../pages/first-part.md", 1, "embargo-leak", "2089-05-01 00:00 UTC, when 'content/pages/first-part.md' appears"),
    "a picture of one that comes after it": (
        {"first-part": article("First part", "2089-05-01", "![A map](bundle/map.svg)"), "bundle/index": article("A bundle", "2090-01-01")},
        "first-part.md", 5, "image-held-back", "2089-05-01 00:00 UTC, when 'content/articles/first-part.md' appears"),
}


def moments(suite):
    """What one coming text says of another is looked at for the time between the two."""
    for name, (texts, path, line, code, when) in MEETINGS.items():
        site = Site(suite, name, files={f"content/articles/{each}{'' if each.endswith('.yml') else '.md'}": text for each, text in texts.items()})
        site.write("content/articles/bundle/map.svg", PICTURE)
        if "bundle/index" not in texts:
            site.remove("content/articles/bundle")
        files = tree(site.folder)
        done = check(site, "--only", "long-title")
        found = diagnostics_of(done.stderr)
        site.check("is told, once", found == [(posixpath.normpath(f"content/articles/{path}"), line, code, "error")], done.stderr[:1500])
        site.check("with its moment", f"the build would stop on {when}" in done.stderr, done.stderr[:1500])
        site.check("and nothing is written", tree(site.folder) == files)
        site.expect("the build of now goes on", site.build(), 0)
        site.expect("that of the moment stops", site.build("--at", f"{when[:10]} 12:00", out=site.out / "at"), 1, f"[{code}]")
    site = Site(suite, "what comes together", "leaks: {allow: [A word that may stand]}\n", {
        "content/articles/first-part.md": article("First part", "2090-01-01", f"Read {TITLES} and A word that may stand, and [more](more.md)."),
        "content/articles/more.md": article("Tide tables", "2091-01-01"),
        "content/articles/second-part.md": article(TITLES, "2090-01-01"),
        "content/articles/third-part.md": article("A word that may stand", "2090-01-02")})
    done = check(site, "--only", "long-title")
    site.check("is no mistake, nor what site.yml allows", done.returncode == 0 and not diagnostics_of(done.stderr), done.stderr[:1500])
