# SPDX-License-Identifier: MIT
"""Valid HTML, XML and JSON: html-validate over the sample archive and the golden sites' expected pages, xmllint over
every XML file, a strict parser over every JSON file. No dead link in the sample archive, at the root and below a path.
Pages and the search page's script keep to their weights."""
import json
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import AT, ROOT, Suite, copy_archive, golden_sites, run
from html_validate import faults, missing, summary
from links import dead_links

suite = Suite("html", __doc__)
WEIGHT = 60 * 1024
SEARCH_SCRIPT = 12 * 1024  # bytes of all that the search page loads, through a minifier
archive, sample = copy_archive(suite.work / "sources"), suite.work / "sample"
done = run([suite.brief, "-C", archive, "-o", sample, "build", "--at", AT])
suite.check("the sample archive builds", done.returncode == 0, done.stderr[:2000])
folders = [path for path in [sample, *(site / "expected" for site in golden_sites())] if path.exists()]


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def check_pages(some):
    """Many folders by one program: it takes longer to start than to read a small site."""
    count, lines = faults(some)
    for folder in some:
        own = [line for line in lines if line.startswith(f"{folder}/")]
        suite.check(f"html of {suite.place(folder)}", not own, summary(own))
    others = [line for line in lines if not any(line.startswith(f"{folder}/") for folder in some)]
    suite.check(f"html of {len(some)} folders", count and not others, summary(others))


def check_data(folder):
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xml" and shutil.which("xmllint"):
            done = run(["xmllint", "--noout", "--nonet", path])
            suite.check(f"xml of {suite.place(path)}", done.returncode == 0, done.stderr[:600])
        if path.suffix in (".json", ".webmanifest"):
            try:
                json.loads(path.read_text(encoding="utf-8"), parse_constant=no_constant)
                suite.check(f"json of {suite.place(path)}", True)
            except ValueError as error:
                suite.check(f"json of {suite.place(path)}", False, error)


def check_ids():
    """Headings that read like the ids of the built-in layouts and plugins, on an article and a page with all parts."""
    files = [path for kind in ("layouts/*.html", "layouts/parts/*.html", "lua-plugins/*.lua") for path in ROOT.glob(kind)]
    ids = sorted({name for path in files for name in re.findall(r'\bid ?= ?"([a-z-]+)"', path.read_text(encoding="utf-8"))})
    site, out = suite.work / "ids", suite.work / "ids-out"
    text = "".join(f"## {name.replace('-', ' ')}\n\n[x](https://example.org)\n\n" for name in ids)
    changes = "".join(f"  - {{date: 2025-01-03, type: {kind}, note: One}}\n" for kind in ("major", "correction", "correction"))
    keys = f"author: m-ruis\nkey_points: [One]\nseries: Ids\ntoc: true\nrelated: [two]\nchanges:\n{changes}"
    write = {
        "site.yml": "title: Ids\nbase_url: https://ids.example\ncomments: {endpoint: https://ids.example/new}\n",
        "content/authors/m-ruis.md": "---\nname: Maria Ruis\n---\nBio.\n",
        "content/articles/one.md": f"---\ntitle: One\ndate: 2025-01-01\n{keys}---\n{text}",
        "content/articles/two.md": "---\ntitle: Two\ndate: 2025-01-02\nseries: Ids\n---\nText.\n",
        "content/pages/about.md": f"---\ntitle: About\ntoc: true\n---\n{text}",
        "content/comments/one/first.yml": "name: Jo\ndate: 2025-01-02\ncomment: Words\n",
    }
    for name, words in write.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(words, encoding="utf-8")
    done = run([suite.brief, "-C", site, "-o", out, "build", "--at", AT])
    suite.check("the site of ids builds", done.returncode == 0, done.stderr[:2000])
    lines = [] if missing() else faults([out])[1]
    suite.check("html of the site of ids", not lines, summary(lines))
    for page in ("one", "about"):
        found = re.findall(r'\bid="([^"]*)"', (out / page / "index.html").read_text(encoding="utf-8"))
        twice = sorted({name for name in found if found.count(name) > 1})
        suite.check(f"no id is twice on {page}", len(found) > len(ids) > 15 and not twice, " ".join(twice))


