# SPDX-License-Identifier: MIT
"""urls.lock as a file: when it is written, what is damaged in it, and what a kill leaves."""
import re
import shutil

from suite import run
from sites import Site, article

PAGE = "---\ntitle: About\naliases: [/who/]\n---\nWho we are.\n"


def durable(suite):
    """Whatever gets its name is on the disk before, and the name after."""
    site = Site(suite, "durable")
    if not shutil.which("strace"):
        suite.skip("durable", "strace is not installed (make deps test)")
        return
    trace = site.folder.parent / "trace"

    def calls_of_build(out=site.out):
        run(["strace", "-f", "-y", "-qq", "-e", "trace=fsync,renameat,unlinkat", "-e", "signal=none", "-o", trace,
             suite.brief, "-C", site.folder, "-o", out, "build", "--durable", "-j1"])
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
    deep = site.out.parent / "one" / "two" / "out"
    above = {str(folder) for folder in deep.parents if folder.is_relative_to(site.out.parent)}
    calls = calls_of_build(deep)
    site.check("and the folders above it that are new", len(above) == 3 and above <= synced(calls), sorted(above - synced(calls)))
    site.write("content/articles/new.md", article("New"))
    site.write("content/f/away/stays.css", "Stays.\n")
    site.write("content/f/away/goes.css", "Goes.\n")
    calls = calls_of_build()
    named = next(number for number, call in enumerate(calls) if call.startswith("renameat(") and '/out/new>, "index.html"' in call)
    site.check("a page that is new", {str(site.out), str(site.out / "new")} <= synced(calls[named:]), calls[named:])
    site.remove("content/f/away/goes.css")
    calls = calls_of_build()
    gone = next(number for number, call in enumerate(calls) if call.startswith("unlinkat(") and "goes.css" in call)
    known = next(number for number, call in enumerate(calls) if call.startswith("renameat(") and '"manifest-' in call)
    site.check("what was taken back is off the disk before it is forgotten", {f"{site.out}/f/away", f"{site.out}/f", str(site.out)} <= synced(calls[gone:known]),
               "\n".join(calls[gone:]))

    site.remove("content/f/away/stays.css")
    site.expect("a build that waits for nothing", site.build(), 0)
    calls = calls_of_build()
    ours = {str(path) for path in site.out.rglob("*")} | {str(site.out), str(site.folder), f"{site.folder}/urls.lock"}
    site.check("what it left to the system is waited for", ours <= synced(calls), sorted(ours - synced(calls)))

    def build_on_failing_disk(place, out=site.out):
        return run(["strace", "-f", "-qq", "-o", "/dev/null", "-P", place, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO",
                    suite.brief, "-C", site.folder, "-o", out, "build", "--durable", "-j1"])
    for number, (place, words) in enumerate({f"{site.out}/f/away": "cannot make durable 'f/away'", site.out: "cannot make durable '", f"{site.out}/~brief/0": "cannot write '",
                                             f"{site.folder}/urls.lock~brief": "cannot write 'urls.lock'", site.folder: "cannot write 'urls.lock'"}.items()):
        site.write("content/f/away/goes.css", f"{number}\n")
        site.write("content/articles/new.md", article(f"New {number}", slug="new", aliases=f"[/new-{number}/]"))
        site.expect(f"the disk fails under {place}", build_on_failing_disk(place), 3, words, "Input/output error")
    site.expect("and holds again", site.build(), 0)
    fresh = site.out.parent / "fresh"
    for place, is_named in ((f"{fresh}~brief", False), (f"{fresh}~brief/f/away", False), (fresh.parent, True)):
        site.expect(f"the disk fails under {place}", build_on_failing_disk(place, fresh), 3, "cannot make durable '", "Input/output error")
        site.check(f"under {place}: what is not whole gets no name", fresh.exists() == is_named and not fresh.with_name("fresh~brief").exists())
    site.remove("content/f")
    site.write("content/f", "A file.\n")
    site.expect("a folder that becomes a file", site.build("--durable"), 0)
    for name in ("goes", "became a link"):
        site.write("content/g/a.css", "A.\n")
        site.expect("a folder", site.build(), 0)
        if name == "became a link":
            shutil.rmtree(site.out / "g")
            (site.out / "g").symlink_to(site.out / "new")
        site.remove("content/g")
        site.expect(f"a folder that {name}", site.build("--durable"), 0)


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
        "from a page to an article of the same name": ({"content/pages/about.md": PAGE.replace("title", "slug: us\ntitle"),
                                                        "content/articles/about.md": article("About", permalink="/about/")},
                                                       "articles/about.md:4:12: ", "'/about/' was the address of 'content/pages/about.md'", "give this page an address"),
        "from a page to an article's alias": ({"content/pages/about.md": PAGE.replace("title", "slug: us\ntitle"),
                                               "content/articles/b.md": article("B", aliases="[/about/]")},
                                              "b.md:4:11: ", "'/about/' was the address of 'content/pages/about.md'", "take this alias out"),
        "from an article's alias to a page": ({"content/articles/a.md": article("A"), "content/pages/about.md": PAGE.replace("/who/", "/who/, /old/")},
                                              "about.md:3:18: ", "'/old/' led to 'content/articles/a.md'", "take this alias out"),
        "from an article to a file": ({"content/articles/a.md": article("A", slug="new", aliases="[/old/]"), "content/a/index.html": "<p>A"},
                                      "urls.lock:3:1: ", "'/a/' was the address of 'content/articles/a.md'", "give content/a/index.html another name, so that links to the text still find it"),
        "from an alias to a file": ({"content/articles/a.md": article("A"), "content/old/index.html": "<p>Old"},
                                    "urls.lock:11:1: ", "'/old/' led to 'content/articles/a.md'", "give content/old/index.html another name"),
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


