# SPDX-License-Identifier: MIT
"""Files of content/ that others cite: what of them urls.lock lists, and what is said when one would leave."""
import shutil

from sites import Site, article

BUNDLE = "content/articles/levy/"
PDF = b"%PDF-1.7 of a report"
REPORT = "/reports/levy.pdf"


def heading(site):
    return site.lock().splitlines()[0]


def listed(suite):
    """Reports, tables, recordings; not what pages show by themselves, nor what speaks to hosts."""
    files = [BUNDLE + "levy.pdf", BUNDLE + "tables/costs.csv", "content/reports/Levy 2019.PDF", "content/data.dta", "content/talk.mp3", "content/old/page.html",
             "content/.well-known/security.txt"]
    others = [BUNDLE + "map.svg", "content/photo.JPG", "content/font.woff2", "content/own.css", "content/own.js", "content/CNAME", "content/.nojekyll"]
    site = Site(suite, "files-listed", files={BUNDLE + "index.md": article("Levy")})
    site.write("site.yml", "title: The Policy Record\nbase_url: https://example.org\n")
    site.expect("without a file", site.build(), 0)
    site.check("is as programs before this one read it", heading(site).startswith("# brief urls.lock 1:"), heading(site))
    for path in files + others:
        site.write(path, PDF)
    site.expect("each is recorded", site.build(), 0, f"urls.lock: {len(files)} added, 0 removed")
    found = {line for line in site.lines() if line.endswith(" file")}
    wanted = {path[len("content"):].replace(" ", "%20") + " file" for path in files}
    site.check("by its address", found == wanted, found ^ wanted)
    site.check("and the heading says so", heading(site).startswith("# brief urls.lock 2:"), heading(site))
    site.expect("then nothing changes", site.build("--locked", "--strict"), 0, without=("urls.lock",))


def vanishing(suite):
    """What the hint says mends it: the file in its place, a copy where it was, or the address given up."""
    site = Site(suite, "files-vanishing", files={"content/reports/levy.pdf": PDF, "content/reports/plan.pdf": PDF})
    site.expect("a first build", site.build(), 0)
    lock = site.lock()
    site.remove("content/reports/levy.pdf")
    shutil.rmtree(site.folder / ".brief")
    done = site.build()
    site.expect("one that is missing", done, 1, "error: nothing would answer '/reports/levy.pdf' any more [vanishing-address]",
                "put the file back at content/reports/levy.pdf", "or write gone: [/reports/levy.pdf] in site.yml")
    site.check("nothing is recorded or removed", site.lock() == lock and REPORT[1:] in site.pages())
    site.expect("and in a folder of its own", site.build(out=site.out.parent / "other"), 1, "vanishing-address")
    site.write("content/papers/levy.pdf", PDF)
    site.expect("one that was moved", site.build(), 1, "put a copy of content/papers/levy.pdf at content/reports/levy.pdf")
    site.write("content/more/levy.pdf", PDF)
    site.expect("one of several", site.build(), 1, "put the file back at content/reports/levy.pdf")
    site.write("content/reports/levy.pdf", PDF)
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
    site.expect("a draft takes it along", site.build("--strict"), 0, "taken back: /levy/", "urls.lock: 0 added, 2 removed", without=("left: ",))
    site.check("out of the folder", not [path for path in site.pages() if "costs" in path])
    site.write(BUNDLE + "index.md", article("Levy"))
    site.expect("and brings it back", site.build("--strict"), 0, "urls.lock: 2 added, 0 removed")
    site.remove(BUNDLE + "tables/costs.csv")
    site.expect("without its text it may not go", site.build(), 1, "'/articles/levy/tables/costs.csv' any more")
    site.write(BUNDLE + "index.md", article("Levy", draft="true"))
    site.expect("with it it may", site.build("--strict"), 0, "taken back: /levy/", "urls.lock: 0 added, 2 removed")