def check_archives_of_few():
    """An archive of nothing, and one of one article: no list and no heading of one without anything in it."""
    for count in (0, 1):
        site, out = suite.work / f"archive-of-{count}", suite.work / f"archive-of-{count}-out"
        (site / "content" / "articles").mkdir(parents=True)
        (site / "site.yml").write_text("title: Few\nbase_url: https://few.example\n", encoding="utf-8")
        for number in range(count):
            (site / "content" / "articles" / f"{number}.md").write_text("---\ntitle: One\ndate: 2025-01-01\n---\nText.\n", encoding="utf-8")
        done = run([suite.brief, "-C", site, "-o", out, "build", "--at", AT])
        suite.check(f"an archive of {count} builds", done.returncode == 0, done.stderr[:2000])
        for page in sorted(out.rglob("*.html")):
            found = re.findall(r"<(nav|ul|div class=\"listing\")[^>]*>\s*(?:<ul>\s*</ul>\s*)?</", page.read_text(encoding="utf-8"))
            suite.check(f"nothing empty on {page.relative_to(out)} of {count}", not found, " ".join(found))
        suite.check(f"what is not there is not announced, of {count}",
            ("latest publications" in (out / "404.html").read_text(encoding="utf-8")) == (count > 0))


def weight_of(page, folder):
    """The bytes of a page and of the style sheets and scripts that it names. Images count for nothing, nor does the
    search's script, which no other page has."""
    html = page.read_text(encoding="utf-8")
    named = re.findall(r'<(?:link rel="stylesheet"|script[^>]*)[^>]* (?:href|src)="/([^"]+)"', html)
    return page.stat().st_size + sum((folder / name).stat().st_size for name in named if not name.startswith("assets/search."))


def check_weights(folder):
    weights = {str(page.relative_to(folder)): weight_of(page, folder) for page in folder.rglob("*.html")}
    heavy = [f"{weight} bytes: {name}" for name, weight in weights.items() if weight >= WEIGHT]
    suite.check("every page of the sample weighs under 60 KB without images", len(weights) > 100 and not heavy, "\n".join(heavy))


def check_search_script(folder):
    """Readers get the script as it is written; what the limit measures is how much of it there is."""
    if not (ROOT / "tests" / "node_modules" / "terser").exists():
        suite.skip("the search page's script", "terser is not installed (make deps test)")
        return
    named = re.findall(r'<(?:script|link rel="modulepreload")[^>]* (?:src|href)="/([^"]+)"', (folder / "search" / "index.html").read_text(encoding="utf-8"))
    done = run(["node", Path(__file__).with_name("minified.mjs"), *(folder / name for name in named)])
    suite.check("the search page's script has at most 12 KB, minified", named and done.returncode == 0 and 0 < int(done.stdout) <= SEARCH_SCRIPT,
                f"{named} {done.stdout}{done.stderr}")


def check_links(prefix):
    base_url = f"https://briefings.example{prefix}"
    folder = suite.work / ("links" + prefix.replace("/", "-"))
    built = run([suite.brief, "-C", archive, "-o", folder, "build", "--at", AT, "--base-url", base_url])
    suite.check(f"the sample archive builds for {base_url}", built.returncode == 0, built.stderr[:2000])
    count, dead = dead_links(folder, base_url)
    suite.check(f"links below {base_url}", count > 200 and not dead, f"{count} addresses\n" + "\n".join(dead[:20]))


check_weights(sample)
check_archives_of_few()
check_search_script(sample)
for place in ("", "/archive"):  # one after the other: a site is built once at a time
    check_links(place)
if missing():
    suite.skip("pages", missing())
else:
    suite.each(check_pages, [folders[:1], folders[1:]])
if not shutil.which("xmllint"):
    suite.skip("xml", "xmllint is not installed (make deps test)")
check_ids()
suite.each(check_data, folders)
suite.finish()
