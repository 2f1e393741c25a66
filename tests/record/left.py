# SPDX-License-Identifier: MIT
"""What leaves the output folder without the ledger having known of it is named in the summary."""
import shutil

from sites import Site, article

BUNDLE, MOVED = "content/articles/levy/", "content/articles/charge/"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
FILE = "published by an earlier build; who goes there finds nothing now"


def restored(suite):
    """An older ledger that is taken back together with older content: what leaves is named all the same."""
    site = Site(suite, "restored", settings="paginate: 1\n")
    site.expect("a first build", site.build(), 0)
    lock = site.lock()
    site.write("content/articles/levy.md", article("Levy"))
    site.expect("a page more", site.build(), 0, without=("left: ",))
    site.write("urls.lock", lock)
    site.expect("at another time it is no loss", site.build("--at", "2019-06-01"), 0, without=("left: ",))
    site.check("that it is not there", "levy/index.html" not in site.pages())
    site.expect("it is back", site.build(), 0, "urls.lock: 1 added, 0 removed")
    site.remove("content/articles/levy.md")
    site.write("urls.lock", lock)
    site.expect("it leaves, and the build says so", site.build("--strict"), 0, "left: /levy/, published by an earlier build")
    site.check("the page is gone", "levy/index.html" not in site.pages())
    site.expect("once", site.build("--clean"), 0, without=("left: ",))
    for path in ("5g", "page/intro"):
        site.write(f"content/articles/{path}.md", article("Another"))
    site.expect("two whose addresses look like a list's", site.build(), 0, without=("left: ",))
    for path in ("5g", "page/intro"):
        site.remove(f"content/articles/{path}.md")
    site.write("urls.lock", lock)
    site.expect("are none", site.build("--strict"), 0, "left: /5g/ and 1 more, published by an earlier build")


def drafts(suite):
    """What a folder showed that is not published is no loss to readers."""
    site = Site(suite, "drafts", files={"content/articles/levy.md": article("Levy", draft="true"),
                                        "content/pages/soon.md": "---\ntitle: Soon\ndraft: true\n---\nText.\n"})
    site.expect("a first build", site.build(), 0)
    look = site.folder.parent / "look"
    site.expect("one with drafts", site.build("--drafts", out=look), 0)
    for path in ("levy", "soon"):
        site.check(f"shows {path}, and says what it is", "This is a draft and not published." in (look / path / "index.html").read_text())
    site.expect("then one without", site.build(out=look), 0, "removed", without=("left: ",))
    site.check("shows none", not (look / "levy").exists())


def copies(suite):
    """Pictures have addresses, too, which no ledger has."""
    files = {BUNDLE + "index.md": article("Levy"), BUNDLE + "map.svg": SVG, BUNDLE + "maps/a.svg": SVG, "content/files/plan.svg": SVG}
    site = Site(suite, "copies", files=files)
    site.expect("a first build", site.build(), 0, without=("left: ",))
    site.remove(BUNDLE)
    for name, text in files.items():
        if name.startswith(BUNDLE):
            site.write(name.replace(BUNDLE, MOVED), text.replace("Levy\n", "Levy\naliases: [/levy/]\nguid: tag:briefings.example,2020-01-01:levy\n") if name.endswith(".md") else text)
    site.expect("a bundle that moves takes its files along", site.build("--strict"), 0, f"left: /articles/levy/map.svg and 1 more, {FILE}")
    site.check("to its new address", "articles/charge/map.svg" in site.pages() and "articles/levy/map.svg" not in site.pages())
    site.expect("once", site.build("--clean"), 0, without=("left: ",))
    site.remove("content/files/plan.svg")
    site.expect("one that stood alone", site.build("--strict"), 0, f"left: /files/plan.svg, {FILE}")
    site.write(MOVED + "index.md", article("Levy", aliases="[/levy/]", draft="true"))
    site.expect("what was taken back took its files along", site.build("--strict"), 0, "taken back: /charge/", without=("left: ",))
    site.check("none is left", not [path for path in site.pages() if "charge/" in path])


def given_up(suite):
    """A report whose address site.yml gives up, or that a rule leads on from, is missed by nobody."""
    paths = [f"content/reports/{name}.pdf" for name in ("costs", "plan")]
    site = Site(suite, "given-up", settings="redirects: netlify\n", files={path: "%PDF-1.4\n" for path in paths})
    site.write("content/articles/levy.md", article("Levy"))
    site.expect("a first build", site.build(), 0)
    for path in paths:
        site.remove(path)
    site.write("site.yml", (site.folder / "site.yml").read_text() + "gone: [/reports/costs.pdf]\n")
    site.write("content/articles/levy.md", article("Levy", aliases="[/reports/plan.pdf]"))
    site.expect("two leave, and rules answer", site.build("--strict"), 0, "2 removed", without=("left: ",))


