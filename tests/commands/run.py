# SPDX-License-Identifier: MIT
"""The command line: help, version, exit codes, options before and after the verb, outputs that are refused."""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
import machine
import manual
import moving
import outputs
import terminal
from suite import AT, diagnostics_of, differences, tree
from sites import brief, expect, fresh, suite


def record():
    site, out = fresh("record")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    expect("a first build", brief(*arguments), 0)
    (out / "CNAME").write_text("policy.example\n")
    article = site / "content" / "articles" / "2025" / "rain-tax.md"
    text = article.read_text()
    article.write_text(text.replace("flood-plan.md", "flod-plan.md"))
    before = tree(out)
    expect("a build with an error", brief(*arguments), 1, "broken-link")
    suite.check("changes nothing", tree(out) == before, differences(before, tree(out)))
    article.unlink()
    expect("a build without the article", brief(*arguments), 0)
    found = tree(out)
    suite.check("removes its page", not any("rain-tax" in path for path in found), sorted(found))
    suite.check("foreign files stay", found.get("CNAME") == b"policy.example\n")
    article.write_text(text)
    expect("a build with it again", brief(*arguments), 0)
    suite.check("is as before", tree(out) == before, differences(before, tree(out)))


def taken_over():
    """A user's file that is what the build would write is brief's from then on, also when as many files leave."""
    site, out = fresh("taken over")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    (site / "content" / "one.txt").write_text("One.\n")
    expect("a file that will leave", brief(*arguments), 0)
    (site / "content" / "one.txt").rename(site / "content" / "two.txt")
    (out / "two.txt").write_text("One.\n")
    expect("one that stands there", brief(*arguments), 0, " 0 written, 1 removed")
    (site / "content" / "two.txt").write_text("Two.\n")
    expect("is brief's", brief(*arguments), 0, " 1 written, 0 removed")


def moved():
    """What is known of an output in the site moves with the site; of one beside it, nothing does."""
    site, _ = fresh("moved")
    expect("before it is moved", brief("-C", site, "build", "--at", AT), 0)
    place = site.with_name("another folder")
    shutil.rmtree(place, ignore_errors=True)
    site.rename(place)
    article = place / "content" / "articles" / "2025" / "rain-tax.md"
    article.write_text(article.read_text() + "\nMore.\n")
    expect("a site that was moved", brief("-C", place, "build", "--at", AT), 0, " 0 removed")
    expect("an output beside it", brief("-C", place, "-o", f"{place}-out", "build", "--at", AT), 0)
    elsewhere = place.parent / "elsewhere" / place.name
    shutil.rmtree(elsewhere.parent, ignore_errors=True)
    shutil.copytree(place, elsewhere)
    mine = elsewhere.with_name(elsewhere.name + "-out") / "index.html"
    mine.parent.mkdir()
    mine.write_text("mine")
    expect("a copy of the site, and a user's file beside that", brief("-C", elsewhere, "-o", mine.parent, "build", "--at", AT), 1, "'index.html'", "foreign-file")
    suite.check("which is left alone", mine.read_text() == "mine")


