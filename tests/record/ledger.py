# SPDX-License-Identifier: MIT
"""urls.lock: what it lists, what would vanish, what is taken back, damage, --locked, and the history of texts."""
import os
import re
import shutil
import stat
import time
from datetime import datetime

from suite import AT, ROOT, copy_site, run
from sites import Site, article

SETTLING_SECONDS = 2.5  # after which the times of a file tell whether it was touched
PAGE = "---\ntitle: About\naliases: [/who/]\n---\nWho we are.\n"


def lists(suite):
    site = Site(suite, "ledger", files={
        "content/articles/2019/levy.md": article("Levy", aliases="[/old/levy/, /levy.html, /old/levy]", tags="[water]"),
        "content/articles/2019/draft.md": article("Secret draft of it", draft="true"),
        "content/articles/with blank & 100%.md": article("Blank", slug="blank"),
        "content/pages/about.md": PAGE,
        "content/authors/jo.md": "---\nname: Jo\naliases: [/staff/jo/]\n---\n"})
    done, lines = site.build(), site.lines()
    site.expect("a first build says what it records", done, 0, f"urls.lock: {len(lines)} added, 0 removed")
    site.check("is sorted, one address a line", lines == sorted(lines) and len({line.split()[0] for line in lines}) == len(lines))
    kinds = {line.split()[0]: line.split()[1:3] for line in lines}
    for address, told in {"/2019/levy/": ["article", "2019/levy"], "/old/levy/": ["alias", "2019/levy"],
                          "/levy.html": ["alias", "2019/levy"], "/about/": ["page", "about"],
                          "/who/": ["page-alias", "about"], "/tags/water/": ["list"], "/": ["list"],
                          "/staff/jo/": ["list"], "/blank/": ["article", "with%20blank%20&%20100%25"]}.items():
        site.check(f"lists {address}", kinds.get(address) == told, kinds.get(address))
    site.check("lists nothing that is held back", "draft" not in site.lock())
    before = os.stat(site.folder / "urls.lock").st_mtime_ns
    site.write("urls.lock~brief", "what a killed build left\n")
    site.expect("a second build changes nothing", site.build(), 0, without=("urls.lock",))
    site.check("and does not write it", os.stat(site.folder / "urls.lock").st_mtime_ns == before)
    site.check("nothing lies beside it", not list(site.folder.glob("*~brief")))
    lock = site.lock()
    site.write("content/articles/second.md", article("Second"))
    for name, arguments, env in (("--at", ("--at", "2030-01-01"), {}), ("--drafts", ("--drafts",), {}),
                                 ("SOURCE_DATE_EPOCH", (), {"SOURCE_DATE_EPOCH": "1700000000"})):
        site.expect(f"{name} builds", site.build(*arguments, env=env, out=site.out.parent / name), 0)
        site.check(f"{name} does not write it", site.lock() == lock)
    site.expect("--locked fails", site.build("--locked"), 1, "locked-ledger", "'/second/' is not in it")
    site.expect("--locked fails at another time", site.build("--locked", "--at", "2030-01-01"), 1, "locked-ledger")
    site.check("--locked changes nothing", site.lock() == lock and "second/index.html" not in site.build("--locked").stdout)
    site.expect("a plain build records it", site.build(), 0, "urls.lock: 1 added, 0 removed")
    site.expect("then --locked is content", site.build("--locked"), 0)
    lock = site.lock()
    site.write("urls.lock", lock + "/zone/ list\n")
    site.expect("--locked fails when a list is empty", site.build("--locked"), 1, "urls.lock:1:1: error: urls.lock would change: 0 lines more, 1 less", "hint: run brief build, and commit urls.lock")
    site.write("urls.lock", lock)
    site.write("content/articles/zone.md", article("Zone"))
    site.expect("--locked fails for the last line, too", site.build("--locked"), 1, "urls.lock would change: 1 line more, 0 less", "'/zone/' is not in it")
    site.remove("content/articles/zone.md")
    lines = site.lock().splitlines()
    site.write("urls.lock", "\n".join(lines[:1] + lines[:0:-1]) + "\n")
    site.expect("--locked fails when lines are in another order", site.build("--locked"), 1, "urls.lock would change: its lines are not in order")
    site.expect("a plain build puts them in order", site.build(), 0, "urls.lock: lines put in order")
    site.write("content/articles/second.md", article("Second", changes="[{date: 2025-12-31, note: More}]") + "More.\n")
    site.expect("--locked fails when texts are not recorded", site.build("--locked"), 1, "urls.lock would change: notes and texts are not recorded")
    site.remove("urls.lock")
    site.expect("--locked without a ledger", site.build("--locked"), 1, "locked-ledger", "'/' is not in it")
    site.check("does not make one", not site.lock())