def other_versions(suite):
    """What programs of shared folders leave beside urls.lock and site.yml, when two people build at once."""
    site = Site(suite, "other-versions", files={"content/articles/levy.md": article("Levy")})
    site.expect("a first build", site.build(), 0)
    lock, pages = site.lock(), site.pages()
    conflict, known = "urls (Jane's conflicted copy 2026-01-01).lock", "/tax/ article tax 2020-01-01 0 0123456789abcdef\n"
    site.write(conflict, lock + "/tags/gone/ list\n")
    site.expect("one that knows no more than urls.lock", site.build("--strict"), 0)
    site.write(conflict, lock + known)
    site.expect("one that knows an address more", site.build("--clean"), 1, "[conflicting-copy]", "1 address that it has not: '/tax/'",
                f'cat "{conflict}" >> urls.lock')
    site.check("nothing is published", site.pages() == pages and site.lock() == lock)
    site.write("urls.lock", lock + known)
    site.remove(conflict)
    site.expect("taken into urls.lock, it is asked for", site.build(), 1, "[vanishing-address]", "'/tax/'")
    site.write("urls.lock", lock)
    site.write("urls 2.lock", lock + known + known.replace("tax", "toll"))
    site.expect("a copy that may be a backup", site.build("--clean"), 0, "warning", "[conflicting-copy]", "2 addresses that it has not: '/tax/' and others")
    site.remove("urls 2.lock")
    site.write("site-DESKTOP-7AB12CD.yml", "title: Other\n")
    site.expect("another version of site.yml", site.build("--clean"), 0, "this other version of site.yml is not read", "[conflicting-copy]")
    site.remove("site-DESKTOP-7AB12CD.yml")
    site.remove("urls.lock")
    site.write(".urls.lock.icloud", "x")
    site.expect("urls.lock itself is with iCloud", site.build("--clean"), 1, "'urls.lock' is still with iCloud", "[unfetched-file]")
    site.check("it is not begun anew", not site.lock() and site.pages() == pages)


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
        "an address for two things": (line + "\n/levy/ alias tax", "ledger-conflict", "is listed for two things"),
        "an unfinished merge": ("<<<<<<< HEAD\n" + line + "\n=======\n/levy/ alias tax\n>>>>>>> branch", "ledger-conflict", "an unfinished merge"),
        "another version": ("# brief urls.lock 5: of the future", "malformed-ledger", "another version of brief"),
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
