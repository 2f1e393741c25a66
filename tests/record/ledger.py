# SPDX-License-Identifier: MIT
"""urls.lock: what it lists, what would vanish, what is taken back, what --locked refuses."""
import os
import time

from suite import AT, ROOT, copy_site, run
from sites import SETTLING_SECONDS, Site, article

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
    site.expect("--locked fails when texts are not recorded", site.build("--locked"), 1, "urls.lock would change: notes, texts, files or base_url are not recorded")
    site.remove("urls.lock")
    site.expect("--locked without a ledger", site.build("--locked"), 1, "locked-ledger", "'/' is not in it")
    site.check("does not make one", not site.lock())


def plugin_pages(suite):
    """A page of a plugin has a line whatever ending of HTML its address has; a file of data has none."""
    site = Site(suite, "plugin-pages", "plugins: [own]\n", {"layouts/plain.html": "<!doctype html><title>{{ page.title }}</title>",
                "layouts/plain.csv": "{{ page.title }}", "lua-plugins/own.lua": """return { name = "own", api = 1, pages = function()
  local pages = {}
  for i, url in ipairs { "/a/", "/b.html", "/c.htm", "/d.xhtml" } do pages[i] = { url = url, title = url, layout = "plain.html" } end
  pages[5] = { url = "/e.csv", title = "e", layout = "plain.csv" }
  return pages
end }"""})
    site.expect("is built", site.build(), 0)
    found = {address for address in ("/a/", "/b.html", "/c.htm", "/d.xhtml", "/e.csv") if any(address in line.split() for line in site.lines())}
    site.check("each page has its line", found == {"/a/", "/b.html", "/c.htm", "/d.xhtml"}, site.lock())


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
                "in the page that takes its place, or gone: [/charge/] in site.yml",
                "write aliases: [/levy/] in the page that takes its place, or add /levy/ to gone: in site.yml", "or add /old/levy/ to gone: in site.yml")
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
                "hint: add /levy/ to gone: in site.yml again, or write aliases: [/levy/] in a page")
    site.expect("is a warning", site.build(), 0, "[vanishing-gone]")
    site.expect("once", site.build(), 0, without=("vanishing-gone",))
    site.write("site.yml", settings)
    site.write("urls.lock", site.lock() + "/old/levy/ alias other\n/levy/ gone\n")
    site.expect("after a merge it is gone, whichever line comes first", site.build("--strict"), 0)
    site.check("as site.yml says", {"/levy/ gone", "/old/levy/ gone"} <= set(site.lines()), site.lock())
    site.write("content/pages/about.md", PAGE.replace("About", "About\nslug: us").replace("aliases: [/who/]\n", ""))
    site.expect("pages too", site.build(), 1, "write aliases: [/about/, /who/] in content/pages/about.md")
    site.remove("content/pages/about.md")
    site.expect("deleted pages too", site.build(), 1, "nothing would answer '/about/'", without=("if that takes its place",))
    site.write("content/pages/us.md", PAGE.replace("aliases: [/who/]\n", ""))
    site.expect("which may have another name now", site.build(), 1, "hint: write aliases: [/about/, /who/] in content/pages/us.md, if that takes its place; else add /about/ to gone: in site.yml")
    site.write("content/pages/more.md", PAGE.replace("aliases: [/who/]\n", ""))
    site.expect("of several new ones nobody knows", site.build(), 1, "in the page that takes its place", without=("if that takes its place",))
    site.remove("content/pages/more.md")
    site.write("content/pages/us.md", PAGE.replace("[/who/]", "[/about/, /who/]"))
    site.expect("the hint mends it", site.build(), 0)


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


