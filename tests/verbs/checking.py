# SPDX-License-Identifier: MIT
"""brief check: it says what a build would say, mends what it is asked to, counts links, writes SARIF."""
import json
import re
import shutil

from suite import AT, ROOT, copy_site, diagnostics_of, tree
from sites import brief, expect, fresh, suite


def large_data():
    site = fresh("large-data")
    (site / "content/data").mkdir()
    for more, said in ((f"x: {'y' * (4 << 20)}\n", "the file is larger than 4194304 bytes"), ("- a\n" * 1_000_001, "more than 1000000 values")):
        (site / "content/data/costs.yml").write_text(more)
        expect(said, brief("-C", site, "build", "--at", AT), 1, f"content/data/costs.yml:1:1: error: {said}",
               "hint: split it into several files below content/data/")
    (site / "content/data/costs.yml").unlink()
    for path, hint in (("home.html", "split it with {% include %}"), ("assets/film.webm", "move it below content/")):
        (site / "layouts" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "layouts" / path).write_text("x" * (4 << 20) + "x")
        expect(f"layouts/{path}", brief("-C", site, "build", "--at", AT), 1,
               f"layouts/{path}: error: the file is larger than 4194304 bytes [source-too-large]", f"hint: {hint}")
        (site / "layouts" / path).unlink()


def checking():
    """What only a build would notice, check notices too, and says it in the same words."""
    def both(name, site, code, *words, options=()):
        before = tree(site)
        checked = expect(f"check: {name}", brief("-C", site, "check", *options), code, *words)
        suite.check(f"check: {name}: writes nothing", tree(site) == before)
        built = expect(f"build: {name}", brief("-C", site, "build", *options), code, *words)
        said = [line for line in checked.stderr.splitlines() if re.search(r": (error|warning): ", line) and any(
            word in line for word in words if word.startswith("["))]
        suite.check(f"{name}: in the same words", said and said == [line for line in built.stderr.splitlines() if line in said],
                    f"{checked.stderr}\n{built.stderr}")

    site = fresh("checking")
    article = site / "content/articles/2025/windows.md"
    article.write_text("---\ntitle: New\ndate: 2025-07-01\nimage: maps\\a.png\n---\n[Plan](..\\2025\\flood-plan.md)\n")
    both("paths as Windows writes them", site, 1, "[broken-link]", "[missing-image]", "write maps/a.png", "write ../2025/flood-plan.md")
    article.unlink()
    loose = site / "content/comments/2025/flood-plan.yml"
    loose.parent.mkdir(parents=True)
    for path, words, hint in ((loose, "a comment on '2025', which is no article", "did you mean content/comments/2025/flood-plan/?"),
                              (loose.parent.parent / "ana.yml", "a comment in no folder of an article", "comments lie in content/comments/")):
        path.write_text("name: Ana\ndate: 2025-07-01\ntext: Yes.\n")
        both(f"a comment beside the folder: {path.name}", site, 0, "[unknown-article]", words, hint)
        path.unlink()
    for name in ("ana\truis", "ana\nruis", "ana\x01ruis"):
        path = site / f"content/comments/2025/flood-plan/{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("name: Ana\ndate: 2025-07-01\ntext: Yes.\n")
        both(f"a comment whose name would be no id: {name!r}", site, 1, "[unusable-name]", "has a control character in it", "write hyphens: ")
        path.unlink()
    articles = site / "content/articles/2025"
    expect("a first build", brief("-C", site, "build"), 0)
    (articles / "rain-tax.md").rename(articles / "rain-levy.md")
    both("an address vanishes", site, 1, "[vanishing-address]", "aliases: [/2025/rain-tax/]")
    (articles / "rain-levy.md").rename(articles / "rain-tax.md")
    text = (articles / "flood-plan.md").read_text()
    (articles / "flood-plan.md").write_text(text.replace("The plan covers rivers.", "The plan costs nine times as much, and covers no river."))
    both("a text changes silently", site, 0, "[silent-change]")
    (articles / "flood-plan.md").write_text(text)
    (articles / "secret.md").write_text("---\ntitle: The quarrel about weirs\ndate: 2190-01-01\n---\nText.\n")
    (site / "layouts").mkdir()
    (site / "layouts/404.html").write_text("<!doctype html><html><title>404</title><p>The quarrel about weirs</p></html>")
    both("a held-back title leaks", site, 1, "[embargo-leak]", "404.html")
    shutil.rmtree(site / "layouts")
    (articles / "secret.md").unlink()
    (articles / "new.md").write_text("---\ntitle: New\ndate: 2025-07-01\n---\nText.\n")
    both("a new address with --locked", site, 1, "[locked-ledger]", "'/2025/new/' is not in it", options=("--locked",))
    (site / "public/2025/new").mkdir()
    (site / "public/2025/new/index.html").write_text("mine")
    both("a file of somebody else's in its place", site, 1, "[foreign-file]", "2025/new/index.html")
    shutil.rmtree(site / "public/2025/new")
    (site / "public/2025/new").write_text("mine")
    both("or in place of its folder", site, 1, "[foreign-file]", "is a file where a folder of this build goes")
    (site / "public/2025/new").unlink()
    both("an output folder that holds the site", site, 1, "[unsafe-output-folder]", options=("-o", site))
    (articles / "new.md").write_text("---\ntitle: New\ndate: 2025-07-01 10:00\n---\nText, [gone](/gone/).\n\n![A map](/maps/lost.png)\n")
    whole = (articles / "new.md").read_text()
    (articles / "new.md").write_text(whole.replace("date:", "weigth: 1\ndate:"))
    done = expect("--only: nothing else is said", brief("-C", site, "check", "--only", "missing-zone"), 0, "[missing-zone]")
    suite.check("no warnings of the build", "unknown-key" not in done.stderr, done.stderr)
    (articles / "new.md").write_text(whole)
    expect("with --strict a warning hides nothing behind it", brief("-C", site, "check", "--strict", "--only", "missing-zone,broken-link"), 1,
           "[broken-link]", "[missing-zone]", "of the page that replaces it", "put the file at content/maps/lost.png")


