# SPDX-License-Identifier: MIT
"""Files of content/ that others cite: what of them urls.lock lists, and what is said when one would leave or is another."""
import filecmp
import os
import shutil
import subprocess
import time

from sites import SETTLING_SECONDS, Site, article
from suite import environment, run

BUNDLE = "content/articles/levy/"
PDF = b"%PDF-1.7 of a report"
REPORT = "/reports/levy.pdf"
REPORT_FILE = "content" + REPORT


def listed(suite):
    """Reports, tables, recordings; not what pages show by themselves, nor what speaks to hosts."""
    files = [BUNDLE + "levy.pdf", BUNDLE + "tables/costs.csv", "content/reports/Levy 2019.PDF", "content/data.dta", "content/talk.mp3", "content/old/page.html",
             "content/.well-known/security.txt"]
    others = [BUNDLE + "map.svg", "content/photo.JPG", "content/font.woff2", "content/own.css", "content/own.js", "content/CNAME", "content/.nojekyll"]
    site = Site(suite, "files-listed", files={BUNDLE + "index.md": article("Levy")})
    site.write("site.yml", "title: The Policy Record\nbase_url: https://example.org\n")
    site.expect("without a file", site.build(), 0)
    for path in files + others:
        site.write(path, PDF)
    site.expect("each is recorded", site.build(), 0, f"urls.lock: {len(files)} added, 0 removed")
    found = {line.split(" file ")[0] for line in site.lines() if " file " in line}
    wanted = {path[len("content"):].replace(" ", "%20") for path in files}
    site.check("by its address", found == wanted, found ^ wanted)
    site.expect("then nothing changes", site.build("--locked", "--strict"), 0, without=("urls.lock",))


def left_beside_gone(suite):
    """Who deletes index.md alone, as programs for editing do, is told once that the report beside it can be read still."""
    site = Site(suite, "files-beside-gone", files={BUNDLE + "index.md": article("Levy"), BUNDLE + "levy.pdf": PDF, BUNDLE + "maps/a.png": "a map",
        "content/articles/levy/part/index.md": article("Part"), "content/articles/levy/part/b.png": "a map", "content/articles/other/c.png": "a map"})
    site.expect("a first build", site.build(), 0, without=("left-beside-gone",))
    settings = (site.folder / "site.yml").read_text()
    site.remove(BUNDLE + "index.md")
    site.write("content/articles/moved.md", article("Moved", aliases="[/levy/]"))
    site.expect("moved away", run([suite.brief, "-C", site.folder, "check"], env=environment()), 0, without=("left-beside-gone",))
    site.remove("content/articles/moved.md")
    site.write("site.yml", settings + "gone: [/levy/]\n")
    site.expect("given up", site.build(), 0, BUNDLE + "levy.pdf:1:1: warning: this file, as others, lay with 'levy', which is gone", "[left-beside-gone]",
                "hint: delete the folder content/articles/levy/, or leave what may be read on: it is said once", without=("part/b.png", "other/c.png"))
    site.expect("once", site.build(), 0, without=("left-beside-gone",))
    site.write("site.yml", settings)
    site.write(BUNDLE + "index.md", article("Levy"))
    site.expect("there again", site.build(), 0)
    site.remove(BUNDLE + "index.md")
    site.remove(BUNDLE + "maps/a.png")
    site.write("site.yml", settings + "gone: [/levy/]\n")
    site.expect("one file", site.build(), 0, "warning: this file lay with 'levy'")