def renamed_beside_a_note(suite):
    """One branch gave a text's file another name and kept its address, the other wrote a note: the name that is left has the address."""
    kept, noted = {"permalink": "/levy/", "aliases": "[/tax/]"}, {"changes": "[{date: 2024-05-01, type: minor, note: More}]"}
    other, page = {"content/articles/first.md": article("First")}, "---\ntitle: Levy\npermalink: /levy/\n---\nText.\n"
    sides = ({"content/articles/levy.md": article("Levy", **kept)}, {"content/articles/2024/levy.md": article("Levy", **kept)},
             {"content/articles/levy.md": article("Levy", text="More.", **kept, **noted)}, {"content/pages/levy.md": page})
    locks = []
    for number, files in enumerate(sides):
        site = Site(suite, f"renamed-side-{number}", files=other | files)
        if locks:
            site.write("urls.lock", locks[0])
        if number == 3:
            site.write("content/pages/levy.md", page.replace("title: Levy", "title: Levy\naliases: [/tax/]"))
        site.expect("is built", site.build(), 0)
        locks.append(site.lock())
    text = article("Levy", text="More.", **kept, **noted)
    site = Site(suite, "renamed", files=other | {"content/articles/2024/levy.md": text})
    both = "\n".join(sorted(set((locks[1] + locks[2]).splitlines()))) + "\n"
    site.check("both lines are left", both.count("/levy/ article ") == 2, both)
    site.write("urls.lock", both)
    site.expect("the one of the name that is gone is set aside", site.build("--strict"), 0)
    site.check("the other stays", [line.split()[:3] for line in site.lines() if "levy" in line]
               == [["/levy/", "article", "2024/levy"], ["/tax/", "alias", "2024/levy"]], site.lock())
    site.write("urls.lock", both)
    site.write("content/articles/2024/levy.md", article("Levy", text="More.", permalink="/other/", **noted))
    site.expect("no address dies with it", site.build(), 1, "[vanishing-address]", "nothing would answer '/levy/'", "nothing would answer '/tax/'",
                without=("ledger-conflict",))
    site.write("content/articles/2024/levy.md", text)
    for state in ("draft: true", "expires: 2024-01-01"):
        site.write("content/articles/levy.md", article("Levy of old").replace("---\n", f"---\n{state}\n", 1))
        site.expect(f"a source that is held back is one, {state}", site.build(), 1, "[ledger-conflict]", "'/levy/' is listed for two things")
    site.remove("content/articles/levy.md")
    site.remove("content/articles/2024/levy.md")
    site.expect("of two that have none neither is chosen", site.build(), 1, "[ledger-conflict]")
    site.write("content/pages/levy.md", page.replace("title: Levy", "title: Levy\naliases: [/tax/]"))
    site.write("urls.lock", locks[2] + locks[3])
    site.expect("a page that took the place of an article", site.build("--strict"), 0)
    site.check("has the address", "/levy/ page levy" in site.lines() and "/tax/ page-alias levy" in site.lines(), site.lock())


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


def aliases_by_case(suite):
    """Old addresses that differ in case only: one answer, and one feed beside it."""
    site = Site(suite, "aliases-by-case", files={
        "content/authors/jo.md": "---\nname: Jo Lee\naliases: [/staff/jo/, /Staff/Jo/]\n---\nText.\n",
        "content/articles/levy.md": article("Levy", author="jo")})
    site.expect("both may stand", site.build(), 0, without=("duplicate-url",))
    pages = site.pages()
    for file in ("index.html", "feed.xml", "feed.json"):
        site.check(f"{file} is the same at both", pages.get(f"staff/jo/{file}") and pages.get(f"staff/jo/{file}") == pages.get(f"Staff/Jo/{file}"))


def author_who_was_out(suite):
    """The page of an author whose articles have expired is known; a draft of theirs betrays nobody and takes no address away."""
    site = Site(suite, "author-who-was-out", "redirects: [html]\n", {
        "content/authors/jo.md": "---\nname: Jo Lee\naliases: [/staff/jo/]\n---\nZqbio.\n",
        "content/articles/levy.md": article("Levy", author="jo", expires="2021-01-01")})
    site.expect("the article has expired", site.build(), 0, "1 expired")
    for name, keys in (("a draft", {"draft": "true"}), ("a scheduled article", {"date": "2090-01-01"})):
        site.write("content/articles/next.md", article("Next", author="jo", **keys))
        site.expect(f"{name} of the author", site.build(), 0, without=("/authors/jo/", "/staff/jo/"))
        site.check(f"{name}: the page stays, and so does what leads to it",
                   {"authors/jo/index.html", "staff/jo/index.html"} <= set(site.pages()))


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


def sample(suite):
    """The ledger of the archive in this repository holds what it publishes; a plain build would write it anew."""
    site = suite.work / "sample"
    for name in ("content", "layouts", "lua-plugins"):
        copy_site(ROOT / name, site / name)
    for name in ("site.yml", "urls.lock"):
        (site / name).write_bytes((ROOT / name).read_bytes())
    done = run([suite.brief, "-C", site, "-o", suite.work / "sample-out", "build", "--locked", "--at", AT])
    suite.check("the sample's urls.lock: run brief build, and commit it", done.returncode == 0, done.stderr[:1500])
