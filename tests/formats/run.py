# SPDX-License-Identifier: MIT
"""What machines read, against the vocabularies and grammars of their formats: JSON-LD, feeds, citations."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from suite import AT, ROOT, Suite, copy_archive, golden_sites, run
import citations
import feeds
import json_ld

suite = Suite("formats", __doc__)
sample = suite.work / "sample"
done = run([suite.brief, "-C", copy_archive(suite.work / "sources"), "-o", sample, "build", "--at", AT])
suite.check("the sample archive builds", done.returncode == 0, done.stderr[:2000])
FOLDERS = [path for path in [sample, *(site / "expected" for site in golden_sites())] if path.exists()]


def check_json_ld(folder):
    faults = [f"{path.relative_to(folder)}: {fault}" for path in sorted(folder.rglob("*.html"))
              for fault in json_ld.page_faults(path.read_text(encoding="utf-8"))]
    suite.check(f"json-ld of {suite.place(folder)}", not faults, "\n".join(faults[:10]))


def json_ld_is_strict():
    """The check itself: what it must refuse."""
    for name, thing in {
        "an unknown type": {"@type": "Newsarticle"},
        "an unknown property": {"@type": "Report", "headLine": "x"},
        "a property of another type": {"@type": "NewsArticle", "reportNumber": "1"},
        "a value of the wrong type": {"@type": "Report", "author": {"@type": "ImageObject"}},
        "a text of several lines": {"@type": "Report", "description": "One\ntwo"},
        "a text for a number": {"@type": "Report", "wordCount": "12"},
        "a date of another form": {"@type": "Report", "datePublished": "26 February 2019"},
    }.items():
        suite.check(f"json-ld: {name} is a fault", list(json_ld.thing_faults(thing)), "was accepted")
    pages = [path.read_text(encoding="utf-8") for path in sample.rglob("*.html")]
    articles = [page for page in pages if 'property="og:type" content="article"' in page]
    described = [page for page in articles if any("headline" in thing for thing in json_ld.things_of(page))]
    suite.check("json-ld: every article of the sample has some", articles and len(described) == len(articles),
                f"{len(described)} of {len(articles)}")
    named = [[(thing["@type"], thing["name"], thing["url"]) for thing in json_ld.things_of((sample / page).read_text(encoding="utf-8"))]
             for page in ("index.html", "page/2/index.html")]
    suite.check("json-ld: the home page says what the site is, once", named == [[("WebSite", "The Brief Archive", "https://example.org/")], []], named)


def check_citations(name, references, whole):
    if not (ROOT / "tests" / "node_modules" / "@citation-js").exists():
        suite.skip(f"citations of {name}", "npm packages are not installed (make deps test)")
        return
    answers = citations.read_all(run, references, suite.work / "references.json")
    faults = [fault for page in references for fault in citations.faults(page, answers)]
    suite.check(f"citations of {name}: {len(references)} in three formats", references and not faults, "\n".join(faults[:10]))
    try:
        import bibtexparser
    except ImportError:
        suite.skip(f"citations.bib of {name}", "python3-bibtexparser is not installed (make deps test)")
        return
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    keys = [entry["ID"] for entry in parser.parse(whole.read_text(encoding="utf-8")).entries]
    suite.check(f"citations.bib of {name}", len(set(keys)) == len(keys) == len(references),
                f"{len(keys)} entries, {len(set(keys))} keys, {len(references)} articles")


json_ld_is_strict()
suite.each(check_json_ld, FOLDERS)
def check_grammars(folder):
    place = suite.place(folder)
    faults = list(feeds.xml_faults(run, folder))
    suite.check(f"feeds and sitemaps of {place}", not faults, "\n".join(faults[:5]))
    if (ROOT / "tests" / "node_modules" / "ajv").exists():
        faults = feeds.json_faults(run, folder)
        suite.check(f"JSON feeds of {place}", not faults, "\n".join(faults[:8]))
    elif feeds.json_feeds(folder):
        suite.skip(f"JSON feeds of {place}", "npm packages are not installed (make deps test)")


def grammars_are_strict():
    """The grammars themselves: a feed that lacks what they ask for."""
    good = (sample / "feed.xml").read_text(encoding="utf-8")
    for name, bad in {"an entry without updated": good.replace("<updated>", "<changed>").replace("</updated>", "</changed>"),
                      "a day in place of a time": good.replace("T00:00:00", "", 3),
                      "an unknown element": good.replace("<summary>", "<abstract>").replace("</summary>", "</abstract>")}.items():
        path = suite.work / "bad.xml"
        path.write_text(bad, encoding="utf-8")
        done = run(["xmllint", "--noout", "--nonet", "--relaxng", feeds.HERE / "atom.rng", path])
        suite.check(f"atom: {name} is a fault", done.returncode, "was accepted")


def check_readers(folder):
    try:
        import feedparser
    except ImportError:
        suite.skip("feed reader", "python3-feedparser is not installed (make deps test)")
        return
    faults = list(feeds.reader_faults(feedparser, folder))
    suite.check(f"feeds of {suite.place(folder)} in a reader", not faults, "\n".join(faults[:8]))
    if (folder / "rss.xml").exists():
        suite.check(f"three forms of the feed of {suite.place(folder)}", feeds.same_entries(feedparser, folder),
                    "they do not hold the same entries")
        suite.check(f"categories of the three feeds of {suite.place(folder)}", feeds.same_categories(feedparser, folder),
                    "they do not name the same terms")


suite.each(check_grammars, FOLDERS)
grammars_are_strict()
suite.each(check_readers, [sample, ROOT / "tests" / "golden" / "feeds" / "expected"])
check_citations("the sample", citations.from_pages(sample), sample / "citations.bib")
files = ROOT / "tests" / "golden" / "citations" / "expected"
check_citations("the golden site", citations.from_files(files), files / "citations.bib")
suite.finish()
