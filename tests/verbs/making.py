# SPDX-License-Identifier: MIT
"""brief new: a site, articles, authors, and what is in the way."""
import re

from suite import run, tree
from sites import brief, expect, folder, suite


def new_site():
    place = folder("new")
    done = expect("new site", brief("new", "site", "policy-papers", cwd=place), 0, "site.yml", "brief build")
    site = place / "policy-papers"
    written = {line for line in done.stdout.split("\n\n")[0].splitlines()}
    suite.check("it prints what it wrote", written == set(tree(site)), f"{written} {sorted(tree(site))}")
    suite.check("the folder gives the title", 'title: Policy papers\n' in (site / "site.yml").read_text())
    expect("it builds without a warning", brief("-C", site, "build", "--strict"), 0, "pages")
    expect("and its address alone is to be changed", brief("-C", site, "check"), 0, "0 errors, 0 warnings, 1 note", "site.yml:5:11: note: no reader finds the site at 'example.org' [placeholder-address]")
    for address, is_left in (("http://localhost:8000", True), ("https://[::1]:8443/archive", True), ("https://www.example.com", True),
                             ("https://notexample.org", False), ("https://example.org.uk/", False), ("https://policy.example", False)):
        settings = (site / "site.yml").read_text()
        (site / "site.yml").write_text(settings.replace("https://example.org/ ", address + " "))
        done = brief("-C", site, "check", "--only", "placeholder-address")
        suite.check(f"{address} is {'left' if is_left else 'meant'}", ("placeholder-address" in done.stderr) == is_left and not done.returncode, done.stderr)
        (site / "site.yml").write_text(settings)
    expect("never into a folder that holds something", brief("new", "site", "policy-papers", cwd=place), 2, "not an empty folder")
    (place / "empty" / ".git").mkdir(parents=True)
    expect("an empty repository is empty", brief("new", "site", ".", cwd=place / "empty"), 0, "next: brief build")
    (place / "cloned").mkdir()
    (place / "cloned/.gitignore").write_text("*.o\n")
    done = expect("what a clone has is left", brief("new", "site", ".", cwd=place / "cloned"), 0, "next: brief build", "'.gitignore' is there already, and left as it is; it should have\n/public/\n/.brief/\n")
    suite.check("as it is", (place / "cloned/.gitignore").read_text() == "*.o\n" and ".gitignore" not in done.stdout, done.stdout)
    suite.check("and the rest is written", "\n* -text\n" in (place / "cloned/.gitattributes").read_text())
    expect("what comes next can be typed", brief("new", "site", "the reader's papers", cwd=place), 0, r"next: cd 'the reader'\''s papers' && brief build")
    expect("what cd would take for an option", brief("new", "site", "--", "-x", cwd=place), 0, "next: cd ./-x && brief build")
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
    done = brief("-C", site, "new", "article", "Two of each", "--tag", "water", "--author", "Nemo Guest", "--tag=rivers", "--author", "first-author")
    text = (site / done.stdout.strip()).read_text()
    suite.check("an option given again says more", "authors: [Nemo Guest, first-author]\ntags: [water, rivers]\n" in text, text)
    expect("unknown type", brief("-C", site, "new", "article", "X", "--type", "repot"), 2, "did you mean 'report'?")
    expect("malformed date", brief("-C", site, "new", "article", "X", "--date", "April 5, 2021"), 2, "--date 2021-04-05")
    expect("malformed date with a time", brief("-C", site, "new", "article", "X", "--date", "April 5, 2021 9:00"), 2, "--date 2021-04-05, and the time of day")
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
    expect("what an archetype has no place for", brief("-C", site, "new", "article", "Weirs", "--type", "report", "--author", "Nemo Guest",
           "--tag", "water"), 0, "'layouts/archetypes/report.md' has no 'authors', so what --author says is not in the file",
           "hint: write tags: {{ tags|yaml }} there")
    (archetypes / "news.md").write_text("---\ntitle: {{ titel }}\n---\n")
    expect("a mistake in one", brief("-C", site, "new", "article", "Mud", "--type", "news"), 1,
           "layouts/archetypes/news.md:2:11: error: ", "did you mean 'title'?")
    (archetypes / "opinion.md").symlink_to("report.md")
    (archetypes / "analysis.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    (archetypes / "author.md").mkdir()
    for made, words in ((["article", "Locks", "--type", "opinion"], "opinion.md: error: cannot read the file: a symbolic link"),
                        (["article", "Locks", "--type", "analysis"], "analysis.md:2:11: error: "),
                        (["author", "Jo Lock"], "author.md: error: cannot read the file: ")):
        done = expect(f"one that cannot be read: {words[:8]}", brief("-C", site, "new", *made), 1, f"layouts/archetypes/{words}")
        suite.check("another is not taken in its place", not done.stdout, done.stdout)
    for name in ("opinion.md", "analysis.md"):
        (archetypes / name).unlink()
    (archetypes / "author.md").rmdir()


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


def cloned(site):
    """A clone that git was told to write with the line ends of Windows has the same bytes, and so the same record."""
    def git(*words, cwd=site):
        done = run(["git", "-c", "user.name=A", "-c", "user.email=a@policy.example", "-c", "init.defaultBranch=main", *words], cwd=cwd)
        return suite.check("git " + words[0], done.returncode == 0, done.stderr)

    (site / "content/tables").mkdir()
    (site / "content/tables/flows.csv").write_bytes(b"year,flow\n2024,3\n")
    (site / "content/tables/levels.csv").write_bytes(b"year,level\r\n2024,3\r\n")
    expect("tables are recorded", brief("-C", site, "build"), 0)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Tables")
    git("-c", "core.autocrlf=true", "clone", "-q", site, "clone", cwd=site.parent)
    clone = site.parent / "clone"
    here, there = tree(site), tree(clone)
    changed = [path for path in there if not path.startswith(".git/") and there[path] != here[path]]
    suite.check("the clone has the same bytes", not changed, changed)
    expect("and builds to the same record", brief("-C", clone, "build", "--locked", "--strict"), 0)


def new():
    site = new_site()
    cloned(site)
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
