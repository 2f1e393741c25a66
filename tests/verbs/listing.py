# SPDX-License-Identifier: MIT
"""brief list: columns, filters, what waits, what is said beside it."""
import json
import re
import unicodedata

from suite import AT, ROOT, copy_site, environment, tree
from sites import ARCHIVE, brief, draft_site, expect, fresh, suite

COLUMNS = dict(re.findall(r"^\| `(articles|withdrawn|corrections|reviews|authors|addresses|media)` \| (.*?) \|$", (ROOT / "docs/brief.md").read_text(), re.M))


def listing():
    site = ARCHIVE
    at = ("--at", AT)
    for kind, documented in COLUMNS.items():
        head = brief("-C", site, "list", kind, "--tsv", *at).stdout.split("\n")[0].split("\t")
        suite.check(f"columns of {kind}", head == " ".join(re.findall(r"`(.*?)`", documented)).split(), f"{head}\n{documented}")
        rows = json.loads(brief("-C", site, "list", kind, "--json", *at).stdout)
        suite.check(f"{kind} as JSON", rows and all(list(row) == head for row in rows), rows[:1])
    articles = json.loads(brief("-C", site, "list", "--json", *at).stdout)
    suite.check("newest first", [row["date"][:10] for row in articles] == sorted((row["date"][:10] for row in articles), reverse=True))
    by_nora = json.loads(brief("-C", site, "list", "articles", "--author", "Nora Lindqvist", "--json", *at).stdout)
    suite.check("by author's name and id", by_nora and by_nora == json.loads(
        brief("-C", site, "list", "articles", "--author=nora-lindqvist", "--json", *at).stdout)
        and all("Nora Lindqvist" in row["authors"] for row in by_nora))
    suite.check("and no others", len(by_nora) == sum("Nora Lindqvist" in row["authors"] for row in articles))
    some = json.loads(brief("-C", site, "list", "--since", "2019-02-26", "--until", "2020-07-15", "--json", *at).stdout)
    suite.check("between two days, both included", [row["id"] for row in some] == [
        row["id"] for row in articles if "2019-02-26" <= row["date"][:10] <= "2020-07-15"] and some[-1]["date"] == "2019-02-26", some)
    signs = fresh("list-signs")
    article = signs / "content/articles/2025/flood-plan.md"
    article.write_text(re.sub("^author.*", 'authors: ["!!! ???"]', article.read_text(), count=1, flags=re.M))
    expect("a name of signs alone, and an empty one", brief("-C", signs, "list", "--author", "\n", *at), 0, "2025/flood-plan")
    some = json.loads(brief("-C", site, "list", "--tag", "5g", "--type", "analysis", "--json", *at).stdout)
    suite.check("by tag and type", some and [row["id"] for row in some] == [
        row["id"] for row in articles if "5G" in row["tags"] and row["type"] == "analysis"], some)
    named = copy_site(ROOT / "tests/golden/terms-with-signs", suite.work / "list-terms", ("expected", "partial"))
    some = json.loads(brief("-C", named, "list", "--tag", "cpp", "--json", *at).stdout)
    suite.check("by the slug of a term that has another name", [row["id"] for row in some] == ["article-2"], some)
    kinds = copy_site(ROOT / "tests/golden/kinds-and-series", suite.work / "list-kinds", ("expected", "partial"))
    for kind, tag, wanted in (("articles", "analysis", ["vier"]), ("articles", "opinion", ["vier", "drei"]), ("articles", "Briefing", ["zwei"]),
                              ("articles", "Frequenzpolitik", ["drei", "zwei", "eins"]), ("drafts", "spectrum-policy", ["entwurf"])):
        some = json.loads(brief("-C", kinds, "list", kind, "--tag", tag, "--json", *at).stdout)
        suite.check(f"{kind} of a type or series by its term '{tag}'", [row["id"] for row in some] == wanted, some)
    terms = json.loads(brief("-C", kinds, "list", "type", "--json", *at).stdout)
    suite.check("types as terms", [(row["slug"], row["name"], row["articles"]) for row in terms] == [
        ("report", "Berichte", 3), ("briefing", "Kurzanalyse", 1), ("opinion", "Meinungen", 2)], terms)
    drafts = json.loads(brief("-C", site, "list", "drafts", "--json", *at).stdout)
    suite.check("drafts", [(row["id"], row["authors"]) for row in drafts] == [("2026/spectrum-fees-draft", drafts[0]["authors"])], drafts)
    scheduled = json.loads(brief("-C", site, "list", "scheduled", "--json", "--at", "2026-01-01").stdout)
    suite.check("scheduled, what comes next first", [row["id"] for row in scheduled] == ["2026/on-commencement-clauses", "2026/letter-to-the-next-century"], scheduled)
    for kind, column in {"corrections": "date", "withdrawn": "status_date"}.items():
        days = [row[column] or "" for row in json.loads(brief("-C", site, "list", kind, "--json", *at).stdout)]
        suite.check(f"{kind}, newest first", len(days) > 1 and days == sorted(days, reverse=True), days)
    regions = brief("-C", site, "list", "regions", "--tsv", *at)
    suite.check("a taxonomy of the site's own", regions.stdout.startswith("slug\tname\tarticles\tlatest\taddress\tbroader\naustralia\t"), regions.stdout)
    rows = {row["slug"]: row for row in json.loads(brief("-C", site, "list", "regions", "--json", *at).stdout)}
    below = {row["id"] for row in json.loads(brief("-C", site, "list", "articles", "--json", "--tag", "europe", *at).stdout)}
    german = {row["id"] for row in json.loads(brief("-C", site, "list", "articles", "--json", "--tag", "Germany", *at).stdout)}
    suite.check("a term above others counts their articles, and lists them",
                rows["germany"]["broader"] == "europe" and rows["europe"]["broader"] is None and rows["europe"]["articles"] == len(below) and german and german < below, rows)
    for columns in (40, 60, 100):
        done = brief("-C", site, "list", *at, env=environment(COLUMNS=str(columns)))
        suite.check(f"fits {columns} columns", max(map(len, done.stdout.splitlines())) <= columns, done.stdout[:500])
    suite.check("nothing is cut into a pipe", "…" not in brief("-C", site, "list", *at).stdout)
    before = tree(site / ".brief") if (site / ".brief").exists() else {}
    done = expect("an empty list says so", brief("-C", site, "list", "expired", "--at", "2018-01-01"), 0, "no expired\n")
    suite.check("but not to a pipe", not done.stdout)
    expect("and a narrowed one", brief("-C", site, "list", "--until", "1999-01-01", *at), 0, "no articles that fit\n")
    for form in ("-q", "--json", "--tsv"):
        suite.check(f"nor with {form}", not brief("-C", site, "list", "expired", form, "--at", "2018-01-01").stderr)
    expect("unknown kind", brief("-C", site, "list", "drats"), 2, "did you mean 'drafts'?")
    expect("unknown type", brief("-C", site, "list", "--type", "raport"), 2, "did you mean 'report'?")
    for options, nearest in ((("--tag", "5gg"), "'5G'"), (("--author", "nora-lindquist"), "'nora-lindqvist'"),
                             (("drafts", "--author", "Nora Lindqwist"), "'Nora Lindqvist'")):
        done = expect(f"unknown name: {options[-1]}", brief("-C", site, "list", *options), 2, "there is no ", f"did you mean {nearest}?")
        suite.check(f"{options[-1]}: no table", not done.stdout, done.stdout)
    expect("nothing near it", brief("-C", site, "list", "--tag", "qqqqqqqq", "--json"), 2, "there is no tag 'qqqqqqqq'", "brief list tags shows them all")
    labelled = fresh("list-labels")
    (labelled / "content/data").mkdir(exist_ok=True)
    (labelled / "content/data/tags.yml").write_text("taxes: {title: Levies and duties, same_as: [imposts]}\n")
    (labelled / "content/articles/2025/taxed.md").write_text("---\ntitle: Taxed\ndate: 2025-07-01\ntags: [taxes]\n---\nText.\n")
    for words in ("Levies and duties", "imposts", "Taxes"):
        expect(f"what a data file calls a term: {words}", brief("-C", labelled, "list", "--tag", words, "--tsv"), 0, "\tTaxed\t")
    (labelled / "content/articles/2025/both.md").write_text('---\ntitle: Both\ndate: 2025-07-01\nauthors: [Jo Ode, Ben Roe]\ntags: [taxes, "Steel, raw"]\n---\nText.\n')
    for options in (("--tag", "taxes", "--tag=Steel, raw"), ("--author", "jo-ode", "--author=Ben Roe"), ("--author=Jo Ode", "--tag=taxes", "--tag=imposts")):
        done = expect(f"an article has all of {options}", brief("-C", labelled, "list", *options, "--tsv"), 0, "\tBoth\t")
        suite.check(f"others do not: {options}", "\tTaxed\t" not in done.stdout, done.stdout)
    expect("the second name may be wrong, too", brief("-C", labelled, "list", "--tag", "taxes", "--tag", "taxess"), 2, "there is no tag 'taxess'", "did you mean 'taxes'?")
    expect("and is nobody's without a letter", brief("-C", labelled, "list", "--tag", "!!"), 2, "there is no tag '!!'")
    expect("a tag of drafts only is known", brief("-C", draft_site("list-tags"), "list", "--tag", "Unreleased", *at), 0)
    expect("no filters where they say nothing", brief("-C", site, "list", "tags", "--author", "x"), 2, "cannot be filtered")
    expect("malformed bound", brief("-C", site, "list", "--since", "last week"), 2, "--since 'last week'")
    expect("two kinds", brief("-C", site, "list", "tags", "authors"), 2, "one word too many")
    expect("two forms", brief("-C", site, "list", "--json", "--tsv"), 2, "two forms")
    expect("an option of another verb", brief("-C", site, "list", "--clean"), 2, "'list' does not take --clean")
    suite.check("nothing was written", before == (tree(site / ".brief") if (site / ".brief").exists() else {}))


