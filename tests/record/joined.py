# SPDX-License-Identifier: MIT
"""Two archives that become one, and one that becomes two: the lines of both urls.lock, and whose each is."""
import re

from sites import Site, article
from suite import ROOT, run

OURS, THEIRS = "Words of ours on the levy.", "Words of theirs, which are others."


def archives(suite):
    """Both had a text called levy; theirs goes into a folder of its own, and neither is held against the other's record."""
    ours = Site(suite, "ours", files={"content/articles/levy.md": article("Our levy", "2020-01-01", OURS)})
    theirs = Site(suite, "theirs", files={
        "site.yml": "title: Papers\nbase_url: https://papers.example\npermalinks: {article: '/papers/:slug/'}\n",
        "content/articles/levy.md": article("Their levy", "2020-02-02", THEIRS), "content/articles/roads.md": article("Roads", "2020-02-03", "On roads.")})
    theirs.remove("content/articles/first.md")
    for site in (ours, theirs):
        site.expect("an archive of its own", site.build(), 0)
    for name in ("levy", "roads"):
        ours.write(f"content/articles/theirs/{name}.md", (theirs.folder / f"content/articles/{name}.md").read_text())
    ours.write("content/articles/theirs/levy.md", article("Their levy", "2020-02-02", THEIRS, slug="their-levy"))
    alone = ours.lock()
    for name, lock in (("ours first", alone + theirs.lock()), ("theirs first", theirs.lock() + alone)):
        ours.write("urls.lock", lock)
        ours.expect(f"{name}: each address is asked of the text that had it", ours.build(), 1,
                    "write aliases: [/papers/levy/] in content/articles/theirs/levy.md",
                    "write aliases: [/papers/roads/] in content/articles/theirs/roads.md", without=("silent-change", "changed-feed-ids"))
    ours.write("content/articles/levy.md", article("Our levy", "2020-01-01", "Words of ours that changed."))
    ours.expect("a text that has changed, too, goes by its id", ours.build(), 1, "write aliases: [/papers/levy/] in content/articles/levy.md")
    ours.write("content/articles/levy.md", article("Our levy", "2020-01-01", OURS))
    ours.write("content/articles/theirs/levy.md", article("Their levy", "2020-02-02", THEIRS, slug="their-levy", aliases="[/papers/levy/]"))
    ours.write("content/articles/theirs/roads.md", article("Roads", "2020-02-03", "On roads.", aliases="[/papers/roads/]"))
    ours.expect("with both answered the build goes on", ours.build(), 0, without=("silent-change", "vanishing-address"))
    ours.check("and each address leads to its own text", "/papers/levy/ alias theirs/levy" in ours.lines() and
               any(line.startswith("/levy/ article levy ") for line in ours.lines()), ours.lock())
    ours.expect("nor is there later", ours.build("--locked"), 0)


def parted(suite):
    """A folder of texts goes to another site, by the lines of docs/record.md."""
    lines = re.findall(r"^awk '\$3 .*$", (ROOT / "docs/record.md").read_text(), re.M)
    texts = {f"content/articles/institute/{name}.md": article(f"On {name}", f"2021-01-0{number}", f"Words on {name}.", aliases=f"[/old-{name}/]")
             for number, name in enumerate(("dykes", "über uns", "polders"), 1)}
    here = Site(suite, "here", files=texts)
    there = Site(suite, "institute", files=texts)
    site = here.folder.parent / "institute"
    there.folder.rename(site)
    there.folder = site
    (site / "site.yml").write_text("title: Institute\nbase_url: https://institute.example\nfeeds: {authority: briefings.example}\n")
    (site / "content/articles/first.md").unlink()
    here.expect("one archive", here.build(), 0)
    for path in texts:
        here.remove(path)
    here.expect("what left is missed", here.build(), 1, "vanishing-address")
    told = [run(["sh", "-c", line], cwd=here.folder) for line in lines]
    suite.check("parted: both lines are there", len(told) == 2 and not any(done.returncode for done in told), lines)
    here.write("site.yml", (here.folder / "site.yml").read_text() + "aliases:\n" + told[1].stdout)
    here.expect("it leads on", here.build(), 0, without=("vanishing-address",))
    for address in ("institute/dykes", "institute/uber-uns", "old-polders"):
        page = here.pages().get(f"{address}/index.html", b"").decode()
        here.check(f"from {address}", f'href="https://institute.example/{address}/"' in page, page)
    entries = [line for line in there.lock().splitlines()]
    there.expect("the other has them", there.build("--strict"), 0, without=("silent-change", "vanishing-address"))
    there.check("with the record as it was", set(entries) <= set(there.lines()), there.lock())
    there.check("and the ids", b"<id>tag:briefings.example,2021-01-01:institute/dykes</id>" in there.pages()["feed.xml"])