def told_apart(suite):
    """The hint names what is meant, whatever else is like it."""
    contact = PAGE.replace("/who/", "/call/")
    site = Site(suite, "told-apart", files={"content/articles/twin.md": article("Twin"), "content/articles/twine.md": article("Twin"),
                                            "content/pages/about.md": PAGE, "content/pages/contact.md": contact})
    site.expect("a first build", site.build(), 0)
    site.remove("content/articles/twine.md")
    site.write("content/articles/zebra.md", article("Twin"))
    site.expect("of two with the same words the new one", site.build(), 1, "write aliases: [/twine/] in content/articles/zebra.md")
    site.remove("content/articles/zebra.md")
    site.write("content/articles/twine.md", article("Twin"))
    site.write("content/pages/contact.md", contact.replace("title", "permalink: /reach-us/\ntitle"))
    site.expect("of two pages the one that moved", site.build(), 1, "write aliases: [/call/, /contact/] in content/pages/contact.md")
    site.write("content/pages/contact.md", contact.replace("title", "permalink: /about/\ntitle"))
    site.write("content/pages/about.md", PAGE.replace("title", "permalink: /contact/\ntitle"))
    site.expect("two that change places are told of each", site.build(), 0,
                "content/pages/about.md:1:1: warning: '/contact/' was the address of 'content/pages/contact.md'",
                "content/pages/contact.md:1:1: warning: '/about/' was the address of 'content/pages/about.md'")


def vanishing(suite):
    text = "One two three four."
    site = Site(suite, "vanishing", files={
        "content/articles/levy.md": article("Levy", text=text, aliases="[/old/levy/]"),
        "content/articles/other.md": article("Other"),
        "content/pages/about.md": PAGE})
    site.expect("a first build", site.build(), 0)
    pages, lock = site.pages(), site.lock()
    site.write("content/articles/levy.md", article("Levy", text=text, slug="charge", aliases="[charge, /charge/]"))
    done = site.build()
    number = next(n for n, line in enumerate(lock.splitlines(), 1) if line.startswith("/levy/"))
    site.expect("another slug", done, 1, f"urls.lock:{number}:1: error: nothing would answer '/levy/' any more",
                "[vanishing-address]", "write aliases: [/levy/, /old/levy/] in content/articles/levy.md")
    site.check("publishes nothing", site.pages() == pages and site.lock() == lock)
    site.write("content/articles/levy.md", article("Levy", text=text, aliases="[/old/levy/, /?p=12]"))
    site.expect("an address with a question in it", site.build(), 1, "[unusable-address]", "leave it out: no file answers")
    site.write("content/articles/levy.md", article("Levy", text=text, permalink="/Levy/", aliases="[/old/levy/]"))
    site.expect("capitals of the same letters", site.build(), 1, "nothing would answer '/levy/'", "spell it as it was: '/Levy/' differs in capital letters only",
                without=("aliases: [/levy/",))
    site.write("content/articles/levy.md", article("Levy", text=text, slug="charge", aliases="[/levy/, /old/levy/]"))
    site.expect("the line of the hint mends it", site.build(), 0)
    site.check("the old address is an alias", "/levy/ alias levy" in site.lines() and "levy/index.html" in site.pages())
    site.remove("content/articles/levy.md")
    site.write("content/articles/renamed.md", article("Levy", text=text))
    site.expect("a file with another name is known by its words", site.build(), 1,
                "write aliases: [/charge/, /levy/, /old/levy/] in content/articles/renamed.md")
    site.remove("content/articles/renamed.md")
    site.expect("a deleted file", site.build(), 1, "nothing would answer '/charge/'",
                "in the page that takes its place, or gone: [/charge/] in site.yml")
    site.write("content/articles/other.md", article("Other", aliases="[/charge/]"))
    site.expect("who takes its place takes the addresses that led there", site.build(), 1,
                "write aliases: [/charge/, /levy/, /old/levy/] in content/articles/other.md",
                without=("answer '/charge/'",))
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/levy/, /old/levy/]\n")
    site.expect("gone: gives them up", site.build(), 0)
    site.check("and a page says so", b"has been removed" in site.pages().get("levy/index.html", b""))
    site.check("and so does the ledger", {"/levy/ gone", "/old/levy/ gone"} <= set(site.lines()), site.lock())
    settings = (site.folder / "site.yml").read_text()
    site.write("site.yml", settings.replace("gone: [/levy/, /old/levy/]", "gone: [/old/levy/]"))
    site.expect("not as of another time", site.build("--strict", "--at", "2026-01-01", out=site.folder.parent / "not-gone-then"), 0,
                without=("vanishing-gone",))
    site.expect("an address that is no longer said to be gone", site.build("--locked"), 1, "[vanishing-gone]", "nothing says any more that '/levy/' is gone",
                "write gone: [/levy/] in site.yml again")
    site.expect("is a warning", site.build(), 0, "[vanishing-gone]")
    site.expect("once", site.build(), 0, without=("vanishing-gone",))
    site.write("site.yml", settings)
    site.write("urls.lock", site.lock() + "/old/levy/ alias other\n/levy/ gone\n")
    site.expect("after a merge it is gone, whichever line comes first", site.build("--strict"), 0)
    site.check("as site.yml says", {"/levy/ gone", "/old/levy/ gone"} <= set(site.lines()), site.lock())
    site.write("content/pages/about.md", PAGE.replace("About", "About\nslug: us").replace("aliases: [/who/]\n", ""))
    site.expect("pages too", site.build(), 1, "write aliases: [/about/, /who/] in content/pages/about.md")
    site.remove("content/pages/about.md")
    site.expect("deleted pages too", site.build(), 1, "nothing would answer '/about/'")