def listing_of_what_waits():
    """What will change stands beside what will appear; several changes at one moment are one."""
    site = fresh("list-waits")
    articles = site / "content" / "articles" / "2025"
    (articles / "later.md").write_text("---\ntitle: Later\ndate: 2026-03-01\n---\nText.\n")
    (articles / "changing.md").write_text("---\ntitle: Changing\ndate: 2025-02-01\nupdated: 2026-05-01\nstatus: archived\n"
                                          "status_date: 2026-04-01\nchanges:\n- {date: 2026-05-01, type: major, note: New figures.}\n"
                                          "- {date: 2025-03-01, type: minor, note: A comma.}\n"
                                          "- {date: 2025-04-01, type: correction, note: A slip.}\n"
                                          "- {date: 2026-05-01, type: correction, note: To come.}\n---\nText.\n")
    done = brief("-C", site, "list", "scheduled", "--json", "--at", AT)
    rows = [(row["id"], row["date"], row["until"][:10], row["change"]) for row in json.loads(done.stdout)]
    suite.check("what appears and what changes", rows == [
        ("2025/later", "2026-03-01", "2026-03-01", False), ("2025/changing", "2025-02-01", "2026-04-01", True),
        ("2025/changing", "2025-02-01", "2026-05-01", True)], done.stdout + done.stderr)
    done = brief("-C", site, "list", "corrections", "--tsv", "--at", "2026-04-30")
    suite.check("a correction that is to come is none yet", "A slip." in done.stdout and "To come." not in done.stdout, done.stdout)
    expect("and is one from its day on", brief("-C", site, "list", "corrections", "--tsv", "--at", "2026-05-01"), 0, "To come.")
    suite.check("drafts are no changes", all(row["change"] is False for row in json.loads(
        brief("-C", draft_site("list-no-change"), "list", "drafts", "--json", "--at", AT).stdout)))