def late_plugin():
    """A plugin that hangs over what is held back is named, as over anything else."""
    site = fresh("late-plugin")
    (site / "content/articles/2025/later.md").write_text("---\ntitle: Later\ndate: 2190-01-01\n---\nText.\n")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins/slow.lua").write_text("""return { name = "slow", api = 1, article = function(article)
  if article.slug == "later" then string.find(string.rep("a", 60), string.rep("a*", 40) .. "b") end
end }
""")
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [slow]\n")
    done = expect("a plugin that hangs over what is held back", brief("-C", site, "check", "-j1"), 1, "[plugin-limit]",
                  "lua-plugins/slow.lua:2:", "at hand: content/articles/2025/later.md")
    suite.check("the summary comes once", done.stdout.count("checked:") == 1, done.stdout)


def late_preparation():
    """Before there are workers the build itself hangs, is ended, and runs again without that plugin, and without the next."""
    site = fresh("late-preparation")
    (site / "lua-plugins").mkdir(exist_ok=True)
    for name in ("slow", "slower"):
        (site / f"lua-plugins/{name}.lua").write_text(
            f'return {{ name = "{name}", api = 1, prepare = function() string.find(string.rep("a", 60), string.rep("a*", 40) .. "b") end }}\n')
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [slow, slower]\n")
    done = expect("two plugins that hang in the build itself", brief("-C", site, "build", "-j1"), 1,
                  *(f"the hook 'prepare' of the plugin '{name}' took longer than 3 s and was ended" for name in ("slow", "slower")))
    suite.check("each is named once", done.stderr.count("[plugin-limit]") == 2, done.stderr)


def looping_plugin():
    """A loop without an end is reported over the first text that it meets, and costs its second once and not for each."""
    site = fresh("looping-plugin")
    for number in range(6):
        (site / f"content/articles/2025/n{number}.md").write_text(f"---\ntitle: Number {number}\ndate: 2025-01-0{number + 1}\n---\n{{{{ spin() }}}}\n")
    (site / "layouts").mkdir(exist_ok=True)
    (site / "layouts/article.html").write_text("<!doctype html><title>{{ article.title|spin }}</title>{{ spin_it() }}{{ article.content }}")
    (site / "lua-plugins").mkdir(exist_ok=True)
    with (site / "site.yml").open("a") as settings:
        settings.write("plugins: [spin]\n")
    spins = {"article": "article = spin", "html": "html = spin", "pages": "pages = spin", "filters": "filters = { spin = spin }",
             "functions": "functions = { spin_it = spin }", "shortcodes": "shortcodes = { spin = spin }", "article, with ever more memory": "article = grow"}
    still = "filters = { spin = function(text) return text end }, functions = { spin_it = function() return '' end }, shortcodes = { spin = function() return '' end }"
    for hook, spin in spins.items():
        (site / "lua-plugins/spin.lua").write_text(
            f'local function spin() while true do end end\n'
            f'local function grow() local all = {{}} while true do all[#all + 1] = ("x"):rep(1000) .. #all end end\nlocal plugin = {{ name = "spin", api = 1, {still} }}\n'
            f"for key, value in pairs {{ {spin} }} do plugin[key] = value end\nreturn plugin\n")
        said = [brief("-C", site, "check", jobs) for jobs in ("-j1", "-j3")]
        suite.check(f"a loop in {hook} is reported once", all(done.returncode == 1 and done.stderr.count("[plugin-limit]") == 1
                    for done in said), said[0].stderr[-1500:])
        suite.check(f"a loop in {hook}: the same for any number of workers", said[0].stderr == said[1].stderr, said[1].stderr[-1500:])


def fixing():
    site = copy_site(ROOT / "tests" / "checks" / "term-spelling", fresh("fixing"))
    copy_site(ROOT / "tests" / "checks" / "missing-zone", site)
    choice = ("-C", site, "check", "--at", AT, "--only", "term-spelling,missing-zone")
    before = tree(site)
    found = diagnostics_of(brief(*choice, "--diagnostics", "json").stderr)
    suite.check("nothing is written without --fix", tree(site) == before)
    expect("--fix", brief(*choice, "--fix"), 0, f"{len(found)} mended", "0 warnings, 0 notes")
    suite.check("nothing is left", not diagnostics_of(brief(*choice, "--diagnostics", "json").stderr))
    text = {name: (site / "content" / "articles" / "2025" / f"{name}.md").read_text() for name in ("two", "four", "five", "seven", "eleven", "a", "b", "c", "gap")}
    suite.check("spellings", "  - water #" in text["two"] and "tags: [open data] #" in text["four"]
                and "tags: [Local government, x]" in text["five"] and 'tags: ["#MeToo"] #' in text["seven"]
                and "tags: [black-board] #" in text["eleven"], text)
    suite.check("zones", "date: 2025-06-01 09:00 +01:00 #" in text["a"] and 'date: "2025-06-01T09:00 +01:00" #' in text["b"]
                and "date: 2025-06-01 09:00 -0400\n" in text["c"], text)
    suite.check("a time that clocks leave out stays the moment that it was", "date: 2025-03-30 02:30:00 +01:00 #" in text["gap"]
                and 'updated: "2025-03-30 02:30:10 +01:00" #' in text["gap"], text["gap"])
    changed = {name for name, content in tree(site).items() if before.get(name) != content}
    suite.check("other files stay", changed == {file for file, *_ in found}, changed)
    expect("the site still builds", brief("-C", site, "build", "--at", AT, "--strict", "-o", suite.work / "fixed"), 0)
    for name, tags in (("d", "[5G, R&D]"), ("e", "[5G, R&D]"), ("f", '\n  - water\n  - "5g"\n  - >-\n    r&d\n')):
        (site / f"content/articles/2025/{name}.md").write_text(f"---\ntitle: {name}\ndate: 2025-07-01 9:00\ntags: {tags}\n---\n")
    done = expect("figures and signs are mended, a folded text is not", brief(*choice, "--fix"), 0, "4 mended", "1 warning, 0 notes")
    suite.check("what is left stands where it is now", "content/articles/2025/f.md:7:5: warning: 'r&d'" in done.stderr, done.stderr)
    folded = site / "content/articles/2025/h.md"
    for written, notes in (("date: >-\n  2025-07-01 09:00\n", 1), ("date: |\n  2025-07-01 09:00\n", 1), ("date: >-\n  2025-07-01 09:00Z\n", 0)):
        folded.write_text(f"---\ntitle: h\n{written}---\nText.\n")
        done = expect(f"a date below its line is left to its author: {written}", brief(*choice, "--fix"), 0, f"{notes} notes" if notes != 1 else "1 note")
        suite.check(f"it stays as it was: {written}", folded.read_text() == f"---\ntitle: h\n{written}---\nText.\n", folded.read_text())
    folded.write_text("---\ntitle: h\ndate: &d '2025-07-01 09:00'\nupdated: *d\n---\nText.\n")
    expect("a date that others refer to is left to its author", brief(*choice, "--fix"), 0, "1 note")
    suite.check("it is referred to still", "&d '2025-07-01 09:00'" in folded.read_text(), folded.read_text())
    folded.write_text("---\ntitle: h\ndate: &d 2025-07-01 09:00\nupdated: *d\n---\nText.\n")
    expect("what one fix mends twice is told of no more", brief(*choice, "--fix"), 0, "1 mended", "0 notes")
    suite.check("the anchor stays", "date: &d 2025-07-01 09:00 +01:00\nupdated: *d\n" in folded.read_text(), folded.read_text())
    for tags, left in (("[WATER, Open-Data, OPEN DATA]", "[water, open data]"), ("[Water, WATER, water, x]", "[water, x]"), ("[open-data, opendata]", "[open data]"),
                       ("[water,\n  'Water']", "[water]"), ("Water, x, WATER", "water, x"), ("\n- Water\n- x\n- water\n- WATER", "\n- x\n- water"),
                       ("\n- Water\n- WATER # here", "\n- water\n- WATER # here"),
                       # what others refer to stays, and so does what a comment says
                       ("[&a 'Water', water]\nregions: [*a]", None), ("[water, &a 'Water']\nregions: [*a]", None), ("\n- &a 'Water'\n- water\nregions: [*a]", None),
                       ("[water, # first, second,\n  Water]", None), ("[Water, # first\n  water]", None), ("[water, x, # first\n  Water]", None)):
        left = tags if left is None else left
        (site / "content/articles/2025/h.md").write_text(f"---\ntitle: h\ndate: 2025-07-01\ntags: {tags}\n---\n")
        done = brief(*choice, "--fix")
        text = (site / "content/articles/2025/h.md").read_text()
        suite.check(f"no term twice: {tags}", text == f"---\ntitle: h\ndate: 2025-07-01\ntags: {left}\n---\n", f"{text}\n{done.stderr}")
    suite.check("what stays says so", "hint: leave it out: 'water' stands here too" in done.stderr, done.stderr)
    (site / "content/articles/2025/h.md").unlink()
    stuck = site / "content/articles/2025/g.md"
    stuck.write_text("---\ntitle: g\ndate: 2025-07-01\ntags: [5g]\n---\n")
    (stuck.parent / ".g.md~brief").mkdir()  # where the new text would be written first
    expect("what cannot be written is said, and is not mended", brief(*choice, "--fix"), 1, "1 error, 2 warnings", "the file could not be mended:",
           "content/articles/2025/g.md:4:8: warning: '5g'")
    suite.check("it stays as it was", "[5g]" in stuck.read_text(), stuck.read_text())


def mending_garbled_text():
    """What was read as Windows-1252 is written as it was meant, and nothing else is touched."""
    site = copy_site(ROOT / "tests" / "checks" / "garbled-text", fresh("garbled"))
    meant = ("title: It’s garbled", "Café au lait", "Österreich, ÄRGER and Übung, Straße", "Århus, Łódź, Škoda, œuvre", "à la carte",
             "Привет, и мир", "日本語の文", "Καλημέρα", "non\u00a0breaking", "In.\u00a0 The", "ÉCOLE, À BIENTÔT", "twice garbled, café", "Thành Phố và Quần Đảo", "Insulele și Prințului, gələcək", "quote’s and “both”")
    garbled, good = (site / f"content/articles/2025/{name}.md" for name in ("garbled", "good"))
    before = good.read_text()
    choice = ("-C", site, "check", "--at", AT, "--only", "garbled-text")
    expect("--fix mends garbled text, and leaves lost characters", brief(*choice, "--fix"), 0, "23 mended", "3 warnings")
    text = garbled.read_text()
    suite.check("as it was meant", all(words in text for words in meant), [words for words in meant if words not in text])
    suite.check("in a file of an author too", "Café Union" in (site / "content/authors/m-ruis.md").read_text())
    suite.check("what only looks alike is left", good.read_text() == before)
    suite.check("once is enough", "mended" not in expect("--fix again", brief(*choice, "--fix"), 0, "3 warnings").stdout)


    asked = site / "content/articles/2025/asked/index.md"
    asked.parent.mkdir()
    (asked.parent / "Ã¼bung.pdf").write_text("A file.\n")
    words = "---\ntitle: A lineâ€¨end, cafÃ©\ndate: 2025-01-06\n---\nThe [Ã¼bung](Ã¼bung.pdf).\n\nIt saysâ€¨so.\n"
    asked.write_text(words)
    done = expect("what would end a line, or a link to a file that is garbled, is for its author", brief(*choice, "--fix"), 0, "6 warnings",
                  "and give the file that the line names its name, too", "with a blank, or a line end, for")
    suite.check("it stays as it was", asked.read_text() == words and "mended" not in done.stdout, asked.read_text())


def mending_hidden_characters():
    """What is safe to take out goes, whatever stands beside it; the rest waits for somebody to look."""
    site = copy_site(ROOT / "tests" / "checks" / "hidden-character", fresh("hidden"))
    hidden, good = (site / f"content/articles/2025/{name}.md" for name in ("hidden", "good"))
    before, left = hidden.read_text(), good.read_text()
    choice = ("-C", site, "check", "--at", AT, "--only", "hidden-character")
    (site / "content/articles/2025/the-wa\u200bter.md").write_text("---\ntitle: Water\ndate: 2025-02-03\n---\nText.\n")
    expect("--fix takes out what nobody needs", brief(*choice, "--fix"), 0, "11 mended", "19 warnings")
    text = before
    for words, meant in {"Of\u200b": "Of", "\u2060rain": "rain", "wa\u200bter tax and two\u200b more\u200b": "water tax and two more", "\u200bAt the start, and \u200b": "At the start, and ",
                         "wa\u200cter, wa\u200dter tax, Во\u200cда, νε\u200dρό": "water, water tax, Вода, νερό", "wa\u2060ter": "water", "\ufefffile": "file", "\ufffc": ""}.items():
        suite.check(f"{words!r} is there", words in text)
        text = text.replace(words, meant)
    suite.check("and nothing else", hidden.read_text() == text, hidden.read_text())
    suite.check("what is needed is left", good.read_text() == left)
    suite.check("in settings and data too", "Of water" in (site / "site.yml").read_text() and "title: Water" in (site / "content/data/tags.yml").read_text())
    suite.check("in a file of an author too", "Author." in (site / "content/authors/m-ruis.md").read_text())
    suite.check("once is enough", "mended" not in expect("--fix again", brief(*choice, "--fix"), 0, "19 warnings").stdout)
    hidden.unlink()
    expect("a file's name is told", brief(*choice), 0, "ter.md:1:1: warning: the name of this file has U+200B (zero width space) [hidden-character]")


def near_authors():
    """Whoever may be meant is named."""
    site = copy_site(ROOT / "tests" / "checks" / "near-author", fresh("near-authors"))
    done = brief("-C", site, "check", "--at", AT, "--only", "near-author", "--diagnostics", "json")
    hints = {entry["message"].split("'")[1]: entry["hint"] for entry in json.loads(done.stderr)["diagnostics"]}
    for name, hint in (("T. Aho", "write timo-aho or tina-aho, whichever is meant"), ("Tina Ahho", "write tina-aho if that is who is meant"),
                       ("Thea Okafo and Maria Ruiz", "write authors: [thea-brandt, m-ruis] if that is who is meant")):
        suite.check(f"who {name} may be", hints.get(name) == hint, hints)


def counted_links():
    """What is linked several times is said once, with one wording for how often."""
    site = fresh("counted-links")
    whole = re.search("base_url: (.*)", (site / "site.yml").read_text())[1].strip()
    links = f"[a](/nowhere/) [b](http://far.example/) [c]({whole}/nothing/)"
    (site / "content/articles/2025/links.md").write_text(f"---\ntitle: Links\ndate: 2025-06-01\n---\n{links}\n\n{links}\n")
    done = brief("-C", site, "check", "--at", AT)
    for words in ("'/nowhere/'", "without encryption", "is of this site, and nothing answers it"):
        suite.check(f"twice: {words}", re.search(f"{words} \\(linked 2 times\\) ", done.stderr), done.stderr[:1500])


def foreign_tags():
    """What to write in the place of what another program reads."""
    site = fresh("foreign-tags")
    for written, hint in (("{:toc}", "with toc: true above it"), ("[TOC]", "with toc: true above it"), ("[[toc]]", "with toc: true above it"),
                          ("{::options}", "it is of another program"), ("## A {: #a}", "but {#id} at the end of a heading"),
                          ("a {.b}", "Markdown has no classes here"), ("==a==", "write <mark>…</mark>"), (":smile:", "as an emoji"), ("x^2^", "write <sup>…</sup>"),
                          ("a^[note]", "it is of another program"), ("CO~2~", "write <sub>…</sub>"), ("%Beware.%", "> [!WARNING]"),
                          ("##A", "a heading has a blank behind it: '## Words'"),
                          ("![x]({{ site.baseurl }}/x.png)", "write the address alone"), ("Term\n: Words", "write a list"), ("> [!INFO]\n> a", "begins with > [!NOTE]"),
                          ("[x]({% post_url 2019-02-26-levy %})", "write the path of the file"), ("| a | b |\n| c | d |", "write a line |---|---|"),
                          ("**A:**b", "put a blank where letters touch"), ("```{note}\na\n```", "write the language alone"), ("$CTA", "it is of another program")):
        (site / "content/articles/2025/moved.md").write_text(f"---\ntitle: Moved\ndate: 2025-06-01\n---\n{written}\n")
        done = brief("-C", site, "check", "--at", AT, "--only", "foreign-tag")
        said = done.stderr.split("hint: ", 1)[-1].splitlines()[0] if "[foreign-tag]" in done.stderr else ""
        suite.check(f"in the place of {written}", hint in said, done.stderr)


def sarif():
    site = copy_site(ROOT / "tests" / "checks" / "term-spelling", fresh("sarif"))
    (site / "content" / "articles" / "2025" / "two.md").rename(site / "content" / "articles" / "2025" / "zwei ö.md")
    done = brief("-C", site, "check", "--at", AT, "--only", "term-spelling,missing-summary", "--diagnostics", "sarif")
    log = json.loads(done.stderr)
    results = log["runs"][0]["results"]
    described = log["runs"][0]["tool"]["driver"]["rules"]
    suite.check("GitHub asks for words about rules", all(rule[part]["text"] for rule in described for part in
                ("shortDescription", "fullDescription", "help")), described)
    rules = [rule["id"] for rule in described]
    suite.check("version", log["version"] == "2.1.0" and rules == ["missing-summary", "term-spelling"], rules)
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    suite.check("addresses are encoded", "content/articles/2025/zwei%20%C3%B6.md" in places, places)
    fixed = [result for result in results if "fixes" in result]
    suite.check("fixes", fixed and fixed[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], results[:1])
    region = next(result for result in results if "otherwise spelt" in result["message"]["text"])["locations"][0]["physicalLocation"]["region"]
    suite.check("region", region["startLine"] in (5, 6) and region["endColumn"] > region["startColumn"], region)
    twice = ROOT / "tests" / "broken"
    noted = copy_site(twice / "alias-twice", copy_site(twice / "base", suite.work / "sarif-notes"))
    log = json.loads(brief("-C", noted, "check", "--at", AT, "--diagnostics", "sarif").stderr)
    related = [place for result in log["runs"][0]["results"] for place in result.get("relatedLocations", ())]
    suite.check("the other place", related and related[0]["message"]["text"] == "given here first" and
                related[0]["physicalLocation"]["artifactLocation"]["uri"] == "content/articles/one.md", related)
    schema = json.loads(brief("-C", site, "check", "--at", AT, "--only", "large-image", "--diagnostics", "sarif").stderr)
    suite.check("nothing found", schema["runs"][0]["results"] == [], schema)