def another_pattern(suite):
    """One error for the archive, which names the pattern that there was, and not one for each article."""
    settings = "permalinks: {article: /briefings/:year/:slug/}\n"
    files = {f"content/articles/2019/uk/a{n}.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 12)}
    site = Site(suite, "another-pattern", settings, files)
    site.write("content/articles/2019/uk/moved.md", article("Moved"))
    site.expect("a first build", site.build(), 0)
    lock, settings = site.lock(), site.folder / "site.yml"
    number = next(n for n, line in enumerate(lock.splitlines(), 1) if line.startswith("/briefings/2018/a1/"))
    settings.write_text(settings.read_text().replace("/briefings/:year/:slug/", "/:section/:slug/"))
    site.write("content/articles/2019/uk/moved.md", article("Moved", slug="elsewhere"))
    done = site.build()
    site.expect("another pattern", done, 1, "site.yml:3:23: error: by this pattern nothing would answer the addresses of 12 articles",
                f"urls.lock:{number}: the first", "write permalinks: {article: /briefings/:year/:slug/} again")
    site.expect("what else was lost is said alone", done, 1, "nothing would answer '/briefings/2020/moved/' any more",
                "write aliases: [/briefings/2020/moved/] in content/articles/2019/uk/moved.md")
    site.check("nothing else is", done.stderr.count("[vanishing-address]") == 2, done.stderr)
    site.check("nothing is recorded", site.lock() == lock)
    settings.write_text("".join(settings.read_text().splitlines(True)[:2]))
    site.expect("no pattern any more", site.build(), 1, f"urls.lock:{number}:1: error: by this pattern",
                "write permalinks: {article: /briefings/:year/:slug/} again")
    for n in range(1, 4):
        site.remove(f"content/articles/2019/uk/a{n}.md")
    site.write("site.yml", settings.read_text() + "gone: [/briefings/2018/a1/, /briefings/2018/a2/, /briefings/2018/a3/]\n")
    site.expect("nine are said one by one", site.build(), 1, "nothing would answer '/briefings/2018/a4/' any more",
                without=("by this pattern",))


def another_time_zone(suite):
    """Moments that are of another day now: one error, which does not blame the pattern."""
    settings = "timezone: Asia/Tokyo\npermalinks: {article: /:year/:slug/}\n"
    files = {f"content/articles/a{n}.md": article(f"A {n}", f"2018-12-31T20:{n:02}:00Z") for n in range(1, 13)}
    site = Site(suite, "another-time-zone", settings, files)
    site.expect("a first build", site.build(), 0)
    lock, settings = site.lock(), site.folder / "site.yml"
    number = next(n for n, line in enumerate(lock.splitlines(), 1) if line.startswith("/2019/a1/"))
    settings.write_text(settings.read_text().replace("Asia/Tokyo", "Europe/London"))
    done = site.build()
    site.expect("another time zone", done, 1, "site.yml:3:11: error: in the time zone 'Europe/London' nothing would answer the "
                "addresses of 12 articles any more: their moments are of another day there", f"urls.lock:{number}: the first", "write timezone: as it was",
                without=("by this pattern",))
    site.check("nothing else is", done.stderr.count("[vanishing-address]") == 1, done.stderr)
    settings.write_text(settings.read_text().replace("timezone: Europe/London\n", ""))
    site.expect("none any more", site.build(), 1, ":1: error: in the time zone 'UTC' nothing would answer")
    settings.write_text(settings.read_text() + "timezone: Asia/Tokyo\n")
    site.expect("the zone that was", site.build(), 0)


def pattern_of_words(suite):
    """A part of an address may be made of several words of the pattern, or end in one's own."""
    for number, pattern in enumerate(("/:year-:month/:slug/", "/:year/:month/:day/:slug.html", "/b/:slug-of-:year/", "/archive/:id.html")):
        files = {f"content/articles/2019/uk/a-{n}-b.md": article(f"A {n}", f"2018-01-{n:02}") for n in range(1, 10)}
        site = Site(suite, f"pattern-of-words-{number}", f"permalinks: {{article: '{pattern}'}}\n", files)
        site.expect(f"a first build with {pattern}", site.build(), 0)
        settings = site.folder / "site.yml"
        settings.write_text(settings.read_text().replace(pattern, "/:section/:slug/"))
        site.expect(f"{pattern} is found", site.build(), 1, "the addresses of 10 articles", f"write permalinks: {{article: {pattern}}} again")


def emptied(suite):
    site = Site(suite, "emptied", files={"content/articles/levy.md": article("Levy", "2019-05-01", tags="[water]")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", article("Levy", tags="[fire]"))
    site.expect("with --strict it fails", site.build("--strict"), 1, "vanishing-list", "/tags/water/",
                "write aliases: [/archive/2019/] in the page that takes its place, or gone: [/archive/2019/] in site.yml")
    site.expect("not as of another time", site.build("--strict", "--at", "2026-01-01", out=site.folder.parent / "emptied-then"), 0,
                without=("vanishing-list",))
    time.sleep(SETTLING_SECONDS)
    site.expect("a list that is empty now is a warning", site.build(), 0, "vanishing-list", "nothing is listed at '/tags/water/'")
    site.expect("once", site.build(), 0, without=("vanishing-list",))
    site.write("content/articles/levy.md", article("Levy", tags="[air]"))
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/tags/fire/]\n")
    site.expect("unless it is gone on purpose", site.build("--strict"), 0)


def merged(suite):
    site = Site(suite, "merged", files={"content/articles/levy.md": article("Levy", tags="[water, Water Policy]")})
    site.expect("a first build", site.build(), 0)
    site.write("content/data/tags.yml", "water: {title: Waters}\n")
    site.write("content/articles/levy.md", article("Levy", tags="[water]"))
    site.expect("a tag that another took the place of", site.build("--strict"), 1,
                "write same_as: [water-policy] at the term that takes its place in content/data/tags.yml")
    site.write("content/data/tags.yml", "water: {title: Waters, same_as: [water-policy]}\n")
    site.expect("the line of the hint mends it", site.build("--strict"), 0)
    site.check("its address leads on", b"/tags/water/" in site.pages().get("tags/water-policy/index.html", b""))
    site.check("and stays in the ledger", "/tags/water-policy/ list" in site.lines())
    site.write("site.yml", (site.folder / "site.yml").read_text() + "plugins: []\n")
    site.expect("without pages of terms", site.build(), 0, "vanishing-list")
    site.check("nothing leads to one", "tags/water-policy/index.html" not in site.pages())
    site.write("site.yml", (site.folder / "site.yml").read_text().replace("plugins: []", "gone: [/tags/water-policy/]"))
    site.expect("what is gone stays gone", site.build("--strict"), 0)
    site.check("and says so", b"has been removed" in site.pages().get("tags/water-policy/index.html", b""))


def merged_in_use(suite):
    """The address of a term that was merged leads to the one that took its place, unless it is somebody's."""
    sources = {"content/articles/first.md": article("First"), "content/articles/levy.md": article("Levy", tags="[water]"),
               "content/pages/about.md": "---\ntitle: About\n---\nText.\n", "content/data/tags.yml": "water: {same_as: [water-policy]}\n"}
    for number, path in enumerate(("content/articles/first.md", "content/articles/levy.md", "content/pages/about.md")):
        for key in ("permalink: /tags/water-policy/", "aliases: [/tags/water-policy/]"):
            site = Site(suite, f"merged in use, {number}, {key[:5]}", files={**sources, path: sources[path].replace("---\n", f"---\n{key}\n", 1)})
            site.expect(f"{key} of {path}", site.build("--strict"), 0)
            site.check("takes its place", b"url=/tags/water/" not in site.pages()["tags/water-policy/index.html"])


def both_sides(suite):
    """What git's union leaves of two branches: one moved an article, the other wrote a note."""
    moved = {"slug": "moved", "aliases": "[/levy/]"}
    noted = {"changes": "[{date: 2024-05-01, type: minor, note: More}]"}
    locks = []
    for number, keys in enumerate(({}, moved, noted)):
        site = Site(suite, f"side-{number}", files={"content/articles/levy.md": article("Levy", text="More." if keys is noted else "Text.", **keys)})
        if locks:
            site.write("urls.lock", locks[0])
        site.expect("is built", site.build(), 0)
        locks.append(site.lock())
    site = Site(suite, "both-sides", files={"content/articles/levy.md": article("Levy", text="More.", **moved, **noted)})
    lines = sorted(set(locks[1].splitlines() + locks[2].splitlines()))
    site.check("three lines are left", len([line for line in lines if " levy" in line]) == 3, "\n".join(lines))
    site.write("urls.lock", "\n".join(lines) + "\n")
    site.expect("are sorted out", site.build("--strict"), 0)
    site.check("as one side has them", [line.split()[:3] for line in site.lines() if " levy" in line]
               == [["/levy/", "alias", "levy"], ["/moved/", "article", "levy"]], site.lock())
    site.write("urls.lock", "\n".join(lines) + "\n")
    site.write("content/articles/levy.md", article("Levy", text="Other words.", **moved, **noted))
    site.expect("the newer note is what counts", site.build(), 0, "text changed since 2024-05-01 without a note")
    site.write("urls.lock", "\n".join(lines).replace("/levy/ alias levy", "/levy/ alias first") + "\n")
    site.expect("an address of two articles is not", site.build(), 1, "[ledger-conflict]", "'/levy/' is listed for two things")


def deleted(suite):
    """A ledger that was deleted after a build that had something to say is begun anew, though nothing else changed."""
    site = Site(suite, "deleted", files={"content/articles/levy.md": article("Levy", weigth="3")})
    time.sleep(SETTLING_SECONDS)
    site.expect("a first build", site.build(), 0, "[unknown-key]")
    lock = site.lock()
    site.remove("urls.lock")
    site.expect("without it", site.build(), 0, "urls.lock: ")
    site.check("it is there again", lock and site.lock() == lock, site.lock())
    site.remove("urls.lock")
    site.remove("content/articles/levy.md")
    site.write("content/articles/rates.md", article("Rates"))
    site.expect("what leaves with it is told", site.build("--strict"), 1, "[lost-ledger]", "'levy/index.html' leaves the output")
    site.check("and stays until somebody says so", "levy/index.html" in site.pages())
    site.expect("a warning lets it go", site.build(), 0, "[lost-ledger]")
    site.expect("once", site.build(), 0, without=("lost-ledger",))


def durable(suite):
    """Whatever gets its name is on the disk before, and the name after."""
    site = Site(suite, "durable")
    if not shutil.which("strace"):
        return
    trace = site.folder.parent / "trace"

    def calls_of_build():
        run(["strace", "-f", "-y", "-qq", "-e", "trace=fsync,renameat", "-e", "signal=none", "-o", trace,
             suite.brief, "-C", site.folder, "-o", site.out, "build", "--durable", "-j1"])
        return [line.split(maxsplit=1)[1] for line in trace.read_text().splitlines()]

    def synced(calls):
        return {re.search("<(.*)>", call)[1] for call in calls if call.startswith("fsync(")}
    calls = calls_of_build()
    at = [number for number, call in enumerate(calls) if call.startswith("renameat(") and '"urls.lock~brief"' in call]
    site.check("urls.lock gets its name when it is on the disk", len(at) == 1 and any(
        call.startswith("fsync(") and "/urls.lock~brief>" in call for call in calls[:at[0]]), "\n".join(calls[-12:]))
    site.check("and the name is there too", at and calls[at[0] + 1].startswith("fsync(") and "/durable/site>" in calls[at[0] + 1])
    named = next(number for number, call in enumerate(calls) if call.startswith("renameat(") and '"out~brief", ' in call)
    inside = {f"{site.out}~brief/{path.relative_to(site.out)}".removesuffix("/.") for path in (site.out, *site.out.rglob("*"))}
    site.check("a first output is whole on the disk before it gets its name", inside <= synced(calls[:named]), sorted(inside - synced(calls[:named])))
    site.check("which is there then", str(site.out.parent) in synced(calls[named:]), calls[named:])
    site.write("content/articles/new.md", article("New"))
    calls = calls_of_build()
    named = next(number for number, call in enumerate(calls) if call.startswith("renameat(") and '/out/new>, "index.html"' in call)
    site.check("a page that is new", {str(site.out), str(site.out / "new")} <= synced(calls[named:]), calls[named:])


def swapped(suite):
    site = Site(suite, "swapped", files={"content/articles/a.md": article("A", slug="one"), "content/articles/b.md": article("B", slug="two")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/a.md", article("A", slug="two"))
    site.write("content/articles/b.md", article("B", slug="one"))
    site.expect("an address that goes to another article", site.build(), 0, "address-of-another",
                "'/two/' was the address of 'content/articles/b.md'")
    # what: the files of the second build, and what is said of them
    changes = {
        "by an alias": ({"content/articles/a.md": article("A", slug="new", aliases="[/old/]"), "content/articles/b.md": article("B", aliases="[/a/]")},
                        "b.md:4:11: ", "'/a/' was the address of 'content/articles/a.md'", "take this alias out"),
        "from an alias to an alias": ({"content/articles/a.md": article("A"), "content/articles/b.md": article("B", aliases="[/old/]")},
                                      "b.md:4:11: ", "'/old/' led to 'content/articles/a.md'", "take this alias out"),
        "from an alias to an article": ({"content/articles/a.md": article("A"), "content/articles/b.md": article("B", slug="old", aliases="[/b/]")},
                                        "b.md:4:7: ", "'/old/' led to 'content/articles/a.md'", "give this page an address"),
        "from a page to an article's alias": ({"content/pages/about.md": PAGE.replace("title", "slug: us\ntitle"),
                                               "content/articles/b.md": article("B", aliases="[/about/]")},
                                              "b.md:4:11: ", "'/about/' was the address of 'content/pages/about.md'", "take this alias out"),
        "from an article's alias to a page": ({"content/articles/a.md": article("A"), "content/pages/about.md": PAGE.replace("/who/", "/who/, /old/")},
                                              "about.md:3:18: ", "'/old/' led to 'content/articles/a.md'", "take this alias out"),
    }
    for name, (files, *words) in changes.items():
        site = Site(suite, "swapped-" + name.replace(" ", "-"), files={
            "content/articles/a.md": article("A", aliases="[/old/]"), "content/articles/b.md": article("B"), "content/pages/about.md": PAGE})
        site.expect("a first build", site.build(), 0, without=("address-of-another",))
        for path, text in files.items():
            site.write(path, text)
        site.expect("--strict fails", site.build("--strict"), 1, "address-of-another", *words)
        site.expect("an address that goes to another", site.build(), 0, "address-of-another", *words)
        site.expect("is said once", site.build("--strict"), 0)
    site.remove("content/articles/a.md")
    site.write("content/articles/b.md", article("B", aliases="[/a/]"))
    site.expect("what took the place of a deleted one has its addresses", site.build("--strict"), 0)


def aliases_by_case(suite):
    """Old addresses that differ in case only: one answer, and one feed beside it."""
    site = Site(suite, "aliases-by-case", files={
        "content/authors/jo.md": "---\nname: Jo Lee\naliases: [/staff/jo/, /Staff/Jo/]\n---\nText.\n",
        "content/articles/levy.md": article("Levy", author="jo")})
    site.expect("both may stand", site.build(), 0, without=("duplicate-url",))
    pages = site.pages()
    for file in ("index.html", "feed.xml", "feed.json"):
        site.check(f"{file} is the same at both", pages.get(f"staff/jo/{file}") and pages.get(f"staff/jo/{file}") == pages.get(f"Staff/Jo/{file}"))


def taken_back(suite):
    kinds = {"a draft": {"draft": "true"}, "scheduled": {"date": "2090-01-01"}, "expired": {"expires": "2021-01-01"}}
    for name, keys in kinds.items():
        site = Site(suite, f"taken back, {name}".replace(" ", "-"),
                    files={"content/articles/levy.md": article("Levy on zqwater", aliases="[/old/levy/]")})
        site.expect("a first build", site.build(), 0)
        site.write("content/articles/levy.md", article("Levy on zqwater", aliases="[/old/levy/]", **{"date": "2020-01-01", **keys})
                   if "date" not in keys else article("Levy on zqwater", aliases="[/old/levy/]", **keys))
        site.expect("with --locked it fails", site.build("--locked"), 1, "locked-ledger")
        site.expect("it leaves, and the build says so", site.build(), 0, "taken back: /levy/ (content/articles/levy.md is " + name,
                    "taken back: /old/levy/", "urls.lock: 0 added, 2 removed")
        site.check("the pages are gone", not any("levy" in path for path in site.pages()))
        site.check("no folder of theirs is left", not (site.out / "levy").exists() and not (site.out / "old").exists())
        site.check("so are the lines", "levy" not in site.lock())
        site.expect("and it says so once", site.build(), 0, without=("taken back",))
        site.write("content/articles/levy.md", article("Levy on zqwater", aliases="[/old/levy/]"))
        site.expect("it comes back", site.build(), 0, "urls.lock: 2 added")


def left_in_output(suite):
    """The cache can always be deleted; what was taken back leaves all the same, or the build fails."""
    site = Site(suite, "left-in-output", files={"content/articles/levy.md": article("Levy on zqwater", aliases="[/old/levy/]", tags="[zqtag]")})
    site.expect("a first build", site.build(), 0)
    site.remove(".brief")
    site.write("content/articles/levy.md", article("Levy on zqwater", draft="true", aliases="[/old/levy/]", tags="[zqtag]"))
    before = site.pages(), site.lock()
    site.expect("without a manifest it fails", site.build("--adopt"), 1, "urls.lock", "'levy/index.html' is still in the output folder",
                "'old/levy/index.html'", "'tags/zqtag/index.html'", "[left-in-output]")
    site.check("and changes nothing", before == (site.pages(), site.lock()))
    for name in ("levy", "old", "tags"):
        shutil.rmtree(site.out / name)
    site.expect("removed by hand, it is taken back", site.build("--adopt"), 0, "taken back: /levy/")
    site.check("the pages are gone", not any("levy" in path for path in site.pages()))
    site.remove(".brief")
    site.write(site.out / "levy/index.html", "the page as this host published it")
    site.expect("taken back by a build elsewhere, and left here", site.build("--adopt"), 1,
                "'levy/index.html' is still in the output folder", "'content/articles/levy.md' is held back", "[left-in-output]")


def left_elsewhere(suite):
    """Another host took it back and committed urls.lock; this one has kept the output folder alone."""
    kinds = {"content/articles/levy.md": ("2020/levy/index.html", article("Levy on zqwater")),
             "content/pages/fees.md": ("fees/index.html", "---\ntitle: Zqfees\n---\nText.\n")}
    site = Site(suite, "left-elsewhere", "permalinks: {article: /:year/:slug/}\n", {path: text for path, (_, text) in kinds.items()})
    site.expect("a first build", site.build(), 0)
    site.check("the pages are there", all(file in site.pages() for file, _ in kinds.values()))
    site.remove(".brief")
    site.write("urls.lock", "".join(f"{line}\n" for line in site.lock().splitlines() if "levy" not in line and "fees" not in line))
    for path, (_, text) in kinds.items():
        site.write(path, text.replace("title:", "draft: true\ntitle:"))
    site.expect("each is named", site.build("--adopt"), 1, "[left-in-output]",
                *(f"'{file}' is still in the output folder, and not known to be written by brief; '{path}' is held back"
                  for path, (file, _) in kinds.items()))


def damaged(suite):
    site = Site(suite, "damaged", files={"content/articles/levy.md": article("Levy"), "content/articles/tax.md": article("Tax")})
    site.expect("a first build", site.build(), 0)
    lock, pages = site.lock(), site.pages()
    line = next(line for line in lock.splitlines() if line.startswith("/levy/"))
    number = lock.splitlines().index(line) + 1
    wrong = {
        "no address": ("levy/ article levy 2020-01-01 0 0123456789abcdef", "malformed-ledger", "does not start with an address"),
        "an address that climbs": ("/../x/ page x", "malformed-ledger", "does not start with an address"),
        "an address not in its normal form": ("/lev%79/ page x", "malformed-ledger", "does not start with an address"),
        "an unknown kind": ("/levy/ pamphlet levy", "malformed-ledger", "brief did not write"),
        "too few columns": ("/levy/ article levy 2020-01-01", "malformed-ledger", "brief did not write"),
        "too many columns": ("/levy/ page levy more", "malformed-ledger", "brief did not write"),
        "no id": ("/levy/ page ", "malformed-ledger", "brief did not write"),
        "a digest that is none": ("/levy/ article levy 2020-01-01 0 xyz", "malformed-ledger", "brief did not write"),
        "a count that is none": ("/levy/ article levy 2020-01-01 -1 0123456789abcdef", "malformed-ledger", "brief did not write"),
        "an address for two things": (line + "\n/levy/ page other", "ledger-conflict", "is listed for two things"),
        "an unfinished merge": ("<<<<<<< HEAD\n" + line + "\n=======\n/levy/ alias tax\n>>>>>>> branch", "ledger-conflict", "an unfinished merge"),
        "another version": ("# brief urls.lock 2: of the future", "malformed-ledger", "another version of brief"),
    }
    for name, (instead, code, words) in wrong.items():
        site.write("urls.lock", lock.replace(line, instead))
        done = site.build()
        place = number + 1 if name == "an address for two things" else number
        site.expect(name, done, 1, f"urls.lock:{place}:1: error: ", f"[{code}]", words, "hint: ")
        site.check(f"{name}: nothing is published", site.pages() == pages and site.lock() == lock.replace(line, instead))
    for name, text in {"no byte": "", "a line end": "\n", "a comment alone": lock.splitlines()[0] + "\n", "blanks": "\r\n\r\n"}.items():
        site.write("urls.lock", text)
        site.expect(name, site.build(), 1, "urls.lock:1:1: error: ", "[malformed-ledger]", "no addresses are listed", "hint: take it back from git")
        site.expect(f"{name}: --locked", site.build("--locked"), 1, "[malformed-ledger]")
        site.check(f"{name}: it stays as it is", (site.folder / "urls.lock").read_bytes() == text.encode() and site.pages() == pages)
    site.write("urls.lock", lock.encode() + b"/\xff/ page x\n")
    site.expect("bytes that are not UTF-8", site.build(), 1, "[malformed-ledger]", "not UTF-8")
    for name, text in {"CRLF": lock.replace("\n", "\r\n"), "a byte order mark": "\ufeff" + lock, "another order": "\n".join(reversed(lock.splitlines())) + "\n",
                       "twice, as after a merge of both sides": lock + lock, "blank lines and no last line end": "\n\n" + lock[:-1],
                       "an older line of the same article": lock + line.replace("2020-01-01 0", "2019-01-01 0")}.items():
        site.write("urls.lock", text)
        if name in ("CRLF", "a byte order mark"):
            site.expect(f"--locked: {name}", site.build("--locked"), 0, without=("urls.lock",))
            site.check(f"--locked leaves {name} alone", (site.folder / "urls.lock").read_bytes() == text.encode())
        site.expect(f"read: {name}", site.build(), 0)
        site.check(f"written as ever: {name}", site.lock() == lock, site.lock())
    site.remove("urls.lock")
    (site.folder / "urls.lock").mkdir()
    site.expect("a folder in its place", site.build(), 1, "cannot read 'urls.lock'")
    site.remove("urls.lock")
    (site.folder / "urls.lock").symlink_to("/etc/passwd")
    site.expect("a link in its place", site.build(), 1, "cannot read 'urls.lock'")
    (site.folder / "urls.lock").unlink()
    if os.geteuid() != 0:
        site.write("content/articles/new.md", article("New"))
        os.chmod(site.folder, 0o555)
        done = site.build()
        os.chmod(site.folder, 0o755)
        site.expect("a folder that cannot be written", done, 3, "cannot write 'urls.lock'")
        site.check("then nothing is published", site.pages() == pages)


def texts(suite):
    site = Site(suite, "texts", files={"content/articles/levy.md": article("Levy", text="The levy is 5 % of it -- \"all\" of it.")})
    site.expect("a first build", site.build(), 0)
    for name, text in {"another line break": "The levy is\n5 % of it -- \"all\" of it.", "dashes and quotes": "The levy is 5 % of it – “all” of it.",
                       "emphasis": "The *levy* is **5 %** of it -- \"all\" of it.", "a link": "The [levy](https://example.org) is 5 % of it -- \"all\" of it.",
                       "a no-break space": "The levy is 5\u00a0% of it -- \"all\" of\u00a0it."}.items():
        site.write("content/articles/levy.md", article("Levy", text=text))
        site.expect(f"no change to a reader: {name}", site.build("--strict"), 0, without=("silent-change",))
    changed = {"a number": ("Levy", "The levy is 15 % of it -- \"all\" of it.", {}), "a sign": ("Levy", "The levy is -5 % of it -- \"all\" of it.", {}),
               "a point": ("Levy", "The levy is 5 % of it -- \"all\" of it", {}), "the title": ("Levies", "The levy is 5 % of it -- \"all\" of it.", {}),
               "key points": ("Levy", "The levy is 5 % of it -- \"all\" of it.", {"key_points": "[New]"}),
               "the summary": ("Levy", "The levy is 5 % of it -- \"all\" of it.", {"summary": "New"})}
    for name, (title, text, keys) in changed.items():
        site.write("content/articles/levy.md", article(title, text=text, **keys))
        done = site.build()
        site.expect(f"a change: {name}", done, 0, "content/articles/levy.md:1:1: ", "text changed since 2020-01-01 without a note",
                    "[silent-change]", "add changes: [{date: ")
        site.expect(f"it comes again: {name}", site.build(), 0, "[silent-change]")
        site.expect(f"--strict fails: {name}", site.build("--strict"), 1, "[silent-change]")
    site.expect("not as of another time", site.build("--at", "2024-01-01", "--strict"), 0)
    new = "The levy is 6 % of it."
    note = "[{date: 2021-05-01, type: correction, note: Not 5 %}]"
    site.write("content/articles/levy.md", article("Levy", text=new, changes=note))
    site.expect("a note settles it", site.build("--strict"), 0)
    site.check("and is recorded", any(re.match(r"/levy/ article levy 2021-05-01 1 [0-9a-f]{16}$", line) for line in site.lines()), site.lock())
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=note))
    site.expect("the next change needs another one", site.build(), 0, "text changed since 2021-05-01 without a note",
                "type: minor, note: What changed} below changes:")
    two = note[:-1] + ", {date: 2021-05-01, type: minor, note: Not 6 %}]"
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=two))
    site.expect("of the same day, even", site.build("--strict"), 0)
    site.write("content/articles/levy.md", article("Levy", text="The levy is 8 % of it.", changes=note))
    site.expect("a note that is lost", site.build(), 0, "levy.md:1:1: ", "[lost-note]", "the history had 2 notes, the last of 2021-05-01",
                "write them below changes: again")
    site.write("content/articles/levy.md", article("Levy", text="The levy is 7 % of it.", changes=note, updated="2021-06-01"))
    site.expect("is lost even if nothing else changed", site.build(), 0, "[lost-note]")
    site.write("content/articles/other.md", article("Other", text="Before."))
    site.expect("another article", site.build(), 0)
    site.write("content/articles/other.md", article("Other", text="After.", updated="2022-01-01"))
    site.expect("`updated` is a note too", site.build(), 0, without=("other.md",))
    site.write("content/articles/other.md", article("Other", date="2020-02-02", text="Later.", updated="2022-01-01"))
    site.expect("another date of publication is none", site.build(), 0, "other.md", "text changed since 2022-01-01")
    site.write("content/articles/other.md", article("Other", date="2020-02-02", text="Later.", updated="2022-01-02"))
    site.expect("a later `updated` is", site.build(), 0, without=("other.md",))
    site.write("content/articles/third.md", article("Third", text="Before."))
    site.expect("a third article", site.build(), 0)
    site.write("content/articles/third.md", article("Third", date="2020-02-02", text="After."))
    for case in ("a later date of publication is no note", "nor does it become one"):
        site.expect(case, site.build(), 0, "third.md", "text changed since 2020-01-01")
    site.remove("content/articles/third.md")
    site.write("content/articles/fourth.md", article("Third", slug="third", text="After."))
    site.expect("nor is another name of the file", site.build(), 0, "fourth.md", "text changed since 2020-01-01")