def vanishing(suite):
    """What the hint says mends it: the file in its place, a copy where it was, or the address given up."""
    site = Site(suite, "files-vanishing", files={"content/reports/levy.pdf": PDF + b", the levy", "content/reports/plan.pdf": PDF, "content/others/levy.pdf": PDF})
    site.expect("a first build", site.build(), 0)
    lock = site.lock()
    site.remove("content/reports/levy.pdf")
    shutil.rmtree(site.folder / ".brief")
    done = site.build()
    site.expect("one that is missing", done, 1, "error: nothing would answer '/reports/levy.pdf' any more [vanishing-address]",
                "put the file back at content/reports/levy.pdf", "or write gone: [/reports/levy.pdf] in site.yml")  # the other was there before
    site.check("nothing is recorded or removed", site.lock() == lock and REPORT[1:] in site.pages())
    site.expect("and in a folder of its own", site.build(out=site.out.parent / "other"), 1, "vanishing-address")
    site.write("content/papers/levy-2019.pdf", PDF + b", the levy")
    site.expect("one with another name is known by its bytes", site.build(), 1, "put a copy of content/papers/levy-2019.pdf at content/reports/levy.pdf")
    site.remove("content/papers/levy-2019.pdf")
    site.write("content/papers/levy.pdf", PDF)
    site.expect("one that was moved", site.build(), 1, "put a copy of content/papers/levy.pdf at content/reports/levy.pdf")
    site.write("content/more/levy.pdf", PDF)
    site.expect("one of several new ones", site.build(), 1, "put the file back at content/reports/levy.pdf")
    site.write("content/reports/levy.pdf", PDF + b", the levy")
    site.expect("a copy where it was", site.build("--strict"), 0, without=("left: ",))
    site.remove("content/reports/levy.pdf")
    settings = (site.folder / "site.yml").read_text()
    site.write("site.yml", settings + "gone: [/reports/levy.pdf]\n")
    site.expect("or the address given up", site.build("--strict"), 0)
    site.check("has no page that says that it is a PDF", REPORT[1:] not in site.pages())
    site.check("stays on record", "/reports/levy.pdf gone" in site.lines())
    site.write("site.yml", settings + "gone: [/reports/levy.pdf]\nredirects: [html, netlify]\n")
    site.expect("where the server has rules", site.build(), 0)
    site.check("they say so", "/reports/levy.pdf /410.html" in (site.out / "_redirects").read_text())
    site.write("content/articles/first.md", article("The first one", aliases="[/reports/levy.pdf]"))
    site.write("site.yml", settings + "redirects: [html, netlify]\n")
    site.expect("a text may answer by them", site.build("--strict"), 0)


def answered_otherwise(suite):
    """What else stands at the address of a file answers it, too: the site's feed, a file of the layouts."""
    site = Site(suite, "files-answered", files={"content/index.xml": "<feed/>", "content/assets/form.pdf": PDF})
    site.expect("a first build", site.build(), 0)
    lines = site.lines()
    site.remove("content/index.xml")
    site.remove("content/assets/form.pdf")
    site.write("layouts/assets/form.pdf", PDF)
    site.write("site.yml", (site.folder / "site.yml").read_text() + "feeds: {aliases: [/index.xml]}\n")
    site.expect("both are made by others now", site.build("--strict"), 0, without=("urls.lock", "left: "))
    site.check("and stay on record", site.lines() == lines, site.lock())
    both = site.lock().replace("/index.xml file ", f"/index.xml file {'0' * 16}\n/index.xml file ")
    site.write("urls.lock", both)
    site.expect("also when a merge left two lines", site.build(), 0)
    site.expect("of which one is left", site.build("--strict", "--locked"), 0)
    site.check("that can be read", site.lock().count("/index.xml file ") == 1, site.lock())
    site.remove("layouts/assets/form.pdf")
    site.expect("so that they may not go from there either", site.build(), 1, "nothing would answer '/assets/form.pdf' any more")