def feeds(suite):
    """A page that stays may lose its feeds, and who reads them would not hear of it."""
    levy = "content/articles/levy.md"
    site = Site(suite, "feeds", files={levy: article("Levy", tags="[Water, Roads]"), "content/articles/tax.md": article("Tax", tags="[Water]")})
    site.expect("a first build", site.build(), 0, without=("left: ",))
    site.write(levy, article("Levy", tags="[Water]"))
    site.expect("a term that is empty took its feeds along", site.build(), 0, without=("left: ",))
    site.write("site.yml", (site.folder / "site.yml").read_text() + "taxonomies: {tags: {feed: false}}\n")
    site.expect("a term that stays did not", site.build("--strict"), 0, f"left: /tags/water/feed.json and 1 more, {FILE}")
    site.expect("once", site.build("--clean"), 0, without=("left: ",))


def citations(suite):
    """What else stands beside a page, and readers may have linked to."""
    site = Site(suite, "citations", settings="citations: files\n", files={"content/articles/levy.md": article("Levy")})
    settings = site.folder / "site.yml"
    site.expect("a first build", site.build(), 0, without=("left: ",))
    site.remove("content/articles/first.md")
    site.write("content/articles/levy.md", article("Levy", aliases="[/first/]"))
    site.expect("a redirect does not lead to those of its page", site.build(), 0, f"left: /first/cite.bib and 2 more, {FILE}")
    site.write("site.yml", settings.read_text().replace("files", "inline"))
    site.expect("one that stays did not", site.build("--strict"), 0, f"left: /levy/cite.bib and 2 more, {FILE}")
    site.expect("once", site.build("--clean"), 0, without=("left: ",))
    site.write("site.yml", settings.read_text().replace("inline", "off"))
    site.expect("nor did those of the archive", site.build("--strict"), 0, f"left: /citations.bib, {FILE}")


def later_pages(suite):
    """Lists that stay, and become shorter."""
    files = {f"content/articles/p{number}.md": article(f"Text {number}", tags="[Water]") for number in range(3)}
    site = Site(suite, "later_pages", settings="paginate: 2\n", files=files)
    settings = site.folder / "site.yml"
    site.expect("a first build", site.build(), 0, without=("left: ",))
    site.check("has later pages", {"page/2/index.html", "tags/water/page/2/index.html"} <= set(site.pages()))
    for path in files:
        site.write(path, files[path].replace("Water", "Roads"))
    site.expect("a term that is empty took its pages along", site.build(), 0, without=("left: ",))
    site.write("site.yml", settings.read_text().replace("2", "20"))
    site.expect("those of lists that stay", site.build("--strict"), 0, "left: /page/2/ and ", FILE)
    site.expect("once", site.build("--clean"), 0, without=("left: ",))


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


def left_beside_gone(suite):
    """An older output folder, from a backup, holds what was taken down, and neither build nor cache knows of it."""
    files = {"content/articles/levy.md": article("Levy on zqwater", author="m-ruiz"), "content/authors/m-ruiz.md": "---\nname: Mara Zqruiz\n---\nBio.\n"}
    for rules, left in (("html", "authors/m-ruiz/feed.xml"), ("netlify", "authors/m-ruiz/index.html")):
        site = Site(suite, f"left-beside-gone {rules}", f"redirects: {rules}\ncitations: files\n", files)
        site.expect("a first build", site.build(), 0)
        older = site.pages()
        for path in files:
            site.remove(path)
        settings = site.folder / "site.yml"
        site.write("site.yml", settings.read_text() + "gone: [/levy/, /authors/m-ruiz/, /authors/]\n")
        site.expect("it is taken down", site.build("--strict"), 0)
        shutil.rmtree(site.out)
        for path, page in older.items():
            site.write(site.out / path, page)
        site.expect("what stood there is named", site.build("--adopt"), 1, f"'{left}' is still in the output folder", "'/authors/m-ruiz/' is gone",
                    "'levy/cite.bib'" if rules == "html" else "'levy/index.html'", "[left-in-output]")
        shutil.rmtree(site.out)
        site.expect("an empty folder, as the hint has it", site.build("--strict"), 0)
        site.check("has nothing of it", not any(b"zqwater" in page.lower() or b"zqruiz" in page.lower() for page in site.pages().values()))
