# SPDX-License-Identifier: MIT
"""Places in texts that others link to: a heading that is reworded, moved or taken out (lost-anchor)."""
import datetime

from sites import Site, article
from suite import environment, run

TEXT = "## Scope\n\nAll.\n\n## What it costs\n\nMuch.\n\n## Next steps\n\nNone.\n"
LOST = "a heading was published as '#{}', and nothing in the text has that id now [lost-anchor]"


def run_check(site, *arguments):
    return run([site.suite.brief, "-C", site.folder, "-o", site.out, "check", "-j0", *arguments], env=environment())


def reworded(suite):
    """The usual case, and what the hint says about it."""
    levy = "content/articles/levy.md"
    site = Site(suite, "reworded", files={levy: article("Levy", text=TEXT, changes="[{date: 2099-01-01, note: Later}]"),
                                          "content/pages/rules.md": "---\ntitle: Rules\n---\n" + TEXT})
    site.expect("a first build", site.build(), 0)
    site.write(levy, article("Levy", text=TEXT.replace("What it costs", "The price *today*")))
    hint = "hint: write {#what-it-costs} behind the heading 'The price today'"
    site.expect("check says so", run_check(site), 0, LOST.format("what-it-costs"), hint, without=("'#scope'", "'#next-steps'"))
    site.expect("and again, until it is published", run_check(site), 0, LOST.format("what-it-costs"))
    site.expect("a strict build does not publish it", site.build("--strict"), 1, LOST.format("what-it-costs"), hint)
    site.expect("nor does one that is tried with --locked", site.build("--locked", out=site.out.parent / "tried"), 0, LOST.format("what-it-costs"))
    site.expect("as often as it is", site.build("--locked", out=site.out.parent / "tried"), 0, LOST.format("what-it-costs"))
    site.write(levy, article("Levy", text=TEXT.replace("What it costs", "The price *today* {#what-it-costs}")))
    site.expect("as the hint has it", site.build(), 0, without=("lost-anchor",))
    site.check("the place is there", b'id="what-it-costs">The price <em>today</em>' in site.pages()["levy/index.html"])
    site.write(levy, article("Levy", text=TEXT.replace("## What it costs", '<a id="what-it-costs"></a>\n\n## Prices')))
    site.expect("or in HTML", site.build(), 0, without=("lost-anchor",))


def said_once(suite):
    """Published, it is what stands; a build without change must not say it again."""
    levy = "content/articles/levy.md"
    site = Site(suite, "said once", files={levy: article("Levy", text=TEXT), "content/pages/rules.md": "---\ntitle: Rules\n---\n" + TEXT})
    site.expect("a first build", site.build(), 0)
    site.write(levy, article("Levy", text=TEXT.replace("## What it costs\n\n", "").replace("Scope", "Extent")))
    site.write("content/pages/rules.md", "---\ntitle: Rules\n---\n" + TEXT.replace("Next steps", "What comes"))
    site.write("layouts/parts/print_note.html", "Another layout\n")
    said = site.build()
    site.expect("with other layouts, in articles and pages", said, 0, LOST.format("scope"), LOST.format("what-it-costs"), LOST.format("next-steps"),
                "behind the heading 'What comes'", "{#scope} behind the heading below which its words stand now")
    site.check("once each", (said.stdout + said.stderr).count("[lost-anchor]") == 3, said.stderr)
    for number in (1, 2, 3):
        site.expect(f"then no more ({number})", site.build("--verbose"), 0, without=("lost-anchor",))
    site.write(levy, article("Levy", text=TEXT))
    site.expect("back again, nothing is lost", site.build(), 0, "[lost-anchor]", "'#extent'", without=("'#scope'",))


def no_loss(suite):
    """What was not published here, is not settled yet or leads elsewhere by itself."""
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    other = TEXT.replace("What it costs", "Prices")
    site = Site(suite, "no loss", files={
        "content/articles/new.md": article("New", date=today, text=TEXT),
        "content/articles/draft.md": article("A draft of it", text=TEXT, draft="true"),
        "content/articles/taken.md": article("Taken back", text=TEXT),
        "content/articles/order.md": article("Order", text=TEXT)})
    site.expect("a first build", site.build(), 0)
    site.write("content/articles/new.md", article("New", date=today, text=other))
    site.write("content/articles/draft.md", article("A draft of it", text=other))
    site.write("content/articles/taken.md", article("Taken back", text=other, draft="true"))
    site.write("content/articles/order.md", article("Order", text="## Next steps\n\nNone.\n\n### What it costs\n\n## Scope\n\n## More\n"))
    site.expect("young, a draft, taken back, in another order", site.build(), 0, without=("lost-anchor",))
    site.write("content/articles/order.md", article("Order", text=other))
    site.write("content/articles/order.md", article("Order", text=TEXT.replace("Scope", "Extent")))
    site.expect("published", site.build(), 0, LOST.format("more"), LOST.format("scope"))
    for arguments in (["--at", "2026-01-01"], ["--drafts"], ["--offline"]):
        apart = site.out.parent / arguments[0]
        for text in (TEXT, other):
            site.write("content/articles/order.md", article("Order", text=text))
            site.expect(f"{arguments[0]} is no publication", site.build(*arguments, out=apart), 0, without=("lost-anchor",))
    site.expect("but what was published is remembered", site.build(), 0, LOST.format("extent"), LOST.format("what-it-costs"), without=("'#scope'",))