def hints(suite):
    """What the hint says depends on what is there instead, and on what a server takes the address for."""
    site = Site(suite, "files-hints", files={"content/reports/Levy.PDF": PDF, "content/tool/index.html": "<p>Tool", "content/old/levy.html": "<p>Levy"})
    site.expect("a first build", site.build(), 0)
    (site.folder / "content/reports/Levy.PDF").rename(site.folder / "content/reports/levy.pdf")
    site.expect("capitals of the same letters", site.build(), 1, "nothing would answer '/reports/Levy.PDF'",
                "call content/reports/levy.pdf content/reports/Levy.PDF again: they differ in capital letters only, and many systems cannot keep both", without=("put ",))
    (site.folder / "content/reports/levy.pdf").rename(site.folder / "content/reports/Levy.PDF")
    site.remove("content/tool")
    site.remove("content/old")
    site.write("content/new/index.html", "<p>New")
    site.expect("pages", site.build(), 1, "put the file back at content/tool/index.html, where others look for it, write aliases: [/tool/] in the page that takes its place, or ",
                "put the file back at content/old/levy.html, where others look for it, write aliases: [/old/levy.html] in the page that takes its place, or ")
    site.write("content/articles/tool.md", article("Tool", aliases="[/old/levy.html]"))
    site.expect("a text takes the place of both", site.build("--strict"), 0)
    lines = {" ".join(line.split()[:3]) for line in site.lines()}
    site.check("and has their addresses", {"/tool/ article tool", "/old/levy.html alias tool"} <= lines, lines)
    site.write("content/articles/tool.md", article("Tool"))
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/old/levy.html]\n")
    site.expect("or one is given up", site.build("--strict"), 0)
    site.check("by a page that says so", b"has been removed" in site.pages().get("old/levy.html", b""))


def both_sides(suite):
    """What git's union leaves: one branch made a text of a page that had been a file, the other added files."""
    site = Site(suite, "files-both-sides", files={"content/old/levy.html": "<p>Levy", REPORT_FILE: PDF})
    site.expect("a first build", site.build(), 0)
    lock = site.lock()
    site.remove("content/old/levy.html")
    site.write("content/articles/first.md", article("The first one", aliases="[/old/levy.html]"))
    for order in ("file alias", "alias file"):
        lines = {"file": next(line for line in lock.splitlines(True) if line.startswith("/old/levy.html file ")), "alias": "/old/levy.html alias first\n"}
        site.write("urls.lock", lock.replace(lines["file"], "".join(lines[kind] for kind in order.split())))
        site.expect(f"the text answers, {order}", site.build("--strict"), 0)
        site.check(f"{order}: which is recorded", [line for line in site.lines() if line.startswith("/old/")] == ["/old/levy.html alias first"], site.lock())
    site.write("content/old/levy.html", "<p>Levy")
    site.write("content/articles/first.md", article("The first one"))
    site.write("urls.lock", lock + "/old/levy.html alias away\n")
    site.expect("or the file, where no text is left", site.build("--strict"), 0)
    site.write("urls.lock", lock + "/reports/levy.pdf gone\n")
    site.expect("a file that is there is not gone", site.build("--strict"), 0)
    site.check("as one side has it", site.lock() == lock, site.lock())
    report = next(line for line in lock.splitlines(True) if line.startswith(REPORT))
    other = f"{REPORT} file {'0' * 16}\n"
    for name, both in (("the old one first", other + report), ("the new one first", report + other)):
        site.write("urls.lock", lock.replace(report, both))
        site.expect(f"of two editions, {name}, the one that is there counts", site.build("--strict"), 0)
        site.check(f"{name}: and is recorded", site.lock() == lock, site.lock())
    site.write("urls.lock", lock + "/old/levy.html alias first\n")
    site.expect("of two that are there neither is chosen", site.build(), 1, "[ledger-conflict]", "'/old/levy.html' is listed for two things")


def many(suite):
    """A folder that was moved is one error."""
    site = Site(suite, "files-many", files={f"content/reports/{n}.pdf": PDF for n in range(10, 21)})
    site.expect("a first build", site.build(), 0)
    (site.folder / "content/reports").rename(site.folder / "content/papers")
    done = site.build()
    site.expect("a folder that moves", done, 1, "nothing would answer '/reports/10.pdf' and the addresses of 10 more files any more", "this one at content/reports/10.pdf")
    site.check("is told once", done.stderr.count("[vanishing-address]") == 1, done.stderr)
    shutil.copytree(site.folder / "content/papers", site.folder / "content/reports")
    site.remove("content/reports/12.pdf")
    site.remove("content/reports/13.pdf")
    site.expect("two are told one by one", site.build(), 1, "'/reports/12.pdf' any more", "'/reports/13.pdf' any more")