def listing_of_reviews():
    """Those of published texts and pages that stand, what is due first; narrowed, of texts alone."""
    site = fresh("list-reviews")
    text = "---\ntitle: {0}\ndate: 2025-02-01\nauthor: m-ruis\n{1}---\nText.\n"
    for name, keys in {"soon": "reviewed: 2025-03-01\nreview_by: 2026-02-01\n", "late": "review_by: 2025-12-01\n",
                       "none": "reviewed: 2025-03-01\n", "draft": "draft: true\nreview_by: 2025-12-01\n",
                       "over": "status: archived\nreview_by: 2025-12-01\n"}.items():
        (site / f"content/articles/2025/{name}.md").write_text(text.format(name.title(), keys))
    (site / "content/pages").mkdir(exist_ok=True)
    (site / "content/pages/how.md").write_text("---\ntitle: How\nreviewed: 2026-09-01\nreview_by: 2026-01-01\n---\nText.\n")
    for arguments, ids in (((), ["2025/late", "how", "2025/soon"]), (("--author", "m-ruis"), ["2025/late", "2025/soon"])):
        rows = json.loads(brief("-C", site, "list", "reviews", "--json", *arguments, "--at", AT).stdout)
        suite.check(f"reviews {' '.join(arguments)}", [row["id"] for row in rows] == ids, rows)
        suite.check("which are due", [row["due"] for row in rows] == [row["review_by"] <= AT[:10] for row in rows], rows)
        suite.check("when they were last read through", [row["reviewed"] for row in rows if row["id"] != "2025/soon"] == [None] * (len(rows) - 1), rows)