def grace(suite):
    site = Site(suite, "grace", settings="changes: {grace_hours: 2000000}\n", files={"content/articles/levy.md": article("Levy", text="Before.")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", article("Levy", text="After."))
    site.expect("within the grace period a text may change", site.build("--strict"), 0, "urls.lock: notes and texts recorded")
    site.write("site.yml", (site.folder / "site.yml").read_text().replace("2000000", "0"))
    site.expect("what was recorded then counts", site.build("--strict"), 0)
    site.write("content/articles/levy.md", article("Levy", text="Later."))
    site.expect("afterwards it may not", site.build("--strict"), 1, "[silent-change]")


def grace_runs_out(suite):
    """Nothing has changed since the last build but the time: what is said of a text is what a clean build says."""
    site = Site(suite, "grace runs out", settings="changes: {grace_hours: 200}\n",
                files={"content/articles/levy.md": article("Levy", date="2025-12-01", text="Before."),
                       "content/articles/noted.md": article("Noted", text="Before.", updated="2025-12-03"),
                       "content/articles/moved.md": article("Moved", text="Before.")})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/levy.md", article("Levy", date="2025-12-01", text="After."))
    site.write("content/articles/noted.md", article("Noted", text="After.", updated="2025-12-03"))
    site.write("content/articles/moved.md", article("Moved", date="2025-12-03", text="After."))
    time.sleep(SETTLING_SECONDS)

    def then(day, time="12:00:00"):
        seconds = int(datetime.fromisoformat(f"{day}T{time}+00:00").timestamp())
        return site.build(env={"SOURCE_DATE_EPOCH": str(seconds)}, out=site.out.parent / "then")
    site.expect("within the period", then("2025-12-05"), 0, without=("silent-change",))
    site.expect("to its last second", then("2025-12-09", "07:59:59"), 0, without=("silent-change",))
    site.expect("and no longer", then("2025-12-09", "08:00:00"), 0, "levy.md")
    site.expect("which begins with the last note, or with publication", then("2025-12-10"), 0, "levy.md", without=("noted.md", "moved.md"))
    site.expect("behind it", then("2025-12-17"), 0, "levy.md", "noted.md", "moved.md", "[silent-change]", "{date: 2025-12-17,")
    site.expect("on the next day", then("2025-12-18"), 0, "[silent-change]", "{date: 2025-12-18,")
    site.expect("and with a clock that was set back", then("2025-12-17"), 0, "[silent-change]", "{date: 2025-12-17,")


def sample(suite):
    """The ledger of the archive in this repository holds what it publishes; a plain build would write it anew."""
    site = suite.work / "sample"
    for name in ("content", "layouts", "lua-plugins"):
        copy_site(ROOT / name, site / name)
    for name in ("site.yml", "urls.lock"):
        (site / name).write_bytes((ROOT / name).read_bytes())
    done = run([suite.brief, "-C", site, "-o", suite.work / "sample-out", "build", "--locked", "--at", AT])
    suite.check("the sample's urls.lock: run brief build, and commit it", done.returncode == 0, done.stderr[:1500])