def with_its_text(suite):
    """A file in the folder of a text that is held back goes and comes with it."""
    site = Site(suite, "files-with-text", files={BUNDLE + "index.md": article("Levy"), BUNDLE + "tables/costs.csv": "1\n"})
    site.expect("a first build", site.build(), 0)
    site.expect("at a time before", site.build("--at", "2019-01-01", out=site.out.parent / "then"), 0)
    site.write(BUNDLE + "index.md", article("Levy", draft="true"))
    site.expect("a draft takes it along", site.build("--strict"), 0, "taken back: /levy/", "taken back: /articles/levy/tables/costs.csv (content/articles/levy/index.md is a draft now)",
                "urls.lock: 0 added, 2 removed", without=("left: ",))
    site.write(BUNDLE + "index.md", article("Levy"))
    site.build()
    site.write(BUNDLE + "index.md", article("Levy", expires="2021-01-01"))
    site.expect("and so does one that has expired", site.build("--strict"), 0, "taken back: /articles/levy/tables/costs.csv (content/articles/levy/index.md is expired now)")
    site.check("out of the folder", not [path for path in site.pages() if "costs" in path])
    site.write(BUNDLE + "index.md", article("Levy"))
    site.expect("and brings it back", site.build("--strict"), 0, "urls.lock: 2 added, 0 removed")
    site.remove(BUNDLE + "tables/costs.csv")
    site.expect("without its text it may not go", site.build(), 1, "'/articles/levy/tables/costs.csv' any more")
    site.write(BUNDLE + "index.md", article("Levy", draft="true"))
    site.expect("with it it may", site.build("--strict"), 0, "taken back: /levy/", "urls.lock: 0 added, 2 removed")