def listing_of_what_rules_answer():
    """What stands in files of rules alone is listed as what has pages of its own, since `explain` knows both."""
    site = fresh("list-rules")
    settings = (site / "site.yml").read_text()
    (site / "content/articles/2025/moved.md").write_text("---\ntitle: Moved\ndate: 2025-07-01\naliases: /old/\n---\nText.\n")
    for form in ("html", "netlify"):
        (site / "site.yml").write_text(f"{settings}redirects: {form}\ngone: [/given-up/]\n")
        rows = brief("-C", site, "list", "addresses", "--tsv", "--at", AT).stdout
        for row in ("/old/\tredirect\tthe alias '/old/'\t", "/given-up/\tgone\tgone: '/given-up/'\t"):
            suite.check(f"redirects: {form}: {row.split()[0]}", f"\n{row}" in rows, rows)


def asking_is_not_checking():
    """Who asks for a list, or where a page comes from, is not told again what check and build say."""
    site = fresh("asking")
    (site / "content/articles/2025/new.md").write_text("---\ntitle: New\ndate: 2025-07-01\nweigth: 1\n---\nText, [gone](/gone/).\n")
    for asked in (["list", "authors"], ["list", "--json"], ["explain", "/2025/new/"], ["explain", "held", "2025/new"]):
        done = expect(" ".join(asked), brief("-C", site, *asked, "--at", AT), 0)
        suite.check(f"{asked}: no warnings", not done.stderr, done.stderr)
        expect(f"{asked}: unless they are asked for", brief("-C", site, *asked, "-v", "--at", AT), 0, "[unknown-key]", "[broken-link]")
    expect("check tells them", brief("-C", site, "check", "--at", AT), 0, "[unknown-key]", "[broken-link]")
    (site / "content/articles/2025/new.md").write_text("---\ntitle: New\ndate: soon\n---\nText, [gone](/gone/).\n")
    expect("errors are told: they may be why something is not there", brief("-C", site, "list", "--at", AT), 1, "[malformed-date]")


def listing_of_a_broken_site():
    site = fresh("list-broken")
    (site / "content" / "articles" / "wide.md").write_text("---\ntitle: 日本の防災計画とその費用について\ndate: 2025-07-01\nauthor: nobody\n---\nX.\n")
    done = expect("what is there is listed", brief("-C", site, "list", "--at", AT, env=environment(COLUMNS="50")), 1, "wide", "[unknown-author]")
    width = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in done.stdout.splitlines())
    suite.check("wide characters count twice", 40 < width <= 50, done.stdout)
    suite.check("nothing is written", not (site / "public").exists() and not (site / ".brief" / "manifest").exists())