def embargo():
    site, out = fresh("embargo")
    folder = site / "content" / "articles"
    (folder / "secret.md").write_text("---\ntitle: Zqembargoxj plan\ndate: 2026-03-01\ntags: [zqembargoxj]\n---\nZqembargoxj.\n")
    (folder / "draft.md").write_text("---\ntitle: Zqembargoxj draft\ndate: 2025-03-01\ndraft: true\n---\nZqembargoxj.\n")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    expect("held-back articles are listed", done, 0, "held back: 2", "1 draft")
    leaks = [path for path, content in tree(out).items() if b"zqembargoxj" in content.lower() or "zqembargoxj" in path]
    suite.check("nothing of them is in the output", not leaks, leaks)
    expect("--at after the date", brief("-C", site, "-o", out, "build", "--at", "2026-03-02T00:00:00Z"), 0, "held back: 1")
    suite.check("it is out", any("secret" in path for path in tree(out)))
    expect("back again", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    suite.check("it is gone", not any(b"zqembargoxj" in content.lower() for content in tree(out).values()))


def diagnostics():
    site, out = fresh("diagnostics")
    article = site / "content" / "articles" / "wrong.md"
    article.write_text("---\ntitle: Wrong\ndate: 2025-01-01\nauthor: nobody-at-all\n---\nText.\n")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    done = brief(*arguments)
    expect("text", done, 1, "content/articles/wrong.md:4:9: error: ", "[unknown-author]", "    4 | author: nobody-at-all")
    for workers in ("-j1", "-j2", "-j8"):
        suite.check(f"the same with {workers}", brief(*arguments, workers).stderr == done.stderr)
    found = brief(*arguments, "--diagnostics", "json")
    try:
        reported = diagnostics_of(found.stderr) or diagnostics_of(found.stdout)
    except ValueError as error:
        reported = [str(error)]
    suite.check("json", reported == [("content/articles/wrong.md", 4, "unknown-author", "error")], reported)
    expect("github", brief(*arguments, "--diagnostics", "github"), 1, "::error file=content/articles/wrong.md,line=4")
    suite.check("no output", not out.exists() or not tree(out))
    suite.check("no colour when it is not a terminal", "\x1b" not in done.stderr)
    expect("colour when asked for", brief(*arguments, "--color", "always"), 1, "\x1b[")


def hints():
    """The file that a link probably means: in other letters, moved to another folder, or nearly of that name."""
    site, out = fresh("hints")
    articles = site / "content" / "articles"
    for name in ("moved/rivers.md", "moved/levees/index.md", "moved/Chart.PNG", "here/rains.md", "here/images/map.png", "moved/images/map.png",
                 "moved/2019-02-26-lakeside.md"):
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text("---\ntitle: One\ndate: 2025-01-01\n---\nText.\n" if name.endswith(".md") else "")
    (site / "content" / "plans").mkdir()
    (site / "content" / "plans" / "dyke.png").write_text("")

    def built(keys, body):
        (articles / "here" / "wrong.md").write_text(f"---\ntitle: Wrong\ndate: 2025-01-01\n{keys}---\n{body}\n")
        return brief("-C", site, "-o", out, "build", "--at", AT)

    for target, hint in (
        ("rivers.md", "did you mean '../moved/rivers.md'?"),
        ("levees.md", "did you mean '../moved/levees/index.md'?"),
        ("../old/levees/index.md", "did you mean '../moved/levees/index.md'?"),
        ("../moved/chart.png", "did you mean '../moved/Chart.PNG'?"),
        ("chart.png", "did you mean '../moved/Chart.PNG'?"),
        ("rain.md", "did you mean 'rains.md'?"),
        ("lakes.md", "it would be content/articles/here/lakes.md"),
        ("..\\moved\\rivers.md", "write ../moved/rivers.md"),
        ("map.png", "did you mean 'images/map.png'?"),
        ("../lakeside/", "did you mean '../moved/2019-02-26-lakeside.md'?"),
        ("2019/02/26/lakeside.html", "did you mean '../moved/2019-02-26-lakeside.md'?"),
        ("www.example.org/lakes", "write https://www.example.org/lakes"),
        ("content/articles/here/rains.md", "paths start at the folder of the source file, not at that of the site"),
    ):
        done = built(f"image: {target}\n", f"[x]({target})\n\n![x]({target})")
        suite.check(f"what {target} means", done.returncode == 1 and done.stderr.count(hint) == 3, done.stderr)
    for body, hint in (
        ("[x]({{site.baseurl}}/plans/old.png)", "take '{{site.baseurl}}' away: an address that begins with '/' stands below base_url"),
        ("[x]({static}/plans/old.png)", "take '{static}' away, and write the path from this file"),
        ("[x]({static}/plans/Dyke.png)", "did you mean '/plans/dyke.png'?"),
        ("[x]({tag}water)", "write the address of the list, as in /tags/water/"),
        ("[x]({author}jo-lee)", "write the address of the author's page, as in /authors/jo-lee/"),
        ("[x](@/plans/old.md)", "take '@/' away, and write the path from this file"),
        ('[x]("https://example.org/")', "leave out the quotes"),
        ("[x](/2019/02/26/lakeside.html)", "write aliases: [/2019/02/26/lakeside.html] in content/articles/moved/2019-02-26-lakeside.md"),
        ("[x](/2019/02/26/nobody/)", "mend the link, add the address to aliases:"),
        ('{{< figure src="/maps/the plain.png" alt="A map" >}}', "write ![A map](/maps/the%20plain.png)"),
        (r'{{< figure src="a.png" alt="A map" caption="The \"plain\"" title="Map 1" attr="Photo: Jo Lee" link="/x/" >}}',
         'write [![A map](a.png "Map 1: The &quot;plain&quot; Photo: Jo Lee")](/x/)'),
        ("{{% img caption='The \"plain\"' src='a.png' class=\"wide\" %}}", 'write ![](a.png "The \\"plain\\"")'),
        ('{{< figure src="a.png" >}}\n{{< figure src="b.png" >}}', "write Markdown, or {{ name("),
        ('{{< figure alt="A map" >}}', "write Markdown, or {{ name("),
        ("{{< youtube src=x >}}", "write Markdown, or {{ name("),
    ):
        done = built("", body)
        suite.check(f"what {body} was", f"hint: {hint}" in done.stderr, done.stderr)
    for lang, told in (("EN", "en"), ("zh-hant", "zh-Hant")):
        (articles / "here" / "one.md").write_text(f"---\ntitle: One\ndate: 2025-01-01\nlang: {lang}\ntranslation_key: one\n---\nText.\n")
        done = built(f"lang: {lang}\ntranslation_key: one\n", "Text.")
        suite.check(f"two versions in {lang}", f"two versions of one text are in '{told}'" in done.stderr, done.stderr)
    (articles / "here" / "one.md").unlink()
    for keys, hint in (
        ("taxonomies: {tags: [water]}\n", "write its keys without it: tags: [one, another]"),
        ("template: report\n", "write 'layout'"),
        ("expires: {created: 2027-03-05, updated: 2025-02-07}\n", "write expires: 2027-03-05; a later day"),
    ):
        done = built(keys, "Text.")
        suite.check(f"what {keys.strip()} was", f"hint: {hint}" in done.stderr, done.stderr)
    (articles / "a-long-folder").mkdir()
    (articles / "a-long-folder" / "two.md").write_text("---\ntitle: Two\ndate: 2025-01-01\n---\nText.\n")
    for name, hint in (
        ("here/rivers", "did you mean 'moved/rivers'?"),
        ("levees", "did you mean 'moved/levees'?"),
        ("content/articles/here/rains.md", "did you mean 'here/rains'?"),
        ("here/rain", "did you mean 'here/rains'?"),
        ("a-long-folder/one", "write the path below content/articles/ without '.md'"),
    ):
        done = built(f"status: superseded\nsuperseded_by: {name}\nrelated: [{name}]\n", "Text.")
        suite.check(f"which article {name} is", done.stderr.count(f"hint: {hint}\n") == 2, done.stderr)
    (articles / "here" / "wrong.md").unlink()
    comments = site / "content" / "comments" / "moved" / "rivers"
    comments.mkdir(parents=True)
    (comments / "1.json").write_text('{"name": "Ann", "email": "ann@reader.example"}')
    expect("what holds readers' addresses is not copied", brief("-C", site, "-o", out, "build", "--at", AT), 1,
           "1.json:1:1: error: this is no comment, and would be published as it is [unread-source]")
    shutil.rmtree(comments)
    (site / "content" / "authors").mkdir(exist_ok=True)
    (site / "content" / "authors" / "m-ruis.md").write_text("---\nname: Maria Ruis\n---\n")
    (site / "content" / "authors" / "staff").mkdir()
    (site / "content" / "authors" / "staff" / "weber.md").write_text("---\nname: Ada Weber\n---\n")
    for author, hint in (
        ("m-ruis.md", "did you mean 'm-ruis'? (content/authors/m-ruis.md)"),
        ("content/authors/m-ruis.md", "did you mean 'm-ruis'? (content/authors/m-ruis.md)"),
        ("weber", "did you mean 'staff/weber'? (content/authors/staff/weber.md)"),
        ("authors/hansen.md", "write content/authors/hansen.md, or give a guest's full name"),
        ("staff/hansen", "write content/authors/staff/hansen.md, or give a guest's full name"),
        ("../hansen", "write content/authors/hansen.md, or give a guest's full name"),
        ("Maria Ruis, PhD", "write authors: [Maria Ruis]"),
        ("'[Nemo One](https://example.org/)'", "write authors: [Nemo One]; addresses stand behind email: and url: in the file of an author"),
        ("'[Nemo One](https://example.org/) (ONS), Nemo Two'", "write authors: [Nemo One, and each of the others by itself]; addresses stand behind email: and url: in the file of an author"),
        ("Maria Ruis and Jo Lee, MP", "write authors: [Maria Ruis, Jo Lee]"),
        ("Nemo One, Ada Two, and Jo Three", "write authors: [Nemo One, Ada Two, Jo Three]"),
        ("Nemo One, Ada Two, Jo Three", "write authors: [Nemo One, Ada Two, Jo Three]; of one person the name alone, given name first, and the rest as role: in an author's file"),
        ("Jo Lee und Maria Ruis", "write authors: [Jo Lee, Maria Ruis]"),
    ):
        (articles / "here" / "by.md").write_text(f"---\ntitle: By\ndate: 2025-01-01\nauthor: {author}\n---\nText.\n")
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        suite.check(f"who {author} is", f"hint: {hint}\n" in done.stderr, done.stderr)
    (articles / "here" / "by.md").unlink()
    (site / "content" / "data").mkdir(exist_ok=True)
    for group in ("AI", "{AI: artificial intelligence}", "5"):
        (site / "content" / "data" / "synonyms.yml").write_text(f"- {group}\n")
        done = brief("-C", site, "-o", out, "build", "--at", AT)
        suite.check(f"what a group of words is: {group}", "hint: write - [AI, artificial intelligence], a line for each group\n" in done.stderr,
                    done.stderr)


PARTS = (
    manual.help_and_version,
    manual.documented,
    manual.options_of_plugins,
    manual.screens,
    manual.completion,
    manual.manual,
    manual.lists_elsewhere,
    manual.old_addresses,
    manual.keys_in_toml,
    manual.medium_pages,
    manual.hugo_says,
    moving.eleventy_says,
    moving.pelican_says,
    manual.feeds_of_terms,
    terminal.terminal,
    outputs.own_copies,
    outputs.begins_to_ask,
    outputs.callers,
    outputs.pages_of_plugins,
    outputs.many_files,
    outputs.long_series,
    outputs.long_series_of_versions,
    outputs.many_standing_pages,
    outputs.citations_beside_pages,
    outputs.alias_of_two,
    outputs.places,
    outputs.clash_among_many,
    outputs.linked_content,
    outputs.refused,
    outputs.through_a_link,
    record,
    taken_over,
    moved,
    embargo,
    diagnostics,
    hints,
    outputs.files,
    machine.machine,
    machine.children_ignored,
    machine.processors,
    outputs.not_listed,
    outputs.far_size,
    outputs.sizes_of_attachments,
    machine.killed,
    machine.fence,
    machine.profile,
    machine.limits,
    # to add one: a function and its row here
)
suite.run_parts(PARTS)
suite.finish()