def replaced(suite):
    """Another file at an address is said once; beside a text until its history has a note, as of the text itself."""
    beside, alone = BUNDLE + "levy.pdf", "content/reports/levy.pdf"
    site = Site(suite, "files-replaced", files={BUNDLE + "index.md": article("Levy"), beside: PDF, alone: PDF, "content/costs.csv": "1\r\n2\r\n"})
    site.expect("a first build", site.build(), 0)
    lock = site.lock()
    site.write("content/costs.csv", "1\n2\n")
    site.write(alone, PDF)
    site.expect("other line ends and the same bytes again are no change", site.build("--strict"), 0, without=("urls.lock",))
    clone = site.folder.parent / "clone"
    shutil.copytree(site.folder, clone, ignore=shutil.ignore_patterns(".brief"))
    site.expect("nor is a fresh clone", run([suite.brief, "-C", clone, "build", "--strict", "--locked"]), 0)
    site.write(alone, PDF + b"\r\n\0 a page more")
    said = "another file than was published stands at '/reports/levy.pdf' [replaced-file]"
    site.expect("it fails a strict build", site.build("--strict"), 1, f"{alone}:1:1: error: {said}")
    site.expect("a pull request whose ledger knows nothing of it", site.build("--locked"), 1, "notes, texts, files or base_url are not recorded")
    site.check("and is not recorded", site.lock() == lock)
    site.expect("another file", site.build(), 0, f"{alone}:1:1: warning: {said}", "put the one that was published back, and give the new one a name of its own")
    site.expect("once", site.build("--strict"), 0, without=("urls.lock",))
    site.write(alone, PDF + b"\n\0 a page more")
    site.expect("line ends of what is no text are bytes like others", site.build(), 0, said)
    site.write(beside, PDF + b" and more")
    for turn in ("another file beside a text", "until there is a note"):
        site.expect(turn, site.build(), 0, f"{beside}:1:1: warning: another file than was published stands at '/articles/levy/levy.pdf' [replaced-file]",
                    "add changes: [{date: ", "type: minor, note: What changed}] in content/articles/levy/index.md")
    site.write(BUNDLE + "index.md", article("Levy", changes="[{date: 2025-12-31, type: minor, note: A page more in the report}]"))
    site.expect("with one", site.build("--strict"), 0)
    site.write(beside, PDF)
    site.expect("which is for that change", site.build(), 0, "replaced-file")
    time.sleep(SETTLING_SECONDS)
    site.expect("also when nothing changed since", site.build(), 0, "replaced-file")
    site.write(alone, PDF + b" of today")
    settings = (site.folder / "site.yml").read_text()
    site.write("site.yml", settings + "checks: {replaced-file: {except: [content/reports/*.pdf, content/articles/*]}}\n")
    site.expect("what is renewed each day is excepted", site.build("--strict"), 0, without=("replaced-file",))
    site.write("site.yml", settings)
    site.expect("and recorded all the same", site.build(), 0, beside, without=(alone,))
    site.write("site.yml", settings + "changes: {grace_hours: 1000000}\n")
    site.expect("within the grace period", site.build("--strict"), 0, without=("replaced-file",))
    site.write(alone, b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 9\n")
    site.expect("what is not fetched is no change", site.build(), 1, "unfetched-file", without=("replaced-file",))


def of_any_size(suite):
    """A recording of an hour takes no more memory than a page; a table's line ends count as git writes them, wherever they are read."""
    site = Site(suite, "files-large")
    command = [suite.brief, "-C", site.folder, "-o", site.out, "build", "-q", "-j0"]

    def most_memory():
        process = subprocess.Popen(command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        site.check("is built", process.returncode == 0)
        return used.ru_maxrss // 1024

    without = most_memory()
    talk = site.folder / "content/talk.mp4"
    site.write("content/talk.mp4", b"")
    os.truncate(talk, 160 << 20)
    more = most_memory() - without
    site.check("the memory for a piece of it will do", more < 40, f"{more} MiB more")
    os.truncate(talk, (160 << 20) - 5)
    site.expect("one that is shorter", site.build(), 0, "1 written", "[replaced-file]")
    site.check("is copied to its end", filecmp.cmp(talk, site.out / "talk.mp4", shallow=False))
    site.remove("content/talk.mp4")
    lines = [b"%07d,a row of the table\n" % number for number in range(50000)]
    rows = b"".join(lines).replace(b"\n", b"\r\n")
    padding = b"x" * ((1 << 20) - 1 - rows.index(b"\r", (1 << 20) - 64))  # so that the first piece ends between \r and \n
    digests = set()
    for end in (b"\n", b"\r\n"):
        for folder in (site.folder / ".brief", site.out):
            shutil.rmtree(folder)
        (site.folder / "urls.lock").unlink()
        site.write("content/table.csv", padding + b"".join(lines).replace(b"\n", end))
        site.build()
        digests |= {line for line in site.lines() if line.startswith("/table.csv file ")}
    site.check("a table is the same", len(digests) == 1, digests)
    site.write("content/table.csv", b"x" + padding + rows + b"\r")
    site.expect("another one is not", site.build(), 0, "[replaced-file]")


def with_its_author(suite):
    """So does one in the folder of an author who has written nothing that is out."""
    site = Site(suite, "files-with-author", files={"content/authors/jo/index.md": "---\nname: Jo Lee\n---\nText.\n", "content/authors/jo/list.pdf": PDF,
                                                   "content/articles/levy.md": article("Levy", author="jo")})
    site.expect("a first build", site.build(), 0)
    lines = site.lines()
    site.check("has a line", any(line.startswith("/authors/jo/list.pdf file") for line in lines), lines)
    site.write("content/articles/levy.md", article("Levy", author="jo", draft="true"))
    site.expect("it waits with the author", site.build(), 0, "nothing is listed at '/authors/jo/' any more", without=("vanishing-address", "left: "))
    site.check("and has none", not [line for line in site.lines() if "list.pdf" in line], site.lock())
    site.write("content/articles/levy.md", article("Levy", author="jo"))
    site.expect("and comes back", site.build(), 0)
    site.check("as it was", site.lines() == lines, site.lock())
